#include "session.h"

#include <algorithm>

#include <intake/version.h>

#include "embedded.h"
#include "files.h"
#include "report/labels.h"

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
  if (!arguments.letters_dir.empty()) {
    const Status replaced = session.library_.replace_letters(arguments.letters_dir, {});
    if (!replaced) {
      print_error(render_error(replaced.error(), session.render_options()));
      code = kSurroundings;
      return std::nullopt;
    }
  }
  if (!arguments.lock.empty() && !session.freeze(code)) return std::nullopt;
  return session;
}

bool Session::freeze(ExitCode& code) {
  const auto bytes = read_input(arguments_->lock, {});
  auto lock =
      bytes ? library_.freeze(arguments_->lock, *bytes, {}) : Result<LockInfo>(bytes.error());
  if (!lock) {
    Error error = lock.error();
    if (!bytes) error.hint = "`intake rules lock` makes one";
    print_error(render_error(error, render_options()));
    code = kSurroundings;
    return false;
  }
  if (lock->engine != kVersion && !arguments_->quiet) {
    print_error("intake: note: " + arguments_->lock + " was made by intake " + lock->engine +
                ", this is " + std::string(kVersion) + "\n");
  }
  return true;
}

std::vector<RuleSetInfo> Session::all_sets(ExitCode& code) const {
  std::vector<Fault> faults;
  std::vector<RuleSetInfo> sets = library_.list(&faults);
  if (!faults.empty()) {
    print_error(render_faults(faults, render_options()));
    code = worse(code, kRuleSet);
  }
  return sets;
}

std::vector<std::string> Session::references(ExitCode& code) const {
  if (!arguments_->inputs.empty()) return arguments_->inputs;
  std::vector<std::string> all;
  for (const RuleSetRef& set : all_sets(code)) all.push_back(set.name + "@" + set.version);
  return all;
}

std::vector<std::string> Session::set_names(ExitCode& code) const {
  std::vector<std::string> names;
  for (const RuleSetRef& set : all_sets(code)) {  // by name
    if (names.empty() || names.back() != set.name) names.push_back(set.name);
  }
  return names;
}

std::vector<std::string> Session::by_relevance(ExitCode& code) const {
  std::vector<std::string> references = set_names(code);
  const std::vector<RuleSetInfo> all = library_.list();
  for (std::size_t i = all.size(); i-- > 0;) {
    const bool several = (i > 0 && all[i - 1].name == all[i].name) ||
                         (i + 1 < all.size() && all[i + 1].name == all[i].name);
    if (several) references.push_back(all[i].name + "@" + all[i].version);
  }
  return references;
}

CompileOptions Session::compile_options() const {
  CompileOptions options;
  options.now = arguments_->now;
  options.languages = {arguments_->language};
  options.parameters = arguments_->parameters;
  options.preview = arguments_->preview;
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

const CompiledRules* Session::rules(const std::string& reference, ExitCode& code, bool any) {
  auto& entry = compiled_[reference];
  if (entry) return &*entry;
  Failure& failure = failed_[reference];
  if (failure.code != kAccept) {
    code = worse(code, failure.code);
    return nullptr;
  }
  Compiled compiled = any ? library_.compile_any(reference, compile_options())
                          : library_.compile(reference, compile_options());
  if (!compiled.rules && !compiled.error) {
    print_error(render_faults(compiled.faults, render_options()));
    failure.code = kRuleSet;
    failure.error = {ErrorCode::kRuleSet,
                     "the rule set `" + reference + "` is faulty",
                     "`intake rules lint` shows where",
                     {}};
  }
  std::optional<Error> error = std::move(compiled.error);
  if (!error && compiled.rules) error = unknown_part(*compiled.rules);
  if (error) {
    print_error(render_error(*error, render_options()));
    const bool usage = error->code == ErrorCode::kUsage || error->code == ErrorCode::kNotFound ||
                       error->code == ErrorCode::kAmbiguous;
    failure.code = worse(failure.code, usage ? kUsage : kSurroundings);
    failure.error = std::move(*error);
  }
  if (failure.code == kAccept && compiled.rules) {
    entry = std::move(compiled.rules);
    return &*entry;
  }
  code = worse(code, failure.code);
  return nullptr;
}

std::optional<Error> Session::unknown_part(const CompiledRules& rules) const {
  const std::vector<std::string> known = rules.parts();
  for (const std::string& part : arguments_->parts) {
    if (std::find(known.begin(), known.end(), part) != known.end()) continue;
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    return Error{ErrorCode::kUsage,
                 "`" + part + "` is no part of a submission for " + rules.ref().name,
                 names.empty() ? "it has no parts" : "its parts are " + names,
                 {}};
  }
  return std::nullopt;
}

bool Session::can_start(ExitCode& code) {
  if (arguments_->rules.empty()) return true;
  const CompiledRules* chosen = rules(arguments_->rules, code);
  if (chosen == nullptr) return code != kUsage;
  if (!chosen->is_abstract()) return true;
  const Error error{ErrorCode::kUsage,
                    "`" + chosen->ref().name + "` is only there for other rule sets to extend",
                    "choose one that extends it; `intake rules list` has all",
                    {}};
  print_error(render_error(error, render_options()));
  code = worse(code, kUsage);
  return false;
}

const CompiledRules* Session::rules_for(const Submission& submission, Report& undecided,
                                        ExitCode& code) {
  Choice choice;
  choice.reference = arguments_->rules;
  if (choice.reference.empty()) choice = library_.choose(submission, compile_options());
  const auto unusable = [&](const std::string& set, Error error) {
    undecided = undecided_report(submission.name(), {}, arguments_->now, arguments_->language);
    error.where.source = set;
    undecided.unusable = std::move(error);
    add_reading(undecided, submission);
    return nullptr;
  };
  if (!choice.faults.empty()) {
    if (!faults_printed_) print_error(render_faults(choice.faults, render_options()));
    faults_printed_ = true;
    code = worse(code, kRuleSet);
    const std::string& file = choice.faults.front().file;
    return unusable(file, {ErrorCode::kRuleSet,
                           "the rule set file `" + file + "` is faulty",
                           "`intake rules lint` shows where",
                           {}});
  }
  if (!choice.reference.empty()) {
    const CompiledRules* chosen = rules(choice.reference, code);
    if (chosen != nullptr) return chosen;
    return unusable(choice.reference, failed_[choice.reference].error);
  }
  undecided = undecided_report(submission.name(), choice, arguments_->now, arguments_->language);
  add_reading(undecided, submission);
  code = worse(code, code_of(undecided, FailOn::kError));
  return nullptr;
}

void note_renamed(const std::string& former, const std::string& now, const Arguments& arguments) {
  print_error("intake: " + std::string(label(Label::kNote, arguments.language)) + ": `" + former +
              "` " + std::string(label(Label::kNowCalled, arguments.language)) + " `" + now +
              "`\n");
}

ExitCode code_of(const Report& report, FailOn fail_on) {
  if (report.unreadable) return kSurroundings;
  const Counts& counts = report.counts;
  const bool fails = report.disposition == Disposition::kReject ||
                     (fail_on != FailOn::kError && counts.warnings > 0) ||
                     (fail_on == FailOn::kNote && counts.notes > 0);
  if (fails) return kFindings;
  return report.disposition == Disposition::kIncomplete ? kIncomplete : kAccept;
}

}  // namespace intake::cli
