#include <intake/letter.h>

#include <optional>
#include <utility>

#include "api/state.h"
#include "formats/json/json.h"
#include "formats/reading/reading.h"
#include "report/letter.h"
#include "ruleset/versions.h"

namespace intake {
namespace {

constexpr std::string_view kLetters = "rules/letters/";
constexpr std::string_view kAny = "*";

/// `rules/letters/<name>/<version>/letter.yaml` of the letter for a rule set.
Result<std::string> letter_for(const RuleFiles& files, const std::string& rule_set,
                               const Limits& limits) {
  std::string any;
  for (const std::string& name : versioned_names(files, kLetterFiles)) {
    const std::vector<FileVersion> versions = find_versions(files, kLetterFiles, name);
    if (versions.empty()) continue;
    const auto letter = files.document(versions.front().path, limits);
    if (!letter) return letter.error();
    for (const std::string& set : letter_rule_sets(**letter)) {
      if (set == rule_set) return versions.front().path;
      if (set == kAny && any.empty()) any = versions.front().path;
    }
  }
  if (!any.empty()) return any;
  return Error{ErrorCode::kNotFound,
               "there is no letter for the rule set `" + rule_set + "`",
               "rules/letters/<name>/<version>/letter.yaml lists the rule sets that it is for",
               {}};
}

struct Template {
  std::string name;
  std::string_view text;
};

/// In the language, else in English.
Result<Template> template_of(const RuleFiles& files, const std::string& letter, Language language,
                             std::string_view kind, const Limits& limits) {
  const std::string folder = letter.substr(0, letter.rfind('/') + 1);
  std::string path = folder + std::string(language_name(language)) + "." + std::string(kind);
  if (!files.has(path)) path = folder + "en." + std::string(kind);
  const auto bytes = files.bytes(path, limits);
  if (!bytes) return bytes.error();
  return Template{files.shown(path), *bytes};
}

/// What came, as its sender knows it: of a mail what is attached to it.
struct Received {
  std::vector<std::string> files;
  std::optional<Datum> mail;  // facts of the first
};

Received received(const LetterOptions& options, const std::string& submission) {
  Received all;
  for (std::size_t i = 0; i < options.files.size(); ++i) {
    auto reading = i < options.readings.size() && !options.readings[i].empty()
                       ? reading_from_json(options.readings[i], options.check.limits)
                       : Result<Reading>(Error{});
    if (!reading || reading->format != "eml") {
      all.files.push_back(options.files[i]);
      continue;
    }
    for (const Reading& part : reading->parts) all.files.push_back(part.name);
    if (!all.mail) all.mail = std::move(reading->facts);
  }
  if (options.files.empty()) all.files.push_back(submission);
  std::erase_if(all.files, [](const std::string& name) { return name.empty() || name[0] == '<'; });
  return all;
}

}  // namespace

Status Library::replace_letters(const std::string& folder, const Limits& limits) {
  files_->remove(kLetters);
  Status added = files_->add_folder(folder, std::string(kLetters), limits);
  if (added) return added;
  Error error = added.error();
  error.hint = "give the folder that holds the letters, <name>/<version>/letter.yaml";
  return error;
}

Result<Letter> Library::letter(const CompiledRules& rules, const Submission& submission,
                               const LetterOptions& options) const {
  const Limits& limits = options.check.limits;
  const Language language = options.check.language;
  const auto path = letter_for(*files_, rules.ref().name, limits);
  if (!path) return path.error();
  const auto document = files_->document(*path, limits);
  if (!document) return document.error();
  Letter letter;
  if (submission
          .holds_private_key()) {  // it is never repaired, but has to be answered all the more
    letter.report = rules.check(submission, options.check);
  } else {
    RepairOptions repair;
    repair.unsafe = options.unsafe;
    repair.check = options.check;
    auto repaired = rules.fix(submission, repair);
    if (!repaired) return std::move(repaired).error();
    letter.report = std::move(repaired->report);
  }

  const Document& tree = *submission.state().document;
  const View root(tree, tree.root());
  const auto texts = read_letter(**document, rules.ref().name, root, language);
  if (!texts) return texts.error();
  const std::vector<RuleInfo> infos = rules.describe(language);
  const std::vector<std::string> parts = rules.parts();
  Received came = received(options, submission.name());
  LetterInput input{letter.report, infos, parts, root};
  input.assembled = submission.assembled();
  input.files = std::move(came.files);
  input.mail = came.mail ? &*came.mail : nullptr;
  input.language = language;
  const Datum model = letter_model(input, *texts);

  for (const bool html : {false, true}) {
    const auto own =
        template_of(*files_, *path, language, html ? "html.mustache" : "text.mustache", limits);
    const bool replaced = !options.template_name.empty() && options.template_is_html == html;
    if (!own && !replaced) return own.error();
    auto text =
        replaced ? render_letter(options.template_name, options.template_text, model, html, limits)
                 : render_letter(own->name, own->text, model, html, limits);
    if (!text) return std::move(text).error();
    (html ? letter.html : letter.text) = std::move(*text);
  }
  const Document draft =
      to_document(letter_mail(input, *texts, options.from, options.date, letter.text, letter.html));
  letter.mail = json::write(View(draft, draft.root()));
  return letter;
}

}  // namespace intake
