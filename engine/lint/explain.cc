#include "lint/explain.h"

#include <algorithm>

namespace intake::lint {
namespace {

/// What a literal asks: "`one-of: [a, b]`", or its opposite.
std::string say(const LintedSet& set, const Literal& literal) {
  const Term& term = *literal.term;
  if (term.kind == Term::Kind::kKinds) {
    const bool there = (literal.truths & kIsTrue) != 0;
    return std::string("a value that is ") + (there ? "there" : "absent");
  }
  if (term.rule == nullptr) return {};
  const std::string words =
      "`" + set.excerpt(term.rule->file, set.whole(term.rule->file, term.span)) + "`";
  return (literal.truths & kIsTrue) != 0 ? words : words + " not holding";
}

/// A predicate of a leaf that is written as a map: its name and its argument.
bool is_written(const Literal& literal) {
  return literal.term->rule != nullptr && literal.term->span.begin != literal.term->span.end;
}

}  // namespace

std::vector<Literal> find_conflict(const LintedSet& set,
                                   const std::optional<Alternatives>& alternatives,
                                   bool by_schema) {
  if (!alternatives || alternatives->empty()) return {};
  return set.solver().find_conflict(alternatives->front(), by_schema);
}

std::string say_conflict(const LintedSet& set, const std::vector<Literal>& conflict) {
  std::vector<std::string> words;
  for (const Literal& literal : conflict) {
    std::string one = say(set, literal);
    if (!one.empty() && std::find(words.begin(), words.end(), one) == words.end()) {
      words.push_back(std::move(one));
    }
  }
  if (words.size() < 2) return {};
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out + " exclude each other";
}

void relate_conflict(const LintedSet& set, const std::vector<Literal>& conflict, Note& note) {
  for (const Literal& literal : conflict) {
    if (!is_written(literal) || literal.term->kind == Term::Kind::kKinds) continue;
    const bool holds = (literal.truths & kIsTrue) != 0;
    const DocumentPtr& file = literal.term->rule->file;
    note.relate(file, set.whole(file, literal.term->span),
                holds ? "this would have to hold" : "this would have to fail");
  }
}

std::string say_schema(const LintedSet& set, const std::vector<Literal>& conflict) {
  if (set.rules().schema == nullptr) return {};
  for (const Literal& literal : conflict) {
    const auto place = find_in_schema(*set.rules().schema, literal.term->path);
    if (!place || (place->choices.empty() && place->kinds == kAnyBits)) continue;
    std::string what;
    if (!place->choices.empty()) {
      what = list_names(place->choices) + " only";
    } else {
      constexpr std::pair<std::uint8_t, std::string_view> kKinds[] = {{kStringBit, "a text"},
                                                                      {kNumberBit, "a number"},
                                                                      {kBoolBit, "true or false"},
                                                                      {kArrayBit, "a list"},
                                                                      {kObjectBit, "a map"}};
      for (const auto& [bit, name] : kKinds) {
        if ((place->kinds & bit) != 0) what += (what.empty() ? "" : " or ") + std::string(name);
      }
    }
    return "the schema " + set.rules().schema_name + " allows " + what + " at `" +
           literal.term->place + "`";
  }
  return {};
}

bool lies_within(const Literal& literal, const std::optional<Condition>& condition) {
  return condition && literal.term->rule != nullptr &&
         condition->span.begin <= literal.term->span.begin &&
         literal.term->span.end <= condition->span.end;
}

}  // namespace intake::lint
