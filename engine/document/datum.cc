#include "document/datum.h"

#include <type_traits>
#include <utility>

#include "document/change_plan.h"

namespace intake {
namespace {

View view(const Document& document) { return {document, document.root()}; }

void add_scalar(DocumentBuilder& builder, const Datum& datum) {
  std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          builder.null({});
        } else if constexpr (std::is_same_v<T, bool>) {
          builder.boolean(value, {});
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          builder.integer(value, {});
        } else if constexpr (std::is_same_v<T, std::uint64_t>) {
          builder.unsigned_integer(value, {});
        } else if constexpr (std::is_same_v<T, double>) {
          builder.real(value, {});
        } else if constexpr (std::is_same_v<T, std::string>) {
          builder.string(value, {});
        }
      },
      datum.value);
}

}  // namespace

Datum to_datum(View value) {
  if (value.absent()) return {};
  if (value.computed()) return value.text();
  return changed_value(*value.document(), value.id(), {});
}

Document to_document(const Datum& datum) {
  struct Frame {
    const Datum* container;
    std::size_t next = 0;
  };
  DocumentBuilder builder(nullptr);
  std::vector<Frame> frames;
  const auto begin = [&](const Datum& value) {
    if (value.array() != nullptr) {
      builder.begin_array(0);
      frames.push_back({&value});
    } else if (value.object() != nullptr) {
      builder.begin_object(0);
      frames.push_back({&value});
    } else {
      add_scalar(builder, value);
    }
  };
  begin(datum);
  while (!frames.empty()) {
    Frame& top = frames.back();
    if (const auto* array = top.container->array()) {
      if (top.next < array->size()) {
        begin((*array)[top.next++]);
        continue;
      }
      builder.end_array(0);
    } else if (const auto* object = top.container->object()) {
      if (top.next < object->size()) {
        const auto& [name, value] = (*object)[top.next++];
        static_cast<void>(builder.key(name, {}));  // of equal names the last one stays
        begin(value);
        continue;
      }
      builder.end_object(0);
    }
    frames.pop_back();
  }
  return builder.finish();
}

bool equal(const Datum& a, const Datum& b) {
  const Document x = to_document(a);
  const Document y = to_document(b);
  return equal(view(x), view(y));
}

std::string to_json(const Datum& datum) { return to_json(view(to_document(datum))); }
std::string to_display(const Datum& datum) { return to_display(view(to_document(datum))); }

bool operator==(const Change& a, const Change& b) {
  return a.op == b.op && a.pointer == b.pointer && a.name == b.name && equal(a.value, b.value);
}

Result<Datum> apply_changes(View document, const std::vector<Change>& changes) {
  auto plan = plan_changes(document, changes);
  if (!plan.ok()) return std::move(plan).error();
  return changed_value(*document.document(), document.id(), *plan);
}

}  // namespace intake
