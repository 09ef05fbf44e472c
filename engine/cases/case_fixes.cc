#include "cases/case_fixes.h"

#include <memory>
#include <utility>

#include "document/pointer.h"
#include "fix/fix.h"
#include "formats/json/json.h"

namespace intake {
namespace {

// The document after fixing that the case expects; nullopt where `fixed` does not fit it.
std::optional<Datum> expected_document(const Case& c, const Document& document,
                                       std::vector<std::string>& differences) {
  if (c.fixed_document) return *c.fixed_document;
  Datum expected = to_datum(View(document, document.root()));
  for (const auto& [pointer, value] : *c.fixed) {
    const Document now = to_document(expected);
    Change change;
    change.pointer = pointer;
    change.value = value;
    const bool there = find_node(now, pointer) != kNoNode;
    change.op =
        value.is_null() ? Change::Op::kRemove : (there ? Change::Op::kReplace : Change::Op::kAdd);
    auto changed = apply_changes(View(now, now.root()), {change});
    if (!changed) {
      differences.push_back("`fixed` cannot be made: " + changed.error().what);
      return std::nullopt;
    }
    expected = std::move(*changed);
  }
  return expected;
}

struct Fixed {
  Datum document;
  std::vector<FixRecord> records;
};

Result<Fixed> fix(const Case& c, bool unsafe, const Plan& plan, const DocumentPtr& document,
                  const EvaluationOptions& evaluation) {
  const Format& format = recognise_format(document->source()->name(), "");
  FixOptions options;
  options.unsafe = unsafe;
  if (!c.rule.empty()) options.only = {c.rule};
  options.evaluation = evaluation;
  auto outcome = run_fixes(plan, format, document, options);
  if (!outcome) return std::move(outcome).error();
  auto read = format.read(std::make_shared<Source>(document->source()->name(), outcome->bytes),
                          evaluation.limits);
  if (!read) return std::move(read).error();
  return Fixed{to_datum(View(*read, read->root())), std::move(outcome->records)};
}

}  // namespace

void compare_fixed(const Case& c, const Plan& plan, const DocumentPtr& document,
                   const EvaluationOptions& evaluation, std::vector<std::string>& differences) {
  const Format& format = recognise_format(document->source()->name(), "");
  const std::string as = "fixed as " + std::string(format.name) + ": ";
  const std::optional<Datum> expected = expected_document(c, *document, differences);
  if (!expected) return;
  const Result<Fixed> fixed = fix(c, c.unsafe, plan, document, evaluation);
  if (!fixed) {
    differences.push_back(as + fixed.error().what);
    return;
  }
  const Fixed& got = fixed.value();
  if (!equal(got.document, *expected)) {
    const Document wanted = to_document(*expected);
    const Document now = to_document(got.document);
    differences.push_back(as + "differs from what is expected\n" +
                          unified_diff(json::write(View(wanted, wanted.root())),
                                       json::write(View(now, now.root())), "expected", "fixed"));
    for (const FixRecord& record : got.records) {
      if (!record.applied) {
        differences.push_back(as + "rolled back " + record.rule + ": " + record.reason);
      }
    }
    return;
  }
  const bool does_something = !equal(*expected, to_datum(View(*document, document->root())));
  if (!c.unsafe || c.rule.empty() || !does_something) return;
  const Result<Fixed> safe = fix(c, false, plan, document, evaluation);
  if (safe.ok() && equal(safe.value().document, *expected)) {
    differences.push_back(as + "a safe fix does the same, `fix: unsafe` is not needed");
  }
}

}  // namespace intake
