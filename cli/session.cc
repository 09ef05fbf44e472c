#include "session.h"

#include <algorithm>

#include "embedded.h"
#include "files.h"

namespace intake::cli {

std::optional<Session> Session::open(const Arguments& arguments, ExitCode& code) {
  Session session(arguments);
  for (const EmbeddedFile& file : embedded_files()) {
    session.library_.add_image(std::string(file.path), file.image);
  }
  if (!arguments.rules_dir.empty()) {
    const Status replaced = session.library_.replace_rules(arguments.rules_dir, {});
    if (!replaced) {
      print_error(render_error(replaced.error(), session.render_options()));
      code = kSurroundings;
      return std::nullopt;
    }
  }
  return session;
}

CompileOptions Session::compile_options() const {
  CompileOptions options;
  options.now = arguments_->now;
  options.languages = {arguments_->language};
  options.parameters = arguments_->parameters;
  return options;
}

CheckOptions Session::check_options() const {
  CheckOptions options;
  options.language = arguments_->language;
  options.parts = arguments_->parts;
  return options;
}

RenderOptions Session::render_options(bool fixing) const {
  RenderOptions options;
  options.language = arguments_->language;
  options.color = arguments_->color;
  options.quiet = arguments_->quiet;
  options.width = arguments_->width;
  options.fixing = fixing;
  return options;
}

const CompiledRules* Session::rules(const std::string& reference, ExitCode& code) {
  auto& entry = compiled_[reference];
  if (entry) return &*entry;
  if (const auto failed = failed_.find(reference); failed != failed_.end()) {
    code = worse(code, failed->second);
    return nullptr;
  }
  Compiled compiled = library_.compile(reference, compile_options());
  ExitCode failure = kAccept;
  if (compiled.error) {
    print_error(render_error(*compiled.error, render_options()));
    const ErrorCode kind = compiled.error->code;
    const bool usage = kind == ErrorCode::kUsage || kind == ErrorCode::kNotFound ||
                       kind == ErrorCode::kAmbiguous;
    failure = usage ? kUsage : kSurroundings;
  }
  if (!compiled.faults.empty()) {
    print_error(render_faults(compiled.faults, render_options()));
    failure = worse(failure, kRuleSet);
  }
  if (compiled.rules && failure == kAccept) {
    if (knows_parts(*compiled.rules)) {
      entry = std::move(compiled.rules);
      return &*entry;
    }
    failure = kUsage;
  }
  if (failure == kAccept) failure = kRuleSet;
  failed_[reference] = failure;
  code = worse(code, failure);
  return nullptr;
}

bool Session::knows_parts(const CompiledRules& rules) const {
  const std::vector<std::string> known = rules.parts();
  bool good = true;
  for (const std::string& part : arguments_->parts) {
    if (std::find(known.begin(), known.end(), part) != known.end()) continue;
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    const Error error{ErrorCode::kUsage,
                      "`" + part + "` is no part of a submission for " + rules.ref().name,
                      "its parts are " + names,
                      {}};
    print_error(render_error(error, render_options()));
    good = false;
  }
  return good;
}

const CompiledRules* Session::rules_for(const Submission& submission, Report& undecided,
                                        ExitCode& code) {
  if (!arguments_->rules.empty()) {
    const CompiledRules* chosen = rules(arguments_->rules, code);
    if (chosen == nullptr || !chosen->is_abstract()) return chosen;
    const Error error{ErrorCode::kUsage,
                      "`" + chosen->ref().name + "` is only there for other rule sets to extend",
                      "choose one that extends it; `intake rules list` has all",
                      {}};
    print_error(render_error(error, render_options()));
    code = worse(code, kUsage);
    return nullptr;
  }
  const Choice choice = library_.choose(submission, compile_options());
  if (!choice.faults.empty()) {
    print_error(render_faults(choice.faults, render_options()));
    code = worse(code, kRuleSet);
    return nullptr;
  }
  if (!choice.reference.empty()) return rules(choice.reference, code);
  undecided = undecided_report(submission.name(), choice, arguments_->now, arguments_->language);
  code = worse(code, kIncomplete);
  return nullptr;
}

ExitCode code_of(const Report& report, FailOn fail_on) {
  if (report.unreadable) return kSurroundings;
  switch (report.disposition) {
    case Disposition::kReject: return kFindings;
    case Disposition::kIncomplete: return kIncomplete;
    case Disposition::kAcceptWithNotes:
      if (fail_on == FailOn::kWarning && report.counts.warnings > 0) return kFindings;
      return fail_on == FailOn::kNote ? kFindings : kAccept;
    case Disposition::kAccept: break;
  }
  return kAccept;
}

}  // namespace intake::cli
