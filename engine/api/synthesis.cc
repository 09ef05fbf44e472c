#include <intake/synthesis.h>

#include <algorithm>
#include <utility>

#include "api/state.h"
#include "document/pointer.h"
#include "formats/yaml/yaml.h"
#include "ruleset/loader.h"
#include "synth/annotate.h"
#include "synth/boundary.h"
#include "synth/case_text.h"
#include "synth/scaffold.h"
#include "synth/smallest.h"

namespace intake {
namespace {

constexpr std::string_view kName = "submission.yaml";

EvaluationOptions evaluation_options(const CheckOptions& options) {
  EvaluationOptions evaluation;
  evaluation.language = options.language;
  evaluation.only_parts = options.parts;
  evaluation.limits = options.limits;
  return evaluation;
}

bool names(const std::vector<std::string>& ids, const std::string& rule) {
  return ids.empty() || std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
           return id == rule || rule.ends_with("/" + id);
         });
}

std::string yaml_of(const Datum& submission) {
  const Document document = to_document(submission);
  return yaml::write(View(document, document.root()));
}

BoundaryExample example_of(const synth::BoundarySide& side) {
  BoundaryExample example;
  example.why_not = side.why_not;
  if (!side.found) return example;
  example.text = yaml_of(side.submission);
  example.pointer = side.pointer;
  example.how = side.how;
  example.others = side.others;
  if (!side.findings.empty()) example.message = side.findings.front().second;
  const Document document = to_document(side.submission);
  const NodeId node = find_node(document, side.pointer);
  if (node != kNoNode) example.value = to_json(View(document, node));
  return example;
}

LoadOptions load_options(const CompileOptions& options) {
  LoadOptions load;
  load.now = options.now;
  load.parameters = options.parameters;
  load.limits = options.limits;
  return load;
}

NewFile new_file(synth::ScaffoldFile file) {
  return {std::move(file.path), std::move(file.bytes), file.exists};
}

}  // namespace

SynthesisedSubmission Library::smallest_submission(const CompiledRules& rules,
                                                   const CheckOptions& options) const {
  const Plan& plan = *rules.state().plan;
  const EvaluationOptions evaluation = evaluation_options(options);
  SynthesisedSubmission made;
  const auto smallest = synth::find_smallest(plan, evaluation);
  const std::string bases =
      "rules/" + plan.rules->name + "/" + plan.rules->version.text() + "/cases/_bases.yaml";
  const auto document = files_->has(bases) ? files_->document(bases, options.limits)
                                           : Result<DocumentPtr>(DocumentPtr());
  const auto example = synth::accepted_base(plan, document ? document->get() : nullptr, evaluation);
  made.text = synth::annotated_yaml(plan, *smallest, example.get(), options.language);
  const auto submission = Submission::read(std::string(kName), made.text, options.limits, "yaml");
  made.report = submission ? rules.check(*submission, options)
                           : unreadable_report(std::string(kName), submission.error(), plan.now,
                                               options.language);
  return made;
}

std::vector<RuleBoundary> Library::boundaries(const CompiledRules& rules,
                                              const std::vector<std::string>& ids,
                                              const CompileOptions& compile,
                                              const CheckOptions& options) const {
  const Plan& plan = *rules.state().plan;
  const EvaluationOptions evaluation = evaluation_options(options);
  const auto smallest = synth::find_smallest(plan, evaluation);
  synth::BoundaryFinder finder(plan, evaluation, *smallest);
  std::vector<RuleBoundary> boundaries;
  for (const Rule& rule : plan.rules->rules) {
    if (!names(ids, rule.id)) continue;
    const synth::Boundary found = finder.find(rule);
    RuleBoundary boundary;
    boundary.rule = rule.id;
    boundary.passes = example_of(found.pass);
    boundary.fails = example_of(found.fail);
    boundary.cases = synth::case_file_text(found, {plan.now, plan.rules->name, compile.parameters});
    boundaries.push_back(std::move(boundary));
  }
  return boundaries;
}

NewRule Library::new_rule(std::string_view reference, std::string_view id,
                          const CompileOptions& options) const {
  NewRule made;
  synth::ScaffoldedRule scaffold =
      synth::scaffold_rule(*files_, reference, id, load_options(options));
  made.faults = std::move(scaffold.faults);
  made.error = std::move(scaffold.error);
  for (synth::ScaffoldFile& file : scaffold.files) made.files.push_back(new_file(std::move(file)));
  return made;
}

Result<std::vector<NewFile>> new_rule_set(std::string_view name) {
  auto scaffold = synth::scaffold_rule_set(name);
  if (!scaffold) return std::move(scaffold).error();
  std::vector<NewFile> files;
  for (synth::ScaffoldFile& file : *scaffold) files.push_back(new_file(std::move(file)));
  return files;
}

}  // namespace intake
