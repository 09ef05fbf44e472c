#include <filesystem>

#include "commands.h"
#include "files.h"
#include "report/labels.h"
#include "rule_page.h"
#include "session.h"
#include "text_page.h"

namespace intake::cli {
namespace {

/// The severity, and whether the rule is on its way in or out.
std::string grading(const RuleInfo& info, Language language) {
  std::string text(label(label_of(info.severity), language));
  if (info.preview) text += ", " + std::string(label(Label::kPreview, language));
  if (!info.deprecated_since.empty()) {
    text += ", " + std::string(label(Label::kDeprecated, language));
  }
  return text;
}

/// "; in force from 2030-01-01; in preview: 1": only what is still to come, ends, or may surprise.
std::string life(const RuleSetInfo& set, const Arguments& arguments) {
  const auto say = [&](Label which) { return std::string(label(which, arguments.language)); };
  std::string text;
  const bool to_come = set.valid_from > arguments.now.substr(0, 10);
  if (to_come || !set.valid_until.empty()) {
    text += "; " + say(Label::kInForce);
    if (!set.valid_from.empty()) text += " " + say(Label::kFrom) + " " + set.valid_from;
    if (!set.valid_until.empty()) text += " " + say(Label::kBefore) + " " + set.valid_until;
  }
  if (set.preview > 0) text += "; " + say(Label::kPreview) + ": " + std::to_string(set.preview);
  if (set.deprecated > 0) {
    text += "; " + say(Label::kDeprecated) + ": " + std::to_string(set.deprecated);
  }
  return text;
}

}  // namespace

ExitCode run_rules_list(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  TextPage page(arguments.color, arguments.width);
  for (const RuleSetInfo& set : session->all_sets(code)) {
    page.line(set.name + " " + set.version + "  " + set.title + life(set, arguments));
  }
  return print(page.text()) ? code : kSurroundings;
}

ExitCode run_rules_show(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  TextPage page(arguments.color, arguments.width);
  for (const std::string& reference : session->references(code)) {
    const CompiledRules* rules = session->any_rules(reference, code);
    if (rules == nullptr) continue;
    const RuleSetRef ref = rules->ref();
    page.title(ref.name + " " + ref.version + ": " + ref.title);
    for (const RuleInfo& info : rules->describe(arguments.language)) {
      const std::string& said = info.message.empty() ? info.question : info.message;
      page.item(info.id,
                arguments.plain ? info.plain : grading(info, arguments.language) + ", " + said);
    }
  }
  return print(page.text()) ? code : worse(code, kSurroundings);
}

ExitCode run_rules_docs(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session) return code;
  const std::string folder = arguments.output.empty() ? "docs/rules" : arguments.output;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  // A page for each set: of the version that is in force.
  const std::vector<std::string> references =
      arguments.inputs.empty() ? session->set_names(code) : arguments.inputs;
  for (const std::string& reference : references) {
    const CompiledRules* rules = session->any_rules(reference, code);
    if (rules == nullptr) continue;
    const std::string path = folder + "/" + rules->ref().name + ".md";
    const Status written = write_atomically(path, rule_page(*rules, arguments.language));
    if (!written) {
      print_error(render_error(written.error(), session->render_options()));
      code = worse(code, kSurroundings);
    }
  }
  return code;
}

}  // namespace intake::cli
