#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/expr/evaluation.h"

namespace intake::test {

/// The instant that `now` is.
inline constexpr std::string_view kExprNow = "2024-06-15T12:00:00+02:00";

/// Runs expressions without variables. Values are valid as long as the bench.
class ExprBench {
 public:
  ExprBench();

  /// The value, or an error. A fault of the text becomes an error with the message `fault: ...`.
  /// `types`: refuse what the checker refuses.
  expr::Value run(std::string_view text, bool types = true);
  expr::Evaluation& context() { return evaluation_; }
  /// The same kind and the same value.
  bool same(const expr::Value& a, const expr::Value& b);
  std::string shown(const expr::Value& value);

 private:
  Limits limits_;
  expr::Evaluation evaluation_;
  std::vector<expr::ProgramPtr> programs_;
};

/// An expression, and one that has the same value; or `error: ` and the beginning of the message.
struct ExprRow {
  std::string_view expression;
  std::string_view result;
};

void check_expressions(const std::vector<ExprRow>& rows, bool types = true);

}  // namespace intake::test
