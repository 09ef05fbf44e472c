#include "reader/draft.h"

#include <memory>
#include <string>
#include <vector>

#include "formats/json/json.h"

namespace intake {
namespace {

struct Text {
  std::string_view name;
  std::string eml::Draft::*member;
};
struct List {
  std::string_view name;
  std::vector<std::string> eml::Draft::*member;
};

constexpr Text kTexts[] = {
    {"from", &eml::Draft::from},
    {"subject", &eml::Draft::subject},
    {"date", &eml::Draft::date},
    {"messageId", &eml::Draft::message_id},
    {"inReplyTo", &eml::Draft::in_reply_to},
    {"text", &eml::Draft::text},
    {"html", &eml::Draft::html},
    {"language", &eml::Draft::language},
};
constexpr List kLists[] = {
    {"to", &eml::Draft::to},
    {"cc", &eml::Draft::cc},
    {"references", &eml::Draft::references},
};

Error not_understood(std::string_view name) {
  return {ErrorCode::kSyntax, "`" + std::string(name) + "` of the mail is not understood", "", {}};
}

}  // namespace

Result<eml::Draft> draft_from_json(std::string_view text, const Limits& limits) {
  const auto read = json::read(std::make_shared<Source>("draft", std::string(text)), limits);
  if (!read) return read.error();
  const View top(*read, read->root());
  if (!top.is_object()) return not_understood("draft");
  eml::Draft draft;
  for (const Text& each : kTexts) {
    const View value = top.member(each.name);
    if (value.absent()) continue;
    if (!value.is_string()) return not_understood(each.name);
    draft.*each.member = value.text();
  }
  for (const List& each : kLists) {
    const View value = top.member(each.name);
    if (value.absent()) continue;
    if (!value.is_array()) return not_understood(each.name);
    for (std::uint32_t i = 0; i < value.size(); ++i) {
      if (!value.at(i).is_string()) return not_understood(each.name);
      (draft.*each.member).emplace_back(value.at(i).text());
    }
  }
  return draft;
}

}  // namespace intake
