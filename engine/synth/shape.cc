#include "synth/shape.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "document/pointer.h"

namespace intake::synth {
namespace {

bool is_index(std::string_view token) {
  return token == "-" || (!token.empty() && std::all_of(token.begin(), token.end(), [](char c) {
           return c >= '0' && c <= '9';
         }));
}

/// `applicationId`, `application-id` -> `Application id`.
std::string in_words(std::string_view name) {
  std::string words;
  bool was_lower = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (c == '-' || c == '_' || c == ' ') {
      if (!words.empty() && words.back() != ' ') words += ' ';
    } else {
      if (upper && was_lower) words += ' ';
      words += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    was_lower = c >= 'a' && c <= 'z';
  }
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  }
  return words;
}

}  // namespace

const PathTable::Place* Shape::place(std::string_view pointer) const {
  const auto tokens = parse_pointer(pointer);
  if (table_ == nullptr || !tokens) return nullptr;
  PathTable::PlaceId id = 0;
  for (const std::string& token : *tokens) {
    const PathTable::Place& here = table_->place(id);
    if (const auto member = table_->member(id, token)) {
      id = *member;
    } else if (here.items && is_index(token)) {
      id = *here.items;
    } else {
      return nullptr;
    }
  }
  return &table_->place(id);
}

std::uint8_t Shape::kinds(std::string_view pointer) const {
  const PathTable::Place* here = place(pointer);
  return here == nullptr || here->kinds == 0 ? std::uint8_t{kAnyBits} : here->kinds;
}

bool Shape::wants_list(std::string_view pointer, std::string_view next) const {
  const std::uint8_t allowed = kinds(pointer);
  const bool list = (allowed & kArrayBit) != 0;
  const bool object = (allowed & kObjectBit) != 0;
  return list == object ? is_index(next) : list;
}

bool Shape::fits(std::string_view pointer, const Datum& value) const {
  std::vector<std::pair<std::string, const Datum*>> open{{std::string(pointer), &value}};
  while (!open.empty()) {
    const auto [path, here] = std::move(open.back());
    open.pop_back();
    constexpr std::uint8_t kBits[] = {kNullBit,   kBoolBit,   kIntegerBit, kIntegerBit,
                                      kNumberBit, kStringBit, kArrayBit,   kObjectBit};
    if ((kinds(path) & kBits[here->value.index()]) == 0) return false;
    const PathTable::Place* there = place(path);
    if (const std::string* text = here->text(); text != nullptr && there != nullptr) {
      const auto& choices = there->choices;
      if (!choices.empty() && !std::binary_search(choices.begin(), choices.end(), *text)) {
        return false;
      }
    }
    if (const auto* object = here->object()) {
      for (const auto& [name, member] : *object) {
        std::string child = path;
        append_token(child, name);
        const bool known = there == nullptr || there->open || place(child) != nullptr;
        if (!known) return false;
        open.emplace_back(std::move(child), &member);
      }
    } else if (const auto* list = here->array()) {
      for (const Datum& element : *list) open.emplace_back(path + "/0", &element);
    }
  }
  return true;
}

std::string Shape::filler_text(std::string_view pointer) const {
  const PathTable::Place* here = place(pointer);
  if (here != nullptr && !here->title.empty()) return here->title;
  const auto tokens = parse_pointer(pointer);
  if (!tokens) return "Text";
  for (std::size_t i = tokens->size(); i-- > 0;) {
    if (is_index((*tokens)[i])) continue;
    std::string words = in_words((*tokens)[i]);
    if (!words.empty()) return words;
  }
  return "Text";
}

Datum Shape::refilled(std::string_view pointer, const Datum& value, std::string_view filler) const {
  Datum out = value;
  std::vector<std::pair<std::string, Datum*>> open{{std::string(pointer), &out}};
  while (!open.empty()) {
    auto [path, here] = std::move(open.back());
    open.pop_back();
    const auto visit = [&](Datum& child, std::string below) {
      if (child.text() != nullptr && *child.text() == filler) {
        child = this->filler(below);
      } else {
        open.emplace_back(std::move(below), &child);
      }
    };
    if (Datum::Object* object = here->object()) {
      for (auto& [name, member] : *object) {
        std::string below = path;
        append_token(below, name);
        visit(member, std::move(below));
      }
    } else if (Datum::Array* list = here->array()) {
      for (Datum& element : *list) visit(element, path + "/0");
    }
  }
  return out;
}

Datum Shape::filler(std::string_view pointer) const {
  const PathTable::Place* here = place(pointer);
  if (here != nullptr && !here->choices.empty()) return here->choices.front();
  const std::uint8_t allowed = kinds(pointer);
  if ((allowed & kStringBit) != 0) return filler_text(pointer);
  if ((allowed & kBoolBit) != 0) return false;
  if ((allowed & kNumberBit) != 0) return std::int64_t{1};
  if ((allowed & kArrayBit) != 0) return Datum(Datum::Array{});
  if ((allowed & kObjectBit) != 0) return Datum(Datum::Object{});
  return {};
}

}  // namespace intake::synth
