#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "api/state.h"
#include "base/suggest.h"
#include "cases/case_runner.h"
#include "cases/examples.h"
#include "eval/evaluator.h"
#include "mutation/mutation_run.h"
#include "ruleset/chain.h"
#include "ruleset/loader.h"

namespace intake {
namespace {

// The top-level member in which a submission names its procedure (DESIGN.md "Composition").
constexpr std::string_view kProcedure = "procedure";
constexpr std::string_view kRulesPrefix = "rules/";
constexpr std::string_view kSchemasPrefix = "schemas/";

/// What stays where a rules folder has none of its own.
constexpr std::string_view kKept[] = {"letters/", "forms/", "dossiers/"};

bool is_kept(std::string_view path, const std::string& folder) {
  path.remove_prefix(kRulesPrefix.size());
  std::error_code error;
  return std::any_of(std::begin(kKept), std::end(kKept), [&](std::string_view kind) {
    return path.starts_with(kind) &&
           !std::filesystem::is_directory(folder + "/" + std::string(kind), error);
  });
}

LoadOptions load_options(const CompileOptions& options) {
  LoadOptions load;
  load.now = options.now;
  load.languages = options.languages;
  load.parameters = options.parameters;
  load.limits = options.limits;
  return load;
}

bool can_be_chosen(const RuleSetHeader& header, std::string_view now) {
  return !header.abstract && (now.empty() || header.valid.holds(now));
}

std::string reference_to(const RuleSetHeader& header) {
  return header.name + "@" + header.version.text();
}

// The highest version in force of each set that can be chosen.
std::map<std::string, const RuleSetHeader*> in_force(const std::vector<RuleSetHeader>& headers,
                                                     std::string_view now) {
  std::map<std::string, const RuleSetHeader*> found;
  for (const RuleSetHeader& header : headers) {  // by name, then version
    if (!can_be_chosen(header, now)) continue;
    const RuleSetHeader*& best = found[header.name];
    // A pre-release only where there is nothing else.
    if (best != nullptr && best->version.prerelease.empty() && !header.version.prerelease.empty()) {
      continue;
    }
    best = &header;
  }
  return found;
}

}  // namespace

Library::Library() : files_(std::make_unique<RuleFiles>()) {}
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

Result<Library> Library::from_folder(const std::string& rules_folder, const Limits& limits) {
  Library library;
  INTAKE_RETURN_IF_ERROR(library.replace_rules(rules_folder, limits));
  return library;
}

Library Library::from_memory(std::vector<RuleFile> files) {
  Library library;
  for (RuleFile& file : files) library.files_->add(std::move(file.path), std::move(file.bytes));
  return library;
}

void Library::add_image(std::string path, std::string_view image) {
  files_->add_image(std::move(path), image);
}

Status Library::replace_rules(const std::string& rules_folder, const Limits& limits) {
  for (const std::string& path : files_->list(kRulesPrefix)) {
    if (!is_kept(path, rules_folder)) files_->remove(path);
  }
  INTAKE_RETURN_IF_ERROR(files_->add_folder(rules_folder, std::string(kRulesPrefix), limits));
  // Schemas stand beside the rules folder, or in it.
  for (const char* beside : {"/../schemas", "/schemas"}) {
    (void)files_->add_folder(rules_folder + beside, std::string(kSchemasPrefix), limits).ok();
  }
  return Done{};
}

std::vector<RuleSetInfo> Library::list(std::vector<Fault>* faults) const {
  std::vector<RuleSetInfo> sets;
  std::vector<Fault> ignored;
  for (const RuleSetHeader& header :
       list_rule_sets(*files_, {}, faults == nullptr ? ignored : *faults)) {
    sets.push_back({{header.name, header.version.text(), header.title},
                    header.valid.from,
                    header.valid.until,
                    header.preview,
                    header.deprecated});
  }
  return sets;
}

std::vector<RuleSetRef> Library::selectable(std::string_view now) const {
  std::vector<Fault> faults;
  const auto headers = list_rule_sets(*files_, {}, faults);
  std::vector<RuleSetRef> sets;
  for (const auto& [name, header] :
       in_force(headers, files_->locked() ? std::string_view() : now)) {
    sets.push_back({name, header->version.text(), header->title});
  }
  return sets;
}

Compiled Library::compile(std::string_view reference, const CompileOptions& options) const {
  Compiled compiled;
  LoadResult loaded = load_rule_set(*files_, reference, load_options(options));
  compiled.faults = std::move(loaded.faults);
  compiled.notes = std::move(loaded.notes);
  compiled.error = std::move(loaded.error);
  if (loaded.rules == nullptr) return compiled;
  auto state = std::make_shared<CompiledRules::State>();
  state->plan = compile_plan(std::move(loaded.rules), options.now, options.preview);
  compiled.rules.emplace();
  compiled.rules->state_ = std::move(state);
  return compiled;
}

Compiled Library::compile_any(std::string_view reference, const CompileOptions& options) const {
  const AnyVersion version = find_any_version(*files_, reference, options.now, options.limits);
  CompileOptions then = options;
  then.now = version.now;
  return compile(version.reference, then);
}

Choice Library::choose(const Submission& submission, const CompileOptions& options) const {
  Choice choice;
  const auto headers = list_rule_sets(*files_, load_options(options), choice.faults);
  // What was locked was chosen before.
  const std::string_view now = files_->locked() ? std::string_view() : options.now;
  const auto sets = in_force(headers, now);
  const Document& document = *submission.state().document;
  const View named = View(document, document.root()).member(kProcedure);
  std::vector<std::string_view> names;
  names.reserve(sets.size());
  for (const auto& [name, header] : sets) names.push_back(name);
  if (named.is_string() && !named.text().empty()) {
    const auto reference = parse_reference(named.text());
    const std::string name(named.text().substr(0, named.text().find('@')));
    const RuleSetHeader* fitting = nullptr;
    for (const RuleSetHeader& header : headers) {  // by name, then version
      if (!reference || header.name != reference->name || !can_be_chosen(header, now) ||
          !reference->range || !reference->range->contains(header.version)) {
        continue;
      }
      fitting = &header;
    }
    if (reference && !reference->range) {
      if (const auto own = sets.find(name); own != sets.end()) fitting = own->second;
    }
    if (fitting != nullptr) {
      choice.reference = reference_to(*fitting);
      return choice;
    }
    choice.named = named.text();
    if (const auto other = sets.find(name); other != sets.end()) {
      choice.suggestion = reference_to(*other->second);
    } else {
      choice.suggestion = closest(name, names).value_or("");
    }
    choice.candidates.assign(names.begin(), names.end());
    return choice;
  }
  std::vector<std::string> claims;
  for (const auto& [name, header] : sets) {
    if (!header->recognise) continue;
    const auto plan = compile_condition(*header->recognise, options.now);
    if (Evaluator(*plan, document, {}).test() == Truth::kTrue) {
      claims.push_back(reference_to(*header));
    }
  }
  if (claims.size() == 1) {
    choice.reference = claims.front();
    return choice;
  }
  if (claims.empty()) {
    choice.candidates.assign(names.begin(), names.end());
  } else {
    choice.candidates = std::move(claims);
  }
  return choice;
}

CaseReport Library::run_cases(std::string_view reference, const CompileOptions& options) const {
  return run_case_files(*files_, reference, load_options(options));
}

MutationReport Library::mutate(std::string_view reference, const MutationOptions& mutation,
                               const CompileOptions& options) const {
  return mutate_rules(*files_, reference, mutation, load_options(options));
}

std::vector<RuleExample> Library::examples(std::string_view rule, Language language,
                                           const CompileOptions& options) const {
  return examples_of(*files_, rule, language, load_options(options));
}

Report unreadable_report(std::string name, Error error, std::string now, Language language) {
  Report report;
  report.submission = std::move(name);
  report.unreadable = std::move(error);
  report.now = std::move(now);
  report.language = language;
  report.disposition = Disposition::kIncomplete;
  return report;
}

Report undecided_report(std::string name, const Choice& choice, std::string now,
                        Language language) {
  Report report;
  report.submission = std::move(name);
  report.candidates = choice.candidates;
  report.named = choice.named;
  report.suggestion = choice.suggestion;
  report.now = std::move(now);
  report.language = language;
  report.disposition = Disposition::kIncomplete;
  return report;
}

}  // namespace intake
