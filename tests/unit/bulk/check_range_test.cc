#include <filesystem>
#include <fstream>

#include "bulk_testing.h"

namespace intake::bulk {
namespace {

namespace fs = std::filesystem;

/// A file of its own that goes with it.
class TextFile {
 public:
  explicit TextFile(std::string_view text)
      : path_(fs::temp_directory_path() / ("intake_bulk_" + std::to_string(++count()))) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  ~TextFile() { fs::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  static std::uintptr_t& count() {
    static std::uintptr_t number = reinterpret_cast<std::uintptr_t>(&number);
    return number;
  }
  fs::path path_;
};

Run run_range(const std::string& path, const BulkOptions& options) {
  TextSink sink;
  Run made;
  made.status = check_range(name_rules(), {}, path, sink, options, made.totals);
  made.text = std::move(sink.text);
  return made;
}

TEST_CASE("ranges of a file that meet have every line once, with the same results") {
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text += i % 7 == 3 ? "\n"
                       : "{\"name\":\"" + std::string(static_cast<std::size_t>(i), 'x') + "\"}\n";
  }
  text += "{\"name\":\"Z\"}";
  const TextFile file(text);
  const std::string whole = run_range(file.path(), {}).text;
  CHECK(whole == run(text).text);
  for (std::uint64_t length = 1; length < text.size() + 10; length += length / 4 + 1) {
    for (const std::uint32_t threads : {1u, 2u}) {
      std::string joined;
      std::uint64_t lines = 0;
      for (std::uint64_t offset = 0; offset < text.size(); offset += length) {
        BulkOptions options;
        options.offset = offset;
        options.length = length;
        options.threads = threads;
        const Run part = run_range(file.path(), options);
        REQUIRE(part.status.ok());
        REQUIRE(part.totals.complete);
        joined += part.text;
        lines += part.totals.lines;
      }
      INFO("ranges of " << length << ", threads " << threads);
      REQUIRE(joined == whole);
      REQUIRE(lines == static_cast<std::uint64_t>(std::count(whole.begin(), whole.end(), '\n')));
    }
  }
}

TEST_CASE("a range at the end of a file is empty, one behind it is an error") {
  const TextFile file("{\"name\":\"A\"}\n");
  BulkOptions options;
  options.offset = 13;
  const Run at_end = run_range(file.path(), options);
  CHECK(at_end.status.ok());
  CHECK(at_end.text.empty());
  CHECK(at_end.totals.complete);
  options.offset = 14;
  const Run behind = run_range(file.path(), options);
  REQUIRE_FALSE(behind.status.ok());
  CHECK(behind.status.error().code == ErrorCode::kUnreadable);
  CHECK(behind.status.error().where.offset == 14);
  CHECK_FALSE(behind.totals.complete);
}

TEST_CASE("what is no file is an error that names it") {
  for (const char* const path : {"/nowhere/a.ndjson", "/"}) {
    const Run made = run_range(path, {});
    REQUIRE_FALSE(made.status.ok());
    CHECK(made.status.error().code == ErrorCode::kUnreadable);
    CHECK(made.status.error().where.source == path);
    CHECK_FALSE(made.totals.complete);
  }
}

}  // namespace
}  // namespace intake::bulk
