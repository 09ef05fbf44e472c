// What may be published, and what stands in rules/PUBLISHED then.

#include <intake/revision.h>

#include "pack/digest.h"
#include "support/tiny.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;

std::string cases(const std::string& more = {}) {
  return "rule: r\n" + more +
         "cases:\n  - {name: well, submission: {x: a}, expect: pass}\n"
         "  - {name: not, submission: {x: z}, expect: fail, findings: [{pointer: /x, message: "
         "m}]}\n";
}

std::string body(const std::string& values = "a, b", const std::string& severity = "error") {
  return "source: {id: s, title: t, language: en}\nrules:\n  - {id: r, severity: " + severity +
         ", at: '$.x', assert: {one-of: [" + values +
         "]}, message: m, why: w, help: h, source: {quote: q}}\n";
}

std::vector<RuleFile> version(const std::string& number, const std::string& text,
                              const std::string& name = "tiny") {
  std::string set = tiny::set(name, text);
  set.replace(set.find("1.0.0"), 5, number);
  const std::string folder = "rules/" + name + '/' + number + '/';
  return {{folder + "ruleset.yaml", set}, {folder + "cases/r.yaml", cases()}};
}

class Shelf {
 public:
  Shelf& add(std::vector<RuleFile> files) {
    for (RuleFile& file : files) files_.push_back(std::move(file));
    return *this;
  }

  Publication plan(const std::vector<std::string>& references) const {
    return Library::from_memory(files_).publication(references, published_, tiny::at_noon());
  }

  /// Publishes; what it said, one thing a line.
  Lines publish(const std::vector<std::string>& references) {
    const Publication plan = this->plan(references);
    Lines lines;
    for (const RuleSetRef& set : plan.sets)
      lines.push_back("published " + set.name + ' ' + set.version);
    for (const RuleSetRef& set : plan.already)
      lines.push_back("already " + set.name + ' ' + set.version);
    for (const Publication::Refusal& refusal : plan.refusals) {
      lines.push_back(refusal.set + ": " + refusal.what);
      CHECK_FALSE(refusal.hint.empty());
    }
    for (const Fault& fault : plan.faults) lines.push_back("fault " + fault.file);
    if (plan.error)
      lines.push_back("error " + plan.error->where.source + ' ' + plan.error->what.substr(0, 50));
    if (!plan.refusals.empty() || !plan.faults.empty() || plan.error) CHECK(plan.text.empty());
    if (!plan.text.empty()) published_ = plan.text;
    return lines;
  }

  /// "path" of each line of PUBLISHED, after its digest was compared.
  Lines entries() const {
    Lines paths;
    std::string_view rest = published_;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(line.size() + 1);
      if (line.starts_with("#")) continue;
      paths.emplace_back(line.substr(66));
      for (const RuleFile& file : files_) {
        if (file.path == "rules/" + paths.back()) CHECK(*sha256(file.bytes) == line.substr(0, 64));
      }
    }
    return paths;
  }

  std::vector<RuleFile> files_;
  std::string published_;
};

TEST_CASE("a first version is published, and stays as it is", "[revision]") {
  Shelf shelf;
  std::string text = "lists: {l: {use: colours@^1}}\n" + body();
  text.replace(text.find("[a, b]"), 6, "{list: l}");
  shelf.add(version("1.0.0", text))
      .add({{"rules/lists/colours/1.0.0.yaml", "list: colours\nversion: 1.0.0\nrows: [a, b]\n"}});
  CHECK(shelf.publish({"tiny"}) == Lines{"published tiny 1.0.0"});
  CHECK(shelf.published_.starts_with("# The files of published versions"));
  CHECK(shelf.entries() == Lines{"tiny/1.0.0/ruleset.yaml", "lists/colours/1.0.0.yaml"});
  CHECK(shelf.publish({"tiny@1.0.0"}) == Lines{"already tiny 1.0.0"});

  shelf.files_[1].bytes += "  - {name: more, submission: {x: b}, expect: pass}\n";
  CHECK(shelf.publish({"tiny@1.0.0"}) == Lines{"already tiny 1.0.0"});
  shelf.files_[0].bytes += "# more\n";
  CHECK(shelf.publish({"tiny@1.0.0"}) == Lines{"error rules/tiny/1.0.0/ruleset.yaml the file is "
                                               "not the one that was published: its SH"});
}

TEST_CASE("a step that is too small is refused", "[revision]") {
  struct Row {
    const char* values;
    const char* severity;
    const char* number;
    const char* refused;  // empty: it is published
  };
  const Row rows[] = {
      {"a", "error", "1.1.0", "the changes are major"},       {"a", "error", "2.0.0", ""},
      {"a, b, c", "error", "1.0.1", "the changes are minor"}, {"a, b, c", "error", "1.1.0", ""},
      {"a, b", "warning", "1.0.1", "the changes are minor"},  {"a, b", "error", "1.0.1", ""},
  };
  for (const Row& row : rows) {
    INFO(row.values << ' ' << row.severity << ' ' << row.number);
    Shelf shelf;
    shelf.add(version("1.0.0", body()));
    REQUIRE(shelf.publish({"tiny"}) == Lines{"published tiny 1.0.0"});
    shelf.add(version(row.number, body(row.values, row.severity)));
    const Lines expected = *row.refused == '\0'
                               ? Lines{"published tiny " + std::string(row.number)}
                               : Lines{"tiny@" + std::string(row.number) +
                                       ": the step from 1.0.0 is too small: " + row.refused};
    CHECK(shelf.publish({"tiny"}) == expected);
  }
}

TEST_CASE("a version between two is compared with the one below it", "[revision]") {
  Shelf shelf;
  shelf.add(version("1.0.0", body())).add(version("2.0.0", body("a")));
  REQUIRE(shelf.publish({"tiny@1.0.0", "tiny@2.0.0"}) ==
          Lines{"published tiny 1.0.0", "published tiny 2.0.0"});
  shelf.add(version("1.0.1", body()));
  CHECK(shelf.publish({"tiny@1.0.1"}) == Lines{"published tiny 1.0.1"});
}

TEST_CASE("cases have to pass and to cover", "[revision]") {
  Shelf none;
  none.add({version("1.0.0", body()).front()});
  CHECK(none.publish({"tiny"}) == Lines{"tiny@1.0.0: it has no cases"});
  Shelf failing;
  failing.add(version("1.0.0", body("z")));
  CHECK(failing.publish({"tiny"}) == Lines{"tiny@1.0.0: 2 of 2 cases do not pass"});
  Shelf uncovered;
  uncovered.add(version("1.0.0", body()));
  uncovered.files_[1].bytes =
      "rule: r\ncases:\n  - {name: well, submission: {x: a}, expect: pass}\n";
  CHECK(uncovered.publish({"tiny"}) == Lines{"tiny@1.0.0: 1 of 1 rules are not covered by cases"});
}

TEST_CASE("extended sets are published before or together", "[revision]") {
  Shelf shelf;
  std::vector<RuleFile> child = version("1.0.0", "extends: [\"base@^1\"]\n" + body(), "tiny");
  std::vector<RuleFile> base = version("1.0.0", body(), "base");
  child[0].bytes.replace(child[0].bytes.find("id: r,"), 6, "id: s,");
  child[0].bytes.replace(child[0].bytes.find("[a, b]"), 6, "[a, c]");
  child[1].bytes.replace(child[1].bytes.find("rule: r"), 7, "rule: s");
  shelf.add(child).add(base);
  CHECK(shelf.publish({"tiny"}) ==
        Lines{"tiny@1.0.0: it extends `base@1.0.0`, which is not published"});
  CHECK(shelf.publish({"tiny", "base"}) == Lines{"published base 1.0.0", "published tiny 1.0.0"});
}

TEST_CASE("lists alone", "[revision]") {
  Shelf shelf;
  const auto list = [](const std::string& number, const std::string& rows) {
    return std::vector<RuleFile>{
        {"rules/lists/colours/" + number + ".yaml",
         "list: colours\nversion: " + number + "\nrows: [" + rows + "]\n"}};
  };
  shelf.add(list("1.0.0", "red"));
  CHECK(shelf.publish({"lists/colours"}) == Lines{"published lists/colours 1.0.0"});
  shelf.add(list("1.0.1", "red, blue"));
  CHECK(shelf.publish({"lists/colours"}) ==
        Lines{"lists/colours@1.0.1: the step from 1.0.0 is too small: the changes are minor"});
  shelf.add(list("1.1.0", "red, blue"));
  CHECK(shelf.publish({"lists/colours"}) == Lines{"published lists/colours 1.1.0"});
  shelf.add(list("1.2.0", "blue"));
  CHECK(shelf.publish({"lists/colours"}) ==
        Lines{"lists/colours@1.2.0: the step from 1.1.0 is too small: the changes are major"});
  shelf.add({{"rules/lists/colours/3.0.0.yaml", "list: colours\n"}});
  CHECK(shelf.publish({"lists/colours"}).front() == "lists/colours@3.0.0: it has no rows");
}

TEST_CASE("what cannot be published at all", "[revision]") {
  Shelf shelf;
  shelf.add(version("1.0.0", body() + "lists: 1\n"));
  const Lines faulty = shelf.publish({"tiny"});
  REQUIRE_FALSE(faulty.empty());
  CHECK(faulty.front() == "fault rules/tiny/1.0.0/ruleset.yaml");
  CHECK(shelf.publish({"nothing"}) == Lines{"error  there is no rule set `nothing`"});
  CHECK(shelf.publish({"@"}) == Lines{"error  `@` names no rule set"});
  shelf.published_ = "nonsense\n";
  CHECK(shelf.publish({"tiny"}) == Lines{"error rules/PUBLISHED this names no file"});
}

}  // namespace
}  // namespace intake
