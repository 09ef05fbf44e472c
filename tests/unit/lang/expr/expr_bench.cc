#include "expr_bench.h"

#include "lang/expr/to_datum.h"
#include "support/catch.h"

namespace intake::test {

using namespace intake::expr;

ExprBench::ExprBench() { evaluation_.begin(kExprNow, limits_); }

Value ExprBench::run(std::string_view text, bool types) {
  CheckOptions options;
  options.types = types;
  auto compiled = compile(text, Declarations(), limits_, options);
  if (!compiled.faults.empty() || !compiled.program) {
    return evaluation_.error_copy("fault: " + (compiled.faults.empty()
                                                   ? std::string("no program")
                                                   : compiled.faults[0].message));
  }
  programs_.push_back(compiled.program);
  return evaluation_.run(*compiled.program, {});
}

bool ExprBench::same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(ValueKind::kDouble) && a.real() != a.real()) return b.real() != b.real();
  return equal(evaluation_, a, b).value_or(false);
}

std::string ExprBench::shown(const Value& value) {
  if (value.is_error()) return "error: " + error_text(value.error());
  return std::string(kind_name(value.kind())) + " " + to_display(evaluation_, value);
}

void check_expressions(const std::vector<ExprRow>& rows, bool types) {
  constexpr std::string_view kError = "error: ";
  for (const ExprRow& row : rows) {
    INFO(row.expression << "   is   " << row.result);
    ExprBench bench;
    const Value value = bench.run(row.expression, types);
    INFO(bench.shown(value));
    if (row.result.starts_with(kError)) {
      CHECK(bench.shown(value).starts_with(row.result));
    } else {
      const Value wanted = bench.run(row.result);
      INFO(bench.shown(wanted));
      CHECK_FALSE(wanted.is_error());
      CHECK(bench.same(value, wanted));
    }
  }
}

}  // namespace intake::test
