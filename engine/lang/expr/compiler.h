#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "lang/expr/program.h"

namespace intake::expr {

/// Turns a part of a checked expression into instructions.
class Compiler {
 public:
  Compiler(std::shared_ptr<const Checked> checked, SyntaxId root, const Limits& limits, bool fold);

  ProgramPtr run();

 private:
  void visit(SyntaxId id);
  void visit_name(SyntaxId id);
  void visit_call(SyntaxId id);
  void visit_logical(SyntaxId id);
  void visit_conditional(SyntaxId id);
  void visit_list(SyntaxId id);
  void visit_map(SyntaxId id);
  void visit_loop(SyntaxId id);
  void visit_bind(SyntaxId id);
  void visit_opt_map(SyntaxId id);
  void visit_block(SyntaxId id);

  // fold.cc
  void find_constants();
  bool fold(SyntaxId id);

  const SyntaxNode& node(SyntaxId id) const { return checked_->syntax.node(id); }
  SyntaxId kid(SyntaxId id, std::uint32_t index) const { return checked_->syntax.kid(id, index); }
  /// The place of the new instruction. `change`: values more on the stack after it.
  std::size_t emit(Op op, SyntaxId id, int change, std::uint32_t a = 0, std::uint32_t b = 0,
                   std::uint32_t c = 0, std::uint8_t flags = 0);
  std::uint32_t here() const { return static_cast<std::uint32_t>(code().instructions.size()); }
  Code& code() { return program_->code_; }
  const Code& code() const { return program_->code_; }
  void push_constant(SyntaxId id, const Value& value);
  void push_error(SyntaxId id, ErrorCode error, std::string_view message, std::string_view name);
  void convert(SyntaxId id);
  void set_local(std::uint32_t number, std::uint32_t place);
  std::uint32_t mask_of(std::vector<bool> mask);

  std::shared_ptr<const Checked> checked_;
  SyntaxId root_;
  const Limits& limits_;
  bool fold_;
  std::shared_ptr<Program> program_;
  std::uint32_t depth_ = 0;            // values on the stack
  std::vector<std::uint32_t> locals_;  // by number: place on the stack
  Types signatures_;                   // of the overloads
  std::vector<bool> constant_;         // by SyntaxId: depends on nothing
};

}  // namespace intake::expr
