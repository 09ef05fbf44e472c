#include <algorithm>

#include "base/suggest.h"
#include "document/pointer.h"
#include "schema/local_check.h"

namespace intake {
namespace {

constexpr std::size_t kMostNames = 12;
constexpr std::size_t kLongestValue = 80;  // bytes

// "`a`, `b` or `c`"; after kMostNames "and N more".
std::string listed(const std::vector<std::string>& names, std::string_view last_word) {
  std::string out;
  const std::size_t shown = std::min(names.size(), kMostNames);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) {
      out += i + 1 == names.size() ? " " + std::string(last_word) + " " : ", ";
    }
    out += "`" + names[i] + "`";
  }
  if (shown < names.size()) out += " and " + std::to_string(names.size() - shown) + " more";
  return out;
}

std::string cut(std::string text) {
  if (text.size() <= kLongestValue) return text;
  std::size_t end = kLongestValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end) + "…";
}

std::string with_article(std::string_view kind) {
  if (kind == "null") return "null";
  const bool vowel = kind.find_first_of("aio") == 0;
  return (vowel ? "an " : "a ") + std::string(kind);
}

std::string kinds_named(std::uint8_t kinds) {
  constexpr std::pair<std::uint8_t, std::string_view> kNames[] = {
      {kStringBit, "string"}, {kBoolBit, "boolean"},  {kIntegerBit, "integer"}, {8, "number"},
      {kArrayBit, "array"},   {kObjectBit, "object"}, {kNullBit, "null"}};
  std::vector<std::string> names;
  for (const auto& [bit, name] : kNames) {
    if ((kinds & bit) == 0) continue;
    if (bit == kIntegerBit && (kinds & 8) != 0) continue;  // every integer is a number
    names.push_back(with_article(name));
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string meant(std::string_view word, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return did_you_mean(word, views);
}

}  // namespace

std::pair<std::string, std::string> say(const Misfit& misfit, View value) {
  switch (misfit.kind) {
    case Misfit::Kind::kType: {
      std::string what = "the value is " + with_article(kind_name(value.kind())) + "; it must be " +
                         kinds_named(misfit.wanted);
      const bool scalar = !value.is_array() && !value.is_object() && !value.is_null();
      const bool text = (misfit.wanted & kStringBit) != 0;
      return {std::move(what), scalar && text ? "put it in quotes" : ""};
    }
    case Misfit::Kind::kChoice: {
      const std::string shown = cut(to_display(value));
      const std::string suggestion = value.is_string() ? meant(value.text(), misfit.names) : "";
      std::string what = "`" + shown + "` is not " + listed(misfit.names, "or");
      if (misfit.names.empty()) what = "no value is allowed here";
      if (!suggestion.empty()) what += "; " + suggestion;
      return {std::move(what), ""};
    }
    case Misfit::Kind::kMissing:
      return {listed(misfit.names, "and") + (misfit.names.size() > 1 ? " are" : " is") + " missing",
              ""};
    case Misfit::Kind::kUnknown: {
      const auto tokens = parse_pointer(misfit.pointer);
      const std::string name = tokens && !tokens->empty() ? tokens->back() : "";
      const std::string suggestion = meant(name, misfit.names);
      std::string what = "`" + cut(name) + "` is not a known member";
      if (!suggestion.empty()) return {what + "; " + suggestion, ""};
      return {std::move(what),
              misfit.names.empty() ? "remove it" : "known are " + listed(misfit.names, "and")};
    }
    case Misfit::Kind::kOther:
      break;
  }
  return {misfit.text, ""};
}

}  // namespace intake
