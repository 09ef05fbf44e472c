#include <algorithm>
#include <set>

#include "document/pointer.h"
#include "synth/reach.h"
#include "synth/samples.h"

namespace intake::synth {
namespace {

constexpr std::size_t kMostFound = 24;     // ways offered for one leaf
constexpr std::size_t kMostWords = 20;     // texts taken from expressions
constexpr std::int64_t kMostLength = 64;   // of lists made for a number
constexpr std::int64_t kMostBytes = 1024;  // of texts made for a number
constexpr std::uint32_t kMostNesting = 4;  // of expressions that name others
constexpr std::string_view kOtherUrl = "https://example.net/";

/// What an expression may compare with: the texts and numbers that are written in it.
struct Literals {
  std::vector<std::string> words;
  std::vector<std::int64_t> numbers;

  void read(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '\'' || c == '"') {
        const std::size_t end = text.find(c, at + 1);
        if (end == std::string_view::npos) return;
        if (words.size() < kMostWords) words.emplace_back(text.substr(at + 1, end - at - 1));
        at = end;
      } else if (c >= '0' && c <= '9') {
        std::int64_t number = 0;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && number < 1'000'000'000;
             ++at) {
          number = number * 10 + (text[at] - '0');
        }
        numbers.push_back(number);
      }
    }
  }
};

std::int64_t number_of(const Datum& value) {
  const auto* number = std::get_if<std::int64_t>(&value.value);
  return number == nullptr ? 0 : *number;
}

/// Values that are written in expressions, and those beside them; values of the other places that
/// they look at, and what is reckoned from these.
std::vector<Datum> values_near(const Literals& literals, const std::vector<Datum>& there) {
  std::vector<Datum> values(there);
  std::vector<std::int64_t> numbers{0, 1};
  for (const std::int64_t number : literals.numbers) {
    for (const std::int64_t step : {0, 1, -1}) numbers.push_back(number + step);
    for (const Datum& other : there) {
      if (std::holds_alternative<std::int64_t>(other.value)) {
        values.emplace_back(number_of(other) + number);
        values.emplace_back(number_of(other) - number);
      }
    }
  }
  for (const std::string& word : literals.words) {
    values.emplace_back(word);
    values.emplace_back(word + "x");
  }
  values.emplace_back(true);
  values.emplace_back(false);
  for (const std::int64_t number : numbers) {
    values.emplace_back(number);
    if (number < 0 || number > kMostBytes) continue;
    const auto size = static_cast<std::size_t>(number);
    values.emplace_back(std::string(size, 'x'));
    if (number > kMostLength) values.emplace_back(std::string((size + 2) / 3 * 4, 'x'));  // base64
    if (number <= kMostLength) values.emplace_back(Datum::Array(size, Datum("x")));
  }
  for (const UsualText& usual : usual_texts()) values.emplace_back(usual.text);
  values.emplace_back(kOtherUrl);
  values.emplace_back(Datum::Object{});
  return values;
}

/// Lists near one: with another element, all elements alike, the last one another.
std::vector<Datum> lists_near(View there, const std::vector<Datum>& values) {
  const Datum now = to_datum(there);
  const Datum::Array old = now.array() == nullptr ? Datum::Array{} : *now.array();
  std::vector<Datum> lists;
  for (const Datum& value : values) {
    if (value.text() == nullptr) continue;
    lists.emplace_back(Datum::Array{value});
    if (old.empty()) continue;
    Datum::Array more = old;
    more.push_back(value);
    lists.emplace_back(std::move(more));
    lists.emplace_back(Datum::Array(old.size(), value));
    Datum::Array other = old;
    other.back() = value;
    lists.emplace_back(std::move(other));
  }
  return lists;
}

/// A list with a record that has one member as it is named in an expression, and the first record
/// with that member changed.
std::vector<Datum> records_near(View there, const std::vector<std::string>& names,
                                const std::vector<Datum>& values) {
  const Datum now = to_datum(there);
  const Datum::Array old = now.array() == nullptr ? Datum::Array{} : *now.array();
  std::vector<Datum> lists;
  for (const std::string& name : names) {
    for (const Datum& value : values) {
      if (value.text() == nullptr) continue;
      Datum::Array more = old;
      more.emplace_back(Datum::Object{{name, value}});
      lists.emplace_back(std::move(more));
      if (old.empty() || old.front().object() == nullptr) continue;
      Datum::Array changed = old;
      Datum::Object& first = *changed.front().object();
      std::erase_if(first, [&](const auto& member) { return member.first == name; });
      first.emplace_back(name, value);
      lists.emplace_back(std::move(changed));
    }
  }
  return lists;
}

/// The member names that follow a variable wherever it stands in an expression: `form.kind` gives
/// {kind} for `form`.
std::vector<std::vector<std::string>> paths_behind(std::string_view text, std::string_view name) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  std::vector<std::vector<std::string>> paths;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    std::size_t next = at + name.size();
    const bool whole = (at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '.')) &&
                       (next == text.size() || !is_word(text[next]));
    if (!whole) continue;
    std::vector<std::string> path;
    while (next < text.size() && text[next] == '.') {
      std::size_t end = next + 1;
      if (end < text.size() && text[end] == '?') ++end;  // an optional member
      const std::size_t begin = end;
      while (end < text.size() && is_word(text[end])) ++end;
      if (end == begin || (end < text.size() && text[end] == '(')) break;  // a function
      path.emplace_back(text.substr(begin, end - begin));
      next = end;
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

/// A hyphen in a name is written `_` there.
std::string in_expression(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

/// Whether a member is named in an expression: `.kid`, `.?kid`.
bool has_word_behind(std::string_view text, const std::string& name) {
  return text.find("." + name) != std::string_view::npos ||
         text.find(".?" + name) != std::string_view::npos;
}

}  // namespace

std::vector<const Expression*> Reach::expressions_of(std::uint32_t index) const {
  const PlanNode& node = plan_.nodes[index];
  std::vector<const Expression*> found;
  const auto add = [&](const Operand& operand) {
    if (operand.expression != nullptr) found.push_back(operand.expression.get());
    if (operand.kind != Operand::Kind::kReference) return;
    const Reference& reference = operand.reference;
    if (reference.kind != Reference::Kind::kBinding &&
        reference.kind != Reference::Kind::kVariable) {
      return;
    }
    Spot spot;
    spot.rule = node.rule;
    const Binding* binding =
        binding_of(spot, reference.slot, reference.kind == Reference::Kind::kVariable);
    if (binding != nullptr && binding->expression != nullptr) {
      found.push_back(binding->expression.get());
    }
  };
  if (node.subject != kNone) add(*plan_.args[node.subject].operand);
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const PredicateUse& use = *plan_.uses[node.first_use + i].use;
    if (use.expression != nullptr) found.push_back(use.expression.get());
    for (const Operand& operand : use.args) add(operand);
  }
  return found;
}

std::vector<std::string> Reach::pointers_in(const Trial& trial, const Spot& spot,
                                            const Expression& expression) const {
  std::set<std::string> pointers;
  // Names of expressions stand for what those look at.
  std::vector<std::pair<const Expression*, std::uint32_t>> open{{&expression, 0}};
  while (!open.empty()) {
    const auto [now, depth] = open.back();
    open.pop_back();
    if (now->names == nullptr) continue;
    for (const Reference& reference : *now->names) {
      const std::string name = reference.name.substr(0, reference.name.find('.'));
      const auto paths = paths_behind(now->text, in_expression(name));
      if (paths.empty()) continue;
      const bool variable = reference.kind == Reference::Kind::kVariable;
      const Binding* binding = variable || reference.kind == Reference::Kind::kBinding
                                   ? binding_of(spot, reference.slot, variable)
                                   : nullptr;
      if (binding != nullptr && binding->expression != nullptr && depth < kMostNesting) {
        open.emplace_back(binding->expression.get(), depth + 1);
        continue;
      }
      const auto source = source_of(trial, spot, reference);
      if (!source) continue;
      for (const auto& path : paths) {
        std::string pointer = source->pointer;
        for (const std::string& member : reference.path) append_token(pointer, member);
        for (const std::string& member : path) append_token(pointer, member);
        if (!pointer.empty()) pointers.insert(std::move(pointer));
      }
    }
  }
  return {pointers.begin(), pointers.end()};
}

std::vector<std::string> Reach::member_names(const Trial& trial, const Want& whole,
                                             const std::vector<std::string>& words) const {
  constexpr std::size_t kMost = 12;
  std::vector<std::string> names(words);
  const PlanNode& node = plan_.nodes[whole.node];
  trial.enter(whole.spot);
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    for (const Operand& operand : plan_.uses[node.first_use + i].use->args) {
      const ArgValue value = trial.evaluator().argument(operand);
      if (!value.given || value.unknown.code != ReasonCode::kNone) continue;
      for (std::uint32_t item = 0; item < value.count() && names.size() < kMost; ++item) {
        if (value.item(item).is_string()) names.emplace_back(value.item(item).text());
      }
    }
  }
  return names;
}

void Reach::by_trying(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out) {
  const std::size_t before = out.size();
  Literals literals;
  std::vector<std::string> pointers;
  for (const Expression* expression : expressions_of(whole.node)) {
    literals.read(expression->text);
    for (std::string& pointer : pointers_in(trial, whole.spot, *expression)) {
      pointers.push_back(std::move(pointer));
    }
  }
  if (pointers.empty()) pointers.push_back(leaf_pointer(trial, whole));
  std::string all_text;
  for (const Expression* expression : expressions_of(whole.node))
    all_text += expression->text + "\n";
  const auto try_at = [&](const std::string& pointer, const Datum& value) {
    if (out.size() >= before + kMostFound) return;
    const Document document = to_document(value);
    if ((kind_bit(document.kind(document.root())) & shape_.kinds(pointer)) == 0) return;
    Way way;
    way.puts.push_back({pointer, value});
    const auto next = after(trial, way.puts);
    if (next != nullptr && is_met(*next, whole)) out.push_back(std::move(way));
  };
  Way supplied;
  std::vector<Datum> there;
  for (const std::string& pointer : pointers) {
    const View value = trial.at(pointer);
    if (value.absent()) {
      supplied.puts.push_back({pointer, shape_.filler(pointer)});
    } else if (!value.is_null()) {
      there.push_back(to_datum(value));
    }
  }
  const std::vector<Datum> values = values_near(literals, there);
  for (const std::string& pointer : pointers) {
    const View value = trial.at(pointer);
    if (value.is_string() && !value.text().empty()) {
      try_at(pointer, Datum(std::string(value.text()) + "x"));
      try_at(pointer, Datum(value.text().substr(1)));
    }
    try_at(pointer, shape_.filler(pointer));
    for (const Datum& one : values) try_at(pointer, one);
    if (value.is_object()) {
      // A member that the expression or the argument names.
      for (const std::string& word : member_names(trial, whole, literals.words)) {
        Datum more = to_datum(value);
        std::erase_if(*more.object(), [&](const auto& member) { return member.first == word; });
        std::string below = pointer;
        append_token(below, word);
        more.object()->emplace_back(word, shape_.filler(below));
        try_at(pointer, more);
      }
    }
    if ((shape_.kinds(pointer) & kArrayBit) == 0) continue;
    for (const Datum& list : lists_near(value, values)) try_at(pointer, list);
    std::vector<std::string> names;
    if (const PathTable::Place* items = shape_.place(pointer + "/0")) {
      for (const auto& [name, member] : items->members) {
        if (has_word_behind(all_text, name)) names.push_back(name);
      }
    }
    for (const Datum& list : records_near(value, names, there)) try_at(pointer, list);
  }
  // Where several places are empty, no one value decides.
  if (out.size() == before && supplied.puts.size() > 1) {
    first_these(trial, whole, supplied, depth, out);
  }
  if (out.size() > before) return;
  const PlanNode& node = plan_.nodes[whole.node];
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const Predicate& predicate = *plan_.uses[node.first_use + i].use->predicate;
    const Inverter* inverter = find_inverter(predicate.name);
    if (inverter == nullptr) {
      cannot(predicate.name, "no way to invert it is known");
    } else if (!inverter->cannot.empty()) {
      cannot(predicate.name, inverter->cannot);
    }
  }
}

}  // namespace intake::synth
