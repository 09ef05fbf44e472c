#include <algorithm>

#include "commands.h"
#include "files.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

std::string severity_word(Severity severity) {
  constexpr std::string_view kWords[] = {"error", "warning", "note", "off"};
  return std::string(kWords[static_cast<std::size_t>(severity)]);
}

std::string class_word(FixClass cls) {
  constexpr std::string_view kWords[] = {
      "safe: `intake fix` makes it",
      "unsafe: `intake fix --unsafe` makes it, look at it afterwards",
      "ask: only a person can answer"};
  return std::string(kWords[static_cast<std::size_t>(cls)]);
}

void explain(const RuleInfo& info, const Session& session, const Arguments& arguments,
             TextPage& page) {
  page.title(info.id + " (" + severity_word(info.severity) + ")");
  page.item("message", info.message);
  page.item("absent", info.message_absent);
  page.item("question", info.question);
  page.item("why", info.why);
  page.item("to do", info.help);
  page.item("about", info.selector + (info.part.empty() ? "" : " (part: " + info.part + ")"));
  if (!info.passage.quote.empty()) {
    page.item("procedure", info.passage.document +
                               (info.passage.section.empty() ? "" : ", " + info.passage.section));
    page.item("passage", "\"" + info.passage.quote + "\"");
  }
  std::string covers;
  for (const std::string& id : info.covers) covers += (covers.empty() ? "" : ", ") + id;
  page.item("covers", covers);
  for (const RuleInfo::Fix& fix : info.fixes) {
    std::string steps;
    for (const std::string& step : fix.steps) steps += (steps.empty() ? "" : ", ") + step;
    page.item("fix", class_word(fix.cls) + (steps.empty() ? "" : " (" + steps + ")") +
                         (fix.because.empty() ? "" : "; " + fix.because));
  }
  if (info.fixes.empty()) page.item("fix", "none");
  for (const RuleExample& example :
       session.library().examples(info.id, arguments.language, session.compile_options())) {
    const std::string value = example.value.empty() ? "(nothing)" : example.value;
    page.item(example.passes ? "passes" : "fails",
              example.pointer + ": " + value +
                  (example.message.empty() ? "" : " -> " + example.message));
  }
  page.item("defined in", info.file + (info.line > 0 ? ":" + std::to_string(info.line) : ""));
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
    for (const RuleSetRef& set : session->library().list()) {
      sets.push_back(set.name + "@" + set.version);
    }
  }
  TextPage page(arguments.color, arguments.width);
  bool missing = false;
  for (const std::string& wanted : arguments.inputs) {
    std::vector<std::string> ids;
    std::vector<std::string> seen;
    for (const std::string& set : sets) {
      const CompiledRules* rules = session->rules(set, code);
      if (rules == nullptr) continue;
      for (const RuleInfo& info : rules->describe(arguments.language)) {
        ids.push_back(info.id);
        const bool named = info.id == wanted || info.id.ends_with("/" + wanted);
        if (!named || std::find(seen.begin(), seen.end(), info.id) != seen.end()) continue;
        seen.push_back(info.id);
        explain(info, *session, arguments, page);
      }
    }
    if (!seen.empty()) continue;
    missing = true;
    const std::string near = nearest_id(wanted, ids);
    print_error(render_error({ErrorCode::kNotFound, "there is no rule `" + wanted + "`",
                              near.empty() ? "`intake rules show SET` lists the rules of a set"
                                           : "did you mean `" + near + "`?",
                              {}},
                             session->render_options()));
  }
  if (!print(page.text())) code = worse(code, kSurroundings);
  return missing ? kUsage : code;
}

}  // namespace intake::cli
