#include <algorithm>
#include <array>

#include "lint/checks.h"

namespace intake::lint {
namespace {

/// Words that a rule id does not begin or end with, and what to do instead.
struct NamingRule {
  std::string_view word;
  bool at_end;
  std::string_view instead;
};
constexpr std::string_view kFault =
    "name the fault, so that \"allow <id>\" reads well: client-id-malformed";
constexpr std::string_view kRequired = "name the fault: what is required is `missing`";
constexpr std::array<NamingRule, 24> kNaming{{
    {"error", false, kFault},    {"issue", false, kFault},      {"violation", false, kFault},
    {"warning", false, kFault},  {"must", false, kFault},       {"should", false, kFault},
    {"ensure", false, kFault},   {"require", false, kFault},    {"prefer", false, kFault},
    {"verify", false, kFault},   {"rule", false, kFault},       {"validator", false, kFault},
    {"error", true, kFault},     {"issue", true, kFault},       {"violation", true, kFault},
    {"check", true, kFault},     {"rule", true, kFault},        {"validation", true, kFault},
    {"validator", true, kFault}, {"required", true, kRequired}, {"mandatory", true, kRequired},
    {"valid", true, kFault},     {"correct", true, kFault},     {"used", true, kFault},
}};

bool has_word(std::string_view id, const NamingRule& rule) {
  if (id.size() <= rule.word.size()) return id == rule.word;
  if (rule.at_end) {
    return id.ends_with(rule.word) && id[id.size() - rule.word.size() - 1] == '-';
  }
  return id.starts_with(rule.word) && id[rule.word.size()] == '-';
}

void check_source(const LintedSet& set, const Rule& rule, Notebook& notebook) {
  if (rule.passage.quote.empty() && !set.included().source.title.empty()) {
    notebook
        .add("missing-source", rule, rule.span,
             "the rule quotes no passage of \"" + set.included().source.title + "\"")
        .hint("add `source: {section: ..., quote: ...}`, so that readers see what it rests on");
  }
  const auto& texts = rule.texts[static_cast<std::size_t>(set.language())];
  if (!texts) return;
  if (texts->why.empty()) {
    notebook.add("missing-why", rule, rule.span, "the rule does not say why it matters")
        .hint("add `why`");
  }
  // A fix tells what to do, and so does a question.
  if (texts->help.empty() && rule.fixes.empty()) {
    notebook
        .add("missing-help", rule, rule.span, "the rule has no fix, and does not say what to do")
        .hint("add `help`");
  }
}

}  // namespace

void check_sources(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) check_source(set, *rule, notebook);
  const View name = set.top().member("ruleset");
  if (set.included().source.title.empty() && !set.own_rules().empty() && name) {
    notebook
        .add("missing-source", set.file(), name, "the set does not say which document it is from")
        .hint("add `source: {id: ..., title: ..., language: ...}`");
  }
}

void check_ids(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    const std::string id = short_id(*rule);
    for (const NamingRule& naming : kNaming) {
      if (!has_word(id, naming)) continue;
      notebook
          .add("id-naming", *rule, rule->span,
               "a rule id does not " + std::string(naming.at_end ? "end" : "begin") + " with `" +
                   std::string(naming.word) + "`")
          .hint(std::string(naming.instead));
      break;
    }
    if (id.starts_with(set.included().name + "-")) {
      notebook
          .add("id-naming", *rule, rule->span,
               "the id repeats the name of the set, which stands before it: " + rule->id)
          .hint("leave it out: " + id.substr(set.included().name.size() + 1));
    }
  }
}

void check_cases(const LintedSet& set, Notebook& notebook) {
  const std::string folder = set.folder() + "cases/";
  const std::vector<std::string> files = set.files().list(folder);
  // What is built into a program has no cases with it.
  if (files.empty()) return;
  std::vector<std::string> rules;
  for (const std::string& path : files) {
    const auto file = set.files().document(path, set.options().limits);
    if (!file) continue;
    const View rule = View(**file, (*file)->root()).member("rule");
    if (rule.is_string()) rules.emplace_back(rule.text().substr(rule.text().find('/') + 1));
  }
  for (const Rule* rule : set.own_rules()) {
    if (std::find(rules.begin(), rules.end(), short_id(*rule)) != rules.end()) continue;
    notebook.add("missing-cases", *rule, rule->span, "no case shows what the rule passes and fails")
        .hint("add " + folder + short_id(*rule) + ".yaml");
  }
}

}  // namespace intake::lint
