#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lint/checks.h"
#include "lint/condition_walk.h"
#include "lint/edits.h"

namespace intake::lint {
namespace {

struct Kind {
  Definition::Kind kind;
  std::string_view check;
  std::string_view noun;
  std::string_view section;  // of the rule set
  FixClass fix;
};

/// Others that pass a parameter or name a part need them, although no rule does.
constexpr std::array<Kind, 5> kKinds{{
    {Definition::Kind::kBinding, "unused-binding", "binding", "bind", FixClass::kSafe},
    {Definition::Kind::kConstant, "unused-constant", "constant", "constants", FixClass::kSafe},
    {Definition::Kind::kList, "unused-list", "list", "lists", FixClass::kSafe},
    {Definition::Kind::kParameter, "unused-parameter", "parameter", "parameters",
     FixClass::kUnsafe},
    {Definition::Kind::kPart, "unused-part", "part", "parts", FixClass::kUnsafe},
}};

/// It is written for each value that it depends on.
std::vector<FileEdits> remove_constant(const LintedSet& set, const std::string& name) {
  const View values = set.top().member("constants").member("values");
  std::vector<FileEdits> edits;
  for (std::uint32_t i = 0; values.is_object() && i < values.size(); ++i) {
    // The last one takes all of `constants` with it.
    if (values.at(i).size() == 1) {
      return remove_value(set.file(), set.top().member("constants"));
    }
    auto more = remove_value(set.file(), values.at(i).member(name));
    edits = i == 0 ? std::move(more) : together(std::move(edits), std::move(more));
  }
  return edits;
}

void check_definition(const LintedSet& set, const Definition& definition, Notebook& notebook) {
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                 [&](const Kind& known) { return known.kind == definition.kind; });
  if (kind == kKinds.end()) return;
  const LibraryFacts& library = set.library();
  if (library.used.contains(LibraryFacts::key(definition)) ||
      library.not_known.contains(set.included().name)) {
    return;
  }
  const std::string name = definition.name.substr(definition.name.find('/') + 1);
  const std::string noun(kind->noun);
  const bool abstract = set.included().abstract;
  std::vector<FileEdits> edits =
      definition.kind == Definition::Kind::kConstant
          ? remove_constant(set, name)
          : remove_value(set.file(), set.top().member(kind->section).member(name));
  notebook
      .add(kind->check, set.file(), definition.span,
           "the " + noun + " `" + name + "` is used by no rule of this set" +
               (library.extended.contains(set.included().name) ? " or of one that extends it" : ""))
      .hint("remove it, or write the rule that was to use it")
      .fix(abstract ? FixClass::kUnsafe : kind->fix, "remove the " + noun + " `" + name + "`",
           std::move(edits));
}

/// `bind` of a rule: of no use to others.
void check_rule_bindings(const LintedSet& set, const Definition& definition, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    if (rule->id != definition.rule) continue;
    const View entry = set.written(*rule, "bind").member(definition.name);
    if (entry.absent() || span_of(entry, true) != definition.span) continue;
    notebook
        .add("unused-binding", *rule, definition.span,
             "the binding `" + definition.name + "` is not used by its rule")
        .hint("remove it")
        .fix(FixClass::kSafe, "remove the binding `" + definition.name + "`",
             remove_value(rule->file, entry));
  }
}

DocumentPtr owner_of(const LintedSet& set, View value) {
  for (const DocumentPtr& document : set.rules().documents) {
    if (document.get() == value.document()) return document;
  }
  return nullptr;
}

/// Values of one list that are equal, each with the first of them.
std::vector<std::pair<std::uint32_t, std::uint32_t>> find_equal(const std::vector<View>& values) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (!values[i].absent()) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return compare(values[a], values[b]) < 0;
  });
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (equal(values[order[first]], values[order[i]])) {
      found.emplace_back(order[i], order[first]);
    } else {
      first = i;
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

void check_repeated(const LintedSet& set, View list, const Rule* rule, Notebook& notebook) {
  const DocumentPtr file = owner_of(set, list);
  if (!list.is_array() || file == nullptr || file->source() == nullptr) return;
  std::vector<View> values;
  for (std::uint32_t i = 0; i < list.size(); ++i) values.push_back(list.at(i));
  for (const auto& [later, first] : find_equal(values)) {
    const ByteSpan place = span_of(values[later]);
    const std::string message = "`" + set.excerpt(file, place) + "` stands in this list already";
    Note& note = rule == nullptr ? notebook.add("duplicate-value", file, place, message)
                                 : notebook.add("duplicate-value", *rule, place, message);
    note.hint("remove one of the two")
        .relate(file, span_of(values[first]), "the first one")
        .fix(FixClass::kSafe, "remove the second one", remove_value(file, values[later]));
  }
}

/// A row behind another one that has the same in `column`: a search for it ends at the first.
void check_found_first(const LintedSet& set, View rows, std::string_view column,
                       std::string_view wanted, const Rule& rule, ByteSpan use,
                       Notebook& notebook) {
  const DocumentPtr file = owner_of(set, rows);
  if (!rows.is_array() || file == nullptr || file->source() == nullptr) return;
  std::vector<View> keys;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    // A row without the wanted cell is passed over.
    const View row = rows.at(i);
    keys.push_back(row.member(wanted).absent() ? View() : row.member(column));
  }
  for (const auto& [later, first] : find_equal(keys)) {
    // duplicate-value says it of rows that are equal.
    if (equal(rows.at(later), rows.at(first))) continue;
    notebook
        .add("dead-row", file, keys[later],
             "the row for `" + to_display(keys[later]) +
                 "` is never reached: another one for it stands before it")
        .hint("remove one of the two, or correct what it is for")
        .relate(file, span_of(keys[first]), "the row that is taken")
        .relate(rule.file, use, "where `" + rule.id + "` looks for it");
  }
}

void check_fix_tables(const LintedSet& set, const Rule& rule, Notebook& notebook) {
  for (const FixSpec& fix : rule.fixes) {
    for (const VerbUse& step : fix.steps) {
      if (step.verb->name != "map" || step.args.empty()) continue;
      const auto text = [&](std::size_t i, std::string_view otherwise) {
        const bool given = i < step.args.size() && step.args[i].kind == Operand::Kind::kLiteral &&
                           step.args[i].literal.is_string();
        return given ? step.args[i].literal.text() : otherwise;
      };
      if (step.args[0].kind != Operand::Kind::kLiteral) continue;
      check_found_first(set, step.args[0].literal, text(1, "from"), text(2, "to"), rule, step.span,
                        notebook);
    }
  }
}

}  // namespace

void check_definitions(const LintedSet& set, Notebook& notebook) {
  for (const Definition& definition : set.rules().definitions) {
    if (definition.set != set.own() || definition.used) continue;
    if (definition.kind == Definition::Kind::kVariable) {
      check_rule_bindings(set, definition, notebook);
    } else {
      check_definition(set, definition, notebook);
    }
  }
}

void check_list_rows(const LintedSet& set, Notebook& notebook) {
  const std::string prefix = set.included().name + "/";
  for (const UsedList& list : set.rules().lists) {
    if (list.name.starts_with(prefix)) check_repeated(set, list.rows, nullptr, notebook);
  }
  for (const Rule* rule : set.own_rules()) {
    walk_rule(*rule, [&](const Condition& condition, Polarity, bool) {
      for (const PredicateUse& use : condition.predicates) {
        for (const Operand& operand : use.args) {
          // Rows of a list are looked at above, where they stand.
          const bool here = operand.kind == Operand::Kind::kLiteral &&
                            operand.literal.document() == rule->file.get() &&
                            span_of(operand.literal) == operand.span;
          if (here) check_repeated(set, operand.literal, rule, notebook);
          if (operand.kind != Operand::Kind::kLookup || operand.lookup->where.size() != 1) continue;
          check_found_first(set, operand.lookup->rows, operand.lookup->where[0].first,
                            operand.lookup->column, *rule, operand.span, notebook);
        }
      }
    });
    check_fix_tables(set, *rule, notebook);
  }
}

}  // namespace intake::lint
