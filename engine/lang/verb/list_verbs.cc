#include "lang/verb/list_verbs.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "text/unicode.h"

namespace intake::steps {
namespace {

struct Before {
  bool operator()(View a, View b) const {
    if (a.absent() || b.absent()) return a.absent() && !b.absent();
    return compare(a, b) < 0;
  }
};
using ViewSet = std::set<View, Before>;

ViewSet items_of(const ArgValue& arg) {
  ViewSet items;
  for (std::uint32_t i = 0; i < arg.count(); ++i) items.insert(arg.item(i));
  return items;
}

/// The elements of a list, comparable; `by` takes a member of each.
class Elements {
 public:
  Elements(const Datum& list, std::string_view by) : document_(to_document(list)), by_(by) {}

  std::uint32_t size() const { return top().size(); }
  View key(std::uint32_t index) const {
    return by_.empty() ? top().at(index) : top().at(index).member(by_);
  }

 private:
  View top() const { return {document_, document_.root()}; }

  Document document_;
  std::string_view by_;
};

std::string keep_where(Subject& subject, const ViewSet& items, bool among) {
  Datum::Array* list = subject.value.array();
  if (list == nullptr) return std::string(kNoList);
  const Elements elements(subject.value, {});
  Datum::Array kept;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (items.contains(elements.key(i)) == among) kept.push_back(std::move((*list)[i]));
  }
  *list = std::move(kept);
  return {};
}

/// A list to append to; makes one where nothing stands. Null: the value is something else.
Datum::Array* list_to_extend(Subject& subject) {
  if (!subject.present) {
    subject.present = true;
    subject.removed = false;
    subject.value = Datum::Array{};
  }
  return subject.value.array();
}

}  // namespace

std::string add(const VerbInput& input, Subject& subject) {
  if (!has(input, 0)) return "the value to append is absent";
  Datum::Array* list = list_to_extend(subject);
  if (list == nullptr) return std::string(kNoList);
  if (input.args[0].is_many) {
    for (const View item : input.args[0].many) list->push_back(to_datum(item));
  } else {
    list->push_back(to_datum(input.args[0].value));
  }
  return {};
}

std::string add_missing(const VerbInput& input, Subject& subject) {
  if (!has(input, 0) || input.args[0].count() == 0) return {};
  Datum::Array* list = list_to_extend(subject);
  if (list == nullptr) return std::string(kNoList);
  const Elements elements(subject.value, {});
  ViewSet there;
  for (std::uint32_t i = 0; i < elements.size(); ++i) there.insert(elements.key(i));
  for (std::uint32_t i = 0; i < input.args[0].count(); ++i) {
    const View item = input.args[0].item(i);
    if (there.insert(item).second) list->push_back(to_datum(item));
  }
  return {};
}

std::string join(const VerbInput& input, Subject& subject) {
  if (subject.value.text() != nullptr) return {};
  const Datum::Array* list = subject.value.array();
  if (list == nullptr) return std::string(kNoText);
  std::string result;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Datum& element = (*list)[i];
    if (element.is_null() || element.array() != nullptr || element.object() != nullptr) {
      return "element " + std::to_string(i) + " of the list is neither text, number nor yes/no";
    }
    if (i > 0) result += text_of(input, 0, " ");
    result += to_display(element);
  }
  subject.value = std::move(result);
  return {};
}

std::string keep_items(const VerbInput& input, Subject& subject) {
  if (input.args.empty()) return "`values` is missing";
  return keep_where(subject, items_of(input.args[0]), true);
}

std::string remove_items(const VerbInput& input, Subject& subject) {
  if (input.args.empty()) return "`values` is missing";
  return keep_where(subject, items_of(input.args[0]), false);
}

std::string remove_duplicates(const VerbInput& input, Subject& subject) {
  Datum::Array* list = subject.value.array();
  if (list == nullptr) return std::string(kNoList);
  const Elements elements(subject.value, text_of(input, 0));
  ViewSet seen;
  Datum::Array kept;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    const View key = elements.key(i);
    if (key.absent() || seen.insert(key).second) kept.push_back(std::move((*list)[i]));
  }
  *list = std::move(kept);
  return {};
}

std::string sort(const VerbInput& input, Subject& subject) {
  Datum::Array* list = subject.value.array();
  if (list == nullptr) return std::string(kNoList);
  const Elements elements(subject.value, text_of(input, 0));
  std::vector<std::uint32_t> order(list->size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, [&elements](std::uint32_t a, std::uint32_t b) {
    return Before{}(elements.key(a), elements.key(b));
  });
  Datum::Array sorted;
  for (const std::uint32_t index : order) sorted.push_back(std::move((*list)[index]));
  *list = std::move(sorted);
  return {};
}

std::string split(const VerbInput& input, Subject& subject) {
  if (input.patterns.empty() || input.patterns[0] == nullptr) return "`by` is missing";
  Datum::Array result;
  const auto add_pieces = [&input, &result](const std::string& text) {
    for (const std::string& piece : input.patterns[0]->split(text)) {
      if (const auto trimmed = trim_blanks(piece); !trimmed.empty()) result.emplace_back(trimmed);
    }
  };
  if (const std::string* text = subject.value.text()) {
    add_pieces(*text);
  } else if (Datum::Array* list = subject.value.array()) {
    for (Datum& element : *list) {
      if (const std::string* item = element.text()) {
        add_pieces(*item);
      } else {
        result.push_back(std::move(element));
      }
    }
  } else {
    return std::string(kNoText);
  }
  subject.value = std::move(result);
  return {};
}

std::string to_item(const VerbInput&, Subject& subject) {
  Datum::Array* list = subject.value.array();
  if (list == nullptr) return {};
  if (list->size() != 1) {
    return "the list has " + std::to_string(list->size()) + " elements, not one";
  }
  Datum only = std::move(list->front());
  subject.value = std::move(only);
  return {};
}

std::string to_list(const VerbInput&, Subject& subject) {
  if (subject.value.array() != nullptr) return {};
  Datum::Array list;
  list.push_back(std::move(subject.value));
  subject.value = std::move(list);
  return {};
}

}  // namespace intake::steps
