#include "report/reader_texts.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/origin.h"
#include "report/reader_phrases.h"

namespace intake {
namespace {

constexpr std::string_view kProblem = "problem";  // a fact of a key
constexpr std::size_t kMostPhrases = 64;

/// English to the language, the longer of two that begin alike first.
using Wordings = std::map<std::string, std::string, std::greater<>>;

void add(Wordings& wordings, std::string_view english, Language language) {
  if (wordings.size() >= kMostPhrases || !is_reader_phrase(english)) return;
  wordings.emplace(std::string(english), reader_words(english, language));
}

Wordings wordings_of(const Document& document, Language language) {
  Wordings wordings;
  if (document.origins() != nullptr) {
    for (const auto& [pointer, origin] : document.origins()->all()) {
      if (!origin.fixed.empty()) add(wordings, origin.fixed, language);
    }
  }
  std::vector<View> open{View(document, document.root())};
  while (!open.empty()) {
    const View view = open.back();
    open.pop_back();
    if (!view.is_object() && !view.is_array()) continue;
    if (view.is_object()) {
      const View problem = view.member(kProblem);
      if (problem.is_string() && !problem.text().empty()) add(wordings, problem.text(), language);
    }
    for (std::uint32_t i = 0; i < view.size(); ++i) open.push_back(view.at(i));
  }
  return wordings;
}

void say(std::string& text, const Wordings& wordings) {
  for (const auto& [english, words] : wordings) {
    for (std::size_t at = text.find(english); at != std::string::npos;
         at = text.find(english, at + words.size())) {
      text.replace(at, english.size(), words);
    }
  }
}

void say(Finding& finding, const Wordings& wordings) {
  say(finding.message, wordings);
  say(finding.reason, wordings);
  if (finding.fix) say(finding.fix->refused, wordings);
  if (finding.question) say(finding.question->text, wordings);
}

}  // namespace

void say_reader_texts(Report& report, const Document& submission) {
  if (report.language == Language::kEn || (report.findings.empty() && report.fixes.empty())) return;
  const Wordings wordings = wordings_of(submission, report.language);
  if (wordings.empty()) return;
  for (Finding& finding : report.findings) {
    say(finding, wordings);
    for (Finding& consequence : finding.consequences) say(consequence, wordings);
  }
  for (FixRecord& record : report.fixes) {
    say(record.reason, wordings);
    say(record.fix.refused, wordings);
  }
}

}  // namespace intake
