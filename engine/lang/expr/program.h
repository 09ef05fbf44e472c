#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/expr/checker.h"
#include "lang/expr/declarations.h"
#include "lang/expr/value.h"
#include "lang/pattern.h"

namespace intake::expr {

enum class Op : std::uint8_t {
  kConstant,   // push constants[a]
  kVariable,   // push slot a
  kLocal,      // push the stack's a-th
  kSelect,     // member texts[a] of the top; flags as in the syntax
  kIndex,      // pop the key; flags as in the syntax
  kCall,       // calls[a]
  kDouble,     // an int or uint on top becomes a double
  kInt,        // a whole double on top becomes an int
  kJump,       // to a
  kAndTest,    // to a where the top is false
  kAnd,        // pop one, combine
  kOrTest,     // to a where the top is true
  kOr,         // pop one, combine
  kBranch,     // pop a bool: next, or to a; anything else becomes an error: to b
  kList,       // of a items; optional ones by masks[b - 1]
  kMap,        // of a entries; optional ones by masks[b - 1]
  kLoopBegin,  // the top is gone through; to a where it cannot be. flags: Loop; c: variables
  kLoopNext,   // next item of the loop at b, else to a. c: variables
  kLoopTest,   // pop a condition: next, or to a; where it is none, to c. Loop at b
  kLoopStep,   // pop the body; to a where the loop at b is decided. flags: Loop
  kLoopEnd,    // the result of the loop at b. flags: Loop
  kSlide,      // the top takes the place of the a-th and all above it
  kOptBegin,   // the top is an optional: what it holds, else to a
  kOptEnd,     // as kSlide, the top as an optional; with kFlat it is one
  kReturn,
};

struct Instruction {
  Op op = Op::kReturn;
  std::uint8_t flags = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t offset = 0;  // in the expression
};

/// The overloads that a call may turn out to be.
struct CallSite {
  std::uint32_t first = 0;  // in Code::overloads
  std::uint32_t count = 0;
  std::uint32_t args = 0;
  std::string_view name;  // as people write it
};

struct Overload {
  const Function* function = nullptr;
  std::uint32_t first_mask = 0;  // in Code::kinds: bits of the ValueKinds of each argument
};

/// A flat program: no tree is followed when it runs.
struct Code {
  std::vector<Instruction> instructions;
  std::vector<Value> constants;
  std::vector<std::string_view> texts;
  std::vector<CallSite> calls;
  std::vector<Overload> overloads;
  std::vector<std::uint32_t> kinds;
  std::vector<std::vector<bool>> masks;
  std::uint32_t stack = 0;  // values at most
};

/// A bound on what evaluating costs, whatever the input is within the limits.
std::uint64_t worst_cost(const Checked& checked, SyntaxId root, const Limits& limits);

/// A compiled expression. Immutable, shareable between threads; the tables of the schema that its
/// declarations name must outlive it.
class Program {
 public:
  const Code& code() const { return code_; }
  std::span<const std::pair<std::string, PatternPtr>> patterns() const {
    return checked_->patterns;
  }
  /// Where in the text of the expression this program stands.
  ByteSpan range() const { return range_; }
  TypeId type() const { return checked_->type[root_]; }
  const Types& types() const { return checked_->types; }
  /// Saturated at the highest number.
  std::uint64_t worst_cost(const Limits& limits) const {
    return expr::worst_cost(*checked_, root_, limits);
  }
  /// Slots of the variables it reads, sorted.
  const std::vector<std::uint32_t>& variables() const { return variables_; }

 private:
  friend class Compiler;

  std::shared_ptr<const Checked> checked_;
  SyntaxId root_ = kNoSyntax;
  ByteSpan range_;
  Code code_;
  Arena arena_;  // of constants computed beforehand
  std::vector<std::uint32_t> variables_;
};

using ProgramPtr = std::shared_ptr<const Program>;

/// The program of a part of a checked expression; `checked` has no faults. Parts that depend on
/// nothing are computed here.
ProgramPtr compile(std::shared_ptr<const Checked> checked, SyntaxId root, const Limits& limits);

struct CompileResult {
  std::shared_ptr<const Checked> checked;  // null where the text cannot be parsed
  ProgramPtr program;                      // null where there are faults
  std::vector<LangError> faults;
};

/// Parses, checks and compiles.
CompileResult compile(std::string_view text, const Declarations& declarations, const Limits& limits,
                      const CheckOptions& options = {});

}  // namespace intake::expr
