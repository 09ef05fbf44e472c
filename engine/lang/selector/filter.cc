#include "lang/selector/filter.h"

#include "lang/selector/selection.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::uint64_t kBytesPerStep = 64;
// A match takes time in proportion to bytes times instructions at worst; the patterns of rules
// hardly ever do, those of a submission may be made to.
constexpr std::uint64_t kMatchWorkPerStep = 512;
constexpr std::uint64_t kForeignMatchWorkPerStep = 64;
// Compiling takes longer for each instruction than a step.
constexpr std::uint64_t kStepsPerInstruction = 4;
constexpr std::size_t kMostRegexps = 16;

std::uint64_t steps_of(std::size_t bytes) { return 1 + bytes / kBytesPerStep; }

}  // namespace

bool Selection::holds(const FilterNode& node, View current) {
  if (!spend()) return false;
  switch (node.kind) {
    case FilterNode::Kind::kAny:
      for (const FilterNode& child : node.children) {
        if (holds(child, current)) return true;
        if (exhausted_) return false;
      }
      return false;
    case FilterNode::Kind::kAll:
      for (const FilterNode& child : node.children) {
        if (!holds(child, current) || exhausted_) return false;
      }
      return true;
    case FilterNode::Kind::kNot:
      return !holds(node.children.front(), current);
    case FilterNode::Kind::kCompare:
      return compare(node, current);
    case FilterNode::Kind::kTest:
      break;
  }
  if (node.left.kind == FilterOperand::Kind::kFunction) return matches(node.left, current);
  if (node.left.query.singular) return !find_one(node.left.query, current).absent();
  Views scratch;
  return !find_all(node.left.query, current, scratch).empty();
}

/// RFC 9535 section 2.3.5.2.2.
bool Selection::compare(const FilterNode& node, View current) {
  using Compare = FilterNode::Compare;
  const Value a = value_of(node.left, current);
  const Value b = value_of(node.right, current);
  if (exhausted_) return false;
  switch (node.compare) {
    case Compare::kEqual:
      return equal(a, b);
    case Compare::kNotEqual:
      return !equal(a, b);
    case Compare::kLess:
      return less(a, b);
    case Compare::kLessEqual:
      return less(a, b) || equal(a, b);
    case Compare::kMore:
      return less(b, a);
    case Compare::kMoreEqual:
      return less(b, a) || equal(a, b);
  }
  return false;
}

namespace {

/// A count is below 2^32, so that a double holds it.
std::partial_ordering compare_count(std::int64_t count, View other) {
  if (!other.is_number()) return std::partial_ordering::unordered;
  const Node& number = other.node();
  if (number.kind == Kind::kInt) return count <=> number.payload.integer;
  if (number.kind == Kind::kUint) {
    return static_cast<std::uint64_t>(count) <=> number.payload.unsigned_integer;
  }
  return static_cast<double>(count) <=> number.payload.real;
}

}  // namespace

bool Selection::equal(const Value& a, const Value& b) {
  if (a.nothing() || b.nothing()) return a.nothing() == b.nothing();
  if (a.count && b.count) return *a.count == *b.count;
  if (a.count) return compare_count(*a.count, b.view) == 0;
  if (b.count) return compare_count(*b.count, a.view) == 0;
  return equal_values(a.view, b.view);
}

/// Numbers and texts (by code points) only.
bool Selection::less(const Value& a, const Value& b) {
  if (a.nothing() || b.nothing()) return false;
  if (a.count && b.count) return *a.count < *b.count;
  if (a.count) return compare_count(*a.count, b.view) < 0;
  if (b.count) return compare_count(*b.count, a.view) > 0;
  if (a.view.is_number() && b.view.is_number()) return intake::compare(a.view, b.view) < 0;
  if (!a.view.is_string() || !b.view.is_string()) return false;
  const std::string_view left = a.view.text();
  const std::string_view right = b.view.text();
  return spend(steps_of(std::min(left.size(), right.size()))) && left < right;
}

bool Selection::equal_scalars(View a, View b) {
  if (a.is_string()) {
    const std::string_view text = a.text();
    return b.is_string() && b.text().size() == text.size() && spend(steps_of(text.size())) &&
           b.text() == text;
  }
  if (a.is_number()) return b.is_number() && intake::equal(a, b);
  return a.kind() == b.kind() && (!a.is_bool() || a.boolean() == b.boolean());
}

/// As equal(View, View), but counted: both sides may be large.
bool Selection::equal_values(View a, View b) {
  if (a.size() == 0 && b.size() == 0) return equal_scalars(a, b);
  struct Pair {
    View a, b;
  };
  std::vector<Pair> work{{a, b}};
  while (!work.empty()) {
    const Pair pair = work.back();
    work.pop_back();
    if (pair.a.size() != pair.b.size() || !equal_scalars(pair.a, pair.b)) return false;
    if (!spend(1 + std::uint64_t{pair.a.size()})) return false;
    for (std::uint32_t i = 0; i < pair.a.size(); ++i) {
      const View child = pair.a.at(i);
      const View other = pair.a.is_object() ? pair.b.member(child.key()) : pair.b.at(i);
      if (other.absent()) return false;
      work.push_back({child, other});
    }
  }
  return true;
}

Selection::Value Selection::value_of(const FilterOperand& operand, View current) {
  switch (operand.kind) {
    case FilterOperand::Kind::kLiteral:
      return {operand.literal_value(), std::nullopt};
    case FilterOperand::Kind::kQuery:
      return {find_one(operand.query, current), std::nullopt};
    case FilterOperand::Kind::kFunction:
      break;
  }
  return call(operand, current);
}

Selection::Value Selection::call(const FilterOperand& function, View current) {
  const FilterOperand& argument = function.arguments.front();
  if (!spend()) return {};
  if (function.function == FilterFunction::kLength) {
    const Value value = value_of(argument, current);
    if (value.view.is_array() || value.view.is_object()) return {{}, value.view.size()};
    if (!value.view.is_string() || !spend(steps_of(value.view.text().size()))) return {};
    return {{}, static_cast<std::int64_t>(count_code_points(value.view.text()))};
  }
  Views scratch;
  const Views& found = find_all(argument.query, current, scratch);
  if (exhausted_) return {};
  if (function.function == FilterFunction::kCount) {
    return {{}, static_cast<std::int64_t>(found.size())};
  }
  return {found.size() == 1 ? found.front() : View{}, std::nullopt};
}

bool Selection::matches(const FilterOperand& function, View current) {
  const Value subject = value_of(function.arguments[0], current);
  if (exhausted_ || !subject.view.is_string()) return false;
  IRegexpPtr wanted = function.regexp;
  if (wanted == nullptr) {
    const Value pattern = value_of(function.arguments[1], current);
    if (exhausted_ || !pattern.view.is_string()) return false;
    wanted = regexp(pattern.view.text());
    if (wanted == nullptr) return false;
  }
  const std::string_view text = subject.view.text();
  const std::uint64_t work =
      function.regexp != nullptr ? kMatchWorkPerStep : kForeignMatchWorkPerStep;
  if (!spend(1 + text.size() * wanted->size() / work)) return false;
  return function.function == FilterFunction::kMatch ? wanted->matches(text)
                                                     : wanted->found_in(text);
}

IRegexpPtr Selection::regexp(std::string_view text) {
  if (!spend(steps_of(text.size()))) return nullptr;
  for (const Known& known : regexps_) {
    if (known.text == text) return known.regexp;
  }
  if (!spend(text.size())) return nullptr;
  auto compiled = IRegexp::compile(text, limits_);
  if (!compiled.ok() && compiled.error().limit) {
    exhausted_ = true;
    steps_ = 0;
    return nullptr;
  }
  IRegexpPtr regexp = compiled.ok() ? std::move(*compiled) : nullptr;
  if (regexp != nullptr && !spend(regexp->size() * kStepsPerInstruction)) return nullptr;
  Known known{std::string(text), regexp};
  if (regexps_.size() < kMostRegexps) {
    regexps_.push_back(std::move(known));
  } else {
    regexps_[next_regexp_] = std::move(known);
    next_regexp_ = (next_regexp_ + 1) % kMostRegexps;
  }
  return regexp;
}

View Selection::find_one(const FilterQuery& query, View current) {
  View value = query.relative ? current : root_;
  for (const SelectorSegment& segment : query.segments) {
    if (!spend() || value.absent()) return {};
    const SelectorStep& step = segment.steps.front();
    if (step.kind == SelectorStep::Kind::kName) {
      value = value.member(step.name);
      continue;
    }
    const std::int64_t size = value.is_array() ? value.size() : 0;
    const std::int64_t index = step.index < 0 ? size + step.index : step.index;
    if (index < 0 || index >= size) return {};
    value = value.at(static_cast<std::uint32_t>(index));
  }
  return value;
}

const Selection::Views& Selection::find_all(const FilterQuery& query, View current,
                                            Views& scratch) {
  if (query.relative) {
    run(query.segments, current, scratch, nullptr);
    return scratch;
  }
  const auto known = from_root_.find(&query);
  if (known != from_root_.end()) return known->second;
  run(query.segments, root_, scratch, nullptr);
  return from_root_.emplace(&query, std::move(scratch)).first->second;
}

}  // namespace intake
