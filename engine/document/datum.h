#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace intake {

/// An owned, mutable JSON value: what fixes write. Small trees only; objects keep member order.
struct Datum {
  using Array = std::vector<Datum>;
  using Object = std::vector<std::pair<std::string, Datum>>;
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Array,
               Object>
      value;

  Datum() = default;
  Datum(bool b) : value(b) {}
  Datum(std::int64_t i) : value(i) {}
  Datum(std::uint64_t u) : value(u) {}
  Datum(double d) : value(d) {}
  Datum(std::string s) : value(std::move(s)) {}
  Datum(std::string_view s) : value(std::string(s)) {}
  Datum(const char* s) : value(std::string(s)) {}
  Datum(Array a) : value(std::move(a)) {}
  Datum(Object o) : value(std::move(o)) {}

  bool is_null() const { return value.index() == 0; }
  const std::string* text() const { return std::get_if<std::string>(&value); }
  std::string* text() { return std::get_if<std::string>(&value); }
  const Array* array() const { return std::get_if<Array>(&value); }
  Array* array() { return std::get_if<Array>(&value); }
  const Object* object() const { return std::get_if<Object>(&value); }
  Object* object() { return std::get_if<Object>(&value); }
};

/// Copies a value out of a document (iterative or bounded by Limits::depth). Absent: null.
Datum to_datum(View value);
/// A document without source or spans, for comparing and evaluating.
Document to_document(const Datum& datum);
/// Deep equality as equal(View, View).
bool equal(const Datum& a, const Datum& b);
std::string to_json(const Datum& datum);
/// As to_display(View).
std::string to_display(const Datum& datum);

/// One change of a document, in the words of RFC 6902 (replace, add, remove) plus `rename`
/// of a member (RFC 6902: move within its object). Pointers refer to the document before any
/// change of the same list, so that several can be made at once; for `add` to an array the last
/// token is the index before which to insert or `-`; `add` to an object: the new member.
struct Change {
  enum class Op : std::uint8_t { kReplace, kAdd, kRemove, kRename };
  Op op = Op::kReplace;
  std::string pointer;
  Datum value;       // kReplace, kAdd
  std::string name;  // kRename: the new member name

  friend bool operator==(const Change&, const Change&);
};

/// What the tree becomes: applies the changes to a copy. kRefused where a pointer does not fit.
Result<Datum> apply_changes(View document, const std::vector<Change>& changes);

/// The changes as one RFC 6902 patch (a JSON array text, in an order in which they can be applied
/// one after the other). `[]` where apply_changes() refuses them.
std::string to_json_patch(View document, const std::vector<Change>& changes);

}  // namespace intake
