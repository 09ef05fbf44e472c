#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/arena.h"
#include "lang/predicate/predicate.h"

namespace intake::catalogue {

/// equal() without allocation for scalars.
inline bool same(View a, View b) {
  if (a.is_string() && b.is_string()) return a.text() == b.text();
  return a.size() > 0 || b.size() > 0 ? equal(a, b) : compare(a, b) == 0;
}

/// The values of a list, or of one column of its records. Either an argument or the elements of
/// an array.
class Items {
 public:
  explicit Items(View array) : array_(array) {}
  Items(const ArgValue& arg, std::string_view column) : arg_(&arg), column_(column) {}

  std::uint32_t count() const { return arg_ != nullptr ? arg_->count() : array_.size(); }
  /// Absent where the row has no such column.
  View item(std::uint32_t index) const {
    const View row = arg_ != nullptr ? arg_->item(index) : array_.at(index);
    return column_.empty() || !row.is_object() ? row : row.member(column_);
  }

 private:
  View array_;
  const ArgValue* arg_ = nullptr;
  std::string_view column_;
};

/// The texts of a literal list, hashed when the rule set was loaded. Owns its texts.
class ListIndex : public Prepared {
 public:
  /// Null for short lists, which are quicker to search one by one.
  static std::shared_ptr<const ListIndex> make(View list, std::string_view column);

  const std::string& column() const { return column_; }
  bool has_text(std::string_view text) const { return texts_.contains(text); }
  bool only_texts() const { return only_texts_; }

 private:
  Arena arena_;
  std::string column_;
  std::unordered_set<std::string_view> texts_;
  bool only_texts_ = true;
};

/// Membership in Items. Searches one by one where that is little work, else sorts first.
/// Without allocation where the work is little or `index` serves.
class Members {
 public:
  /// `queries`: how often has() will be asked.
  Members(Items items, std::uint32_t queries, const ListIndex* index = nullptr);
  bool has(View wanted) const;

 private:
  Items items_;
  const ListIndex* index_;
  std::vector<View> sorted_;
  bool is_sorted_ = false;
};

/// Values for a message: joined by ", ", each once, the first kMost of them.
class Listing {
 public:
  void add(View view);
  void add(std::string text);
  /// The texts joined; "…" stands for those left out.
  std::string text() const;
  /// The same one by one, for a Reason.
  std::vector<std::string> items() const;
  bool empty() const { return texts_.empty(); }

 private:
  static constexpr std::size_t kMost = 50;
  std::vector<std::string> texts_;
  bool more_ = false;
};

/// All of Items, for `{expected}`.
std::string list_text(const Items& items);
/// The text among Items most like `word`, or "".
std::string closest_text(std::string_view word, const Items& items);

/// The first element that is no text; absent where all are texts.
View first_non_text(const ArgValue& arg);

}  // namespace intake::catalogue
