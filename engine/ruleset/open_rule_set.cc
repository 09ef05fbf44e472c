#include "ruleset/open_rule_set.h"

#include <algorithm>
#include <utility>

#include "ruleset/loading.h"
#include "ruleset/rule_parser.h"

namespace intake {
namespace {

/// The texts of one rule hold slots of its variables. False where a variable of a text is gone.
bool renumber(TextTemplate& text, const std::vector<std::string>& names) {
  for (Reference& reference : text.references) {
    if (reference.kind != Reference::Kind::kVariable) continue;
    const std::string name = reference.name.substr(0, reference.name.find('.'));
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return false;
    reference.slot = static_cast<Slot>(found - names.begin());
  }
  return true;
}

bool renumber(RuleTexts& texts, const std::vector<std::string>& names) {
  return renumber(texts.message, names) &&
         (!texts.message_absent || renumber(*texts.message_absent, names)) &&
         (!texts.question || renumber(*texts.question, names));
}

}  // namespace

OpenRuleSet::OpenRuleSet(const RuleFiles& files, std::string_view reference, LoadOptions options)
    : options_(std::move(options)), loading_(std::make_unique<Loading>(files, options_)) {
  result_ = load_into(*loading_, reference);
  if (result_.rules == nullptr) return;
  without_rules_ = *result_.rules;
  without_rules_.rules.clear();
}

OpenRuleSet::~OpenRuleSet() = default;

std::size_t OpenRuleSet::find(std::string_view rule) const {
  const std::vector<Rule>& rules = result_.rules->rules;
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == rule; });
  return static_cast<std::size_t>(found - rules.begin());
}

std::shared_ptr<const RuleSet> OpenRuleSet::with_rule_alone(std::string_view rule,
                                                            const Datum& map) {
  if (result_.rules == nullptr) return nullptr;
  const std::size_t at = find(rule);
  if (at == result_.rules->rules.size()) return nullptr;
  const Rule& base = result_.rules->rules[at];
  auto out = std::make_shared<RuleSet>(without_rules_);
  auto document = std::make_shared<const Document>(to_document(map));
  out->documents.push_back(document);

  const auto loaded = std::exchange(loading_->out, out);
  auto patterns = loading_->patterns;
  std::optional<Rule> again = reread_rule(*loading_, base.set, View(*document, document->root()));
  (void)loading_->faults.take();
  (void)loading_->notes.take();
  loading_->patterns = std::move(patterns);
  loading_->out = loaded;
  if (!again) return nullptr;

  for (std::size_t i = 0; i < kLanguages; ++i) {
    if (again->texts[i] || !base.texts[i]) continue;
    again->texts[i] = base.texts[i];
    if (!renumber(*again->texts[i], again->variable_names)) return nullptr;
  }
  again->severity = base.severity;
  again->passage = base.passage;
  again->deprecated = base.deprecated;
  out->rules.push_back(std::move(*again));
  return out;
}

std::shared_ptr<const RuleSet> OpenRuleSet::with_rule(const RuleSet& changed) const {
  auto out = std::make_shared<RuleSet>(*result_.rules);
  out->documents = changed.documents;
  const Rule& rule = changed.rules.front();
  const std::size_t at = find(rule.id);
  if (at < out->rules.size()) out->rules[at] = rule;
  return out;
}

}  // namespace intake
