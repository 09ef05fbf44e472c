#include "submission/remark.h"

#include <algorithm>
#include <array>

namespace intake {
namespace {

constexpr std::array<std::string_view, 19> kNames{"label-doubtful",
                                                  "field-not-understood",
                                                  "value-not-understood",
                                                  "parts-differ",
                                                  "several-forms",
                                                  "form-ambiguous",
                                                  "nothing-recognised",
                                                  "part-unreadable",
                                                  "part-unknown",
                                                  "pdf-without-fields",
                                                  "pdf-xfa",
                                                  "part-encrypted",
                                                  "macros",
                                                  "tracked-changes",
                                                  "private-key",
                                                  "other-extension",
                                                  "text-lost",
                                                  "nested-too-deep",
                                                  "picture-in-text"};
static_assert(kNames.size() == static_cast<std::size_t>(RemarkCode::kCount));

}  // namespace

RemarkCode remark_code(NoticeCode code) {
  switch (code) {
    case NoticeCode::kUnreadable:
      return RemarkCode::kPartUnreadable;
    case NoticeCode::kUnknownFormat:
      return RemarkCode::kPartUnknown;
    case NoticeCode::kNoFields:
      return RemarkCode::kPdfWithoutFields;
    case NoticeCode::kXfa:
      return RemarkCode::kPdfXfa;
    case NoticeCode::kEncrypted:
      return RemarkCode::kPartEncrypted;
    case NoticeCode::kMacros:
      return RemarkCode::kMacros;
    case NoticeCode::kTrackedChanges:
      return RemarkCode::kTrackedChanges;
    case NoticeCode::kPrivateKey:
      return RemarkCode::kPrivateKey;
    case NoticeCode::kOtherExtension:
      return RemarkCode::kOtherExtension;
    case NoticeCode::kTextLost:
      return RemarkCode::kTextLost;
    case NoticeCode::kNestedTooDeep:
      return RemarkCode::kNestedTooDeep;
  }
  return RemarkCode::kPartUnreadable;
}

std::string_view remark_name(RemarkCode code) { return kNames[static_cast<std::size_t>(code)]; }

ReadingRemark remark_of(const Notice& notice, const Reading& part, Origin place) {
  ReadingRemark remark;
  remark.code = remark_code(notice.code);
  remark.place = std::move(place);
  remark.place.steps.insert(remark.place.steps.end(), notice.steps.begin(), notice.steps.end());
  const auto say = [&](const char* name, const std::string& text) {
    if (!text.empty()) remark.args.emplace_back(name, text);
  };
  say("name", part.name);
  say("format", part.format);
  say("detail", notice.detail);
  say("hint", notice.hint);
  return remark;
}

ReadingRemark remark_of(const HiddenSecret& secret, SourcePtr text, Origin place) {
  ReadingRemark remark;
  remark.code = RemarkCode::kPrivateKey;
  remark.pointer = secret.pointer;
  remark.place = std::move(place);
  remark.args.emplace_back("name", text->name());
  std::string members;
  for (const std::string& member : secret.members) {
    members += (members.empty() ? "" : ", ") + member;
  }
  if (!members.empty()) remark.args.emplace_back("detail", std::move(members));
  remark.place.text_source = std::move(text);
  remark.place.span = secret.span;
  remark.place.text_pointer = secret.pointer;
  return remark;
}

}  // namespace intake
