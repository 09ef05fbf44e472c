// Every example of schemas/, and of the foreign rule sets' own: the valid ones fit, the invalid
// ones fail where and as they say.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "schema/path_table.h"
#include "schema/schema.h"
#include "schema_testing.h"

using namespace intake;
using namespace intake::schema_testing;
namespace fs = std::filesystem;

namespace {

const fs::path kSchemas = fs::path(INTAKE_SOURCE_DIR) / "schemas";
const fs::path kForeignSets = fs::path(INTAKE_SOURCE_DIR) / "examples" / "rule-sets";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Document must_read(const fs::path& path) {
  return path.extension() == ".json" ? must_read_json(read_file(path))
                                     : must_read_yaml(read_file(path));
}

// The rest of the comment line `# <key>: ...`; "" where there is none.
std::string stated(const std::string& text, const std::string& key) {
  const std::string start = "# " + key + ": ";
  std::size_t at = text.find(start);
  if (at == std::string::npos || (at > 0 && text[at - 1] != '\n')) return "";
  at += start.size();
  return text.substr(at, text.find('\n', at) - at);
}

std::vector<fs::path> schema_files() {
  std::vector<fs::path> tops{kSchemas};
  for (const fs::path& set : files_in(kForeignSets)) tops.push_back(set / "schemas");
  std::vector<fs::path> files;
  for (const fs::path& top : tops) {
    for (const fs::path& folder : files_in(top)) {
      if (!fs::is_directory(folder)) continue;
      for (const fs::path& file : files_in(folder)) {
        if (file.string().find(".schema.json") != std::string::npos) files.push_back(file);
      }
    }
  }
  return files;
}

}  // namespace

TEST_CASE("schemas and their examples", "[schema]") {
  REQUIRE(schema_files().size() >= 2);
  for (const fs::path& file : schema_files()) {
    const auto schema = Schema::compile(must_read(file), Limits{});
    INFO(file.string() << (schema.ok() ? "" : ": " + schema.error().what));
    REQUIRE(schema.ok());
    CHECK(PathTable::from_schema(must_read(file)).ok());

    const auto valid = files_in(file.parent_path() / "examples" / "valid");
    const auto invalid = files_in(file.parent_path() / "examples" / "invalid");
    CHECK_FALSE(valid.empty());
    CHECK_FALSE(invalid.empty());
    for (const fs::path& example : valid) {
      INFO(example.string());
      const auto faults = schema->validate(must_read(example), Limits{});
      REQUIRE(faults.ok());
      for (const SchemaFault& fault : *faults) FAIL_CHECK(fault.pointer << ": " << fault.message);
    }
    for (const fs::path& example : invalid) {
      INFO(example.string());
      const std::string text = read_file(example);
      const std::string message = stated(text, "message");
      std::string pointer = stated(text, "names");
      REQUIRE_FALSE(pointer.empty());
      REQUIRE_FALSE(message.empty());
      if (pointer == "\"\"") pointer.clear();
      const auto faults = schema->validate(must_read(example), Limits{});
      REQUIRE(faults.ok());
      REQUIRE(faults->size() == 1);
      CHECK((*faults)[0].pointer == pointer);
      CHECK_THAT((*faults)[0].message, Catch::Contains(message));
    }
  }
}
