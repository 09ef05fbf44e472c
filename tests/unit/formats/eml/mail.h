#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "formats/eml/eml.h"
#include "support/catch.h"

namespace intake::eml {

/// A line a row, each with the line end of a mail.
inline std::string lines(std::initializer_list<std::string_view> rows,
                         std::string_view line_end = "\r\n") {
  std::string out;
  for (const std::string_view row : rows) {
    out += row;
    out += line_end;
  }
  return out;
}

inline std::string with_line_feeds(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c != '\r') out += c;
  }
  return out;
}

/// Attached mails are read as mails; of anything else `text` holds the bytes.
inline Reading read_attached(std::string_view name, std::string_view media_type, std::string bytes,
                             std::uint32_t depth) {
  if (media_type == "message/rfc822") {
    auto mail = read(name, bytes, &read_attached, Limits{}, depth);
    if (mail) return std::move(mail).value();
    Reading failed;
    failed.name = name;
    failed.format = "other";
    failed.notices.push_back({NoticeCode::kUnreadable, mail.error().what, {}, {}});
    return failed;
  }
  Reading reading;
  reading.name = name;
  reading.format = "other";
  reading.media_type = media_type;
  reading.bytes = bytes.size();
  reading.text = std::move(bytes);
  return reading;
}

inline Reading must_read(std::string_view bytes) {
  auto reading = read("mail.eml", bytes, &read_attached, Limits{}, 0);
  if (!reading) FAIL(reading.error().what);
  return std::move(reading).value();
}

inline const Datum* member(const Datum& datum, std::string_view name) {
  const auto* object = datum.object();
  if (object == nullptr) return nullptr;
  for (const auto& [key, value] : *object) {
    if (key == name) return &value;
  }
  return nullptr;
}

/// The text of a fact; `‹absent›` where there is none.
inline std::string fact(const Reading& reading, std::string_view name) {
  const Datum* value = member(reading.facts, name);
  if (value == nullptr) return "‹absent›";
  return value->text() != nullptr ? *value->text() : to_json(*value);
}

inline const FactOrigin* origin_of(const Reading& reading, std::string_view pointer) {
  for (const FactOrigin& origin : reading.origins) {
    if (origin.pointer == pointer) return &origin;
  }
  return nullptr;
}

inline bool has_notice(const Reading& reading, NoticeCode code) {
  for (const Notice& notice : reading.notices) {
    if (notice.code == code) return true;
  }
  return false;
}

inline std::string names_of(const Reading& reading) {
  std::string out;
  for (const Reading& part : reading.parts) out += (out.empty() ? "" : "|") + part.name;
  return out;
}

}  // namespace intake::eml
