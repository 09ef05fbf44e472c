#include "ruleset/rule_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ruleset/bindings.h"
#include "ruleset/condition_parser.h"
#include "ruleset/fix_parser.h"
#include "ruleset/keys.h"
#include "ruleset/parameters.h"

namespace intake {
namespace {

using Shape = KeySpec::Shape;

constexpr std::array<KeySpec, 24> kRuleKeys{{
    {.name = "id", .kinds = kStringBit, .required = true, .example = "client-id-malformed"},
    {.name = "part", .kinds = kStringBit},
    {.name = "covers", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "severity", .kinds = kStringBit | kObjectBit, .required = true, .example = "error"},
    {.name = "valid", .kinds = kObjectBit},
    {.name = "preview", .kinds = kBoolBit, .shape = Shape::kTrue},
    {.name = "deprecated", .kinds = kObjectBit},
    {.name = "when", .kinds = kObjectBit},
    {.name = "when-unknown", .kinds = kStringBit},
    {.name = "for", .kinds = kStringBit},
    {.name = "as", .kinds = kStringBit},
    {.name = "bind", .kinds = kObjectBit},
    {.name = "at", .kinds = kStringBit},
    {.name = "required", .kinds = kBoolBit, .shape = Shape::kTrue},
    {.name = "if-absent", .kinds = kStringBit},
    {.name = "assert", .kinds = kObjectBit},
    {.name = "message", .kinds = kStringBit, .required = true},
    {.name = "message-absent", .kinds = kStringBit},
    {.name = "why", .kinds = kStringBit},
    {.name = "help", .kinds = kStringBit},
    {.name = "question", .kinds = kStringBit},
    {.name = "choices", .kinds = kObjectBit},
    {.name = "source", .kinds = kObjectBit},
    {.name = "fix", .kinds = kObjectBit | kArrayBit},
}};
constexpr std::array<KeySpec, 3> kPassageKeys{{
    {.name = "section", .kinds = kStringBit},
    {.name = "quote", .kinds = kStringBit, .required = true},
    {.name = "document", .kinds = kStringBit},
}};
constexpr std::array<KeySpec, 3> kDeprecatedKeys{{
    {.name = "since", .kinds = kStringBit, .required = true, .example = "1.1.0"},
    {.name = "replaced-by", .kinds = kStringBit},
    {.name = "because", .kinds = kStringBit, .required = true},
}};
constexpr std::array<std::string_view, 6> kBannedPrefixes{"avoid-", "use-",      "no-",
                                                          "check-", "validate-", "do-not-"};
constexpr std::array<std::string_view, 4> kIfAbsent{"skip", "fail", "pass", "ask"};

class Parser {
 public:
  Parser(Loading& loading, std::uint32_t set, View written)
      : loading_(loading),
        faults_(loading.faults),
        keys_(loading.faults, written, "a rule", kRuleKeys),
        draft_{written, {}, set, Scope(loading, set), {}, false, std::nullopt} {}

  void run() {
    if (!keys_.ok()) return;
    if (parse()) {
      draft_.rule = static_cast<std::uint32_t>(loading_.out->rules.size());
      loading_.out->rules.push_back(std::move(rule_));
    }
    if (!draft_.id.empty()) {
      loading_.define_rule({Named::Kind::kRule, draft_.id, draft_.set,
                            static_cast<std::uint32_t>(loading_.rule_drafts.size()), keys_["id"]});
    }
    loading_.rule_drafts.push_back(std::move(draft_));
  }

  std::optional<Rule> reread() {
    if (!keys_.ok() || !parse()) return std::nullopt;
    return std::move(rule_);
  }

 private:
  Scope& scope() { return draft_.scope; }

  /// False after a fault.
  bool parse() {
    const std::size_t before = faults_.count();
    parse_id();
    parse_place();
    parse_grading();
    if (const View when = keys_["when"]) rule_.when = parse_condition(scope(), when);
    parse_when_unknown();
    rule_.assertion = parse_condition(scope(), keys_["assert"]);
    parse_absence();
    if (const View written = keys_["source"]) {
      rule_.passage = parse_passage(loading_, draft_.set, written);
    }
    Fixes fixes = parse_fixes(scope(), keys_["fix"]);
    draft_.because = fixes.because;
    draft_.has_ask = !fixes.ask.absent();
    check_question(fixes);
    rule_.fixes = std::move(fixes.specs);
    bool good = true;
    RuleTexts texts = parse_texts(scope(), {draft_.place, draft_.because}, good);
    if (const auto& languages = loading_.sets[draft_.set].languages; !languages.empty()) {
      rule_.texts[static_cast<std::size_t>(languages[0])] = std::move(texts);
    }
    rule_.frame_size = scope().frame_size();
    rule_.variable_names = scope().variable_names();
    return faults_.count() == before && good;
  }

  void parse_id() {
    const View written = keys_["id"];
    rule_.set = draft_.set;
    rule_.file = loading_.chain.sets[draft_.set].file;
    if (written.absent()) return;
    const std::string_view id = written.text();
    rule_.id = loading_.visibility().name(draft_.set) + '/' + std::string(id);
    rule_.span = written.document()->span(written.id());
    scope().set_rule(rule_.id);
    draft_.id = id;
    if (!is_kebab_case(id)) {
      faults_.at(written, quoted(id) + " is no rule id",
                 "write lower-case words joined by `-`, such as client-id-malformed");
      return;
    }
    for (const std::string_view prefix : kBannedPrefixes) {
      if (!id.starts_with(prefix)) continue;
      faults_.at(written, "a rule id does not start with `" + std::string(prefix) + '`',
                 "name the fault, not the advice: client-id-malformed");
    }
  }

  void parse_place() {
    Places match, own;
    if (keys_.has("for")) {
      rule_.for_each = parse_selector(scope(), keys_["for"], SelectorUse::kAny, &match);
      rule_.for_slot = scope().declare(Scope::VariableKind::kFor, std::string(keys_.text("as")),
                                       keys_["as"], match);
    } else if (keys_.written("for")) {
      rule_.for_slot = scope().declare(Scope::VariableKind::kFor, std::string(keys_.text("as")),
                                       keys_["as"], {});
    } else if (keys_.has("as")) {
      faults_.at_key(keys_["as"], "`as` names the match of `for`, but there is no `for`",
                     "add `for` or leave it out");
    }
    const bool has_for = keys_.written("for");
    if (has_for) scope().current = match;
    parse_bindings(has_for);
    if (const View at = keys_["at"]) {
      rule_.at =
          parse_selector(scope(), at, has_for ? SelectorUse::kSingular : SelectorUse::kAny, &own);
    } else if (!has_for && !keys_.written("at")) {
      faults_.at_key(draft_.place.at(0), "the rule has neither `at` nor `for`",
                     "say which value it is about; `at: '$'` is the whole submission");
    } else if (has_for) {
      own = match;
    }
    if (!has_for) scope().current = own;
    scope().own = own;
  }

  void parse_bindings(bool has_for) {
    const View map = keys_["bind"];
    if (map.absent()) return;
    if (!has_for) {
      faults_.at_key(map, "a rule has `bind` only together with `for`",
                     "move it to the `bind` of the set");
    }
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const View entry = map.at(i);
      Binding binding;
      Places places;
      const bool good = parse_binding(scope(), entry, binding, places);
      parse_binding_expression(scope(), entry, binding);
      binding.slot = scope().declare(Scope::VariableKind::kBinding, binding.name, entry,
                                     std::move(places), binding.capture);
      if (good) rule_.bindings.push_back(std::move(binding));
    }
  }

  void parse_grading() {
    if (const View severity = keys_["severity"]) {
      if (const auto parsed = parse_severity(loading_, draft_.set, severity)) {
        rule_.severity = *parsed;
      }
    }
    rule_.valid = parse_validity(keys_["valid"], faults_);
    parse_life();
    if (const View part = keys_["part"]) {
      if (loading_.resolve(loading_.parts, part.text(), draft_.set, part, "part") != nullptr) {
        const std::string_view name = part.text();
        rule_.part = name.substr(name.find('/') + 1);
      }
    }
    const View covers = keys_["covers"];
    for (std::uint32_t i = 0; i < covers.size(); ++i) {
      const View id = covers.at(i);
      if (!id.is_string()) continue;
      const Named* named =
          loading_.resolve(loading_.statements, id.text(), draft_.set, id, "statement");
      if (named == nullptr) continue;
      loading_.covered[named->index] = true;
      rule_.covers.push_back(loading_.out->statements[named->index].id);
    }
  }

  /// `preview` and `deprecated`; what replaces the rule is known when all rules are.
  void parse_life() {
    rule_.preview = keys_.has("preview");
    const View written = keys_["deprecated"];
    if (written.absent()) return;
    if (rule_.preview) {
      faults_.at_key(written, "the rule is in preview and deprecated at once",
                     "leave one of the two out");
    }
    const Keys keys(faults_, written, "`deprecated`", kDeprecatedKeys);
    const View since = keys["since"];
    if (since.absent()) return;
    auto version = Version::parse(since.text());
    const Version& own = loading_.chain.sets[draft_.set].version;
    if (!version) {
      faults_.at(since, quoted(since.text()) + " is no version",
                 "write the version of the set that first said so: 1.1.0");
    } else if (*version > own) {
      faults_.at(
          since,
          "the rule is deprecated since " + version->text() + ", but the set is " + own.text(),
          "write the version of the set that first said so");
    } else {
      rule_.deprecated = Deprecation{std::move(*version), {}};
    }
  }

  void parse_when_unknown() {
    const View written = keys_["when-unknown"];
    if (written.absent()) return;
    if (written.text() != "skip") {
      faults_.at(written,
                 "`when-unknown` is " + quoted(written.text()) + ", but can only be `skip`",
                 "leave it out to have an indeterminate finding");
    } else if (!keys_.written("when")) {
      faults_.at_key(written, "`when-unknown` says nothing without `when`", "leave it out");
    }
    rule_.when_unknown_skips = true;
  }

  void parse_absence() {
    if (const View required = keys_["required"]) {
      rule_.required = true;
      if (keys_["at"].absent() && !keys_.written("at")) {
        faults_.at_key(required, "the match of `for` is always there",
                       "add the `at` that is required, or leave `required` out");
      } else if (rule_.at && !rule_.at->singular()) {
        faults_.at_key(required, "`required` needs an `at` of names and indexes only",
                       "use `count: {min: 1}` on the list instead");
      }
    }
    if (const View written = keys_["if-absent"]) {
      const auto found = std::find(kIfAbsent.begin(), kIfAbsent.end(), written.text());
      if (found == kIfAbsent.end()) {
        std::string hint = faults_.did_you_mean(
            written.text(), std::vector<std::string_view>(kIfAbsent.begin(), kIfAbsent.end()));
        if (hint.empty()) hint = "write skip, fail, pass or ask";
        faults_.at(written, "`if-absent` does not know " + quoted(written.text()), std::move(hint));
      } else {
        rule_.if_absent = static_cast<IfAbsent>(found - kIfAbsent.begin());
        if (rule_.required) {
          faults_.at_key(written, "an absent value fails already, as it is `required`",
                         "leave one of the two out");
        }
      }
    }
    const bool says_something = rule_.required || rule_.if_absent == IfAbsent::kFail ||
                                rule_.if_absent == IfAbsent::kAsk || keys_.written("required") ||
                                keys_.written("assert");
    if (!says_something) {
      faults_.at_key(draft_.place.at(0), "the rule asserts nothing",
                     "add `assert` or `required: true`");
    }
  }

  void check_question(const Fixes& fixes) {
    const View question = draft_.place.member("question");
    const View choices = keys_["choices"];
    const View at = keys_["if-absent"];
    if (rule_.if_absent == IfAbsent::kAsk && fixes.ask.absent() &&
        (!keys_.written("fix") || fixes.good)) {
      faults_.at(at, "`if-absent: ask` needs a fix of class ask", "add `fix: {class: ask, ...}`");
    }
    if (!fixes.ask.absent() && !keys_.written("question")) {
      faults_.at(fixes.ask, "the fix asks, but the rule has no `question`",
                 "add the text of the question to the rule");
    }
    if (fixes.ask.absent() && fixes.good) {
      if (!question.absent()) {
        faults_.at_key(question, "the rule has a question, but no fix of class ask",
                       "add the fix or leave the question out");
      }
      if (!choices.absent()) {
        faults_.at_key(choices, "`choices` explains a question, but no fix asks one",
                       "leave it out");
      }
    }
    if (choices.absent() || fixes.ask.absent() || !fixes.good) return;
    const std::vector<std::string_view> names(fixes.choices.begin(), fixes.choices.end());
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
      const View choice = choices.at(i);
      if (std::find(names.begin(), names.end(), choice.key()) != names.end()) continue;
      faults_.at_key(choice, "the question has no choice " + quoted(choice.key()),
                     faults_.did_you_mean(choice.key(), names));
    }
    for (const std::string_view name : names) {
      if (choices.member(name)) continue;
      faults_.at_key(choices, "the choice " + quoted(name) + " is not explained",
                     "add `" + std::string(name) + ": ...`");
    }
  }

  Loading& loading_;
  FaultSink& faults_;
  Keys keys_;
  RuleDraft draft_;
  Rule rule_;
};

std::string text_member(View map, std::string_view name) {
  const View value = map.member(name);
  return value.is_string() ? std::string(value.text()) : std::string();
}

}  // namespace

RuleTexts parse_texts(Scope& scope, const TextSource& source, bool& good) {
  RuleTexts texts;
  const auto read_template = [&](std::string_view name) -> std::optional<TextTemplate> {
    const View written = source.map.member(name);
    if (!written.is_string()) return std::nullopt;
    auto text = parse_template(scope, written, Scope::Use::kMessage);
    if (!text) good = false;
    return text;
  };
  if (auto message = read_template("message")) texts.message = std::move(*message);
  texts.message_absent = read_template("message-absent");
  texts.question = read_template("question");
  texts.why = text_member(source.map, "why");
  texts.help = text_member(source.map, "help");
  const View deprecated = source.map.member("deprecated");
  texts.deprecated = deprecated.is_object() ? text_member(deprecated, "because")
                                            : text_member(source.map, "deprecated");
  const View choices = source.map.member("choices");
  for (std::uint32_t i = 0; i < choices.size() && choices.is_object(); ++i) {
    const View choice = choices.at(i);
    const KeySpec text{.name = "", .kinds = kStringBit};
    if (!check_shape(scope.faults(), choice, quoted(choice.key()), text)) {
      good = false;
      continue;
    }
    texts.choices.emplace_back(choice.key(), choice.text());
  }
  for (const View text : source.because) {
    texts.because.emplace_back(text.is_string() ? text.text() : std::string_view());
  }
  return texts;
}

std::optional<Rule> reread_rule(Loading& loading, std::uint32_t set, View written) {
  return Parser(loading, set, written).reread();
}

void parse_rules(Loading& loading, std::uint32_t set, View list) {
  for (std::uint32_t i = 0; i < list.size(); ++i) Parser(loading, set, list.at(i)).run();
}

Passage parse_passage(Loading& loading, std::uint32_t set, View written) {
  const SourceInfo& source = loading.out->includes[set].source;
  const Keys keys(loading.faults, written, "the source of a rule", kPassageKeys);
  Passage passage;
  passage.document = keys.has("document") ? keys.text("document") : source.title;
  passage.section = keys.text("section");
  passage.quote = keys.text("quote");
  passage.language = source.language;
  return passage;
}

}  // namespace intake
