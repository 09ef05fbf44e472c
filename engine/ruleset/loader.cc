#include "ruleset/loader.h"

#include <algorithm>
#include <utility>

#include "ruleset/bindings.h"
#include "ruleset/loading.h"
#include "ruleset/messages_parser.h"
#include "ruleset/parameters.h"
#include "ruleset/redirects.h"
#include "ruleset/rule_parser.h"
#include "ruleset/set_keys.h"
#include "ruleset/set_parser.h"

namespace intake {
namespace {

bool has(const std::vector<Language>& languages, Language language) {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

/// The languages to load, the preferred ones first; the chosen set's own is always there.
std::vector<Language> wanted_languages(const Loading& loading) {
  const std::vector<Language>& declared = loading.sets.back().languages;
  if (loading.options.languages.empty()) return declared;
  std::vector<Language> wanted;
  for (const Language language : loading.options.languages) {
    if (has(declared, language) && !has(wanted, language)) wanted.push_back(language);
  }
  if (!has(wanted, declared.front())) wanted.push_back(declared.front());
  return wanted;
}

void parse_all_messages(Loading& loading, const std::vector<Language>& wanted,
                        const std::vector<std::size_t>& first_drafts) {
  for (std::uint32_t set = 0; set < loading.sets.size(); ++set) {
    const SetDraft& draft = loading.sets[set];
    if (draft.top.absent()) continue;
    const std::span<RuleDraft> drafts =
        std::span(loading.rule_drafts)
            .subspan(first_drafts[set], first_drafts[set + 1] - first_drafts[set]);
    for (std::size_t i = 1; i < draft.languages.size(); ++i) {
      if (has(wanted, draft.languages[i])) {
        parse_messages(loading, set, draft.languages[i], drafts);
      }
    }
  }
}

/// A messages file of a language that is not declared would never be read.
void check_stray_messages(Loading& loading) {
  for (std::uint32_t set = 0; set < loading.sets.size(); ++set) {
    const std::string prefix = loading.chain.sets[set].folder + "messages.";
    for (const std::string& path : loading.files.list(prefix)) {
      if (!path.ends_with(".yaml")) continue;
      const std::string name = path.substr(prefix.size(), path.size() - prefix.size() - 5);
      const auto& declared = loading.sets[set].languages;
      const auto language = find_language(name);
      if (language && has(declared, *language) && *language != declared.front()) continue;
      Error error{ErrorCode::kRuleSet,
                  "the language " + quoted(name) + " is not declared",
                  "add it to `languages` of the set, or remove the file",
                  {path, 1, 1, 0}};
      if (language && *language == declared.front()) {
        error.what = "the texts in " + quoted(name) + " stand in ruleset.yaml itself";
        error.hint = "remove the file";
      }
      loading.faults.unreadable(path, error);
    }
  }
}

void finish(Loading& loading, const std::vector<Language>& wanted) {
  RuleSet& out = *loading.out;
  const IncludedSet& chosen = out.includes.back();
  out.name = chosen.name;
  out.version = chosen.version;
  for (const Language language : loading.sets.back().languages) {
    out.languages.emplace_back(kLanguageNames[static_cast<std::size_t>(language)]);
  }
  out.loaded = wanted;
  out.schema_name = loading.schema_name;
  for (const ListDraft& draft : loading.list_drafts) {
    out.lists.push_back(
        {loading.visibility().name(draft.set) + '/' + draft.name, draft.rows, draft.file});
  }
  for (const ChainSet& set : loading.chain.sets) out.files.push_back(set.folder + "ruleset.yaml");
  std::sort(out.files.begin(), out.files.end());
  out.files.erase(std::unique(out.files.begin(), out.files.end()), out.files.end());
  for (std::uint32_t set = 0; set < loading.sets.size(); ++set) {
    for (const Language language : wanted) {
      if (language == loading.sets[set].languages.front()) break;
      const std::string path = loading.chain.sets[set].folder + "messages." +
                               std::string(kLanguageNames[static_cast<std::size_t>(language)]) +
                               ".yaml";
      const Result<DocumentPtr> file = loading.files.document(path, loading.options.limits);
      if (!file) continue;
      const View title = View(**file, (*file)->root()).member("title");
      if (!title.is_string()) continue;
      out.includes[set].title = title.text();
      break;
    }
  }
}

}  // namespace

LoadResult load_rule_set(const RuleFiles& files, std::string_view reference,
                         const LoadOptions& options) {
  Loading loading(files, options);
  return load_into(loading, reference);
}

LoadResult load_into(Loading& loading, std::string_view reference) {
  LoadResult result;
  const LoadOptions& options = loading.options;
  loading.chain = resolve_chain(loading.files, reference, options, loading.faults);
  if (loading.chain.error) {
    result.error = std::move(loading.chain.error);
    result.faults = loading.faults.take();
    return result;
  }
  const auto sets = static_cast<std::uint32_t>(loading.chain.sets.size());
  for (std::uint32_t set = 0; set < sets; ++set) parse_set_head(loading, set);
  load_schema(loading);
  for (std::uint32_t set = 0; set < sets; ++set) define_names(loading, set);
  for (std::uint32_t set = 0; set < sets; ++set) override_names(loading, set);
  if (auto error = set_parameters(loading)) {
    result.error = std::move(error);
    result.faults = loading.faults.take();
    return result;
  }
  parse_binding_expressions(loading);
  std::vector<std::size_t> first_drafts;
  for (std::uint32_t set = 0; set < sets; ++set) {
    first_drafts.push_back(loading.rule_drafts.size());
    check_recognise(loading, set);
    const View rules = loading.sets[set].top.member("rules");
    if (rules.is_array()) parse_rules(loading, set, rules);
  }
  first_drafts.push_back(loading.rule_drafts.size());
  define_redirects(loading);
  resolve_replacements(loading);
  for (std::uint32_t set = 0; set < sets; ++set) override_rules(loading, set);
  check_statements(loading);
  const std::vector<Language> wanted = wanted_languages(loading);
  parse_all_messages(loading, wanted, first_drafts);
  if (options.languages.empty()) check_stray_messages(loading);

  result.faults = loading.faults.take();
  result.notes = loading.notes.take();
  if (!result.faults.empty()) return result;
  finish(loading, wanted);
  result.rules = loading.out;
  return result;
}

}  // namespace intake
