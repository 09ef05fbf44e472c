#include "submission/blank_form.h"

#include <algorithm>
#include <utility>

#include "api/state.h"
#include "ruleset/versions.h"
#include "submission/form_map_loader.h"

namespace intake {

Result<BlankForm> Library::blank_form(const CompiledRules& rules, std::string_view name,
                                      Language language, const CompileOptions& options) const {
  const std::string rule_set = rules.ref().name;
  std::vector<FormMapPtr> fitting;
  std::string names;
  for (const std::string& known : versioned_names(*files_, kFormMapFiles)) {
    if (!name.empty() && known != name) continue;
    FormMapResult loaded = load_form_map(*files_, known, options.now, options.limits);
    if (!loaded.faults.empty()) {
      const Fault& fault = loaded.faults.front();
      return Error{ErrorCode::kRuleSet,
                   fault.message,
                   fault.hint,
                   {fault.file, fault.line, fault.column, fault.byte_begin}};
    }
    if (loaded.map == nullptr || loaded.map->abstract) continue;
    const auto& sets = loaded.map->rule_sets;
    if (std::find(sets.begin(), sets.end(), rule_set) == sets.end()) continue;
    names += (names.empty() ? "" : ", ") + loaded.map->name;
    fitting.push_back(std::move(loaded.map));
  }
  if (fitting.empty()) {
    return Error{ErrorCode::kNotFound,
                 name.empty()
                     ? "there is no form for `" + rule_set + "`"
                     : "there is no form `" + std::string(name) + "` for `" + rule_set + "`",
                 "rules/forms/ has the forms, each with its `rule-sets`",
                 {}};
  }
  if (fitting.size() > 1) {
    return Error{ErrorCode::kAmbiguous,
                 "`" + rule_set + "` has several forms: " + names,
                 "say which with --form NAME",
                 {}};
  }
  BlankForm form;
  form.name = fitting.front()->reference();
  form.description = to_json(intake::blank_form(*fitting.front(), rule_set, language));
  form.yaml = blank_yaml(*fitting.front(), rule_set, language);
  return form;
}

}  // namespace intake
