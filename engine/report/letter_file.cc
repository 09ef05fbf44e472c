#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "report/letter.h"

namespace intake {
namespace {

constexpr std::string_view kAny = "*";

Error wrong(View at, std::string what) {
  const Document& document = *at.document();
  if (document.source() == nullptr) return {ErrorCode::kSyntax, std::move(what), "", {}};
  return error_at(*document.source(), document.span(at.id()).begin, ErrorCode::kSyntax,
                  std::move(what), "schemas/letter/1.schema.json says what a letter has");
}

/// A text, or a map from language to text.
std::string text_of(View value, Language language) {
  if (value.is_object()) {
    View own = value.member(language_name(language));
    if (own.absent()) own = value.member("en");
    value = own;
  }
  return value.is_string() ? std::string(value.text()) : std::string();
}

std::vector<std::string> texts_of(View value, Language language) {
  if (value.is_object()) {
    View own = value.member(language_name(language));
    if (own.absent()) own = value.member("en");
    value = own;
  }
  std::vector<std::string> texts;
  if (value.is_string()) texts.emplace_back(value.text());
  for (std::uint32_t i = 0; i < value.size(); ++i) texts.push_back(text_of(value.at(i), language));
  return texts;
}

/// Of `{acceptance: ..., production: ..., any: ...}` the one for this submission.
View variant(View value, std::string_view key) {
  const View own = value.member(key);
  return own.absent() ? value.member("any") : own;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

std::vector<std::string> letter_rule_sets(const Document& letter) {
  std::vector<std::string> names;
  const View sets = View(letter, letter.root()).member("rule-sets");
  for (std::uint32_t i = 0; i < sets.size(); ++i) names.emplace_back(sets.at(i).key());
  return names;
}

Result<LetterTexts> read_letter(const Document& letter, std::string_view rule_set, View submission,
                                Language language) {
  const View top(letter, letter.root());
  if (!top.is_object()) return wrong(top, "a letter is a map");
  const View sets = top.member("rule-sets");
  if (!sets.is_object()) {
    return wrong(sets.absent() ? top : sets, "`rule-sets` is a map from rule set to its texts");
  }
  View own = sets.member(rule_set);
  if (own.absent()) own = sets.member(kAny);
  if (!own.is_object()) {
    return wrong(own.absent() ? sets : own,
                 "it has no texts for the rule set `" + std::string(rule_set) + "`");
  }
  LetterTexts texts;
  texts.from = text_of(top.member("from"), language);
  texts.signature = trimmed(text_of(top.member("signature"), language));
  texts.procedure = text_of(own.member("procedure"), language);
  texts.cc = texts_of(own.member("cc"), language);
  const View places = top.member("places");
  std::string key;
  if (const View at = places.member("variant");
      at.is_string() && submission.document() != nullptr) {
    const NodeId node = find_node(*submission.document(), at.text());
    if (node != kNoNode) key = to_display(View(*submission.document(), node));
  }
  texts.accepted = trimmed(text_of(variant(own.member("accepted"), key), language));
  texts.next = texts_of(variant(own.member("next"), key), language);
  const View parts = top.member("parts");
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    const View part = parts.at(i);
    const View at = part.member("at");
    texts.parts.push_back({std::string(part.key()),
                           at.is_string() ? std::string(at.text()) : std::string(),
                           text_of(part.member("title"), language)});
  }
  texts.sender = text_of(places.member("sender"), language);
  texts.subject = text_of(places.member("subject"), language);
  texts.partner = text_of(places.member("partner"), language);
  texts.other = text_of(top.member("other"), language);
  for (const auto& [name, value] :
       {std::pair<std::string_view, const std::string&>{"signature", texts.signature},
        {"other", texts.other},
        {"from", texts.from}}) {
    if (value.empty()) return wrong(top, "`" + std::string(name) + "` is missing");
  }
  if (texts.procedure.empty()) return wrong(own, "`procedure` is missing");
  return texts;
}

}  // namespace intake
