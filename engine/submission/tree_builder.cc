#include "submission/tree_builder.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"

namespace intake {
namespace {

Datum* member(Datum::Object& object, std::string_view name) {
  for (auto& [key, value] : object) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool is_container(const Datum& value) {
  return value.array() != nullptr || value.object() != nullptr;
}

bool is_empty_container(const Datum& value) {
  return (value.array() != nullptr && value.array()->empty()) ||
         (value.object() != nullptr && value.object()->empty());
}

const Texts* meaning_of(const std::vector<std::pair<std::string, Texts>>& meanings,
                        std::string_view pointer) {
  for (const auto& [at, texts] : meanings) {
    if (at == pointer) return &texts;
  }
  return nullptr;
}

}  // namespace

const Datum* TreeBuilder::find(std::string_view pointer) const {
  const auto tokens = parse_pointer(pointer);
  if (!tokens) return nullptr;
  const Datum* at = &tree_;
  for (const std::string& token : *tokens) {
    const Datum* next = nullptr;
    if (const auto* object = at->object()) {
      for (const auto& [key, value] : *object) {
        if (key == token) next = &value;
      }
    } else if (const auto* array = at->array()) {
      const auto index = parse_index(token);
      if (index && *index < array->size()) next = &(*array)[*index];
    }
    if (next == nullptr) return nullptr;
    at = next;
  }
  return at;
}

std::size_t TreeBuilder::count(std::string_view pointer) const {
  const Datum* at = find(pointer);
  return at != nullptr && at->array() != nullptr ? at->array()->size() : 0;
}

TreeBuilder::Outcome TreeBuilder::put(std::string_view pointer, const Datum& value) {
  const auto tokens = parse_pointer(pointer);
  if (!tokens) return Outcome::kDiffers;
  Datum* at = &tree_;
  for (std::size_t i = 0; i < tokens->size(); ++i) {
    const std::string& token = (*tokens)[i];
    Datum* next = nullptr;
    if (at->is_null()) {
      if (parse_index(token)) {
        *at = Datum(Datum::Array{});
      } else {
        *at = Datum(Datum::Object{});
      }
    }
    if (auto* object = at->object()) {
      next = member(*object, token);
      if (next == nullptr) {
        object->emplace_back(token, Datum());
        next = &object->back().second;
      }
    } else if (auto* array = at->array()) {
      const auto index = parse_index(token);
      if (!index || *index > array->size()) return Outcome::kDiffers;
      if (*index == array->size()) array->emplace_back();
      next = &(*array)[*index];
    } else {
      return Outcome::kDiffers;
    }
    at = next;
  }
  if (at->is_null()) {
    *at = value;
    return Outcome::kNew;
  }
  const bool same =
      value.is_null() || equal(*at, value) || (is_empty_container(value) && is_container(*at));
  return same ? Outcome::kSame : Outcome::kDiffers;
}

void TreeBuilder::add(Fragment fragment) {
  for (auto& meaning : fragment.meanings) {
    if (meaning_of(meanings_, meaning.first) == nullptr) meanings_.push_back(std::move(meaning));
  }
  for (ReadingRemark& remark : fragment.remarks) remarks_.push_back(std::move(remark));
  for (Fragment::Entry& entry : fragment.entries) {
    if (!entry.value) {
      add_origin(entry.pointer, std::move(entry.origin));
      continue;
    }
    switch (put(entry.pointer, *entry.value)) {
      case Outcome::kNew:
        origins_.add(entry.pointer, std::move(entry.origin));
        break;
      case Outcome::kSame:
        add_origin(entry.pointer, std::move(entry.origin));
        break;
      case Outcome::kDiffers:
        if (entry.origin.how != Origin::How::kImplied) differs(entry, fragment);
        break;
    }
  }
}

void TreeBuilder::differs(const Fragment::Entry& entry, const Fragment&) {
  ReadingRemark remark;
  remark.code = RemarkCode::kPartsDiffer;
  remark.pointer = entry.pointer;
  const Datum* there = find(entry.pointer);
  if (const Origin* origin = origins_.nearest(entry.pointer, &remark.pointer)) {
    remark.place = *origin;
  }
  if (there != nullptr) remark.pointer = entry.pointer;
  if (const Texts* texts = meaning_of(meanings_, entry.pointer)) {
    add_meaning(remark, *texts);
  } else {
    remark.args.emplace_back("meaning", entry.pointer);
  }
  if (there == nullptr) there = find(remark.pointer);
  remark.args.emplace_back("value", there == nullptr ? std::string() : to_display(*there));
  remark.args.emplace_back("other", to_display(*entry.value));
  remark.others.push_back(entry.origin);
  remarks_.push_back(std::move(remark));
}

void TreeBuilder::derive(const std::string& pointer, const Datum& value, Origin origin) {
  if (find(pointer) != nullptr) return;
  if (put(pointer, value) == Outcome::kNew) origins_.add(pointer, std::move(origin));
}

void TreeBuilder::add_origin(const std::string& pointer, Origin origin) {
  if (origins_.find(pointer) == nullptr) origins_.add(pointer, std::move(origin));
}

}  // namespace intake
