#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/predicate/predicate.h"

namespace intake::test {

/// A document from JSON text; fails the test where it is none.
DocumentPtr must_read_json(std::string_view text);

/// One use of a predicate as a rule would write it (`one-of: [a, b]`), with literal arguments: a
/// map holds parameters by name, anything else is the first one.
class PredicateBench {
 public:
  explicit PredicateBench(std::string_view yaml, const PathTable* schema = nullptr,
                          bool prepare = true);

  const Predicate& predicate() const { return *predicate_; }
  /// Why prepare() refused the arguments; empty where it did not.
  const std::string& fault() const { return fault_; }

  /// JSON text of the value; "" for an absent one.
  Outcome run(std::string_view json, bool details = true);
  Outcome run(View value, bool details = true) const;
  /// Replaces an argument, as an operand would have it at run time.
  void set_argument(std::size_t parameter, ArgValue value);

 private:
  DocumentPtr use_;
  DocumentPtr value_;
  const Predicate* predicate_ = nullptr;
  const PathTable* schema_ = nullptr;
  Limits limits_;
  std::vector<ArgValue> args_;
  std::vector<PatternPtr> patterns_;
  std::shared_ptr<const Prepared> prepared_;
  std::string fault_;
};

/// `t`, `f` or `?`.
char letter(Truth truth);

/// What a predicate should say. Texts that are left out are not compared.
struct Row {
  std::string_view use;
  std::string_view value;  // JSON; "" for an absent value
  char truth = 't';
  const char* expected = nullptr;
  const char* missing = nullptr;
  const char* extra = nullptr;
  const char* suggestion = nullptr;
  ReasonCode reason = ReasonCode::kNone;
  const char* reason_args = nullptr;  // joined by "; "
};

/// Each row with and without details, which must not change the answer.
void check_rows(const std::vector<Row>& rows);

/// The instant that stands for `now`.
inline constexpr std::string_view kTestNow = "2024-06-15T12:00:00+02:00";

}  // namespace intake::test
