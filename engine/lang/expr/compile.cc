#include <algorithm>
#include <new>
#include <optional>
#include <string>

#include "lang/expr/compiler.h"

namespace intake::expr {

namespace {

constexpr std::uint32_t bit(ValueKind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr std::uint32_t kEvery = 0xffffffff & ~bit(ValueKind::kError);

// The kinds of values that a parameter takes.
std::uint32_t kinds_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::kNull:
      return bit(ValueKind::kNull);
    case TypeKind::kBool:
      return bit(ValueKind::kBool);
    case TypeKind::kInt:
      return bit(ValueKind::kInt);
    case TypeKind::kUint:
      return bit(ValueKind::kUint);
    case TypeKind::kDouble:
      return bit(ValueKind::kDouble);
    case TypeKind::kString:
      return bit(ValueKind::kString);
    case TypeKind::kBytes:
      return bit(ValueKind::kBytes);
    case TypeKind::kTimestamp:
      return bit(ValueKind::kTimestamp);
    case TypeKind::kDuration:
      return bit(ValueKind::kDuration);
    case TypeKind::kType:
      return bit(ValueKind::kType);
    case TypeKind::kIp:
      return bit(ValueKind::kIp);
    case TypeKind::kCidr:
      return bit(ValueKind::kCidr);
    case TypeKind::kNumber:
      return bit(ValueKind::kInt) | bit(ValueKind::kUint) | bit(ValueKind::kDouble);
    case TypeKind::kList:
      return bit(ValueKind::kList);
    case TypeKind::kMap:
    case TypeKind::kObject:
      return bit(ValueKind::kMap);
    case TypeKind::kOptional:
      return bit(ValueKind::kOptional);
    case TypeKind::kDyn:
    case TypeKind::kAbstract:
    case TypeKind::kNullable:
    case TypeKind::kVariable:
      break;
  }
  return kEvery;
}

}  // namespace

Compiler::Compiler(std::shared_ptr<const Checked> checked, SyntaxId root, const Limits& limits,
                   bool fold)
    : checked_(std::move(checked)),
      root_(root),
      limits_(limits),
      fold_(fold),
      program_(std::make_shared<Program>()) {}

ProgramPtr Compiler::run() {
  program_->checked_ = checked_;
  program_->root_ = root_;
  program_->range_ = node(root_).range;
  if (fold_) find_constants();
  visit(root_);
  emit(Op::kReturn, root_, -1);
  auto& variables = program_->variables_;
  std::ranges::sort(variables);
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  return program_;
}

std::size_t Compiler::emit(Op op, SyntaxId id, int change, std::uint32_t a, std::uint32_t b,
                           std::uint32_t c, std::uint8_t flags) {
  code().instructions.push_back({op, flags, a, b, c, node(id).offset});
  depth_ = static_cast<std::uint32_t>(static_cast<int>(depth_) + change);
  code().stack = std::max(code().stack, depth_);
  return code().instructions.size() - 1;
}

void Compiler::push_constant(SyntaxId id, const Value& value) {
  code().constants.push_back(value);
  emit(Op::kConstant, id, 1, static_cast<std::uint32_t>(code().constants.size() - 1));
}

void Compiler::push_error(SyntaxId id, ErrorCode error, std::string_view message,
                          std::string_view name) {
  ErrorBody body;
  body.code = error;
  body.offset = node(id).offset;
  body.message = program_->arena_.copy(std::string(message) + " `" + std::string(name) + "`");
  push_constant(id, Value::of_error(new (program_->arena_.allocate(
                        sizeof(ErrorBody), alignof(ErrorBody))) ErrorBody(body)));
}

// JSON writes a number with or without a fraction; the type says which it is.
void Compiler::convert(SyntaxId id) {
  const TypeId type = checked_->types.without_null(checked_->type[id]);
  const TypeKind kind = checked_->types.kind(type);
  if (kind == TypeKind::kDouble) emit(Op::kDouble, id, 0);
  if (kind == TypeKind::kInt) emit(Op::kInt, id, 0);
}

void Compiler::set_local(std::uint32_t number, std::uint32_t place) {
  if (locals_.size() <= number) locals_.resize(number + 1);
  locals_[number] = place;
}

std::uint32_t Compiler::mask_of(std::vector<bool> mask) {
  if (std::ranges::find(mask, true) == mask.end()) return 0;
  code().masks.push_back(std::move(mask));
  return static_cast<std::uint32_t>(code().masks.size());
}

// The depth of an expression is limited when it is parsed.
void Compiler::visit(SyntaxId id) {
  if (fold_ && constant_[id] && node(id).kind != SyntaxKind::kLiteral) {
    if (fold(id)) return;
    // What failed as a whole is not tried again in its parts.
    fold_ = false;
    visit(id);
    fold_ = true;
    return;
  }
  switch (node(id).kind) {
    case SyntaxKind::kLiteral:
      return push_constant(id, node(id).literal);
    case SyntaxKind::kName:
      return visit_name(id);
    case SyntaxKind::kSelect:
      visit(kid(id, 0));
      code().texts.push_back(node(id).name);
      emit(Op::kSelect, id, 0, static_cast<std::uint32_t>(code().texts.size() - 1), 0, 0,
           node(id).flags);
      return convert(id);
    case SyntaxKind::kIndex:
      visit(kid(id, 0));
      visit(kid(id, 1));
      emit(Op::kIndex, id, -1, 0, 0, 0, node(id).flags);
      return convert(id);
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
      return visit(kid(id, 0));
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

void Compiler::visit_name(SyntaxId id) {
  const Resolved& resolved = checked_->resolved[id];
  if (resolved.kind == Resolved::Kind::kLocal) {
    emit(Op::kLocal, id, 1, locals_[resolved.index]);
  } else if (resolved.kind == Resolved::Kind::kVariable) {
    program_->variables_.push_back(resolved.index);
    emit(Op::kVariable, id, 1, resolved.index);
  } else {
    return push_error(id, ErrorCode::kUnknownName, "there is no variable", node(id).name);
  }
  convert(id);
}

void Compiler::visit_call(SyntaxId id) {
  const Resolved& resolved = checked_->resolved[id];
  if (resolved.kind != Resolved::Kind::kFunction) {
    return push_error(id, ErrorCode::kUnknownName, "there is no function", node(id).name);
  }
  const std::uint32_t args = node(id).kids;
  for (std::uint32_t i = 0; i < args; ++i) visit(kid(id, i));
  CallSite site{static_cast<std::uint32_t>(code().overloads.size()), resolved.count, args,
                shown_name(node(id).name)};
  bool passes_on = false;
  for (std::uint32_t i = 0; i < resolved.count; ++i) {
    const Function* function = checked_->overloads[resolved.index + i];
    Overload overload{function, static_cast<std::uint32_t>(code().kinds.size())};
    const Signature signature = signatures_.signature(function->signature);
    for (std::uint32_t arg = 0; arg < args; ++arg) {
      const TypeId param =
          arg < signature.params.size() ? signature.params[arg] : signature.params.back();
      code().kinds.push_back(kinds_of(signatures_.kind(param)));
    }
    code().overloads.push_back(overload);
    // It may be an item of a document.
    passes_on = passes_on || signatures_.kind(signature.result) == TypeKind::kVariable;
  }
  code().calls.push_back(site);
  emit(Op::kCall, id, 1 - static_cast<int>(args),
       static_cast<std::uint32_t>(code().calls.size() - 1));
  if (passes_on) convert(id);
}

void Compiler::visit_logical(SyntaxId id) {
  const bool is_and = node(id).kind == SyntaxKind::kAnd;
  std::vector<std::size_t> tests;
  visit(kid(id, 0));
  for (std::uint32_t i = 1; i < node(id).kids; ++i) {
    tests.push_back(emit(is_and ? Op::kAndTest : Op::kOrTest, id, 0));
    visit(kid(id, i));
    emit(is_and ? Op::kAnd : Op::kOr, id, -1);
  }
  for (const std::size_t test : tests) code().instructions[test].a = here();
}

void Compiler::visit_conditional(SyntaxId id) {
  visit(kid(id, 0));
  const std::size_t branch = emit(Op::kBranch, id, -1);
  visit(kid(id, 1));
  const std::size_t jump = emit(Op::kJump, id, -1);
  code().instructions[branch].a = here();
  visit(kid(id, 2));
  code().instructions[jump].a = here();
  code().instructions[branch].b = here();
}

void Compiler::visit_list(SyntaxId id) {
  const std::uint32_t count = node(id).kids;
  std::vector<bool> mask;
  for (std::uint32_t i = 0; i < count; ++i) {
    visit(kid(id, i));
    mask.push_back(node(kid(id, i)).kind == SyntaxKind::kOptionalItem);
  }
  emit(Op::kList, id, 1 - static_cast<int>(count), count, mask_of(std::move(mask)));
}

void Compiler::visit_map(SyntaxId id) {
  const std::uint32_t count = node(id).kids;
  std::vector<bool> mask;
  for (std::uint32_t i = 0; i < count; ++i) {
    visit(kid(id, i));
    if (i % 2 == 0) mask.push_back(node(kid(id, i)).kind == SyntaxKind::kOptionalItem);
  }
  emit(Op::kMap, id, 1 - static_cast<int>(count), count / 2, mask_of(std::move(mask)));
}

// On the stack: what is gone through, the number of the item, the result so far, the variables.
void Compiler::visit_loop(SyntaxId id) {
  const SyntaxNode& loop = node(id);
  const auto kind = static_cast<std::uint8_t>(loop.loop);
  const Resolved& resolved = checked_->resolved[id];
  visit(kid(id, 0));
  const std::uint32_t base = depth_ - 1;
  const auto variables = resolved.count;
  const std::size_t begin =
      emit(Op::kLoopBegin, id, static_cast<int>(2 + variables), 0, base, variables, kind);
  for (std::uint32_t i = 0; i < variables; ++i) set_local(resolved.index + i, base + 3 + i);
  const std::uint32_t again = here();
  const std::size_t next = emit(Op::kLoopNext, id, 0, 0, base, variables);
  std::optional<std::size_t> test;
  if (loop.kids == 3) {
    visit(kid(id, 2));
    test = emit(Op::kLoopTest, kid(id, 2), -1, again, base);
  }
  visit(kid(id, 1));
  const std::size_t step = emit(Op::kLoopStep, kid(id, 1), -1, 0, base, 0, kind);
  emit(Op::kJump, id, 0, again);
  const std::uint32_t end = here();
  code().instructions[next].a = end;
  code().instructions[step].a = end;
  if (test) code().instructions[*test].c = end;
  emit(Op::kLoopEnd, id, -static_cast<int>(2 + variables), 0, base, 0, kind);
  code().instructions[begin].a = here();
}

void Compiler::visit_bind(SyntaxId id) {
  visit(kid(id, 0));
  const std::uint32_t base = depth_ - 1;
  set_local(checked_->resolved[id].index, base);
  visit(kid(id, 1));
  emit(Op::kSlide, id, -1, base);
}

void Compiler::visit_opt_map(SyntaxId id) {
  visit(kid(id, 0));
  const std::uint32_t base = depth_ - 1;
  const std::size_t begin = emit(Op::kOptBegin, id, 0);
  set_local(checked_->resolved[id].index, base);
  visit(kid(id, 1));
  emit(Op::kOptEnd, id, -1, base, 0, 0, node(id).flags);
  code().instructions[begin].a = here();
}

void Compiler::visit_block(SyntaxId id) {
  const std::uint32_t items = node(id).kids - 1;
  const std::uint32_t base = depth_;
  for (std::uint32_t i = 0; i < items; ++i) {
    visit(kid(id, i));
    set_local(checked_->resolved[id].index + i, base + i);
  }
  visit(kid(id, items));
  emit(Op::kSlide, id, -static_cast<int>(items), base);
}

ProgramPtr compile(std::shared_ptr<const Checked> checked, SyntaxId root, const Limits& limits) {
  return Compiler(std::move(checked), root, limits, true).run();
}

CompileResult compile(std::string_view text, const Declarations& declarations, const Limits& limits,
                      const CheckOptions& options) {
  CompileResult result;
  auto syntax = parse(text, limits, ParseOptions{options.macros});
  if (!syntax.ok()) {
    result.faults.push_back(std::move(syntax).error());
    return result;
  }
  CheckOptions checking = options;
  checking.limits = limits;
  result.checked =
      std::make_shared<const Checked>(check(std::move(*syntax), declarations, checking));
  result.faults = result.checked->faults;
  if (result.faults.empty()) {
    result.program = compile(result.checked, result.checked->syntax.root, limits);
  }
  return result;
}

}  // namespace intake::expr
