#include "mutation/edit.h"

#include <cassert>
#include <utility>

namespace intake {
namespace {

Datum& child(Datum& parent, std::uint32_t index) {
  if (Datum::Array* array = parent.array()) return (*array)[index];
  Datum::Object* object = parent.object();
  assert(object != nullptr && index < object->size());
  return (*object)[index].second;
}

}  // namespace

Datum apply_edit(Datum tree, const TreeEdit& edit) {
  if (edit.path.empty()) return edit.value ? *edit.value : Datum();
  Datum* parent = &tree;
  for (std::size_t i = 0; i + 1 < edit.path.size(); ++i) parent = &child(*parent, edit.path[i]);
  const std::uint32_t last = edit.path.back();
  if (edit.value) {
    child(*parent, last) = *edit.value;
  } else if (Datum::Array* array = parent->array()) {
    array->erase(array->begin() + last);
  } else {
    Datum::Object* object = parent->object();
    assert(object != nullptr && last < object->size());
    object->erase(object->begin() + last);
  }
  return tree;
}

}  // namespace intake
