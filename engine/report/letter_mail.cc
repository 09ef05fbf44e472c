#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "report/json_object.h"
#include "report/letter.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// Message ids that a reply refers to; more are cut from the front but for the first.
constexpr std::size_t kMostReferences = 20;

std::string address_of(View address) {
  if (address.is_string()) return collapse_blanks(address.text());
  const View mail = address.member("address");
  const View name = address.member("name");
  if (!mail.is_string()) return {};
  const std::string words = name.is_string() ? collapse_blanks(name.text()) : "";
  const std::string plain = collapse_blanks(mail.text());
  return words.empty() ? plain : words + " <" + plain + ">";
}

std::vector<std::string> addresses_of(View value) {
  std::vector<std::string> all;
  if (!value.is_array()) {
    if (!value.absent()) all.push_back(address_of(value));
  } else {
    for (std::uint32_t i = 0; i < value.size(); ++i) all.push_back(address_of(value.at(i)));
  }
  std::erase(all, "");
  return all;
}

/// `Name <a@b>` -> `a@b`, for comparing.
std::string bare(std::string_view address) {
  const std::size_t open = address.rfind('<');
  if (open != std::string_view::npos && address.ends_with('>')) {
    address = address.substr(open + 1, address.size() - open - 2);
  }
  return to_lower(address);
}

std::string text_of(View value) {
  return value.is_string() ? collapse_blanks(value.text()) : std::string();
}

bool is_reply(std::string_view subject) {
  constexpr std::string_view kMarks[] = {"re:", "re :", "aw:", "antw:"};
  const std::string lower = to_lower(subject);
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view mark) { return lower.starts_with(mark); });
}

Datum list_of(const std::vector<std::string>& texts) {
  Datum::Array all;
  for (const std::string& text : texts) all.emplace_back(valid_utf8(text));
  return Datum(std::move(all));
}

}  // namespace

Datum letter_mail(const LetterInput& input, const LetterTexts& texts, std::string_view from,
                  std::string_view date, std::string text, const std::string& html) {
  const Document facts = to_document(input.mail != nullptr ? *input.mail : Datum());
  const View mail(facts, facts.root());
  const auto at = [&](const std::string& pointer) {
    const NodeId node =
        pointer.empty() ? kNoNode : find_node(*input.submission.document(), pointer);
    return node == kNoNode ? View() : View(*input.submission.document(), node);
  };
  std::vector<std::string> to = addresses_of(mail.member("replyTo"));
  if (to.empty()) to = addresses_of(mail.member("from"));
  if (to.empty()) to = addresses_of(at(texts.sender));
  const std::string sender(from.empty() ? std::string_view(texts.from) : from);
  std::vector<std::string> cc;
  for (const std::string& address : texts.cc) {
    const bool known = bare(address) == bare(sender) ||
                       std::any_of(to.begin(), to.end(), [&](const std::string& other) {
                         return bare(other) == bare(address);
                       });
    if (!known) cc.push_back(address);
  }
  std::string subject = text_of(mail.member("subject"));
  if (subject.empty()) subject = text_of(at(texts.subject));
  if (subject.empty()) subject = texts.procedure;
  if (!is_reply(subject)) subject = "Re: " + subject;
  const std::string id = text_of(mail.member("messageId"));
  std::vector<std::string> references;
  const View earlier = mail.member("references");
  for (std::uint32_t i = 0; i < earlier.size(); ++i) {
    if (earlier.at(i).is_string()) references.emplace_back(earlier.at(i).text());
  }
  if (references.empty()) {
    if (const std::string other = text_of(mail.member("inReplyTo")); !other.empty()) {
      references.push_back(other);
    }
  }
  if (!id.empty()) references.push_back(id);
  if (references.size() > kMostReferences) {
    references.erase(references.begin() + 1,
                     references.end() - static_cast<std::ptrdiff_t>(kMostReferences - 1));
  }
  return JsonObject()
      .always("from", Datum(valid_utf8(sender)))
      .always("to", list_of(to))
      .always("cc", list_of(cc))
      .always("subject", Datum(valid_utf8(subject)))
      .text("date", date)
      .text("inReplyTo", id)
      .always("references", list_of(references))
      .always("text", Datum(std::move(text)))
      .text("html", html)
      .text("language", language_name(input.language))
      .take();
}

}  // namespace intake
