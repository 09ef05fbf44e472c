#include "synth/scaffold.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "document/pointer.h"
#include "formats/yaml/yaml.h"
#include "plan/plan.h"
#include "ruleset/keys.h"
#include "synth/put.h"
#include "synth/scaffold_texts.h"
#include "synth/trial.h"

namespace intake::synth {
namespace {

constexpr std::string_view kFirstVersion = "0.1.0";
constexpr std::string_view kProcedure = "procedure";  // names a set; hardly what a rule is about
constexpr std::string_view kPublished = "rules/PUBLISHED";

std::string with_name(std::string_view text, std::string_view name) {
  constexpr std::string_view kName = "{set}";
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t found = text.find(kName, at);
    out += text.substr(at, found - at);
    if (found == std::string_view::npos) return out;
    out += name;
    at = found + kName.size();
  }
}

Error usage(std::string what, std::string hint) {
  return {ErrorCode::kUsage, std::move(what), std::move(hint), {}};
}

/// The nearest text that a schema knows and does not limit; `$.example` without one.
std::string text_place(const PathTable* table) {
  if (table == nullptr) return "/example";
  std::vector<std::pair<PathTable::PlaceId, std::string>> open{{0, ""}};
  constexpr std::size_t kMost = 1'000;
  for (std::size_t next = 0; next < open.size() && open.size() < kMost; ++next) {
    const auto [id, pointer] = open[next];
    for (const auto& [name, member] : table->place(id).members) {
      std::string below = pointer;
      append_token(below, name);
      const PathTable::Place& place = table->place(member);
      if ((place.kinds & kStringBit) != 0 && place.choices.empty() && name != kProcedure) {
        return below;
      }
      open.emplace_back(member, std::move(below));
    }
  }
  return "";
}

/// A pointer of member names as a selector.
std::string selector_of(const std::string& pointer) {
  std::string out = "$";
  for (const std::string& token : parse_pointer(pointer).value_or(std::vector<std::string>())) {
    const bool plain = !token.empty() && std::all_of(token.begin(), token.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
    });
    out += plain && !(token[0] >= '0' && token[0] <= '9') ? "." + token : "['" + token + "']";
  }
  return out;
}

Datum texts_datum(const NewRuleTexts& texts) {
  return Datum(Datum::Object{{"message", texts.message},
                             {"message-absent", texts.message_absent},
                             {"why", texts.why},
                             {"help", texts.help}});
}

Datum rule_datum(std::string_view id, const std::string& selector, Language language,
                 bool has_source) {
  const NewRuleTexts& texts = kNewRuleTexts[static_cast<std::size_t>(language)];
  Datum::Object rule{{"id", id}, {"severity", "error"}, {"at", selector}, {"required", true}};
  rule.emplace_back("assert",
                    Datum(Datum::Object{{"not", Datum(Datum::Object{{"blank", Datum(true)}})}}));
  const Datum said = texts_datum(texts);
  for (const auto& text : *said.object()) rule.push_back(text);
  if (has_source) {
    rule.emplace_back(
        "source", Datum(Datum::Object{{"section", "1"},
                                      {"quote", "The sentence that asks for it, word for word"}}));
  }
  return Datum(std::move(rule));
}

/// The text of a file after one change, every other byte as it was.
Result<std::string> changed(const Document& document, Change change, const Limits& limits) {
  auto edits = yaml::edit(document, {std::move(change)}, limits);
  if (!edits) return std::move(edits).error();
  return apply_edits(document.source()->bytes(), *edits);
}

Change addition(std::string pointer, Datum value) {
  Change change;
  change.op = Change::Op::kAdd;
  change.pointer = std::move(pointer);
  change.value = std::move(value);
  return change;
}

/// A comment above the last rule, at its column.
std::string with_comment(std::string text, const Limits& limits) {
  const auto source = std::make_shared<Source>("ruleset.yaml", text);
  const auto document = yaml::read(source, limits);
  if (!document) return text;
  const View rules = View(*document, document->root()).member("rules");
  if (!rules.is_array() || rules.size() == 0) return text;
  const View rule = rules.at(rules.size() - 1);
  const std::uint32_t line = source->locate(document->span(rule.id()).begin).line;
  const std::size_t column = source->line_text(line).find('-');
  if (column == std::string_view::npos || (rules.node().flags & kFlagFlow) != 0) return text;
  text.insert(
      source->line_begin(line),
      std::string(column, ' ') +
          "# Say which value it is about (`at`), when (`when`), what must hold (`assert`) and "
          "why.\n");
  return text;
}

/// What the only rule of that id says of a submission.
std::string message_for(const Plan& plan, const std::string& id, const Datum& submission) {
  const Trial trial(plan, submission, {});
  trial.evaluator().run();
  for (const Hit& hit : trial.evaluator().hits()) {
    if (hit.finding.rule == id) return hit.finding.message;
  }
  return {};
}

std::string case_text(const Plan& plan, const std::string& set, const std::string& id,
                      const std::string& pointer) {
  std::string out = "rule: " + id +
                    "\ncases:\n  # One that passes, and one that fails for each part of the "
                    "condition.\n";
  struct Case {
    std::string_view name;
    std::optional<Datum> value;
    bool passes;
  };
  const Case cases[] = {{"something stands there", Datum("Text"), true},
                        {"a blank stands there", Datum(" "), false},
                        {"nothing stands there", std::nullopt, false}};
  for (const Case& one : cases) {
    Datum submission(Datum::Object{});
    if (one.value) (void)put(submission, {pointer, one.value}, Shape(nullptr));
    out += "  - name: " + std::string(one.name) + "\n    submission: " + to_json(submission) +
           "\n    expect: " + (one.passes ? "pass\n" : "fail\n    findings:\n");
    if (one.passes) continue;
    const std::string message = message_for(plan, set + "/" + id, submission);
    out += "      - {pointer: " + pointer + ", message: " + to_json(Datum(message)) + "}\n";
  }
  return out;
}

class RuleScaffold {
 public:
  RuleScaffold(const RuleFiles& files, std::string_view id, const LoadOptions& options)
      : files_(files), id_(id), options_(options) {
    options_.languages.clear();  // every message file is to have it
  }

  ScaffoldedRule make(std::string_view reference) {
    if (!is_kebab_case(id_)) {
      return failed(usage("`" + id_ + "` is no rule id",
                          "write lower-case words joined by `-` that name the fault, such as "
                          "contact-email-malformed"));
    }
    LoadResult loaded = load_rule_set(files_, reference, options_);
    if (loaded.error) return failed(std::move(*loaded.error));
    if (loaded.rules == nullptr) {
      out_.faults = std::move(loaded.faults);
      return std::move(out_);
    }
    const RuleSet& set = *loaded.rules;
    const std::string folder = "rules/" + set.name + "/" + set.version.text() + "/";
    if (auto error = why_not(set, folder)) return failed(std::move(*error));
    const std::string pointer = text_place(set.schema.get());
    if (pointer.empty()) {
      return failed({ErrorCode::kUnsupported,
                     "the schema has no text that a rule could be about",
                     "write the rule by hand",
                     {}});
    }
    if (auto error = add_to_rules(set, folder, pointer)) return failed(std::move(*error));
    for (std::size_t i = 1; i < set.languages.size(); ++i) {
      if (auto error = add_to_messages(folder, set.languages[i])) return failed(std::move(*error));
    }
    check(set, folder, pointer);
    return std::move(out_);
  }

 private:
  ScaffoldedRule failed(Error error) {
    out_.files.clear();
    out_.error = std::move(error);
    return std::move(out_);
  }

  std::optional<Error> why_not(const RuleSet& set, const std::string& folder) const {
    const std::string full = set.name + "/" + id_;
    for (const Rule& rule : set.rules) {
      if (rule.id == full) {
        return usage("the set " + set.name + " has a rule `" + id_ + "`",
                     "give the new one a name of its own");
      }
    }
    for (const std::string& path : {case_path(folder), folder + "cases/" + id_ + ".yml"}) {
      if (files_.has(path)) {
        return Error{ErrorCode::kUnwritable,
                     "there is such a file already, and it stays",
                     "move it, or give the rule another name",
                     {files_.shown(path), 0, 0, 0}};
      }
    }
    const auto published = files_.bytes(kPublished, options_.limits);
    if (published && published->find(" " + folder.substr(6)) != std::string_view::npos) {
      return Error{ErrorCode::kRefused,
                   set.name + " " + set.version.text() + " is published, and stays as it is",
                   "copy its folder to the next version first",
                   {}};
    }
    return std::nullopt;
  }

  std::string case_path(const std::string& folder) const {
    return folder + "cases/" + id_ + ".yaml";
  }

  std::optional<Error> add_to_rules(const RuleSet& set, const std::string& folder,
                                    const std::string& pointer) {
    const std::string path = folder + "ruleset.yaml";
    const auto document = files_.document(path, options_.limits);
    if (!document) return document.error();
    const View top(**document, (*document)->root());
    const Datum rule = rule_datum(id_, selector_of(pointer), first_language(set),
                                  top.member("source").is_object());
    const bool has_rules = top.member("rules").is_array();
    auto text = changed(
        **document,
        has_rules ? addition("/rules/-", rule) : addition("/rules", Datum(Datum::Array{rule})),
        options_.limits);
    if (!text) return std::move(text).error();
    out_.files.push_back({path, with_comment(std::move(*text), options_.limits), true});
    return std::nullopt;
  }

  std::optional<Error> add_to_messages(const std::string& folder, const std::string& language) {
    const std::string path = folder + "messages." + language + ".yaml";
    const auto document = files_.document(path, options_.limits);
    if (!document) return document.error();
    const auto found = std::find(kLanguageNames.begin(), kLanguageNames.end(), language);
    if (found == kLanguageNames.end()) return std::nullopt;
    const Datum texts =
        texts_datum(kNewRuleTexts[static_cast<std::size_t>(found - kLanguageNames.begin())]);
    const View top(**document, (*document)->root());
    const bool has_rules = top.member("rules").is_object();
    std::string pointer = "/rules";
    if (has_rules) append_token(pointer, id_);
    auto text = changed(
        **document,
        addition(std::move(pointer), has_rules ? texts : Datum(Datum::Object{{id_, texts}})),
        options_.limits);
    if (!text) return std::move(text).error();
    out_.files.push_back({path, std::move(*text), true});
    return std::nullopt;
  }

  static Language first_language(const RuleSet& set) {
    const auto found =
        set.languages.empty()
            ? kLanguageNames.begin()
            : std::find(kLanguageNames.begin(), kLanguageNames.end(), set.languages.front());
    return found == kLanguageNames.end() ? Language::kEn
                                         : static_cast<Language>(found - kLanguageNames.begin());
  }

  /// Loads the set with the new rule; makes its case from what the rule then says.
  void check(const RuleSet& before, const std::string& folder, const std::string& pointer) {
    RuleFiles after = files_;
    for (const ScaffoldFile& file : out_.files) after.rewrite(file.path, file.bytes);
    LoadOptions options = options_;
    options.languages = {Language::kEn};  // as `rules test` has it
    LoadResult loaded = load_rule_set(after, before.name + "@" + before.version.text(), options_);
    out_.faults = std::move(loaded.faults);
    if (loaded.rules == nullptr) {
      out_.files.clear();
      return;
    }
    out_.faults.clear();
    loaded = load_rule_set(after, before.name + "@" + before.version.text(), options);
    if (loaded.rules == nullptr) return;
    const auto plan = compile_plan(loaded.rules, options_.now);
    out_.files.push_back({case_path(folder), case_text(*plan, before.name, id_, pointer), false});
  }

  const RuleFiles& files_;
  std::string id_;
  LoadOptions options_;
  ScaffoldedRule out_;
};

}  // namespace

Result<std::vector<ScaffoldFile>> scaffold_rule_set(std::string_view name) {
  if (!is_kebab_case(name)) {
    return usage("`" + std::string(name) + "` is no name of a rule set",
                 "write lower-case words joined by `-`, such as my-procedure");
  }
  const std::string folder = "rules/" + std::string(name) + "/" + std::string(kFirstVersion) + "/";
  std::vector<ScaffoldFile> files;
  files.push_back({folder + "ruleset.yaml", with_name(kNewRuleSet, name), false});
  for (std::size_t i = 0; i < kLanguages; ++i) {
    if (kNewMessages[i].empty()) continue;
    files.push_back({folder + "messages." + std::string(kLanguageNames[i]) + ".yaml",
                     with_name(kNewMessages[i], name), false});
  }
  files.push_back({folder + "cases/_bases.yaml", with_name(kNewBases, name), false});
  files.push_back(
      {folder + "cases/contact-email-malformed.yaml", with_name(kNewCases, name), false});
  return files;
}

ScaffoldedRule scaffold_rule(const RuleFiles& files, std::string_view reference,
                             std::string_view id, const LoadOptions& options) {
  return RuleScaffold(files, id, options).make(reference);
}

}  // namespace intake::synth
