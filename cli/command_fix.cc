#include <algorithm>
#include <map>
#include <utility>

#include "answers.h"
#include "asker.h"
#include "commands.h"
#include "files.h"
#include "formats/secrets.h"
#include "part_writer.h"
#include "repair_output.h"
#include "report/escape.h"
#include "session.h"
#include "submissions.h"
#include "text/edit.h"
#include "text_page.h"

namespace intake::cli {
namespace {

RepairOptions repair_options(const Arguments& arguments, const CheckOptions& check) {
  RepairOptions options;
  options.unsafe = arguments.unsafe;
  options.only = arguments.only;
  options.except = arguments.except;
  options.check = check;
  return options;
}

/// Says which ids of --only and --except no rule set has.
bool knows_rules(const Arguments& arguments, const Session& session, const RenderOptions& options) {
  if (arguments.only.empty() && arguments.except.empty()) return true;
  std::vector<std::string> sets{arguments.rules};
  if (arguments.rules.empty()) {
    sets.clear();
    for (const RuleSetRef& set : session.library().list()) {
      sets.push_back(set.name + "@" + set.version);
    }
  }
  std::vector<std::string> known;
  std::map<std::string, std::string> renamed;
  for (const std::string& set : sets) {
    const Compiled compiled = session.library().compile(set, session.compile_options());
    if (!compiled.rules) continue;
    for (const auto* ids : {&arguments.only, &arguments.except}) {
      for (const std::string& id : *ids) {
        const std::string now = compiled.rules->renamed(id);
        if (!now.empty()) renamed.emplace(id, now);
      }
    }
    for (RuleInfo& info : compiled.rules->describe(arguments.language)) {
      known.push_back(std::move(info.id));
    }
  }
  bool good = true;
  for (const auto* ids : {&arguments.only, &arguments.except}) {
    for (const std::string& id : *ids) {
      if (std::any_of(known.begin(), known.end(), [&](const std::string& rule) {
            return rule == id || rule.ends_with("/" + id);
          })) {
        continue;
      }
      if (const auto now = renamed.find(id); now != renamed.end()) {
        note_renamed(id, now->second, arguments);
        continue;
      }
      good = false;
      const std::string near = nearest_id(id, known);
      print_error(render_error({ErrorCode::kUsage,
                                "there is no rule `" + id + "`",
                                near.empty() ? "`intake rules show SET` lists the rules of a set"
                                             : "did you mean `" + near + "`?",
                                {}},
                               options));
    }
  }
  return good;
}

/// What is written together: the documents of one file, or the submissions of one mail or dossier.
struct Batch {
  std::vector<Given> given;
  std::vector<std::optional<Repaired>> repaired;
  std::vector<Report> reports;
  std::optional<Error> refused;  // no part of it may be written again

  bool any_repaired() const {
    return std::any_of(repaired.begin(), repaired.end(),
                       [](const auto& one) { return one.has_value(); });
  }
};

/// A file of texts, each repaired or as it was, with everything between them.
RepairedFile whole_file(const Batch& batch) {
  RepairedFile file;
  file.name = batch.given.front().path;
  for (std::size_t i = 0; i < batch.given.size(); ++i) {
    const auto& repaired = batch.repaired[i];
    file.changed = file.changed || (repaired && repaired->changed);
    file.bytes += batch.given[i].lead;
    file.bytes += repaired ? repaired->bytes : batch.given[i].bytes;
    file.bytes += batch.given[i].tail;
  }
  return file;
}

std::string text_before(const Batch& batch) {
  std::string all;
  for (const Given& given : batch.given) all += given.lead + given.bytes + given.tail;
  return all;
}

class FixRun {
 public:
  FixRun(const Arguments& arguments, Session& session, Answers& answers, ExitCode& code)
      : arguments_(arguments),
        session_(session),
        answers_(answers),
        code_(code),
        render_(session.render_options(true)),
        output_(arguments),
        asker_(arguments),
        submissions_(arguments, session.library(), arguments.inputs) {}

  std::optional<Error> refuse() const { return output_.refuse(submissions_.groups()); }

  void run() {
    Batch batch;
    while (auto given = submissions_.next()) {
      const bool last = given->last;
      repair(*given, batch);
      given->submission.reset();
      batch.given.push_back(std::move(*given));
      if (!last) continue;
      finish(batch);
      batch = {};
    }
    if (output_.is_rehearsal() && !arguments_.quiet) {
      print_error("intake: nothing was written; say --in-place or --output FILE\n");
    }
    print_all();
  }

 private:
  Report unreadable(const std::string& name, const Error& error) {
    code_ = worse(code_, error.code == ErrorCode::kUsage ? kUsage : kSurroundings);
    return unreadable_report(name, error, arguments_.now, arguments_.language);
  }

  /// Whether a text holds a private key, also one that cannot be read.
  static bool is_secret(const Given& given) {
    if (given.submission) return given.submission->holds_private_key();
    return hide_secrets(given.name, given.bytes, {}) != given.bytes;
  }

  void repair(const Given& given, Batch& batch) {
    batch.repaired.emplace_back();
    if (is_secret(given)) {
      batch.refused = Error{ErrorCode::kRefused,
                            "it holds a private key, so no copy of it is made",
                            "have the key revoked, make a new one and send the public part alone",
                            {given.name, 0, 0, 0}};
    }
    if (!given.submission) {
      batch.reports.push_back(unreadable(given.name, *given.error));
      return;
    }
    const Submission& submission = *given.submission;
    Report undecided;
    const CompiledRules* rules = session_.rules_for(submission, undecided, code_);
    if (rules == nullptr) {
      add_reading(undecided, submission);
      batch.reports.push_back(std::move(undecided));
      return;
    }
    CheckOptions check = session_.check_options();
    check.answers = answers_.all();
    if (arguments_.ask) check = asker_.ask(*rules, submission, std::move(check));
    auto repaired = rules->fix(submission, repair_options(arguments_, check));
    if (!repaired) {
      if (submission.holds_private_key()) batch.refused = repaired.error();
      batch.reports.push_back(unreadable(given.name, repaired.error()));
      return;
    }
    batch.reports.push_back(std::move(repaired->report));
    batch.repaired.back() = std::move(*repaired);
  }

  void finish(Batch& batch) {
    Status written = Done{};
    if (batch.any_repaired()) written = batch.refused ? Status(*batch.refused) : write(batch);
    if (!written) {
      const Given& first = batch.given.front();
      const std::string& name = batch.given.size() == 1 ? first.name
                                : first.files           ? first.group
                                                        : first.path;
      batch.reports.clear();
      batch.repaired.clear();
      batch.reports.push_back(unreadable(name, written.error()));
    }
    for (std::size_t i = 0; i < batch.reports.size(); ++i) {
      const bool repaired = i < batch.repaired.size() && batch.repaired[i];
      if (repaired) {
        code_ = worse(code_, code_of(batch.reports[i], arguments_.fail_on));
        answers_.note(batch.reports[i], code_);
      }
      tell(std::move(batch.reports[i]), repaired);
    }
  }

  Status write(const Batch& batch) {
    std::string diff, patch;
    for (const auto& repaired : batch.repaired) {
      if (repaired) diff += repaired->diff;
      patch += (repaired ? repaired->patch : "[]") + "\n";
    }
    if (const auto& files = batch.given.front().files) {
      const auto written =
          write_parts(submissions_, batch.given.front().group, *files, batch.repaired);
      if (!written) return written.error();
      return output_.write(*written, diff, patch);
    }
    if (batch.given.back().broken) return *batch.given.back().error;
    const RepairedFile file = whole_file(batch);
    if (batch.given.size() > 1 && arguments_.diff) {
      const std::string name = diff_name(file.name == "-" ? "<stdin>" : file.name);
      diff = unified_diff(text_before(batch), file.bytes, name, name);
    }
    return output_.write({file}, diff, patch);
  }

  void tell(Report report, bool repaired) {
    outcomes_.add(report);
    if (arguments_.format != OutputFormat::kText) {
      reports_.push_back(std::move(report));
    } else if (report.unreadable) {
      print_error(render_error(*report.unreadable, render_));
    } else {
      const std::string text = render_text({&report, 1}, render_);
      if (!repaired || output_.uses_stdout()) {
        print_error(text);
      } else if (!print(text)) {
        code_ = worse(code_, kSurroundings);
      }
    }
  }

  void print_all() {
    bool printed = true;
    switch (arguments_.format) {
      case OutputFormat::kJson:
        printed = print(render_json(reports_, render_));
        break;
      case OutputFormat::kSarif:
        printed = print(render_sarif(reports_, render_));
        break;
      case OutputFormat::kNdjson:
        printed = print(render_ndjson(reports_, render_));
        break;
      case OutputFormat::kText: {
        if (outcomes_.all() < 2) break;
        const std::string text = render_summary(outcomes_, render_);
        if (output_.uses_stdout()) {
          print_error(text);
        } else {
          (void)print(text);
        }
      }
    }
    if (!printed) code_ = worse(code_, kSurroundings);
  }

  const Arguments& arguments_;
  Session& session_;
  Answers& answers_;
  ExitCode& code_;
  RenderOptions render_;
  RepairOutput output_;
  Asker asker_;
  Submissions submissions_;
  Outcomes outcomes_;
  std::vector<Report> reports_;  // of the formats that are one text
};

}  // namespace

ExitCode run_fix(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session || !session->can_start(code)) return code;
  auto answers = Answers::open(arguments, code);
  if (!answers) return code;
  FixRun run(arguments, *session, *answers, code);
  if (const auto refused = run.refuse()) {
    print_error(render_error(*refused, session->render_options(true)));
    return kUsage;
  }
  if (!knows_rules(arguments, *session, session->render_options(true))) return kUsage;
  run.run();
  answers->finish(code);
  return code;
}

}  // namespace intake::cli
