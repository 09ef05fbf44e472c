#include "lang/expr/macros.h"
#include "expr_bench.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::expr;

TEST_CASE("the example of every macro has its result", "[expr]") {
  for (const MacroDoc& macro : macro_docs()) {
    INFO(macro.form);
    CHECK(macro.summary.ends_with('.'));
    test::check_expressions({{macro.example, macro.result}});
  }
}

TEST_CASE("errors within macros", "[expr]") {
  test::check_expressions(
      {
          {"[1, 0].all(x, 1 / x > 5)", "false"},
          {"[0, 1].all(x, 1 / x > 5)", "false"},
          {"[0, 1].all(x, 1 / x == 1)", "error: a number is divided by zero"},
          {"[0, 1].exists(x, 1 / x == 1)", "true"},
          {"[0, 2].exists(x, 1 / x == 1)", "error: a number is divided by zero"},
          {"[1, 'a'].exists(x, x)", "error: the value is int, but a bool was needed"},
          {"[1, 2].exists_one(x, x / 0 == 1)", "error: a number is divided by zero"},
          {"[1, 2].filter(x, x / 0 == 1)", "error: a number is divided by zero"},
          {"[1, 2].map(x, x / 0)", "error: a number is divided by zero"},
          {"[1, 2].map(x, 1, x)", "error: the value is int, but a bool was needed"},
          {"[1, 2].map(x, x / 0 == 1, x)", "error: a number is divided by zero"},
          {"1.all(x, true)", "error: the value is int, but a list or a map was needed"},
          {"(1 / 0).all(x, true)", "error: a number is divided by zero"},
          {"[1, 1].transformMapEntry(i, v, {v: i})", "error: a key stands twice in a map"},
          {"[1].transformMapEntry(i, v, v)", "error: the value is int, but a map was needed"},
          {"cel.bind(x, 1 / 0, true)", "true"},
          {"cel.bind(x, 1 / 0, x == 1 || true)", "true"},
          {"optional.of(1).optMap(x, x / 0)", "error: a number is divided by zero"},
          {"optional.of(1).optFlatMap(x, x)",
           "error: the value is int, but an optional was needed"},
          {"1.optMap(x, x)", "error: the value is int, but an optional was needed"},
          {"optional.none().optMap(x, 1 / 0)", "optional.none()"},
          {"1 ? 2 : 3", "error: the value is int, but a bool was needed"},
          {"true && 'a'", "error: the value is string, but a bool was needed"},
          {"[?1]", "error: the value is int, but an optional was needed"},
          {"{?'a': 1}", "error: the value is int, but an optional was needed"},
          {"[[1, 2], [3]].map(x, x.map(y, y + x[0]))", "[[2, 3], [6]]"},
          {"[1, 2].map(x, [3].map(x, x)[0] + x)", "[4, 5]"},
          {"[3, 1, 2].sortBy(x, [x].map(y, -y)[0])", "[3, 2, 1]"},
          {"[{'a': 1}].map(e, e.a)", "[1]"},
      },
      false);
}
