#include "lang/expr/checker.h"

#include <algorithm>
#include <utility>

#include "lang/expr/check_state.h"

namespace intake::expr {

namespace {

TypeKind literal_type(ValueKind kind) {
  switch (kind) {
    case ValueKind::kNull:
      return TypeKind::kNull;
    case ValueKind::kBool:
      return TypeKind::kBool;
    case ValueKind::kInt:
      return TypeKind::kInt;
    case ValueKind::kUint:
      return TypeKind::kUint;
    case ValueKind::kDouble:
      return TypeKind::kDouble;
    case ValueKind::kString:
      return TypeKind::kString;
    case ValueKind::kBytes:
      return TypeKind::kBytes;
    case ValueKind::kType:
      return TypeKind::kType;
    default:
      return TypeKind::kDyn;
  }
}

}  // namespace

Checked check(Syntax syntax, const Declarations& declarations, const CheckOptions& options) {
  Checked checked;
  checked.syntax = std::move(syntax);
  checked.types = declarations.types;
  Checker(checked, declarations, options).run();
  return checked;
}

void Checker::run() {
  out_.type.assign(syntax_.size(), simple(TypeKind::kDyn));
  out_.resolved.assign(syntax_.size(), {});
  visit(syntax_.root);
  for (TypeId& type : out_.type) {
    type = options_.types ? types_.resolve(type, true) : simple(TypeKind::kDyn);
  }
  std::ranges::stable_sort(out_.faults, {}, &LangError::offset);
}

void Checker::fault(std::uint32_t offset, std::string message, std::string hint) {
  if (!options_.types) return;
  out_.faults.push_back({offset, std::move(message), std::move(hint)});
}

void Checker::visit_kids(SyntaxId id) {
  for (std::uint32_t i = 0; i < syntax_.node(id).kids; ++i) visit(syntax_.kid(id, i));
}

// The depth of an expression is limited when it is parsed.
void Checker::visit(SyntaxId id) {
  switch (syntax_.node(id).kind) {
    case SyntaxKind::kLiteral:
      return set_type(id, simple(literal_type(syntax_.node(id).literal.kind())));
    case SyntaxKind::kName:
      return visit_name(id);
    case SyntaxKind::kSelect:
      return visit_select(id);
    case SyntaxKind::kIndex:
      return visit_index(id);
    case SyntaxKind::kCall:
      return visit_call(id);
    case SyntaxKind::kAnd:
    case SyntaxKind::kOr:
      return visit_logical(id);
    case SyntaxKind::kConditional:
      return visit_conditional(id);
    case SyntaxKind::kList:
      return visit_list(id);
    case SyntaxKind::kMap:
      return visit_map(id);
    case SyntaxKind::kOptionalItem:
      return set_type(id, unwrap_optional(id));
    case SyntaxKind::kLoop:
      return visit_loop(id);
    case SyntaxKind::kBind:
      return visit_bind(id);
    case SyntaxKind::kOptMap:
      return visit_opt_map(id);
    case SyntaxKind::kBlock:
      return visit_block(id);
  }
}

}  // namespace intake::expr
