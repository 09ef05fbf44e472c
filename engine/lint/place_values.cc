#include "lint/place_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "lint/text_properties.h"

namespace intake::lint {
namespace {

using Answer = TextSearch::Answer;

/// Elements of a list that is made as an example.
constexpr std::uint64_t kMostElements = 50;

Truths bit_of(Truth truth) {
  switch (truth) {
    case Truth::kTrue:
      return kIsTrue;
    case Truth::kFalse:
      return kIsFalse;
    case Truth::kUnknown:
      break;
  }
  return kIsUnknown;
}

View literal_of(const Term& term, std::size_t parameter) {
  const auto& args = term.use->args;
  return parameter < args.size() && args[parameter].kind == Operand::Kind::kLiteral
             ? args[parameter].literal
             : View();
}

bool is(const Term& term, std::string_view name) {
  return term.kind == Term::Kind::kPredicate && term.use->predicate->name == name;
}

/// What is said is the same of all values of these kinds.
bool tells_kind_only(const Term& term, std::uint8_t kinds) {
  if (term.kind == Term::Kind::kKinds) return true;
  if (term.kind == Term::Kind::kBound || term.kind == Term::Kind::kText) {
    return term.pattern == nullptr || (kinds & kStringBit) == 0;
  }
  if (term.kind != Term::Kind::kPredicate) return false;
  const std::string_view name = term.use->predicate->name;
  return name == "present" || name == "absent" || name == "is-null" || name == "type";
}

/// The values of which a predicate is true, where these can be listed; nullopt: they cannot.
std::optional<std::vector<Datum>> listed_values(const Term& term) {
  if (term.kind == Term::Kind::kValues) return term.values;
  if (!term.fixed) return std::nullopt;
  std::vector<Datum> values;
  if (is(term, "equals")) {
    values.push_back(to_datum(literal_of(term, 0)));
    return values;
  }
  if (!is(term, "one-of")) return std::nullopt;
  const View list = literal_of(term, 0);
  const View column = literal_of(term, 1);
  if (!list.is_array()) return std::nullopt;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    View item = list.at(i);
    if (column.is_string() && item.is_object()) item = item.member(column.text());
    if (!item.absent()) values.push_back(to_datum(item));
  }
  return values;
}

std::uint8_t kind_bits(const Datum& value) {
  const Document document = to_document(value);
  return kind_bit(document.kind(document.root()));
}

std::optional<std::uint64_t> count_of(View view) {
  if (!view.is_integer()) return std::nullopt;
  const Node& node = view.node();
  if (view.kind() == Kind::kUint) return node.payload.unsigned_integer;
  if (node.payload.integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(node.payload.integer);
}

Datum number_of(double number) {
  if (std::trunc(number) != number) return number;
  return static_cast<std::int64_t>(number);
}

Datum list_of(std::uint64_t size) {
  Datum::Array list;
  for (std::uint64_t i = 0; i < size; ++i) list.emplace_back("x" + std::to_string(i));
  return Datum(std::move(list));
}

Datum map_of(std::uint64_t size) {
  Datum::Object map;
  for (std::uint64_t i = 0; i < size; ++i) map.emplace_back("x" + std::to_string(i), Datum(true));
  return Datum(std::move(map));
}

/// Whether one of the values is of these kinds.
bool lists_kind(const std::vector<Datum>& values, std::uint8_t kinds) {
  if ((kinds & kNumberBit) != 0) kinds = kNumberBit;  // 1 and 1.0 are equal
  return std::any_of(values.begin(), values.end(),
                     [&](const Datum& value) { return (kind_bits(value) & kinds) != 0; });
}

class Finder {
 public:
  Finder(std::span<const Literal* const> literals, const Judge& judge, const SchemaPlace* allowed,
         std::size_t wanted)
      : literals_(literals), judge_(judge), allowed_(allowed), wanted_(wanted) {}

  PlaceAnswer run() {
    for (const Literal* literal : literals_) {
      if (literal->truths == 0) return none();
      if (literal->truths != kIsTrue) continue;
      auto values = listed_values(*literal->term);
      if (!values) continue;
      for (const Datum& value : *values) try_value(value);
      return found_.empty() ? none() : PlaceAnswer{Answer::kSome, std::move(found_)};
    }
    find_texts_here();
    find_numbers();
    find_containers(kArrayBit, &list_of);
    find_containers(kObjectBit, &map_of);
    try_value(Datum(true));
    try_value(Datum(false));
    try_value(Datum());
    try_value(PlaceValue());
    if (!found_.empty()) return {Answer::kSome, std::move(found_)};
    return {not_known_ ? Answer::kNotKnown : Answer::kNone, {}};
  }

 private:
  static PlaceAnswer none() { return {Answer::kNone, {}}; }

  bool schema_allows(std::uint8_t kinds) const {
    return allowed_ == nullptr || (allowed_->kinds & kinds) != 0;
  }

  bool is_allowed(const PlaceValue& value) const {
    if (allowed_ == nullptr || !value) return true;
    if (!schema_allows(kind_bits(*value))) return false;
    const std::string* text = value->text();
    const auto& choices = allowed_->choices;
    return text == nullptr || choices.empty() ||
           std::find(choices.begin(), choices.end(), *text) != choices.end();
  }

  bool try_value(const PlaceValue& value) {
    if (!is_allowed(value)) return false;
    for (const Literal* literal : literals_) {
      if ((judge_.truths(*literal->term, value) & literal->truths) == 0) return false;
    }
    if (found_.size() < wanted_) found_.push_back(value);
    return true;
  }

  /// Whether values of these kinds are out of the question for a reason that all of them share.
  bool is_ruled_out(std::uint8_t kinds, const Datum& sample) const {
    if (!schema_allows(kinds)) return true;
    for (const Literal* literal : literals_) {
      const Term& term = *literal->term;
      if (tells_kind_only(term, kinds)) {
        if ((judge_.truths(term, sample) & literal->truths) == 0) return true;
        continue;
      }
      // `equals: 3` is false of every text.
      if (const auto values = listed_values(term)) {
        if (!lists_kind(*values, kinds) && (literal->truths & kIsFalse) == 0) return true;
      }
      if (term.kind != Term::Kind::kPredicate) continue;
      const Predicate& predicate = *term.use->predicate;
      if (!predicate.sees_absence && (kinds & predicate.accepts) == 0 &&
          (literal->truths & kIsUnknown) == 0) {
        return true;
      }
    }
    return false;
  }

  void find_texts_here() {
    if (is_ruled_out(kStringBit, Datum("x"))) return;
    if (allowed_ != nullptr && !allowed_->choices.empty()) {
      for (const std::string& choice : allowed_->choices) try_value(Datum(choice));
      return;
    }
    std::vector<TextProperty> properties;
    for (const Literal* literal : literals_) {
      add_text_properties(*literal, properties);
    }
    const TextSearch search = lint::find_texts(properties, std::max<std::size_t>(wanted_, 4));
    bool some = false;
    for (const std::string& text : search.texts) some |= try_value(Datum(text));
    not_known_ |= !some && search.answer != Answer::kNone;
  }

  /// The numbers between which the value has to lie.
  struct Bounds {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool above = false, below = false;  // the bound itself is excluded
    bool empty() const { return least > most || (least == most && (above || below)); }
  };

  Bounds bounds() const {
    Bounds bounds;
    for (const Literal* literal : literals_) {
      const Term& term = *literal->term;
      const bool lower = is(term, "min");
      if (!term.fixed || (!lower && !is(term, "max"))) continue;
      const View written = literal_of(term, 0);
      const Datum datum = to_datum(written);
      double bound = 0;
      if (const auto* whole = std::get_if<std::int64_t>(&datum.value)) {
        bound = static_cast<double>(*whole);
      } else if (const auto* real = std::get_if<double>(&datum.value)) {
        bound = *real;
      } else {
        continue;
      }
      if (std::fabs(bound) > 9e15) continue;  // doubles no longer tell whole numbers apart
      const bool exclusive = !literal_of(term, 1).absent();
      const bool holds = literal->truths == kIsTrue;
      if (!holds && (literal->truths & kIsTrue) != 0) continue;
      if (lower == holds) {
        const bool above = holds ? exclusive : !exclusive;
        if (bound > bounds.least || (bound == bounds.least && above)) {
          bounds.least = bound;
          bounds.above = above;
        }
      } else {
        const bool below = holds ? exclusive : !exclusive;
        if (bound < bounds.most || (bound == bounds.most && below)) {
          bounds.most = bound;
          bounds.below = below;
        }
      }
    }
    return bounds;
  }

  void find_numbers() {
    const bool whole = !is_ruled_out(kIntegerBit, Datum(std::int64_t{1}));
    const bool fraction = !is_ruled_out(8, Datum(0.5));
    if (!whole && !fraction) return;
    const Bounds bounds = this->bounds();
    if (bounds.empty()) return;
    std::vector<double> tries{1, 0, -1, 0.5};
    for (const double bound : {bounds.least, bounds.most}) {
      if (std::isinf(bound)) continue;
      for (const double by : {0.0, 1.0, -1.0, 0.5, -0.5}) tries.push_back(bound + by);
    }
    bool some = false;
    for (const double number : tries) {
      some |= try_value(number_of(number));
    }
    not_known_ |= !some;
  }

  /// How many elements there have to be, at least and at most.
  std::pair<std::uint64_t, std::uint64_t> counts() const {
    std::uint64_t least = 0, most = std::numeric_limits<std::uint64_t>::max();
    for (const Literal* literal : literals_) {
      const Term& term = *literal->term;
      if (!is(term, "count") || !term.fixed) continue;
      const auto equal = count_of(literal_of(term, 0));
      const auto from = equal ? equal : count_of(literal_of(term, 1));
      const auto to = equal ? equal : count_of(literal_of(term, 2));
      if (literal->truths == kIsTrue) {
        least = std::max(least, from.value_or(0));
        most = std::min(most, to.value_or(most));
      } else if ((literal->truths & kIsTrue) == 0) {
        if (from && !to && *from == 0) return {1, 0};
        if (from && !to) most = std::min(most, *from - 1);
        if (to && !from) least = std::max(least, *to + 1);
      }
    }
    return {least, most};
  }

  /// `make`: a container with so many elements.
  template <typename Make>
  void find_containers(std::uint8_t kind, const Make& make) {
    if (is_ruled_out(kind, make(0))) return;
    const auto [least, most] = counts();
    if (least > most) return;
    bool some = false;
    for (const std::uint64_t size : {least, least + 1, std::min(most, least + 2)}) {
      if (size <= most && size <= kMostElements) some |= try_value(make(size));
    }
    not_known_ |= !some;
  }

  std::span<const Literal* const> literals_;
  const Judge& judge_;
  const SchemaPlace* allowed_;
  std::size_t wanted_;
  std::vector<PlaceValue> found_;
  bool not_known_ = false;
};

}  // namespace

Truths Judge::truths(const Term& term, const PlaceValue& value) const {
  const bool missing = !value || value->is_null();
  switch (term.kind) {
    case Term::Kind::kOpaque:
      return kAnyTruth;
    case Term::Kind::kKinds:
      return value && (kind_bits(*value) & term.kinds) != 0 ? kIsTrue : kIsFalse;
    case Term::Kind::kValues: {
      const bool listed =
          value && std::any_of(term.values.begin(), term.values.end(),
                               [&](const Datum& one) { return equal(one, *value); });
      return listed ? kIsTrue : kIsFalse;
    }
    case Term::Kind::kText: {
      const std::string* text = value ? value->text() : nullptr;
      return text == nullptr || term.pattern->search(*text) ? kIsTrue : kIsFalse;
    }
    case Term::Kind::kBound: {
      if (missing) return kIsFalse;
      if (!term.pattern) return kIsTrue;
      const std::string* text = value->text();
      return text != nullptr && term.pattern->search(*text) ? kIsTrue : kIsFalse;
    }
    case Term::Kind::kPredicate:
      break;
  }
  const PredicateUse& use = *term.use;
  const Predicate& predicate = *use.predicate;
  // What the schema declares is asked of the whole document.
  if (predicate.judges_name) return kAnyTruth;
  Document document;
  View view;
  if (value) {
    document = to_document(*value);
    view = View(document, document.root());
  }
  if (!predicate.sees_absence) {
    if (!value || (kind_bit(view.kind()) & predicate.accepts) == 0) return kIsUnknown;
  }
  if (!term.fixed) return kAnyTruth;
  std::vector<ArgValue> args;
  for (const Operand& operand : use.args) {
    ArgValue arg;
    arg.given = operand.kind == Operand::Kind::kLiteral;
    if (arg.given) arg.value = operand.literal;
    args.push_back(std::move(arg));
  }
  PredicateInput input;
  input.value = view;
  input.args = args;
  input.patterns = use.patterns;
  input.prepared = use.prepared.get();
  input.now = now;
  input.limits = limits;
  input.schema = schema;
  return bit_of(predicate.run(input).truth);
}

PlaceAnswer find_values(std::span<const Literal* const> literals, const Judge& judge,
                        const SchemaPlace* allowed, std::size_t wanted) {
  return Finder(literals, judge, allowed, wanted).run();
}

}  // namespace intake::lint
