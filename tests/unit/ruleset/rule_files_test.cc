#include "ruleset/rule_files.h"

#include <filesystem>
#include <fstream>

#include "document/image.h"
#include "support/catch.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that is removed again.
struct TemporaryFolder {
  fs::path path;
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "intake-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~TemporaryFolder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
  }
};

TEST_CASE("rule files: YAML and JSON by extension, replaced, removed, kept", "[ruleset]") {
  RuleFiles files;
  files.add("a/x.yaml", "k: 1");
  files.add("a/x.yaml", "k: no");
  files.add("a/y.json", "{\"k\": 2}");
  files.add("b.json", "k: 1");
  CHECK(files.list("a/") == std::vector<std::string>{"a/x.yaml", "a/y.json"});
  const auto x = files.document("a/x.yaml", {});
  REQUIRE(x);
  CHECK(View(**x, (*x)->root()).member("k").text() == "no");
  CHECK((*x)->source()->name() == "a/x.yaml");
  CHECK(files.document("a/x.yaml", {}).value() == *x);
  const auto broken = files.document("b.json", {});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().where.source == "b.json");
  CHECK(broken.error().where.line == 1);
  REQUIRE_FALSE(files.document("c", {}));
  CHECK(files.document("c", {}).error().code == ErrorCode::kNotFound);
  files.remove("a/");
  CHECK_FALSE(files.has("a/x.yaml"));
  CHECK(files.has("b.json"));
}

TEST_CASE("rule files: an image reads as the file it was made of", "[ruleset]") {
  RuleFiles files;
  files.add("x.yaml", "k: [1, two]\n");
  const auto parsed = files.document("x.yaml", {});
  REQUIRE(parsed);
  const std::string image = DocumentImage::to_image(**parsed);
  files.add_image("x.yaml", image);
  const auto loaded = files.document("x.yaml", {});
  REQUIRE(loaded);
  CHECK(equal(View(**loaded, (*loaded)->root()), View(**parsed, (*parsed)->root())));
  CHECK((*loaded)->source()->name() == "x.yaml");
}

TEST_CASE("rule files: a head stands in for a file until that is read or replaced", "[ruleset]") {
  RuleFiles made;
  made.add("whole", "title: Whole\nrules: [1, 2]\n");
  made.add("head", "title: Head\n");
  const std::string whole = DocumentImage::to_image(**made.document("whole", {}));
  const std::string head = DocumentImage::to_image(**made.document("head", {}));
  RuleFiles files;
  files.add_image("a.yaml", whole);
  files.add_image("a.yaml.head", head);
  const auto title = [&] {
    const auto read = files.head("a.yaml", {});
    return std::string(View(**read, (*read)->root()).member("title").text());
  };
  CHECK(files.list("") == std::vector<std::string>{"a.yaml"});
  CHECK(title() == "Head");
  REQUIRE(files.document("a.yaml", {}));
  CHECK(title() == "Whole");
  files.rewrite("a.yaml", "title: Other\n");
  CHECK(title() == "Other");
  files.add_image("a.yaml.head", head);
  files.add("a.yaml", "title: Later\n");
  CHECK(title() == "Later");
  CHECK_FALSE(files.head("b.yaml", {}));
}

TEST_CASE("rule files: a folder, without links that leave it", "[ruleset]") {
  const TemporaryFolder outside, folder;
  outside.write("secret.yaml", "k: 1");
  folder.write("one/1.0.0/ruleset.yaml", "k: 1");
  folder.write("two.yaml", "k: 2");
  fs::create_symlink(outside.path / "secret.yaml", folder.path / "link.yaml");
  fs::create_directory_symlink(outside.path, folder.path / "linked");
  fs::create_directory_symlink(folder.path, folder.path / "one/loop");
  fs::create_symlink(folder.path / "two.yaml", folder.path / "same.yaml");
  RuleFiles files;
  REQUIRE(files.add_folder(folder.path.string(), "rules/", {}));
  CHECK(files.list("") == std::vector<std::string>{"rules/one/1.0.0/ruleset.yaml",
                                                   "rules/same.yaml", "rules/two.yaml"});
  Limits small;
  small.input_bytes = 3;
  const Status over = files.add_folder(folder.path.string(), "rules/", small);
  REQUIRE_FALSE(over);
  CHECK(over.error().code == ErrorCode::kLimit);
  const Status missing = files.add_folder((folder.path / "none").string(), "rules/", {});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kUnreadable);
}

}  // namespace
}  // namespace intake
