#include "document/tree_changes.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "document/pointer.h"

namespace intake {
namespace {

class Comparison {
 public:
  std::vector<Change> run(View before, View after) {
    open_.push_back({before, after, ""});
    while (!open_.empty()) {
      const Pair pair = std::move(open_.back());
      open_.pop_back();
      compare(pair);
    }
    return std::move(changes_);
  }

 private:
  /// One of them may be absent.
  struct Pair {
    View before, after;
    std::string pointer;
  };

  void change(Change::Op op, std::string pointer, View value) {
    Change change;
    change.op = op;
    change.pointer = std::move(pointer);
    if (op != Change::Op::kRemove) change.value = to_datum(value);
    changes_.push_back(std::move(change));
  }

  void compare(const Pair& pair) {
    if (pair.before.absent()) {
      change(Change::Op::kAdd, pair.pointer, pair.after);
    } else if (pair.after.absent()) {
      change(Change::Op::kRemove, pair.pointer, {});
    } else if (pair.before.is_object() && pair.after.is_object()) {
      members(pair);
    } else if (pair.before.is_array() && pair.after.is_array()) {
      elements(pair);
    } else if (!equal(pair.before, pair.after)) {
      change(Change::Op::kReplace, pair.pointer, pair.after);
    }
  }

  void members(const Pair& pair) {
    std::vector<Pair> found;
    const auto add = [&](View before, View after, std::string_view name) {
      std::string pointer = pair.pointer;
      append_token(pointer, name);
      found.push_back({before, after, std::move(pointer)});
    };
    for (std::uint32_t i = 0; i < pair.before.size(); ++i) {
      const View member = pair.before.at(i);
      add(member, pair.after.member(member.key()), member.key());
    }
    for (std::uint32_t i = 0; i < pair.after.size(); ++i) {
      const View member = pair.after.at(i);
      if (pair.before.member(member.key()).absent()) add({}, member, member.key());
    }
    push(std::move(found));
  }

  void elements(const Pair& pair) {
    const std::uint32_t old_size = pair.before.size(), new_size = pair.after.size();
    const std::uint32_t shorter = std::min(old_size, new_size);
    std::uint32_t first = 0, last = 0;  // how many are the same at the beginning, at the end
    if (old_size != new_size) {
      while (first < shorter && equal(pair.before.at(first), pair.after.at(first))) ++first;
      while (first + last < shorter &&
             equal(pair.before.at(old_size - 1 - last), pair.after.at(new_size - 1 - last))) {
        ++last;
      }
    }
    std::vector<Pair> found;
    for (std::uint32_t i = first; i < std::max(old_size, new_size) - last; ++i) {
      const bool was = i < old_size - last, is = i < new_size - last;
      if (!was && !is) break;
      // What is added goes before the first of those at the end.
      const std::string token = std::to_string(was ? i : old_size - last);
      found.push_back({was ? pair.before.at(i) : View(), is ? pair.after.at(i) : View(),
                       pair.pointer + "/" + token});
    }
    push(std::move(found));
  }

  void push(std::vector<Pair> found) {
    std::move(found.rbegin(), found.rend(), std::back_inserter(open_));
  }

  std::vector<Pair> open_;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> changes_between(View before, View after) {
  return Comparison().run(before, after);
}

}  // namespace intake
