// Holds engine/ and cli/ to engine/LAYERS and to the laws of the design.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "architecture/checker.h"
#include "support/catch.h"

namespace intake::architecture {
namespace {

namespace fs = std::filesystem;

/// Files that may be longer than 600 lines. A parser may; two things in one file may not.
const std::vector<AllowedLength> kLongFiles{};

/// The catalogue of identifier checks is the one place that names them.
const std::vector<std::string_view> kDomainFiles{"engine/lang/predicate/check_digits.cc",
                                                 "engine/lang/predicate/check_digits.h"};

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<SourceFile> read_tree() {
  const fs::path root = INTAKE_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const char* folder : {"engine", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cc") continue;
      files.push_back(
          {entry.path().lexically_relative(root).generic_string(), read_text(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  REQUIRE_FALSE(files.empty());
  return files;
}

void require_none(const Faults& faults) {
  for (const auto& fault : faults) FAIL_CHECK(fault);
}

TEST_CASE("includes keep the order of engine/LAYERS") {
  Faults faults;
  const Layers layers =
      parse_layers(read_text(fs::path(INTAKE_SOURCE_DIR) / "engine/LAYERS"), faults);
  require_none(faults);
  require_none(check_includes(layers, read_tree()));
}

TEST_CASE("the engine does not print, exit, or read the environment or the clock") {
  require_none(check_calls(read_tree()));
}

TEST_CASE("no file is longer than 600 lines") {
  require_none(check_lengths(read_tree(), kLongFiles));
}

TEST_CASE("the engine knows no domain word") {
  require_none(check_domain_words(read_tree(), kDomainFiles));
}

}  // namespace
}  // namespace intake::architecture
