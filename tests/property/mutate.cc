#include <algorithm>
#include <cctype>

#include "document/pointer.h"
#include "property/generator.h"

namespace intake {
namespace {

/// A value of the tree with what it stands in.
struct Spot {
  Datum* value = nullptr;
  Datum* parent = nullptr;
  std::size_t index = 0;  // in the parent
};

std::vector<Spot> spots_of(Datum& top) {
  std::vector<Spot> spots{{&top, nullptr, 0}};
  for (std::size_t i = 0; i < spots.size(); ++i) {
    Datum* value = spots[i].value;
    if (auto* array = value->array()) {
      for (std::size_t k = 0; k < array->size(); ++k) spots.push_back({&(*array)[k], value, k});
    } else if (auto* object = value->object()) {
      for (std::size_t k = 0; k < object->size(); ++k) {
        spots.push_back({&(*object)[k].second, value, k});
      }
    }
  }
  return spots;
}

bool has_member(const Datum::Object& object, const std::string& name) {
  return std::any_of(object.begin(), object.end(), [&](const auto& m) { return m.first == name; });
}

/// Makes `value` stand at a pointer (none: nothing); leaves out what does not fit.
void set_at(Datum& top, const std::string& pointer, const std::vector<Datum>& value) {
  const auto tokens = parse_pointer(pointer);
  if (!tokens || tokens->empty()) return;
  Datum* here = &top;
  for (std::size_t i = 0; i < tokens->size(); ++i) {
    const std::string& token = (*tokens)[i];
    const bool last = i + 1 == tokens->size();
    if (auto* array = here->array()) {
      const auto index = parse_index(token);
      if (!index || *index > array->size() || (*index == array->size() && value.empty())) return;
      if (last && value.empty()) {
        array->erase(array->begin() + *index);
        return;
      }
      if (*index == array->size()) array->emplace_back();
      here = &(*array)[*index];
    } else {
      if (here->is_null() && !value.empty()) *here = Datum(Datum::Object{});
      auto* object = here->object();
      if (object == nullptr) return;
      auto found = std::find_if(object->begin(), object->end(),
                                [&](const auto& m) { return m.first == token; });
      if (value.empty() && (found == object->end() || last)) {
        if (found != object->end()) object->erase(found);
        return;
      }
      if (found == object->end()) {
        object->emplace_back(token, Datum());
        found = std::prev(object->end());
      }
      here = &found->second;
    }
  }
  *here = value.front();
}

const std::vector<std::string> kBlanks{
    " ",  "  ",        "\t", "\xC2\xA0", "\xE2\x80\x8B", "\xE2\x80\xAF", "\xEF\xBB\xBF",
    "\n", " \xC2\xA0 "};
const std::vector<std::string> kMarks{"-", ".", "_",  "/",  ":",        ";",
                                      ",", "'", "\"", "(",  ")",        "@",
                                      "&", "?", "\\", "{}", "\xC2\xAD", "\xE2\x80\x93"};
const std::vector<std::string> kStandIns{"",
                                         " ",
                                         "n/a",
                                         "n.v.t.",
                                         "-",
                                         "xxx",
                                         "TODO",
                                         "<Client's name>",
                                         "...",
                                         "0",
                                         "~",
                                         "null",
                                         "yes",
                                         "\xC3\xA9t\xC3\xA9",
                                         "https://example.org",
                                         "a@b",
                                         "e\xCC\x81",
                                         "{value}"};
const std::vector<std::pair<std::string, std::string>> kQuotes{
    {"\"", "\""}, {"'", "'"}, {"\xC2\xAB ", " \xC2\xBB"}, {"<", ">"}, {"(", ")"}, {"", ";"},
    {"", "."},    {"", ","}};

const std::string& pick(const std::vector<std::string>& from, std::mt19937& random) {
  return from[roll(random, from.size())];
}

/// Byte offsets at which a character begins, and the end.
std::size_t some_boundary(const std::string& text, std::mt19937& random) {
  std::size_t at = roll(random, text.size() + 1);
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

void change_case(std::string& text, std::mt19937& random) {
  const std::uint32_t how = roll(random, 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) continue;
    const bool upper = how == 0 || (how == 1 && i == 0);
    if (how == 2 && roll(random, 3) != 0) continue;
    text[i] = static_cast<char>(upper ? std::toupper(c) : std::tolower(c));
  }
}

void change_text(std::string& text, std::mt19937& random) {
  switch (roll(random, 8)) {
    case 0:
      return change_case(text, random);
    case 1:
      text = pick(kBlanks, random) + text;
      return;
    case 2:
      text += pick(kBlanks, random);
      return;
    case 3:
      text.insert(some_boundary(text, random), pick(kBlanks, random));
      return;
    case 4:
      text.insert(some_boundary(text, random), pick(kMarks, random));
      return;
    case 5: {
      const auto& [open, close] = kQuotes[roll(random, kQuotes.size())];
      text = open + text + close;
      return;
    }
    case 6: {  // a slip: two letters the wrong way round, one left out, one twice
      if (text.size() < 2) return;
      const std::size_t at = roll(random, text.size() - 1);
      const auto low = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
      if (!low(at) || !low(at + 1)) return;
      const std::uint32_t slip = roll(random, 3);
      if (slip == 0) std::swap(text[at], text[at + 1]);
      if (slip == 1) text.erase(at, 1);
      if (slip == 2) text.insert(at, 1, text[at]);
      return;
    }
    default:
      text = pick(kStandIns, random);
      return;
  }
}

/// A list joined to one text, with the separators people use.
Datum joined(const Datum::Array& array, std::mt19937& random) {
  static const std::vector<std::string> kSeparators{";", " ; ", ", ", " ", "\n", ",", "\xC2\xA0"};
  const std::string separator = pick(kSeparators, random);
  std::string text;
  for (const Datum& element : array) {
    if (!text.empty()) text += separator;
    text += to_display(element);
  }
  return text;
}

Datum other_type(const Datum& value, std::mt19937& random) {
  const std::string* text = value.text();
  const bool digits = text != nullptr && !text->empty() && text->size() < 18 &&
                      text->find_first_not_of("0123456789") == std::string::npos;
  if (digits && roll(random, 2) == 0) return static_cast<std::int64_t>(std::stoll(*text));
  switch (roll(random, 8)) {
    case 0:
      return {};
    case 1:
      return roll(random, 2) == 0;
    case 2:
      return static_cast<std::int64_t>(roll(random, 100'000'000));
    case 3:
      return static_cast<double>(roll(random, 1'000)) / 8.0;
    case 4:
      return Datum::Array{};
    case 5:
      return Datum::Object{{"value", value}};
    case 6:
      return to_display(value);
    default:
      return Datum::Array{value};
  }
}

void change_array(Datum& value, std::mt19937& random) {
  Datum::Array& array = *value.array();
  if (array.empty()) {
    array.push_back(Datum(pick(kStandIns, random)));
    return;
  }
  const std::size_t at = roll(random, array.size());
  const Datum element = array[at];
  switch (roll(random, 7)) {
    case 0:
      array.push_back(element);
      return;
    case 1:
      array.insert(array.begin() + static_cast<std::ptrdiff_t>(at), element);
      return;
    case 2:
      array.erase(array.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    case 3:
      std::swap(array[0], array[at]);
      return;
    case 4:
      value = joined(Datum::Array(array), random);
      return;
    case 5:
      array[at] = joined(Datum::Array(array), random);
      return;
    default:
      value = element;
      return;
  }
}

void change_object(Datum& value, std::mt19937& random) {
  Datum::Object& object = *value.object();
  const auto& names = material().by_name;
  const auto known = std::next(names.begin(), roll(random, names.size()));
  if (object.empty() || roll(random, 4) == 0) {
    if (!has_member(object, known->first)) {
      object.emplace_back(known->first, known->second[roll(random, known->second.size())]);
    }
    return;
  }
  const std::size_t at = roll(random, object.size());
  std::string name = object[at].first;
  switch (roll(random, 4)) {
    case 0:
      object.erase(object.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    case 1:
      change_text(name, random);
      break;
    case 2:
      change_case(name, random);
      break;
    default:
      std::swap(object[0], object[at]);
      return;
  }
  if (!has_member(object, name)) object[at].first = name;
}

}  // namespace

void mutate(Datum& top, std::uint32_t seed) {
  std::mt19937 random(seed);
  if (roll(random, 4) == 0) {  // what the authors of the rules thought of
    const auto& changes = material().changes;
    const Material::Harvested& change = changes[roll(random, changes.size())];
    set_at(top, change.pointer, change.value);
    return;
  }
  const std::vector<Spot> spots = spots_of(top);
  const Spot spot = spots[roll(random, spots.size())];
  Datum& value = *spot.value;
  const std::uint32_t how = spot.parent == nullptr ? 9 : roll(random, 10);  // the top stays
  if (how == 0) {
    value = other_type(Datum(value), random);
  } else if (how == 1 && spot.parent->object() != nullptr) {
    const auto& seen = material().by_name;  // a value that stood under this name elsewhere
    const auto found = seen.find((*spot.parent->object())[spot.index].first);
    if (found != seen.end()) value = Datum(found->second[roll(random, found->second.size())]);
  } else if (how == 2) {
    value = Datum(*spots[roll(random, spots.size())].value);
  } else if (value.text() != nullptr) {
    change_text(*value.text(), random);
  } else if (value.array() != nullptr) {
    change_array(value, random);
  } else if (value.object() != nullptr) {
    change_object(value, random);
  } else {
    value = other_type(Datum(value), random);
  }
}

}  // namespace intake
