#include "lang/verb/verb.h"

#include <deque>
#include <set>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"

using namespace intake;

namespace {

SourcePtr source(std::string_view text) {
  return std::make_shared<Source>("test", std::string(text));
}

Document must_read_yaml(std::string_view text) {
  auto result = yaml::read(source(text), Limits{});
  INFO(text);
  REQUIRE(result.ok());
  return std::move(result).value();
}

Datum must_read_json(std::string_view text) {
  auto result = json::read(source(text), Limits{});
  INFO(text);
  REQUIRE(result.ok());
  return to_datum({*result, result->root()});
}

/// A step as it stands in a rule, its arguments literal.
class Step {
 public:
  explicit Step(std::string_view text) : document_(must_read_yaml(text)) {
    const View top(document_, document_.root());
    verb = find_verb(top.member("verb").text());
    INFO(text);
    REQUIRE(verb != nullptr);
    std::size_t used = 1;
    for (const ParamSpec& param : verb->params) {
      ArgValue arg;
      arg.value = top.member(param.name);
      arg.given = !arg.value.absent();
      REQUIRE((arg.given || !param.required));
      if (arg.given) ++used;
      PatternPtr pattern;
      if (arg.given && param.kind == ParamKind::kPattern) {
        auto compiled = Pattern::compile(arg.value.text(), Limits{});
        REQUIRE(compiled.ok());
        pattern = *compiled;
      }
      args_.push_back(std::move(arg));
      patterns_.push_back(std::move(pattern));
    }
    REQUIRE(used == top.size());
    input.args = args_;
    input.patterns = patterns_;
  }

  const Verb* verb = nullptr;
  VerbInput input;

  std::vector<ArgValue> args_;

 private:
  Document document_;
  std::vector<PatternPtr> patterns_;
};

/// Empty JSON: nothing stands there.
Subject subject_of(std::string_view json) {
  Subject subject;
  subject.present = !json.empty();
  if (subject.present) subject.value = must_read_json(json);
  return subject;
}

std::string shown(const Subject& subject) {
  return subject.present ? to_json(subject.value) : std::string();
}

std::string compact(std::string_view json) {
  return json.empty() ? std::string() : to_json(must_read_json(json));
}

}  // namespace

TEST_CASE("every verb does what its example says", "[verb]") {
  for (const Verb& verb : verbs()) {
    INFO(verb.name);
    Step step(verb.example);
    REQUIRE(step.verb == &verb);
    CHECK(verb.summary.ends_with('.'));
    if (verb.check != nullptr) CHECK(verb.check(step.input).empty());
    if (verb.name == "rename") {
      const Datum before = must_read_json(verb.example_before);
      const Datum after = must_read_json(verb.example_after);
      Subject member;
      member.present = true;
      member.value = before.object()->front().second;
      CHECK(verb.run(step.input, member).empty());
      CHECK(member.renamed == after.object()->front().first);
      CHECK(equal(member.value, after.object()->front().second));
      continue;
    }
    Subject subject = subject_of(verb.example_before);
    CHECK(verb.run(step.input, subject).empty());
    CHECK(shown(subject) == compact(verb.example_after));
    CHECK(subject.removed == verb.example_after.empty());
    CHECK(compact(verb.example_before) != compact(verb.example_after));
  }
}

TEST_CASE("verbs change values", "[verb]") {
  struct Row {
    std::string_view step, before, after;
  };
  const Row rows[] = {
      {"{verb: trim}", R"([" a ", 1, ["  b"]])", R"(["a",1,["  b"]])"},
      {"{verb: trim}", R"("\u00a0\ufeffa b\u200b")", R"("a b")"},
      {"{verb: lower}", R"("ÉCOLE ß")", R"("école ß")"},
      {"{verb: upper}", R"(["é", null])", R"(["É",null])"},
      {"{verb: normalise-unicode}", R"("e\u0301\uff11")", "\"é１\""},
      {"{verb: normalise-unicode, form: nfc}", R"("e\u0301")", R"("é")"},
      {"{verb: strip, characters: '- '}", R"("- a-b -")", R"("ab")"},
      {"{verb: strip, characters: '- ', where: ends}", R"("- a-b -")", R"("a-b")"},
      {"{verb: strip, characters: '- ', where: ends}", R"("---")", R"("")"},
      {"{verb: strip, characters: 'é'}", R"("été")", R"("t")"},
      {"{verb: strip, characters: ''}", R"("a")", R"("a")"},
      {R"({verb: replace, pattern: '\D', with: ''})", R"("0419.052.173")", R"("0419052173")"},
      {R"({verb: replace, pattern: '^(\d)(.*)$', with: '\2-\1'})", R"(["1a", "b"])",
       R"(["a-1","b"])"},
      {"{verb: pad-left, length: 3, with: é}", R"("à")", R"("ééà")"},
      {"{verb: pad-left, length: 3, with: x}", R"("abcd")", R"("abcd")"},
      {"{verb: truncate, length: 0}", R"("ab")", R"("")"},
      {"{verb: truncate, length: 5}", R"("ab")", R"("ab")"},
      {"{verb: prefix, text: a}", R"(["ab", "b"])", R"(["ab","ab"])"},
      {"{verb: suffix, text: b}", R"(["ab", "a"])", R"(["ab","ab"])"},
      {"{verb: set, value: {a: [1]}}", "", R"({"a":[1]})"},
      {"{verb: set, value: null}", R"("x")", "null"},
      {"{verb: set, value: []}", R"("x")", "[]"},
      {"{verb: default, value: x}", R"(" \u00a0 ")", R"("x")"},
      {"{verb: default, value: x}", "null", R"("x")"},
      {"{verb: default, value: x}", R"("y")", R"("y")"},
      {"{verb: default, value: x}", "false", "false"},
      {"{verb: default, value: []}", "", "[]"},
      {"{verb: add, value: [1]}", "", "[[1]]"},
      {"{verb: add, value: a}", R"(["a"])", R"(["a","a"])"},
      {"{verb: add-missing, values: [b, a, b, 1]}", R"(["a", 1.0])", R"(["a",1.0,"b"])"},
      {"{verb: add-missing, values: [b, a]}", "", R"(["b","a"])"},
      {"{verb: add-missing, values: []}", "", ""},
      {"{verb: remove-items, values: [{a: 1, b: 2}]}", R"([{"b":2,"a":1},{"a":1}])",
       R"([{"a":1}])"},
      {"{verb: remove-items, values: [a]}", R"(["a"])", "[]"},
      {"{verb: keep-items, values: [a, b]}", R"(["b","c","b"])", R"(["b","b"])"},
      {"{verb: remove-duplicates}", R"([1, 1.0, "1", [1], [1.0]])", R"([1,"1",[1]])"},
      {"{verb: remove-duplicates, by: k}", R"([{"k":1,"v":1},{"v":1},{"k":1},{"v":1}])",
       R"([{"k":1,"v":1},{"v":1},{"v":1}])"},
      {"{verb: sort, by: k}", R"([{"k":2},{"k":1,"v":1},{"v":1},{"k":1,"v":2}])",
       R"([{"v":1},{"k":1,"v":1},{"k":1,"v":2},{"k":2}])"},
      {"{verb: sort}", "[3,1,2]", "[1,2,3]"},
      {R"({verb: split, by: '\s*[,;]\s*'})", R"(["a, b", 3, " ; "])", R"(["a","b",3])"},
      {"{verb: split, by: ','}", R"("")", "[]"},
      {"{verb: join}", R"(["a", true, 1.5])", R"("a true 1.5")"},
      {"{verb: join, with: ','}", R"([])", R"("")"},
      {"{verb: join, with: ','}", R"("a")", R"("a")"},
      {"{verb: map, table: {a: 1, b: [2]}}", R"(["a", "c", "b", 7])", R"([1,"c",[2],7])"},
      {"{verb: map, table: [{from: [A, B], to: x}]}", R"("B")", R"("x")"},
      {"{verb: map, table: [{label: A, name: x}, {label: a, name: y}], from: label, to: name, "
       "ignore-case: true}",
       R"(["a", "A"])", R"(["y","x"])"},
      {"{verb: map, table: {É: e}, ignore-case: true}", R"("é")", R"("e")"},
      {"{verb: map, table: {a: b}}", R"("b")", R"("b")"},
      {"{verb: map, table: {a: b}}", "[]", "[]"},
      {"{verb: to-list}", "null", "[null]"},
      {"{verb: to-list}", "[]", "[]"},
      {"{verb: to-item}", R"("a")", R"("a")"},
  };
  for (const Row& row : rows) {
    INFO(row.step << " on " << row.before);
    const Step step(row.step);
    Subject subject = subject_of(row.before);
    CHECK(step.verb->run(step.input, subject).empty());
    CHECK(shown(subject) == compact(row.after));
    CHECK_FALSE(subject.removed);
  }
}

TEST_CASE("a verb that does not apply says why and changes nothing", "[verb]") {
  struct Row {
    std::string_view step, before, reason;
  };
  const Row rows[] = {
      {"{verb: trim}", "", "nothing stands here"},
      {"{verb: trim}", "3", "neither a text nor a list"},
      {"{verb: remove}", "", "nothing stands here"},
      {"{verb: add, value: 1}", R"("x")", "not a list"},
      {"{verb: sort}", R"("x")", "not a list"},
      {"{verb: join}", R"([["a"]])", "element 0 of the list"},
      {"{verb: to-item}", "[1, 2]", "2 elements"},
      {"{verb: to-item}", "[]", "0 elements"},
      {"{verb: map, table: {a: b}}", R"("A")", "no row of the table fits `A`"},
      {"{verb: map, table: {a: b}}", "7", "no row of the table fits `7`"},
      {"{verb: map, table: {a: 1}}", R"(["c"])", "no row of the table fits an element"},
      {"{verb: map, table: x}", R"("A")", "neither a map nor a list"},
      {"{verb: map, table: [x]}", R"("A")", "a row that is no record"},
      {"{verb: pad-left, length: 100000, with: x}", R"("a")", "0 to 10000"},
      {"{verb: pad-left, length: 3, with: xy}", R"("a")", "exactly one character"},
      {R"({verb: replace, pattern: 'a', with: '\1'})", R"("a")", "uses group 1"},
      {"{verb: rename, suggestion: true}", R"("a")", "no name is suggested"},
      {"{verb: rename}", R"("a")", "no new name"},
      {"{verb: set, suggestion: true}", R"("a")", "no value is suggested"},
      {"{verb: set}", R"("a")", "no value is given"},
      {"{verb: truncate, length: -1}", R"("a")", "no count"},
  };
  for (const Row& row : rows) {
    INFO(row.step << " on " << row.before);
    const Step step(row.step);
    Subject subject = subject_of(row.before);
    const std::string reason = step.verb->run(step.input, subject);
    INFO(reason);
    CHECK(reason.find(row.reason) != std::string::npos);
    CHECK(shown(subject) == compact(row.before));
    CHECK_FALSE(subject.removed);
    CHECK(subject.renamed.empty());
  }
}

TEST_CASE("a verb whose argument is unknown does not apply", "[verb]") {
  for (const Verb& verb : verbs()) {
    if (verb.params.empty()) continue;
    INFO(verb.name);
    Step step(verb.example);
    step.args_[0].given = true;
    step.args_[0].value = {};
    step.args_[0].unknown = {ReasonCode::kAbsent, {"/x"}, "/x"};
    Subject subject = subject_of(verb.example_before);
    CHECK(verb.run(step.input, subject) == "nothing stands at `/x`");
    CHECK(shown(subject) == compact(verb.example_before));
  }
}

TEST_CASE("arguments with several values", "[verb]") {
  const Document items = must_read_yaml("[b, a]");
  const View top(items, items.root());
  struct Row {
    std::string_view step, before, after;
  };
  const Row rows[] = {
      {"{verb: set, value: x}", "", R"(["b","a"])"},
      {"{verb: add, value: x}", R"(["a"])", R"(["a","b","a"])"},
      {"{verb: add-missing, values: x}", R"(["a"])", R"(["a","b"])"},
      {"{verb: keep-items, values: x}", R"(["a","c"])", R"(["a"])"},
  };
  for (const Row& row : rows) {
    INFO(row.step);
    Step step(row.step);
    step.args_[0].value = {};
    step.args_[0].is_many = true;
    step.args_[0].many = {top.at(0), top.at(1)};
    Subject subject = subject_of(row.before);
    CHECK(step.verb->run(step.input, subject).empty());
    CHECK(shown(subject) == row.after);
  }
}

TEST_CASE("the suggestion of the failing predicate", "[verb]") {
  Step set("{verb: set, suggestion: true}");
  set.input.suggestion = "production";
  Subject subject = subject_of(R"("prodution")");
  CHECK(set.verb->run(set.input, subject).empty());
  CHECK(shown(subject) == R"("production")");

  Step rename("{verb: rename, suggestion: true}");
  rename.input.suggestion = "clientId";
  CHECK(rename.verb->run(rename.input, subject).empty());
  CHECK(subject.renamed == "clientId");

  for (const std::string_view both :
       {"{verb: set, value: a, suggestion: true}", "{verb: rename, to: a, suggestion: true}"}) {
    const Step step(both);
    CHECK(step.verb->check(step.input).find("exclude each other") != std::string::npos);
  }
  for (const std::string_view neither : {"{verb: set}", "{verb: rename}"}) {
    const Step step(neither);
    CHECK(step.verb->check(step.input).starts_with("neither "));
  }
}

TEST_CASE("a value that is set again after its removal stays", "[verb]") {
  const Step remove("{verb: remove}");
  Subject subject = subject_of("1");
  CHECK(remove.verb->run(remove.input, subject).empty());
  CHECK(subject.removed);
  const Step set("{verb: set, value: 2}");
  CHECK(set.verb->run(set.input, subject).empty());
  CHECK_FALSE(subject.removed);
  CHECK(shown(subject) == "2");
}

TEST_CASE("a replacement cannot grow without bound", "[verb]") {
  const Step step("{verb: replace, pattern: 'a', with: '" + std::string(1000, 'x') + "'}");
  Subject subject;
  subject.present = true;
  subject.value = std::string(100'000, 'a');
  CHECK(step.verb->run(step.input, subject) == "the value is too long to replace in");
  CHECK(subject.value.text()->size() == 100'000);
}

TEST_CASE("a verb done twice is a verb done once", "[verb]") {
  // `add` appends each time; `replace` and `map` are as idempotent as their arguments.
  const std::set<std::string_view> exempt{"add"};
  const std::string_view values[] = {
      R"("")",
      R"("  A\u00a0b,, c;\u200bÉ-1.000 12  ")",
      R"("e\u0301\uff21ﬁ")",
      R"("http://x")",
      R"(["b ", " B", "b", "b, a", 3, null, "rct:api"])",
      R"([["a"], ["a"], {"b": 1}])",
      R"(["only"])",
      "[]",
      "7",
      "null",
      "true",
      R"({"a": " b "})",
      "",
  };
  std::size_t changed = 0;
  for (const Verb& verb : verbs()) {
    if (exempt.contains(verb.name)) continue;
    const Step step(verb.example);
    for (const std::string_view value : values) {
      INFO(verb.name << " on " << value);
      Subject subject = subject_of(value);
      if (!verb.run(step.input, subject).empty()) {
        CHECK(shown(subject) == compact(value));
        continue;
      }
      const std::string once = shown(subject);
      if (once != compact(value)) ++changed;
      verb.run(step.input, subject);
      CHECK(shown(subject) == once);
    }
  }
  CHECK(changed > 60);
}

TEST_CASE("verbs are found by name", "[verb]") {
  CHECK(find_verb("trim") != nullptr);
  CHECK(find_verb("trimm") == nullptr);
  CHECK(find_verb("") == nullptr);
  CHECK(find_verb("zzz") == nullptr);
  CHECK(verb_names().size() == verbs().size());
}
