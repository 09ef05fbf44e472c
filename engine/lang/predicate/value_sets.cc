#include "lang/predicate/value_sets.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"

namespace intake::catalogue {
namespace {

constexpr std::uint32_t kShortList = 8;
// Comparisons below which searching one by one costs less than sorting.
constexpr std::uint64_t kLittleWork = 256;

bool less(View a, View b) { return compare(a, b) < 0; }

}  // namespace

std::shared_ptr<const ListIndex> ListIndex::make(View list, std::string_view column) {
  if (!list.is_array() || list.size() <= kShortList) return nullptr;
  auto index = std::make_shared<ListIndex>();
  index->column_ = column;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const View row = list.at(i);
    const View item = column.empty() || !row.is_object() ? row : row.member(column);
    if (item.absent()) continue;
    if (item.is_string()) {
      index->texts_.insert(index->arena_.copy(item.text()));
    } else {
      index->only_texts_ = false;
    }
  }
  return index;
}

Members::Members(Items items, std::uint32_t queries, const ListIndex* index)
    : items_(items), index_(index) {
  if (index_ != nullptr && index_->only_texts()) return;
  const std::uint32_t count = items_.count();
  if (std::uint64_t{count} * queries <= kLittleWork || queries < 2) return;
  sorted_.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const View item = items_.item(i);
    if (!item.absent()) sorted_.push_back(item);
  }
  std::sort(sorted_.begin(), sorted_.end(), less);
  is_sorted_ = true;
}

bool Members::has(View wanted) const {
  if (wanted.absent()) return false;
  if (index_ != nullptr) {
    if (wanted.is_string()) return index_->has_text(wanted.text());
    if (index_->only_texts()) return false;
  }
  if (is_sorted_) return std::binary_search(sorted_.begin(), sorted_.end(), wanted, less);
  const std::uint32_t count = items_.count();
  for (std::uint32_t i = 0; i < count; ++i) {
    if (same(items_.item(i), wanted)) return true;
  }
  return false;
}

void Listing::add(View view) { add(to_display(view)); }

void Listing::add(std::string text) {
  if (std::find(texts_.begin(), texts_.end(), text) != texts_.end()) return;
  if (texts_.size() == kMost) {
    more_ = true;
    return;
  }
  texts_.push_back(std::move(text));
}

std::string Listing::text() const {
  std::string joined;
  for (const std::string& text : texts_) {
    if (!joined.empty()) joined += ", ";
    joined += text;
  }
  if (more_) joined += ", …";
  return joined;
}

std::vector<std::string> Listing::items() const {
  std::vector<std::string> items = texts_;
  if (more_) items.emplace_back("…");
  return items;
}

std::string list_text(const Items& items) {
  Listing listing;
  for (std::uint32_t i = 0; i < items.count(); ++i) {
    if (const View item = items.item(i)) listing.add(item);
  }
  return listing.text();
}

std::string closest_text(std::string_view word, const Items& items) {
  std::vector<std::string_view> candidates;
  for (std::uint32_t i = 0; i < items.count(); ++i) {
    if (const View item = items.item(i); item.is_string()) candidates.push_back(item.text());
  }
  return closest(word, candidates).value_or("");
}

View first_non_text(const ArgValue& arg) {
  for (std::uint32_t i = 0; i < arg.count(); ++i) {
    if (!arg.item(i).is_string()) return arg.item(i);
  }
  return {};
}

}  // namespace intake::catalogue
