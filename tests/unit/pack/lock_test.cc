// Locks: what stands in them, and what is left of a library under one.

#include "pack/lock.h"
#include <algorithm>
#include <functional>

#include "support/tiny.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;

const std::string kBody =
    "rules:\n  - {id: one, severity: error, at: '$.x', required: true, message: m}\n";

/// `tiny` in two versions; both extend `base` and use a list.
std::vector<RuleFile> files() {
  const std::string body =
      "extends: [\"base@^1.0\"]\nlists: {colours: {use: colours@^1}}\n" + kBody;
  std::string next = tiny::set("tiny", "valid: {from: 2027-01-01}\n" + body);
  next.replace(next.find("1.0.0"), 5, "1.1.0");
  return {tiny::file("tiny", body),
          {"rules/tiny/1.1.0/ruleset.yaml", next},
          tiny::file("base", "abstract: true\nvalid: {until: 2027-01-01}\n"),
          {"rules/tiny/1.0.0/cases/one.yaml", "rule: one\ncases: []\n"},
          {"rules/tiny/1.0.0/README.md", "for people"},
          {"rules/lists/colours/1.0.0.yaml", "list: colours\nversion: 1.0.0\nrows: [red]\n"},
          {"rules/lists/colours/1.1.0.yaml",
           "list: colours\nversion: 1.1.0\nvalid: {from: 2027-01-01}\nrows: [red, blue]\n"}};
}

std::string lock_of(const Library& library, std::vector<std::string> references = {}) {
  const Locked locked = library.lock(references, tiny::at_noon());
  INFO(render_faults(locked.faults, {}));
  CHECK_FALSE(locked.error);
  return locked.text;
}

std::string must_fail(Library& library, std::string_view lock) {
  const auto frozen = library.freeze("rules.lock", lock, {});
  REQUIRE_FALSE(frozen.ok());
  const Error& error = frozen.error();
  return std::to_string(static_cast<int>(error.code)) + ' ' + error.where.source + ": " +
         error.what;
}

std::string prefix(ErrorCode code, const std::string& rest) {
  return std::to_string(static_cast<int>(code)) + ' ' + rest;
}

TEST_CASE("a lock names versions and files in a fixed order", "[pack]") {
  const Library library = Library::from_memory(files());
  const std::string lock = lock_of(library);
  CHECK(lock.starts_with(
      "# Written by `intake rules lock`. With --frozen these versions are used and no others.\n"
      "lock: 1\nengine: \"0.1.0\"\nnow: \"2026-05-01T12:00:00Z\"\n"
      "sets:\n  - set: tiny@1.0.0\n    includes:\n      - base@1.0.0\n"
      "    lists:\n      - colours@1.0.0\n"
      "files:\n  rules/base/1.0.0/ruleset.yaml: "));
  CHECK(lock.find("cases") == lock.npos);
  CHECK(lock.find("README") == lock.npos);
  CHECK(lock_of(library, {"tiny", "tiny@1.0.0"}) == lock);
  std::vector<RuleFile> turned = files();
  std::reverse(turned.begin(), turned.end());
  CHECK(lock_of(Library::from_memory(turned)) == lock);
}

TEST_CASE("what cannot be locked", "[pack]") {
  std::vector<RuleFile> broken = files();
  broken[0].bytes += "lists: {}\n";
  const Locked faulty = Library::from_memory(broken).lock({"tiny@1.0.0"}, tiny::at_noon());
  CHECK(faulty.text.empty());
  CHECK_FALSE(faulty.faults.empty());
  const Locked unknown = Library::from_memory(files()).lock({"other"}, tiny::at_noon());
  CHECK(unknown.text.empty());
  REQUIRE(unknown.error);
  CHECK(unknown.error->code == ErrorCode::kNotFound);
}

TEST_CASE("under a lock the locked versions are used at any time", "[pack]") {
  Library library = Library::from_memory(files());
  const std::string lock = lock_of(library);
  CompileOptions later = tiny::at_noon();
  later.now = "2027-06-01T00:00:00Z";
  CHECK(library.compile("tiny", later).rules == std::nullopt);  // base is no longer in force
  const auto frozen = library.freeze("rules.lock", lock, {});
  REQUIRE(frozen.ok());
  CHECK(frozen->engine == "0.1.0");
  CHECK(frozen->now == "2026-05-01T12:00:00Z");
  CHECK(tiny::must_compile(library, "tiny", later).ref().version == "1.0.0");
  CHECK(library.list().size() == 2);
  const Choice choice = library.choose(tiny::must_read("procedure: tiny\n"), later);
  CHECK(choice.reference == "tiny@1.0.0");
  const Compiled newer = library.compile("tiny@1.1.0", later);
  REQUIRE(newer.error);
  CHECK(newer.error->hint == "the lock has: 1.0.0");
  // A lock of what is locked is the same one.
  CHECK(lock_of(library) == lock);
}

TEST_CASE("a lock is kept to", "[pack]") {
  const std::string lock = lock_of(Library::from_memory(files()));
  struct Row {
    const char* name;
    std::function<void(std::vector<RuleFile>&)> change;
    std::string expected;
  };
  const std::vector<Row> rows{
      {"changed", [](auto& all) { all[2].bytes += " "; },
       "rules/base/1.0.0/ruleset.yaml: the file is not the one that was locked: its SHA-256 is "},
      {"line ends", [](auto& all) { all[5].bytes.replace(all[5].bytes.find('\n'), 1, "\r\n"); },
       "rules/lists/colours/1.0.0.yaml: the file is not the one that was locked: its SHA-256 is "},
      {"missing", [](auto& all) { all.erase(all.begin() + 5); },
       "rules/lists/colours/1.0.0.yaml: the file is missing, but it is locked"},
      {"new",
       [](auto& all) {
         all.push_back({"rules/tiny/1.0.0/messages.fr.yaml", "language: fr\n"});
       },
       "rules/tiny/1.0.0/messages.fr.yaml: the file is not in the lock, but stands in a locked "
       "version"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<RuleFile> all = files();
    row.change(all);
    Library library = Library::from_memory(all);
    CHECK(must_fail(library, lock).starts_with(prefix(ErrorCode::kDigest, row.expected)));
    CHECK(library.list().size() == 3);  // as it was
  }
  // Cases and files for people may come and change.
  std::vector<RuleFile> all = files();
  all[3].bytes += "# more\n";
  all[4].bytes += "more";
  all.push_back({"rules/tiny/1.0.0/cases/two.yaml", ""});
  Library library = Library::from_memory(all);
  CHECK(library.freeze("rules.lock", lock, {}).ok());
}

TEST_CASE("files that are no lock", "[pack]") {
  const std::string digest(64, '0');
  const std::pair<std::string, std::string> rows[] = {
      {"", "rules.lock: "},
      {"[]", "rules.lock: a lock file is a map"},
      {"lock: 2\n", "rules.lock: a lock file of this engine says `lock: 1`"},
      {"engine: x\n", "rules.lock: a lock file of this engine says `lock: 1`"},
      {"lock: 1\nnow: x\n", "rules.lock: `engine` is a text"},
      {"lock: 1\nengine: x\nnow: x\n", "rules.lock: `sets` is a list of the locked sets"},
      {"lock: 1\nengine: x\nnow: x\nsets: []\n",
       "rules.lock: `files` is a map from path to SHA-256"},
      {"lock: 1\nengine: x\nnow: x\nsets: [{set: 1}]\nfiles: {}\n", "rules.lock: `set` is a text"},
      {"lock: 1\nengine: x\nnow: x\nsets: [{set: a@1, lists: b}]\nfiles: {}\n",
       "rules.lock: `lists` is a list of texts"},
      {"lock: 1\nengine: x\nnow: x\nsets: []\nfiles: {a: b}\n",
       "rules.lock: a SHA-256 is 64 digits from 0 to 9 and a to f"},
      {"lock: 1\nengine: x\nnow: x\nsets: []\nfiles: {../../etc/passwd: '" + digest + "'}\n",
       "../../etc/passwd: the file is missing, but it is locked"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    Library library = Library::from_memory(files());
    const std::string found = must_fail(library, text);
    CHECK(found.substr(found.find(' ') + 1).starts_with(expected));
  }
}

}  // namespace
}  // namespace intake
