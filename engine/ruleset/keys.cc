#include "ruleset/keys.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/suggest.h"

namespace intake {
namespace {

bool has_shape(View value, const KeySpec& spec) {
  if ((kind_bit(value.kind()) & spec.kinds) == 0) return false;
  if (spec.shape == KeySpec::Shape::kTrue) return value.is_bool() && value.boolean();
  return true;
}

const KeySpec* find_spec(std::span<const KeySpec> specs, std::string_view name) {
  const auto found = std::find_if(specs.begin(), specs.end(),
                                  [name](const KeySpec& spec) { return spec.name == name; });
  return found == specs.end() ? nullptr : &*found;
}

std::string all_keys(std::span<const KeySpec> specs) {
  std::string text;
  for (const KeySpec& spec : specs) {
    if (!text.empty()) text += ", ";
    text += spec.name;
  }
  return text;
}

}  // namespace

std::string describe_kinds(std::uint8_t kinds) {
  static constexpr std::array<std::pair<std::uint8_t, std::string_view>, 6> kNames{
      {{kStringBit, "a text"},
       {kArrayBit, "a list"},
       {kObjectBit, "a map"},
       {kNumberBit, "a number"},
       {kBoolBit, "true or false"},
       {kNullBit, "null"}}};
  std::string text;
  for (const auto& [bit, name] : kNames) {
    if ((kinds & bit) == 0) continue;
    if (!text.empty()) text += " or ";
    text += bit == kNumberBit && (kinds & kNumberBit) == kIntegerBit ? "a whole number" : name;
  }
  return text;
}

std::string describe_value(View value) {
  switch (value.kind()) {
    case Kind::kNull:
      return value.node().flags & kFlagImplicit ? "empty" : "null";
    case Kind::kBool:
      return value.boolean() ? "true" : "false";
    case Kind::kString:
      return "the text " + quoted(value.text());
    case Kind::kArray:
      return "a list";
    case Kind::kObject:
      return "a map";
    case Kind::kInt:
    case Kind::kUint:
    case Kind::kDouble:
      return "the number " + to_json(value);
  }
  return {};
}

bool check_shape(FaultSink& faults, View value, std::string_view what, const KeySpec& spec) {
  if (!has_shape(value, spec)) {
    const std::string wanted =
        spec.shape == KeySpec::Shape::kTrue ? "`true`" : describe_kinds(spec.kinds);
    std::string hint;
    if (value.is_null() && value.node().key != kNoName) {
      hint = "write " + wanted + " or leave the key out";
    } else if ((spec.kinds & kStringBit) != 0 && !value.is_array() && !value.is_object()) {
      const Document& file = *value.document();
      const std::string_view written =
          file.source() ? file.source()->slice(file.span(value.id())) : std::string_view();
      hint = "put it in quotes: \"" + std::string(written) + '"';
    } else if (spec.shape == KeySpec::Shape::kTrue) {
      hint = "leave the key out instead";
    } else {
      hint = "write " + wanted;
    }
    faults.at(value, std::string(what) + " is " + describe_value(value) + ", but must be " + wanted,
              std::move(hint));
    return false;
  }
  if (spec.shape != KeySpec::Shape::kTexts) return true;
  bool good = true;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    const KeySpec item{"", kStringBit};
    good = check_shape(faults, value.at(i), "an item of " + std::string(what), item) && good;
  }
  return good;
}

Keys::Keys(FaultSink& faults, View map, std::string_view what, std::span<const KeySpec> specs)
    : specs_(specs) {
  if (map.absent()) return;
  if (!map.is_object()) {
    faults.at(map, std::string(what) + " is a map, but this is " + describe_value(map),
              "its keys: " + all_keys(specs));
    return;
  }
  map_ = map;
  values_.resize(specs.size());
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View member = map.at(i);
    if (const KeySpec* spec = find_spec(specs, member.key())) {
      const bool good = has_shape(member, *spec);
      if (good) values_[static_cast<std::size_t>(spec - specs.data())] = member;
      if (!good || spec->shape == KeySpec::Shape::kTexts) {
        check_shape(faults, member, quoted(member.key()), *spec);
      }
      continue;
    }
    std::vector<std::string_view> names;
    for (const KeySpec& spec : specs) names.push_back(spec.name);
    std::string hint = "the keys are: " + all_keys(specs);
    if (auto meant = closest(member.key(), names)) {
      hint = "did you mean `" + *meant + "`?";
      misspelt_.push_back(std::move(*meant));
    }
    faults.at_key(member, std::string(what) + " has no key " + quoted(member.key()),
                  std::move(hint));
  }
  for (const KeySpec& spec : specs) {
    if (!spec.required || (*this)[spec.name] || written(spec.name)) continue;
    std::string hint = "add `" + std::string(spec.name);
    hint += spec.example.empty() ? ":`" : ": " + std::string(spec.example) + '`';
    const std::string message = std::string(what) + " needs `" + std::string(spec.name) + '`';
    // A whole rule is better shown by its first key than by all its lines.
    if (map.size() > 0) {
      faults.at_key(map.at(0), message, std::move(hint));
    } else {
      faults.at(map, message, std::move(hint));
    }
  }
}

View Keys::operator[](std::string_view name) const {
  const KeySpec* spec = values_.empty() ? nullptr : find_spec(specs_, name);
  return spec != nullptr ? values_[static_cast<std::size_t>(spec - specs_.data())] : View();
}

bool Keys::written(std::string_view name) const {
  return !map_.member(name).absent() ||
         std::find(misspelt_.begin(), misspelt_.end(), name) != misspelt_.end();
}

std::string_view Keys::text(std::string_view name) const {
  const View value = (*this)[name];
  return value.is_string() ? value.text() : std::string_view();
}

bool is_kebab_case(std::string_view text) {
  if (text.empty() || text.front() < 'a' || text.front() > 'z' || text.back() == '-') return false;
  char before = 0;
  for (const char c : text) {
    const bool legal = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (!legal || (c == '-' && before == '-')) return false;
    before = c;
  }
  return true;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int numbers[3] = {0, 0, 0};
  const std::size_t starts[3] = {0, 5, 8};
  const std::size_t sizes[3] = {4, 2, 2};
  for (int i = 0; i < 3; ++i) {
    for (const char c : text.substr(starts[i], sizes[i])) {
      if (c < '0' || c > '9') return false;
      numbers[i] = numbers[i] * 10 + (c - '0');
    }
  }
  const auto [year, month, day] = numbers;
  static constexpr int kDays[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace intake
