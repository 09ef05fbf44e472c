#include "lang/verb/value_verbs.h"

#include <map>

#include "text/unicode.h"

namespace intake::steps {
namespace {

/// The value of an argument: one, or a list of many.
Datum datum_of(const ArgValue& arg) {
  if (!arg.is_many) return to_datum(arg.value);
  Datum::Array list;
  for (const View item : arg.many) list.push_back(to_datum(item));
  return list;
}

void write(Subject& subject, Datum value) {
  subject.present = true;
  subject.removed = false;
  subject.value = std::move(value);
}

std::string check_one_of_two(const VerbInput& input, std::string_view first) {
  const bool given = !input.args.empty() && input.args[0].given;
  if (given && flag(input, 1)) {
    return "`" + std::string(first) + "` and `suggestion` exclude each other";
  }
  if (!given && !flag(input, 1)) {
    return "neither `" + std::string(first) + "` nor `suggestion` is given";
  }
  return {};
}

/// What texts become; exact keys, and the first of those that fold to the same.
class Table {
 public:
  Table(const VerbInput& input, bool ignore_case) : ignore_case_(ignore_case) {
    const ArgValue& table = input.args[0];
    if (!table.is_many && table.value.is_object()) {
      for (std::uint32_t i = 0; i < table.value.size(); ++i) {
        add(table.value.at(i).key(), table.value.at(i));
      }
      return;
    }
    const std::string_view from = text_of(input, 1, "from");
    const std::string_view to = text_of(input, 2, "to");
    for (std::uint32_t i = 0; i < table.count(); ++i) {
      const View key = table.item(i).member(from);
      const View value = table.item(i).member(to);
      if (!value) continue;
      if (key.is_string()) add(key.text(), value);
      // A record may list several texts for one value.
      if (key.is_array()) {
        for (std::uint32_t k = 0; k < key.size(); ++k) {
          if (key.at(k).is_string()) add(key.at(k).text(), value);
        }
      }
    }
  }

  View find(std::string_view text) const {
    if (const auto found = exact_.find(text); found != exact_.end()) return found->second;
    if (!ignore_case_) return {};
    const auto found = folded_.find(to_lower(to_upper(text)));
    return found == folded_.end() ? View() : found->second;
  }

  /// Whether a text is what some row leads to.
  bool leads_to(std::string_view text) const { return targets_.contains(std::string(text)); }

 private:
  void add(std::string_view key, View value) {
    exact_.emplace(key, value);
    if (ignore_case_) folded_.emplace(to_lower(to_upper(key)), value);
    if (value.is_string()) targets_.emplace(value.text(), value);
  }

  bool ignore_case_;
  std::map<std::string, View, std::less<>> exact_;
  std::map<std::string, View, std::less<>> folded_;
  std::map<std::string, View, std::less<>> targets_;
};

}  // namespace

std::string set_default(const VerbInput& input, Subject& subject) {
  const std::string* text = subject.value.text();
  const bool empty = !subject.present || subject.value.is_null() ||
                     (text != nullptr && trim_blanks(*text).empty());
  if (empty && has(input, 0)) write(subject, datum_of(input.args[0]));
  return {};
}

std::string check_map(const VerbInput& input) {
  if (!has(input, 0) || input.args[0].is_many) return {};
  const View table = input.args[0].value;
  if (table.is_object()) return {};
  if (!table.is_array()) return "`table` is neither a map nor a list of records";
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    if (!table.at(i).is_object()) return "`table` has a row that is no record";
  }
  return {};
}

std::string map(const VerbInput& input, Subject& subject) {
  if (std::string wrong = check_map(input); !wrong.empty()) return wrong;
  if (!has(input, 0)) return "`table` has no rows";
  const Table table(input, flag(input, 3));
  const auto change = [&table](Datum& value) {
    const std::string* text = value.text();
    if (text == nullptr) return false;
    if (const View to = table.find(*text)) {
      value = to_datum(to);
      return true;
    }
    return table.leads_to(*text);
  };
  if (Datum::Array* list = subject.value.array()) {
    bool any = list->empty();
    for (Datum& element : *list) any = change(element) || any;
    return any ? std::string() : "no row of the table fits an element of the list";
  }
  const std::string shown = to_display(subject.value);
  return change(subject.value) ? std::string() : "no row of the table fits `" + shown + "`";
}

std::string remove(const VerbInput&, Subject& subject) {
  subject.present = false;
  subject.removed = true;
  subject.value = {};
  return {};
}

std::string check_rename(const VerbInput& input) { return check_one_of_two(input, "to"); }

std::string rename(const VerbInput& input, Subject& subject) {
  const std::string_view to = flag(input, 1) ? input.suggestion : text_of(input, 0);
  if (to.empty()) return flag(input, 1) ? "no name is suggested" : "no new name is given";
  subject.renamed = to;
  return {};
}

std::string check_set(const VerbInput& input) { return check_one_of_two(input, "value"); }

std::string set(const VerbInput& input, Subject& subject) {
  if (flag(input, 1)) {
    if (input.suggestion.empty()) return "no value is suggested";
    write(subject, input.suggestion);
    return {};
  }
  if (input.args.empty() || !input.args[0].given) return "no value is given";
  if (!input.args[0].is_many && input.args[0].value.absent()) return "the value to write is absent";
  write(subject, datum_of(input.args[0]));
  return {};
}

}  // namespace intake::steps
