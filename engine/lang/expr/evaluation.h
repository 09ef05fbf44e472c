#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "lang/expr/function.h"
#include "lang/expr/program.h"
#include "lang/predicate/predicate.h"

namespace intake::expr {

/// Runs programs. Reusable: its memory is kept from one begin() to the next, so that evaluating
/// allocates nothing once it has grown. Not shareable between threads.
class Evaluation : public Context {
 public:
  /// Forgets the values of before. `now` (RFC 3339), `limits`, and the programs and documents that
  /// are used must stay until the next begin().
  void begin(std::string_view now, const Limits& limits);

  // Values for slots; valid until begin().
  static Value of(View view) { return Value::of_view(view); }
  Value of(const Datum& datum);
  /// Of a variable that has no value because nothing stands at this pointer. Reading it is an
  /// error of kNoKey.
  Value absent(std::string_view pointer);

  /// The value, or an error; valid until begin(). May cost Limits::expression_cost (`budget`, where
  /// that is less).
  Value run(const Program& program, std::span<const Value> slots);
  Value run(const Program& program, std::span<const Value> slots, std::uint64_t budget);
  /// What the last run cost.
  std::uint64_t cost() const { return budget_ - left_; }

 private:
  void execute(const Code& code, std::span<const Value> slots);
  void variable(std::span<const Value> slots, std::uint32_t slot);
  Value needed(const Value& found, std::string_view what);
  Value wrong_kinds(const CallSite& site, std::span<const Value> args);
  void select(std::string_view name, std::uint8_t flags);
  void index(std::uint8_t flags);
  void call(const Code& code, const CallSite& site);
  void combine(bool decided);
  void make_list(const Code& code, const Instruction& now);
  void make_map(const Code& code, const Instruction& now);
  bool loop_begin(const Instruction& now);
  bool loop_next(const Instruction& now);
  bool loop_step(const Instruction& now);
  void loop_end(const Instruction& now);
  bool append(Value& list, const Value& item);
  bool add_entry(Value& result, const Value& key, const Value& value);
  /// The entry of a map, or kNoEntry. `name` is a text of the program.
  std::uint32_t find_member(const Value& object, std::string_view name);
  Value get_member(const Value& object, std::string_view name);
  Value get_item(const Value& container, const Value& key);
  Value no_key(const Value& container, std::string_view member);
  Value& top() { return stack_.back(); }

  std::vector<Value> stack_;
  std::vector<MapBuilder> builders_;  // of the loops that make maps
  /// Which name a text of a program is in a document.
  struct Known {
    const char* text = nullptr;
    const Document* document = nullptr;
    NameId name = kNoName;
  };
  std::array<Known, 64> known_{};
  std::uint64_t budget_ = 0;
};

/// What an error says, for people: `the member `x` is absent`.
std::string error_text(const ErrorBody& error);

/// A boolean result as a truth: an error is unknown, with its reason; so is what is no bool.
/// kAbsent with the pointer of the place that is absent, kBudget, else kExpression with the text
/// and the offset in the expression.
struct Judgement {
  Truth truth = Truth::kUnknown;
  Reason reason;
  std::uint32_t offset = 0;  // of the error
};
Judgement judge(const Value& result);

}  // namespace intake::expr
