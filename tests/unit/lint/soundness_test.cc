// What lint says to be certain is so: random rules, judged by the engine on many submissions.

#include <algorithm>
#include <map>
#include <random>

#include "lint_testing.h"
#include "support/tiny.h"

using namespace intake;

namespace {

class RuleMaker {
 public:
  explicit RuleMaker(std::uint32_t seed) : random_(seed) {}

  /// About `$.code`, or with `each` about `code` of each item.
  std::string rule(const std::string& id, bool each) {
    places_ = {"$.colour", "$.form", "$.form.name"};
    if (each) places_ = {"@.colour", "@", "$.form.name", "$.items"};
    std::string out =
        "  - {id: " + id + ", severity: " + pick({"error", "warning"}) + ", message: m, ";
    out += each ? "for: '$.items[*]', as: item, bind: {word: {at: '@.colour', capture: '^a'}}, "
                  "at: '@.code', "
                : "at: '$.code', ";
    bound_ = each;
    const std::uint32_t absence = below(5);
    if (absence == 0) out += "required: true, ";
    if (absence == 1) out += "if-absent: " + pick({"fail", "pass"}) + ", ";
    if (below(3) > 0) {
      out += "when: " + condition(2) + ", ";
      if (below(3) == 0) out += "when-unknown: skip, ";
    }
    return out + "assert: " + condition(2) + "}\n";
  }

  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

 private:
  std::string pick(const std::vector<std::string>& from) {
    return from[below(static_cast<std::uint32_t>(from.size()))];
  }

  std::string predicate() {
    return pick({"matches: '^[a-z]+$'",
                 "matches: '^\\d{3}$'",
                 "matches: '[0-9]'",
                 "matches: '(?i)^ab'",
                 "matches: 'b$|c'",
                 "one-of: [a, ab, b]",
                 "one-of: [a, ab, b, 1, c]",
                 "one-of: [1, 2.5]",
                 "equals: ab",
                 "equals: 1",
                 "equals: null",
                 "equals: true",
                 "starts-with: a",
                 "starts-with: [ab, 1]",
                 "ends-with: b",
                 "contains: a",
                 "length: {max: 2}",
                 "length: {min: 2}",
                 "length: {equal: 3}",
                 "digits: true",
                 "trimmed: true",
                 "blank: true",
                 "type: string",
                 "type: [integer, string]",
                 "type: number",
                 "type: [array, object]",
                 "present: true",
                 "absent: true",
                 "is-null: true",
                 "upper-case: true",
                 "lower-case: true",
                 "min: 2",
                 "max: {value: 2, exclusive: true}",
                 "count: {min: 1}",
                 "count: {max: 1}",
                 "unique: true"});
  }

  std::string leaf() {
    std::string out = "{";
    if (bound_ && below(8) == 0) return "{bound: word}";
    if (below(4) == 0) out += "at: '" + pick(places_) + "', ";
    const std::string first = predicate();
    out += first;
    if (below(2) == 0) {
      const std::string second = predicate();
      if (second.substr(0, second.find(':')) != first.substr(0, first.find(':'))) {
        out += ", " + second;
      }
    }
    return out + "}";
  }

  std::string condition(std::uint32_t depth) {
    if (depth == 0 || below(3) == 0) return leaf();
    const auto list = [&] {
      std::string out = "[";
      for (std::uint32_t i = 0, n = 2 + below(2); i < n; ++i) {
        out += (i > 0 ? ", " : "") + condition(depth - 1);
      }
      return out + "]";
    };
    switch (below(7)) {
      case 0:
      case 1:
        return "{all: " + list() + "}";
      case 2:
        return "{any: " + list() + "}";
      case 3:
        return "{none: " + list() + "}";
      case 4:
        return "{not: " + condition(depth - 1) + "}";
      case 5:
        return "{implies: {if: " + condition(depth - 1) + ", then: " + condition(depth - 1) + "}}";
      default:
        return "{exactly: {count: 1, of: " + list() + "}}";
    }
  }

  std::mt19937 random_;
  std::vector<std::string> places_;
  bool bound_ = false;
};

const std::vector<Submission>& submissions() {
  static const std::vector<Submission> all = [] {
    const std::vector<std::string> codes{
        "",     "null",  "true", "false", "0",      "1",  "2",       "2.5",       "3",
        "\"\"", "a",     "b",    "ab",    "AB",     "c",  "\"123\"", "\"1\"",     "\" a \"",
        "abc",  "\" \"", "[]",   "[a]",   "[a, a]", "{}", "{k: 1}",  "\"ab\\n\"", "[a, b, 1]"};
    const std::vector<std::string> others{
        "",        "form: {}",  "form: {name: ab}", "form: {name: null}",
        "form: a", "colour: a", "colour: 1",        "form: {name: '1'}"};
    std::vector<Submission> made;
    for (const std::string& code : codes) {
      for (const std::string& other : others) {
        std::string text = code.empty() ? "" : "code: " + code + "\n";
        text += other + "\n";
        made.push_back(tiny::must_read(text == "\n" ? "{}" : text));
      }
    }
    for (const std::string& code : codes) {
      for (const char* colour :
           {"", ", colour: a", ", colour: b", ", colour: 1", ", colour: null"}) {
        const std::string text =
            "items: [{" + (code.empty() ? "x: 1" : "code: " + code) + colour + "}]";
        made.push_back(tiny::must_read(text + "\nform: {name: ab}\n"));
      }
    }
    return made;
  }();
  return all;
}

std::string ruleset(const std::string& rules) { return "rules:\n" + rules; }

/// "pass", "fail" ... of the only rule of a set, for each submission.
std::vector<std::string> verdicts(const std::string& rule) {
  const CompiledRules rules = tiny::rules(ruleset(rule));
  std::vector<std::string> out;
  for (const Submission& submission : submissions()) {
    out.push_back(tiny::verdicts(rules.check(submission, {})));
  }
  return out;
}

bool has(const std::vector<std::string>& verdicts, const std::string& wanted) {
  return std::find(verdicts.begin(), verdicts.end(), wanted) != verdicts.end();
}

bool is_absent(const Submission& submission) {
  return submission.bytes().find("code: ") == std::string_view::npos ||
         submission.bytes().find("code: null") != std::string_view::npos;
}

}  // namespace

TEST_CASE("what lint is certain of is so", "[lint]") {
  RuleMaker maker(20260501);
  std::map<std::string, int> claims;
  int loaded = 0;
  for (int round = 0; round < 900; ++round) {
    const bool each = round % 3 == 0;
    const std::string first = maker.rule("first-one", each);
    const std::string second = maker.rule("second-one", each);
    const Library library = Library::from_memory({tiny::file("tiny", ruleset(first + second))});
    LintOptions options =
        linting::options({"never-applies", "never-fails", "never-passes", "unreachable-absence",
                          "shadowed-rule", "duplicate-rule", "redundant-condition"});
    const LintReport report = library.lint({"tiny"}, options);
    if (!report.faults.empty()) continue;
    ++loaded;
    if (report.findings.empty()) continue;
    INFO(first << second);
    const std::map<std::string, std::vector<std::string>> by_rule{
        {"tiny/first-one", verdicts(first)}, {"tiny/second-one", verdicts(second)}};
    for (const LintFinding& finding : report.findings) {
      INFO(finding.check << " " << finding.rule << ": " << finding.message);
      ++claims[finding.check];
      const auto& mine = by_rule.at(finding.rule);
      const auto& other =
          by_rule.at(finding.rule == "tiny/first-one" ? "tiny/second-one" : "tiny/first-one");
      if (finding.check == "never-applies") {
        CHECK_FALSE(has(mine, "pass"));
        CHECK_FALSE(has(mine, "fail"));
      } else if (finding.check == "never-fails") {
        CHECK_FALSE(has(mine, "fail"));
      } else if (finding.check == "never-passes") {
        CHECK_FALSE(has(mine, "pass"));
      } else if (finding.check == "unreachable-absence") {
        for (std::size_t i = 0; i < mine.size(); ++i) {
          if (!is_absent(submissions()[i])) continue;
          CHECK((mine[i].empty() || mine[i] == "skip" || mine[i] == "unknown"));
        }
      } else if (finding.check == "shadowed-rule") {
        for (std::size_t i = 0; i < mine.size(); ++i) {
          if (mine[i] == "fail") CHECK(other[i] == "fail");
        }
      } else if (finding.check == "duplicate-rule") {
        CHECK(mine == other);
      }
    }
    // Leaving out what is redundant changes no verdict.
    options.only = {"redundant-condition"};
    const auto repair = library.fix_rules({"tiny"}, options, true);
    REQUIRE(repair);
    if (repair->files.empty()) continue;
    const CompiledRules before = tiny::rules(ruleset(first + second));
    const CompiledRules after = tiny::must_compile(
        Library::from_memory({{"rules/tiny/1.0.0/ruleset.yaml", repair->files.front().after}}),
        "tiny");
    INFO(repair->files.front().diff);
    for (const Submission& submission : submissions()) {
      INFO(submission.bytes());
      CHECK(tiny::verdicts(before.check(submission, {})) ==
            tiny::verdicts(after.check(submission, {})));
    }
  }
  CAPTURE(loaded);
  CHECK(loaded > 400);
  for (const char* check : {"never-applies", "never-fails", "never-passes", "unreachable-absence",
                            "shadowed-rule", "redundant-condition"}) {
    INFO(check);
    CHECK(claims[check] >= 5);
  }
}
