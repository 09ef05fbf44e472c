#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "document/document.h"
#include "document/pointer.h"

namespace intake {

/// Makes values and changes of a document out of a stream of choices: random numbers in a
/// property test, the input in a fuzz target.
class ChangeMaker {
 public:
  /// `choose(n)` gives a number below n; n is at least 1.
  explicit ChangeMaker(std::function<std::uint32_t(std::uint32_t)> choose)
      : choose_(std::move(choose)) {}

  Datum scalar() {
    static const std::vector<std::string> kTexts{
        "",        "a",          "no",    "0123", "12",   "true",       "~",    " padded ",
        "é😀",      "two\nlines", "tab\t", "# x",  "a: b", "\"quoted\"", "it's", "- x",
        "C:\\dir", "[",          "{}",    "a,b",  "*a",   "&a",         "!t",   "%"};
    switch (choose_(8)) {
      case 0:
        return {};
      case 1:
        return choose_(2) == 1;
      case 2:
        return static_cast<std::int64_t>(choose_(2'000)) - 1'000;
      case 3:
        return static_cast<std::uint64_t>(18446744073709551615u - choose_(10));
      case 4:
        return static_cast<double>(choose_(1'000)) / 8.0;
      default:
        return kTexts[choose_(static_cast<std::uint32_t>(kTexts.size()))];
    }
  }

  std::string name() {
    static const std::vector<std::string> kNames{"a", "b",   "c",   "",   "x y",
                                                 "é", "a/b", "m~n", "no", "1"};
    return kNames[choose_(static_cast<std::uint32_t>(kNames.size()))];
  }

  Datum value(std::uint32_t levels = 2) {
    const std::uint32_t shape = levels == 0 ? 0 : choose_(4);
    if (shape < 2) return scalar();
    const std::uint32_t size = choose_(4);
    if (shape == 2) {
      Datum::Array array;
      for (std::uint32_t i = 0; i < size; ++i) array.push_back(value(levels - 1));
      return array;
    }
    Datum::Object object;
    for (std::uint32_t i = 0; i < size; ++i) {
      std::string member = name();
      bool fresh = true;
      for (const auto& [other, ignored] : object) fresh = fresh && other != member;
      if (fresh) object.emplace_back(std::move(member), value(levels - 1));
    }
    return object;
  }

  Change change(const Document& document) {
    using Op = Change::Op;
    const auto id = static_cast<NodeId>(choose_(static_cast<std::uint32_t>(document.size())));
    Change made;
    made.op = static_cast<Op>(choose_(4));
    made.pointer = document.pointer(id);
    if (made.op == Op::kReplace) made.value = value();
    if (made.op == Op::kRename) made.name = name();
    if (made.op == Op::kAdd) {
      made.value = value();
      const std::uint32_t size = document.node(id).size;
      const bool array = document.kind(id) == Kind::kArray;
      const std::uint32_t place = array ? choose_(size + 2) : 0;
      append_token(made.pointer, !array ? name() : place > size ? "-" : std::to_string(place));
    }
    return made;
  }

  /// Changes that fit the document, together; those that do not fit are left out.
  std::vector<Change> changes(const Document& document, std::uint32_t most) {
    std::vector<Change> fitting;
    for (std::uint32_t i = 0; i < most; ++i) {
      fitting.push_back(change(document));
      if (!apply_changes(View(document, document.root()), fitting).ok()) fitting.pop_back();
    }
    return fitting;
  }

 private:
  std::function<std::uint32_t(std::uint32_t)> choose_;
};

}  // namespace intake
