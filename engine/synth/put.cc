#include "synth/put.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"

namespace intake::synth {
namespace {

Datum* member(Datum::Object& object, const std::string& name) {
  const auto found = std::find_if(object.begin(), object.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == object.end() ? nullptr : &found->second;
}

std::optional<std::size_t> index_in(const Datum::Array& list, const std::string& token) {
  if (token == "-") return list.size();
  const auto index = parse_index(token);
  if (!index || *index > list.size()) return std::nullopt;
  return *index;
}

/// The child that a token names, made where there is none.
Datum* step_into(Datum& container, const std::string& token) {
  if (Datum::Array* list = container.array()) {
    const auto index = index_in(*list, token);
    if (!index) return nullptr;
    if (*index == list->size()) list->emplace_back();
    return &(*list)[*index];
  }
  Datum::Object* object = container.object();
  if (object == nullptr) return nullptr;
  if (Datum* there = member(*object, token)) return there;
  object->emplace_back(token, Datum());
  return &object->back().second;
}

bool take_out(Datum& container, const std::string& token) {
  if (Datum::Array* list = container.array()) {
    const auto index = parse_index(token);
    if (!index || *index >= list->size()) return false;
    list->erase(list->begin() + *index);
    return true;
  }
  Datum::Object* object = container.object();
  if (object == nullptr) return false;
  return std::erase_if(*object, [&](const auto& entry) { return entry.first == token; }) > 0;
}

}  // namespace

bool put(Datum& submission, const Put& step, const Shape& shape) {
  const auto tokens = parse_pointer(step.pointer);
  if (!tokens) return false;
  if (tokens->empty()) {
    if (step.value) submission = *step.value;
    return step.value.has_value();
  }
  Datum* here = &submission;
  std::string pointer;
  for (std::size_t i = 0; i < tokens->size(); ++i) {
    const std::string& token = (*tokens)[i];
    if (here->is_null()) {
      if (!step.value) return false;
      *here = shape.wants_list(pointer, token) ? Datum(Datum::Array{}) : Datum(Datum::Object{});
    }
    if (!step.value && i + 1 == tokens->size()) return take_out(*here, token);
    here = step_into(*here, token);
    if (here == nullptr) return false;
    append_token(pointer, token);
  }
  *here = *step.value;
  return true;
}

bool put_all(Datum& submission, const std::vector<Put>& steps, const Shape& shape) {
  return std::all_of(steps.begin(), steps.end(),
                     [&](const Put& step) { return put(submission, step, shape); });
}

}  // namespace intake::synth
