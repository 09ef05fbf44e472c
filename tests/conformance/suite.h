#pragma once

// A public test suite run against the engine: one executable a suite, data outside the project
// (INTAKE_CONFORMANCE_DIR, else ../shared/conformance beside the checkout), deviations by name
// and reason in <suite>.listed.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace intake::conformance {

namespace fs = std::filesystem;

/// Exit codes of a suite's executable.
inline constexpr int kAsExpected = 0;
inline constexpr int kFailed = 1;
inline constexpr int kNoData = 77;  // ctest shows it as skipped, never as passed

inline fs::path data_folder() {
  if (const char* folder = std::getenv("INTAKE_CONFORMANCE_DIR")) return folder;
  return fs::path(INTAKE_SOURCE_DIR).parent_path() / "shared" / "conformance";
}

/// The bytes of a file; nullopt where it cannot be read.
inline std::optional<std::string> read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

class Suite {
 public:
  explicit Suite(std::string name) : name_(std::move(name)) {}

  /// The place of the suite's data (file or folder) below the data folder. Where it is missing,
  /// says so and leaves the program with kNoData.
  fs::path data(const std::string& relative) const {
    const fs::path path = data_folder() / relative;
    if (fs::exists(path)) return path;
    std::fprintf(stderr,
                 "!!! conformance suite %s NOT RUN: %s does not exist.\n"
                 "!!! set INTAKE_CONFORMANCE_DIR to the folder that holds the public suites\n",
                 name_.c_str(), path.c_str());
    std::exit(kNoData);
  }

  /// One case, by an id that is unique in the suite. `why` tells what went wrong.
  void check(const std::string& id, bool passed, const std::string& why = {}) {
    const bool fresh = seen_.insert(id).second;
    if (!fresh) problems_.push_back(id + ": the id is used twice");
    ++total_;
    const auto entry = listed().find(id);
    if (passed) ++passed_;
    if (passed && entry != listed().end()) {
      problems_.push_back(id + ": listed (" + entry->second + ") but it passes");
    }
    if (!passed && entry == listed().end()) problems_.push_back(id + ": " + why);
    if (!passed && entry != listed().end()) ++listed_failures_;
  }

  /// Prints `name passed/total, N listed` and what is not as expected; the exit code of main().
  int finish() {
    for (const auto& [id, reason] : listed()) {
      if (seen_.count(id) == 0) problems_.push_back(id + ": listed, but there is no such case");
      if (reason.empty()) problems_.push_back(id + ": listed without a reason");
    }
    if (total_ == 0) problems_.push_back("no case was run");
    for (const auto& problem : problems_) std::fprintf(stderr, "%s\n", problem.c_str());
    std::printf("%s %zu/%zu, %zu listed\n", name_.c_str(), passed_, total_, listed_failures_);
    return problems_.empty() ? kAsExpected : kFailed;
  }

 private:
  // `id reason` lines of tests/conformance/<name>.listed; `#` starts a comment line. An id has no
  // blanks. No file: nothing is listed.
  const std::map<std::string, std::string>& listed() {
    if (listed_) return *listed_;
    listed_.emplace();
    std::ifstream in(fs::path(INTAKE_SOURCE_DIR) / "tests" / "conformance" / (name_ + ".listed"));
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line.front() == '#') continue;
      const std::size_t blank = line.find(' ');
      const bool bare = blank == std::string::npos;
      listed_->emplace(line.substr(0, blank), bare ? "" : line.substr(blank + 1));
    }
    return *listed_;
  }

  std::string name_;
  std::optional<std::map<std::string, std::string>> listed_;
  std::set<std::string> seen_;
  std::vector<std::string> problems_;
  std::size_t total_ = 0, passed_ = 0, listed_failures_ = 0;
};

}  // namespace intake::conformance
