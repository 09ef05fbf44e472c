#include <algorithm>

#include "base/suggest.h"
#include "lint/checks.h"
#include "lint/condition_walk.h"
#include "lint/edits.h"
#include "lint/explain.h"

namespace intake::lint {
namespace {

/// The texts that a predicate compares with, and where each is written.
std::vector<View> compared_texts(const PredicateUse& use) {
  std::vector<View> texts;
  if (use.args.empty() || use.args[0].kind != Operand::Kind::kLiteral) return texts;
  const View value = use.args[0].literal;
  if (use.predicate->name == "equals" && value.is_string()) texts.push_back(value);
  if (use.predicate->name != "one-of" || !value.is_array()) return texts;
  const View column = use.args.size() > 1 && use.args[1].kind == Operand::Kind::kLiteral
                          ? use.args[1].literal
                          : View();
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    View item = value.at(i);
    if (column.is_string() && item.is_object()) item = item.member(column.text());
    if (item.is_string()) texts.push_back(item);
  }
  return texts;
}

class SchemaValues {
 public:
  SchemaValues(const LintedSet& set, const RuleReader& reader, Notebook& notebook)
      : set_(set), reader_(reader), notebook_(notebook) {}

  void run(const Condition& condition, bool is_when) {
    walk_condition(condition, [&](const Condition& part, Polarity polarity, bool inside) {
      if (part.op != Condition::Op::kLeaf || part.subject || inside) return;
      const PlacePath path = part.selector ? reader_.match().follow(*part.selector) : reader_.own();
      // A rule may well be about a wrong spelling of its own value, and say so in `when`.
      const bool own = path.text() == reader_.own().text();
      if (polarity != Polarity::kPositive || (is_when && own)) return;
      const auto place = find_in_schema(*set_.rules().schema, path);
      if (!place || place->choices.empty()) return;
      for (const PredicateUse& use : part.predicates) compare(use, path, place->choices);
    });
  }

 private:
  void compare(const PredicateUse& use, const PlacePath& path,
               const std::vector<std::string>& choices) {
    const Rule& rule = reader_.rule();
    for (const View text : compared_texts(use)) {
      if (std::find(choices.begin(), choices.end(), text.text()) != choices.end()) continue;
      const bool here = text.document() == rule.file.get() &&
                        use.args[0].span.begin <= span_of(text).begin &&
                        span_of(text).end <= use.args[0].span.end;
      const std::vector<std::string_view> names(choices.begin(), choices.end());
      const auto meant = closest(text.text(), names);
      Note& note = notebook_.add(
          "value-outside-schema", rule, here ? span_of(text) : set_.whole(rule.file, use.span),
          "`" + std::string(text.text()) + "` can never stand here: the schema " +
              set_.rules().schema_name + " allows " + list_names(choices) + " at `" + path.text() +
              "`");
      note.hint(meant ? "did you mean `" + *meant + "`?" : "write one of those, or leave it out");
      if (meant && here) {
        note.fix(FixClass::kUnsafe, "write `" + *meant + "`",
                 replace_value(rule.file, text, Datum(*meant)));
      }
    }
  }

  const LintedSet& set_;
  const RuleReader& reader_;
  Notebook& notebook_;
};

bool starts_with(const PlacePath& path, const PlacePath& beginning) {
  const std::string text = path.text();
  const std::string first = beginning.text();
  return !first.empty() && text.starts_with(first) &&
         (text.size() == first.size() || text[first.size()] == '/');
}

}  // namespace

void check_schema_values(const LintedSet& set, Notebook& notebook) {
  if (set.rules().schema == nullptr) return;
  for (const Rule* rule : set.own_rules()) {
    SchemaValues values(set, set.reader(*rule), notebook);
    if (rule->when) values.run(*rule->when, true);
    if (rule->assertion) values.run(*rule->assertion, false);
  }
}

void check_parts(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    const PlacePath& own = set.reader(*rule).own();
    if (rule->part.empty() || !own.known) continue;
    const Part* holder = nullptr;
    bool in_own_part = false;
    for (const Part& part : set.rules().parts) {
      const bool inside = starts_with(own, PlacePath{}.follow(part.at));
      if (inside && part.name == rule->part) in_own_part = true;
      if (inside && part.name != rule->part) holder = &part;
    }
    const View written = set.written(*rule, "part");
    if (holder == nullptr || in_own_part || written.absent()) continue;
    notebook
        .add("wrong-part", *rule, span_of(written),
             "the rule is of the part `" + rule->part + "`, but its value stands in the part `" +
                 holder->name + "`")
        .hint("write `" + holder->name + "`, or the rule counts as not checked where `" +
              rule->part + "` was not supplied")
        .fix(FixClass::kUnsafe, "write `" + holder->name + "`",
             replace_value(rule->file, written, Datum(holder->name)));
  }
}

}  // namespace intake::lint
