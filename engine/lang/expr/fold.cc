#include <algorithm>
#include <limits>
#include <optional>

#include "lang/expr/compiler.h"
#include "lang/expr/evaluation.h"

namespace intake::expr {

namespace {

constexpr std::uint32_t kNoLocal = std::numeric_limits<std::uint32_t>::max();

// What a value holds may be copied only so far; larger ones are computed when they are needed.
constexpr std::uint32_t kMostValues = 2'000;
constexpr std::uint32_t kMostBytes = 20'000;
constexpr std::uint32_t kDeepest = 32;

class Copier {
 public:
  Copier(Arena& arena, Context& to) : arena_(arena), to_(to) {}

  std::optional<Value> copy(const Value& value, std::uint32_t depth = 0) {
    if (++values_ > kMostValues || depth > kDeepest) return std::nullopt;
    switch (value.kind()) {
      case ValueKind::kError:
        return std::nullopt;
      case ValueKind::kString:
      case ValueKind::kBytes: {
        bytes_ += value.size();
        if (bytes_ > kMostBytes) return std::nullopt;
        const std::string_view text = arena_.copy(value.text());
        return value.is(ValueKind::kString) ? Value::of_string(text) : Value::of_bytes(text);
      }
      case ValueKind::kList: {
        ListBuilder list(to_);
        for (std::uint32_t i = 0, n = value.size(); i < n; ++i) {
          const auto item = copy(value.item(i), depth + 1);
          if (!item || !list.add(*item)) return std::nullopt;
        }
        return list.finish();
      }
      case ValueKind::kMap: {
        MapBuilder map(to_);
        for (std::uint32_t i = 0, n = value.size(); i < n; ++i) {
          const auto key = copy(value.key_at(i), depth + 1);
          const auto inner = copy(value.value_at(i), depth + 1);
          if (!key || !inner || map.add(*key, *inner)) return std::nullopt;
        }
        return map.finish();
      }
      case ValueKind::kOptional: {
        if (value.content() == nullptr) return value;
        const auto content = copy(*value.content(), depth + 1);
        if (!content) return std::nullopt;
        return to_.optional(*content);
      }
      case ValueKind::kIp:
        return to_.ip(value.ip());
      case ValueKind::kCidr:
        return to_.cidr(value.ip());
      default:
        return value;
    }
  }

 private:
  Arena& arena_;
  Context& to_;
  std::uint32_t values_ = 0;
  std::uint32_t bytes_ = 0;
};

// Builds values in an arena of the program.
class Keeper : public Context {
 public:
  Keeper(Arena& arena, const Limits& limits) : borrowed_(arena) {
    std::swap(arena_, borrowed_);
    limits_ = &limits;
    left_ = kMostValues * 8;
  }
  ~Keeper() { std::swap(arena_, borrowed_); }
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

 private:
  Arena& borrowed_;
};

}  // namespace

// A part is constant where it reads no variable, calls nothing that depends on the clock, and
// reads only locals that it gives a value itself. Locals are numbered from the outside inwards.
void Compiler::find_constants() {
  const std::size_t size = checked_->syntax.size();
  constant_.assign(size, false);
  std::vector<bool> depends(size, false);
  std::vector<std::uint32_t> lowest(size, kNoLocal);
  for (SyntaxId id = 0; id < size; ++id) {  // every node comes after its kids
    const Resolved& resolved = checked_->resolved[id];
    bool open = false;
    std::uint32_t low = kNoLocal;
    for (const SyntaxId kid : checked_->syntax.kids(id)) {
      open = open || depends[kid];
      low = std::min(low, lowest[kid]);
    }
    switch (node(id).kind) {
      case SyntaxKind::kName:
        if (resolved.kind == Resolved::Kind::kLocal) {
          low = resolved.index;
        } else {
          open = true;
        }
        break;
      case SyntaxKind::kCall:
        open = open || resolved.kind != Resolved::Kind::kFunction || resolved.count == 0;
        for (std::uint32_t i = 0; i < resolved.count && !open; ++i) {
          open = !checked_->overloads[resolved.index + i]->pure;
        }
        break;
      case SyntaxKind::kLoop:
      case SyntaxKind::kBind:
      case SyntaxKind::kOptMap:
      case SyntaxKind::kBlock:
        if (low >= resolved.index) low = kNoLocal;
        break;
      default:
        break;
    }
    depends[id] = open;
    lowest[id] = low;
    constant_[id] = !open && low == kNoLocal && node(id).kind != SyntaxKind::kOptionalItem;
  }
}

bool Compiler::fold(SyntaxId id) {
  constexpr std::uint64_t kBudget = 10'000;
  const ProgramPtr part = Compiler(checked_, id, limits_, false).run();
  Evaluation evaluation;
  evaluation.begin({}, limits_);
  const Value value =
      evaluation.run(*part, {}, std::min<std::uint64_t>(kBudget, limits_.expression_cost));
  Keeper keeper(program_->arena_, limits_);
  const auto kept = Copier(keeper.arena(), keeper).copy(value);
  if (!kept) return false;
  push_constant(id, *kept);
  return true;
}

}  // namespace intake::expr
