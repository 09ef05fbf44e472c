#include <algorithm>

#include "commands.h"
#include "files.h"
#include "report/labels.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

constexpr std::string_view kReading = "reading/";

void explain(const RuleInfo& info, const Session& session, const Arguments& arguments,
             TextPage& page) {
  const auto say = [&](Label which) { return std::string(label(which, arguments.language)); };
  page.title(info.id + " (" + say(info.never_fails ? Label::kNotChecked : label_of(info.severity)) +
             (info.preview ? ", " + say(Label::kPreview) : "") + ")");
  if (!info.deprecated_since.empty()) {
    page.item(
        say(Label::kDeprecated),
        say(Label::kSince) + " " + info.deprecated_since +
            (info.replaced_by.empty() ? ""
                                      : ", " + say(Label::kReplacedBy) + " " + info.replaced_by) +
            (info.deprecated_because.empty() ? "" : "; " + info.deprecated_because));
  }
  page.item(say(Label::kMessage), info.message);
  page.item(say(Label::kWhereAbsent), info.message_absent);
  page.item(say(Label::kQuestion), info.question);
  page.item(say(Label::kWhy), info.why);
  page.item(say(Label::kToDo), info.help);
  page.item(
      say(Label::kAbout),
      info.selector + (info.part.empty() ? "" : " (" + say(Label::kPart) + ": " + info.part + ")"));
  if (!info.passage.quote.empty()) {
    page.item(
        say(Label::kPassage),
        info.passage.document + (info.passage.section.empty() ? "" : ", " + info.passage.section));
    page.item(say(Label::kQuote), "\"" + info.passage.quote + "\"");
  }
  std::string force;
  if (!info.valid_from.empty()) force = say(Label::kFrom) + " " + info.valid_from;
  if (!info.valid_until.empty()) {
    force += (force.empty() ? "" : ", ") + say(Label::kBefore) + " " + info.valid_until;
  }
  page.item(say(Label::kInForce), force);
  std::string covers;
  for (const std::string& id : info.covers) covers += (covers.empty() ? "" : ", ") + id;
  page.item(say(Label::kCovers), covers);
  constexpr Label kMakers[] = {Label::kMadeSafe, Label::kMadeUnsafe, Label::kMadeByPerson};
  for (const RuleInfo::Fix& fix : info.fixes) {
    std::string steps;
    for (const std::string& step : fix.steps) steps += (steps.empty() ? "" : ", ") + step;
    if (!steps.empty()) steps = " (" + steps + ")";
    page.item(say(Label::kFix), say(kMakers[static_cast<std::size_t>(fix.cls)]) + steps +
                                    (fix.because.empty() ? "" : "; " + fix.because));
  }
  const bool reading = info.id.starts_with(kReading);
  if (info.fixes.empty() && !reading) page.item(say(Label::kFix), say(Label::kNone));
  if (reading) return;  // no rule file says it
  for (const RuleExample& example :
       session.library().examples(info.id, arguments.language, session.compile_options())) {
    const std::string value =
        example.value.empty() ? "(" + say(Label::kNothing) + ")" : example.value;
    page.item(
        say(example.passes ? Label::kPasses : Label::kFails),
        example.pointer + ": " + value + (example.message.empty() ? "" : " -> " + example.message));
  }
  page.item(say(Label::kDefinedIn),
            info.file + (info.line > 0 ? ":" + std::to_string(info.line) : ""));
}

}  // namespace

ExitCode run_explain(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  std::vector<std::string> sets;
  if (!arguments.rules.empty()) {
    sets.push_back(arguments.rules);
  } else {
    sets = session->by_relevance(code);
  }
  TextPage page(arguments.color, arguments.width);
  bool missing = false;
  for (const std::string& wanted : arguments.inputs) {
    std::vector<std::string> ids;
    std::vector<std::string> seen;
    for (const std::string& set : sets) {
      // Versions that are not in force are for rules that no other has.
      const bool other_version = arguments.rules.empty() && set.find('@') != std::string::npos;
      if (other_version && !seen.empty()) break;
      const CompiledRules* rules = session->any_rules(set, code);
      if (rules == nullptr) continue;
      const std::string now = rules->renamed(wanted);
      for (const RuleInfo& info : rules->describe(arguments.language)) {
        ids.push_back(info.id);
        const bool named = info.id == wanted || info.id.ends_with("/" + wanted) || info.id == now;
        if (!named || std::find(seen.begin(), seen.end(), info.id) != seen.end()) continue;
        seen.push_back(info.id);
        if (info.id == now) note_renamed(wanted, now, arguments);
        explain(info, *session, arguments, page);
      }
    }
    if (seen.empty()) {
      for (const RuleInfo& info : describe_reading(arguments.language)) {
        ids.push_back(info.id);
        if (info.id != wanted && info.id != std::string(kReading) + wanted) continue;
        seen.push_back(info.id);
        explain(info, *session, arguments, page);
      }
    }
    if (!seen.empty()) continue;
    missing = true;
    const std::string near = nearest_id(wanted, ids);
    print_error(render_error({ErrorCode::kNotFound,
                              "there is no rule `" + wanted + "`",
                              near.empty() ? "`intake rules show SET` lists the rules of a set"
                                           : "did you mean `" + near + "`?",
                              {}},
                             session->render_options()));
  }
  if (!print(page.text())) code = worse(code, kSurroundings);
  return missing ? kUsage : code;
}

}  // namespace intake::cli
