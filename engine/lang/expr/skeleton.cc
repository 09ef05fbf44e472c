#include "lang/expr/skeleton.h"

namespace intake::expr {

namespace {

class Splitter {
 public:
  Splitter(const std::shared_ptr<const Checked>& checked, const Limits& limits)
      : checked_(checked), limits_(limits) {}

  // The depth of an expression is limited when it is parsed.
  Skeleton visit(SyntaxId id) const {
    const Syntax& syntax = checked_->syntax;
    const SyntaxNode& node = syntax.node(id);
    Skeleton skeleton;
    skeleton.range = node.range;
    switch (node.kind) {
      case SyntaxKind::kAnd:
        skeleton.op = Skeleton::Op::kAll;
        break;
      case SyntaxKind::kOr:
        skeleton.op = Skeleton::Op::kAny;
        break;
      case SyntaxKind::kConditional:
        // What is chosen must be a truth itself.
        if (is_bool(id)) skeleton.op = Skeleton::Op::kIf;
        break;
      case SyntaxKind::kCall:
        if (node.name == "!_" && node.kids == 1) skeleton.op = Skeleton::Op::kNot;
        break;
      default:
        break;
    }
    if (skeleton.op == Skeleton::Op::kLeaf) {
      skeleton.program = compile(checked_, id, limits_);
    } else {
      for (const SyntaxId kid : syntax.kids(id)) skeleton.parts.push_back(visit(kid));
    }
    return skeleton;
  }

 private:
  bool is_bool(SyntaxId id) const {
    return checked_->types.kind(checked_->type[id]) == TypeKind::kBool;
  }

  const std::shared_ptr<const Checked>& checked_;
  const Limits& limits_;
};

}  // namespace

Skeleton split(const std::shared_ptr<const Checked>& checked, const Limits& limits) {
  return Splitter(checked, limits).visit(checked->syntax.root);
}

}  // namespace intake::expr
