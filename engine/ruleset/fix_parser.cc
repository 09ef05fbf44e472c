#include "ruleset/fix_parser.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "document/pointer.h"
#include "ruleset/argument_parser.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 5> kFixKeys{{
    {.name = "steps", .kinds = kArrayBit},
    {.name = "at", .kinds = kStringBit},
    {.name = "class", .kinds = kStringBit, .required = true, .example = "safe"},
    {.name = "because", .kinds = kStringBit, .required = true},
    {.name = "ask", .kinds = kObjectBit},
}};
constexpr std::array<KeySpec, 4> kAskKeys{{
    {.name = "id", .kinds = kStringBit, .required = true},
    {.name = "type", .kinds = kStringBit, .required = true, .example = "text"},
    {.name = "choices", .kinds = kArrayBit, .shape = KeySpec::Shape::kTexts},
    {.name = "writes", .kinds = kStringBit},
}};
constexpr std::array<std::string_view, 3> kClasses{"safe", "unsafe", "ask"};
constexpr std::array<std::string_view, 4> kQuestionTypes{"text", "choice", "boolean", "date"};

std::optional<std::size_t> read_choice(FaultSink& faults, View written,
                                       std::span<const std::string_view> names,
                                       std::string_view what) {
  const auto found = std::find(names.begin(), names.end(), written.text());
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string hint = faults.did_you_mean(written.text(),
                                         std::vector<std::string_view>(names.begin(), names.end()));
  if (hint.empty()) {
    hint = "it is one of:";
    for (const std::string_view name : names) {
      hint += (name == names.front() ? " " : ", ") + std::string(name);
    }
  }
  faults.at(written, "there is no " + std::string(what) + ' ' + quoted(written.text()),
            std::move(hint));
  return std::nullopt;
}

std::optional<QuestionSpec> parse_ask(Scope& scope, View written) {
  FaultSink& faults = scope.faults();
  const std::size_t before = faults.count();
  const Keys keys(faults, written, "`ask`", kAskKeys);
  QuestionSpec question;
  question.id = keys.text("id");
  if (keys.has("id") && !is_kebab_case(question.id)) {
    faults.at(keys["id"], quoted(question.id) + " is no id",
              "write lower-case words joined by `-`");
  }
  std::optional<std::size_t> type;
  if (keys.has("type")) type = read_choice(faults, keys["type"], kQuestionTypes, "question type");
  if (type) question.type = static_cast<QuestionType>(*type);
  const View choices = keys["choices"];
  for (std::uint32_t i = 0; i < choices.size(); ++i) {
    if (!choices.at(i).is_string()) continue;
    std::string choice(choices.at(i).text());
    if (std::find(question.choices.begin(), question.choices.end(), choice) !=
        question.choices.end()) {
      faults.at(choices.at(i), quoted(choice) + " is a choice already", "remove it");
    }
    question.choices.push_back(std::move(choice));
  }
  if (type && question.type == QuestionType::kChoice && question.choices.size() < 2 &&
      (!choices.absent() || written.member("choices").absent())) {
    faults.at(choices.absent() ? keys["type"] : choices,
              "a question of type choice needs two choices", "add `choices: [a, b]`");
  }
  if (type && question.type != QuestionType::kChoice && !choices.absent()) {
    faults.at_key(choices, "a question of type " + quoted(keys.text("type")) + " has no choices",
                  "write `type: choice` or leave them out");
  }
  if (const View writes = keys["writes"]) {
    const auto tokens = parse_pointer(writes.text());
    if (!tokens || tokens->empty()) {
      faults.at(writes, quoted(writes.text()) + " is no JSON Pointer to a value",
                "write it as `/form/name`");
    } else {
      scope.loading().paths().follow_pointer(*tokens, writes);
      question.writes = writes.text();
    }
  }
  if (faults.count() != before) return std::nullopt;
  return question;
}

bool parse_fix(Scope& scope, View written, Fixes& fixes) {
  FaultSink& faults = scope.faults();
  const std::size_t before = faults.count();
  const Keys keys(faults, written, "a fix", kFixKeys);
  if (!keys.ok()) return false;
  FixSpec fix;
  fix.span = written.document()->span(written.id());
  fixes.because.push_back(keys["because"]);
  std::optional<std::size_t> cls;
  if (keys.has("class")) cls = read_choice(faults, keys["class"], kClasses, "fix class");
  if (cls) fix.cls = static_cast<FixClass>(*cls);
  if (const View at = keys["at"]) fix.at = parse_selector(scope, at, SelectorUse::kSingular);

  const View steps = keys["steps"];
  for (std::uint32_t i = 0; i < steps.size(); ++i) {
    if (auto step = parse_verb(scope, steps.at(i))) fix.steps.push_back(std::move(*step));
  }
  const View ask = keys["ask"];
  if (!ask.absent()) fix.ask = parse_ask(scope, ask);
  if (cls && fix.cls == FixClass::kAsk) {
    if (written.member("ask").absent()) {
      faults.at(keys["class"], "a fix of class ask needs a question",
                "add `ask: {id: ..., type: text}`");
    }
    if (!steps.absent()) {
      faults.at_key(steps, "a fix of class ask has no steps", "the answer is what is written");
    }
    if (const View at = keys["at"]) {
      faults.at_key(at, "a fix of class ask has no `at`", "say where with `writes` under `ask`");
    }
    if (!fixes.ask.absent()) {
      faults.at(keys["class"], "the rule has a second fix of class ask",
                "a rule asks one question");
    }
    fixes.ask = written;
    if (fix.ask) fixes.choices = fix.ask->choices;
  } else if (cls) {
    if (!ask.absent()) {
      faults.at_key(ask, "only a fix of class ask asks a question", "write `class: ask`");
    }
    if (steps.size() == 0 && (!steps.absent() || written.member("steps").absent())) {
      faults.at(steps.absent() ? keys["class"] : steps, "the fix has no steps",
                "add `steps: [{verb: trim}]`");
    }
  }
  fixes.specs.push_back(std::move(fix));
  return faults.count() == before;
}

}  // namespace

Fixes parse_fixes(Scope& scope, View written) {
  Fixes fixes;
  if (written.absent()) return fixes;
  if (written.is_object()) {
    fixes.good = parse_fix(scope, written, fixes);
    return fixes;
  }
  for (std::uint32_t i = 0; i < written.size(); ++i) {
    fixes.good = parse_fix(scope, written.at(i), fixes) && fixes.good;
  }
  return fixes;
}

}  // namespace intake
