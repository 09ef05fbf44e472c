#include <algorithm>
#include <limits>
#include <vector>

#include "lang/expr/program.h"

namespace intake::expr {

namespace {

constexpr std::uint64_t kEndless = std::numeric_limits<std::uint64_t>::max();

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > kEndless - b ? kEndless : a + b; }
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kEndless / b ? kEndless : a * b;
}

// How large a value may be.
struct Extent {
  std::uint64_t items = 0;  // of a list or map
  std::uint64_t bytes = 0;  // of a text
  std::uint64_t inner_items = 0;
  std::uint64_t inner_bytes = 0;
  std::uint64_t deep = 1;  // what it costs to walk through all that it holds
};

Extent wider(const Extent& a, const Extent& b) {
  return {std::max(a.items, b.items), std::max(a.bytes, b.bytes),
          std::max(a.inner_items, b.inner_items), std::max(a.inner_bytes, b.inner_bytes),
          std::max(a.deep, b.deep)};
}

class Estimator {
 public:
  Estimator(const Checked& checked, const Limits& limits) : checked_(checked), limits_(limits) {
    document_.items = limits.nodes;
    document_.bytes = limits.scalar_bytes;
    document_.inner_items = limits.nodes;
    document_.inner_bytes = limits.scalar_bytes;
    document_.deep = add(limits.nodes, limits.input_bytes / 16);
  }

  std::uint64_t run(SyntaxId root) {
    visit(root);
    spend(1);  // the return
    return cost_;
  }

 private:
  const SyntaxNode& node(SyntaxId id) const { return checked_.syntax.node(id); }
  SyntaxId kid(SyntaxId id, std::uint32_t i) const { return checked_.syntax.kid(id, i); }

  // What the type rules out.
  Extent clamp(SyntaxId id, Extent extent) const {
    const TypeId type = checked_.types.without_null(checked_.type[id]);
    switch (checked_.types.kind(type)) {
      case TypeKind::kNull:
      case TypeKind::kBool:
      case TypeKind::kInt:
      case TypeKind::kUint:
      case TypeKind::kDouble:
      case TypeKind::kTimestamp:
      case TypeKind::kDuration:
      case TypeKind::kIp:
      case TypeKind::kCidr:
        return {};
      case TypeKind::kString:
      case TypeKind::kBytes:
        return {0, extent.bytes, 0, 0, add(1, extent.bytes / 16)};
      default:
        return extent;
    }
  }

  void spend(std::uint64_t units) { cost_ = add(cost_, times(units, repeated_)); }

  Extent inner(const Extent& container) const {
    return {container.inner_items, container.inner_bytes, container.inner_items,
            container.inner_bytes, container.deep};
  }

  Extent visit(SyntaxId id) { return clamp(id, visit_kind(id)); }

  Extent visit_kind(SyntaxId id) {
    spend(1);
    switch (node(id).kind) {
      case SyntaxKind::kLiteral: {
        const std::uint64_t bytes = node(id).literal.size();
        return {0, bytes, 0, 0, add(1, bytes / 16)};
      }
      case SyntaxKind::kName: {
        const Resolved& resolved = checked_.resolved[id];
        spend(1);  // a conversion
        return resolved.kind == Resolved::Kind::kLocal ? locals_[resolved.index] : document_;
      }
      case SyntaxKind::kSelect: {
        spend(1);
        return inner(visit(kid(id, 0)));
      }
      case SyntaxKind::kIndex: {
        const Extent container = visit(kid(id, 0));
        const Extent key = visit(kid(id, 1));
        spend(add(2, key.bytes / 16));
        return inner(container);
      }
      case SyntaxKind::kCall:
        return call(id);
      case SyntaxKind::kAnd:
      case SyntaxKind::kOr:
        for (const SyntaxId k : checked_.syntax.kids(id)) {
          visit(k);
          spend(2);
        }
        return {};
      case SyntaxKind::kConditional: {
        visit(kid(id, 0));
        spend(1);
        const Extent yes = visit(kid(id, 1));
        return wider(yes, visit(kid(id, 2)));
      }
      case SyntaxKind::kList:
      case SyntaxKind::kMap:
        return collection(id);
      case SyntaxKind::kOptionalItem:
        return visit(kid(id, 0));
      case SyntaxKind::kLoop:
        return loop(id);
      case SyntaxKind::kBind:
      case SyntaxKind::kOptMap: {
        const Extent value = visit(kid(id, 0));
        set_local(checked_.resolved[id].index, value);
        spend(1);
        return visit(kid(id, 1));
      }
      case SyntaxKind::kBlock: {
        const std::uint32_t last = node(id).kids - 1;
        for (std::uint32_t i = 0; i < last; ++i) {
          set_local(checked_.resolved[id].index + i, visit(kid(id, i)));
        }
        return visit(kid(id, last));
      }
    }
    return {};
  }

  void set_local(std::uint32_t number, const Extent& extent) {
    if (locals_.size() <= number) locals_.resize(number + 1);
    locals_[number] = extent;
  }

  Extent collection(SyntaxId id) {
    Extent made;
    made.items = node(id).kids;
    for (const SyntaxId k : checked_.syntax.kids(id)) {
      const Extent item = visit(k);
      made.inner_items = std::max({made.inner_items, item.items, item.inner_items});
      made.inner_bytes = std::max({made.inner_bytes, item.bytes, item.inner_bytes});
      made.deep = add(made.deep, add(item.deep, 1));
    }
    spend(times(2, made.items));
    return made;
  }

  Extent loop(SyntaxId id) {
    const Extent range = visit(kid(id, 0));
    const Resolved& resolved = checked_.resolved[id];
    for (std::uint32_t i = 0; i < resolved.count; ++i) {
      set_local(resolved.index + i, inner(range));
    }
    const std::uint64_t before = repeated_;
    repeated_ = times(repeated_, range.items);
    const Extent body = visit(kid(id, 1));
    if (node(id).kids == 3) visit(kid(id, 2));
    // The next item, the jump back, the condition, and what is added with its place in a map.
    spend(10);
    if (node(id).loop == Loop::kTransformMapEntry) spend(times(2, body.items));
    repeated_ = before;
    spend(3);
    switch (node(id).loop) {
      case Loop::kAll:
      case Loop::kExists:
      case Loop::kExistsOne:
        return {};
      case Loop::kFilter:
        return range;
      default:
        break;
    }
    const bool entries = node(id).loop == Loop::kTransformMapEntry;
    Extent made;
    made.items = entries ? times(range.items, body.items) : range.items;
    made.inner_items = std::max(body.items, body.inner_items);
    made.inner_bytes = std::max({body.bytes, body.inner_bytes, range.inner_bytes});
    made.deep = times(range.items, add(body.deep, 1));
    return made;
  }

  // Of compiling it while the program runs.
  std::uint64_t pattern_cost(SyntaxId id) const {
    std::uint64_t bytes = limits_.pattern_bytes;
    if (node(id).kind == SyntaxKind::kLiteral) {
      const std::string_view text = node(id).literal.text();
      for (const auto& [known, pattern] : checked_.patterns) {
        if (known == text) return 0;
      }
      bytes = std::min<std::uint64_t>(bytes, text.size());
    }
    return add(1000, times(100, bytes));
  }

  Extent call(SyntaxId id) {
    Extent sum, largest, second;
    std::uint64_t text = 0, items = 0, deep = 0, shallow = kEndless;
    for (const SyntaxId k : checked_.syntax.kids(id)) {
      const Extent arg = visit(k);
      text = add(text, arg.bytes / 16 + 1);
      items = add(items, arg.items);
      deep = add(deep, arg.deep);
      shallow = std::min(shallow, arg.deep);
      sum.items = add(sum.items, arg.items);
      sum.bytes = add(sum.bytes, arg.bytes);
      sum.inner_items = std::max(sum.inner_items, arg.inner_items);
      sum.inner_bytes = std::max({sum.inner_bytes, arg.inner_bytes, arg.bytes});
      second = wider(second, std::max(largest.items, largest.bytes) < std::max(arg.items, arg.bytes)
                                 ? largest
                                 : arg);
      largest = wider(largest, arg);
    }
    sum.deep = add(deep, 64);
    const Resolved& resolved = checked_.resolved[id];
    Extent result;
    std::uint64_t most = 1;
    for (std::uint32_t i = 0; i < resolved.count; ++i) {
      const Function& function = *checked_.overloads[resolved.index + i];
      std::uint64_t units = function.cost.base;
      units = add(units, times(function.cost.per_text, text));
      units = add(units, times(function.cost.per_item, items));
      // Comparing and hashing are charged as they go; a function may well do each to all it has.
      // Two values are compared no further than the smaller one reaches.
      const bool compares = function.name == "_==_" || function.name == "_!=_";
      units = add(units, compares ? add(shallow, text) : times(4, add(deep, text)));
      if (function.pattern_argument >= 0) {
        units =
            add(units, pattern_cost(kid(id, static_cast<std::uint8_t>(function.pattern_argument))));
      }
      switch (function.growth) {
        case Growth::kScalar:
          result = wider(result, {64, 64, 64, 64, 128});
          break;
        case Growth::kSum:
          result = wider(result, {add(sum.items, 64), add(sum.bytes, 64), add(sum.inner_items, 64),
                                  add(sum.inner_bytes, 64), sum.deep});
          break;
        case Growth::kProduct: {
          const std::uint64_t product = times(add(std::max(largest.items, largest.bytes), 1),
                                              add(std::max(second.items, second.bytes), 1));
          result = wider(result, {product, product, product, product, times(product, sum.deep)});
          break;
        }
        case Growth::kAny:
          result = {kEndless, kEndless, kEndless, kEndless, kEndless};
          units = kEndless;
          break;
      }
      // What it makes is charged when it is made.
      const Extent made = clamp(id, result);
      units = add(units, times(4, add(made.items, made.bytes / 16)));
      most = std::max(most, units);
    }
    spend(most);
    return result;
  }

  const Checked& checked_;
  const Limits& limits_;
  Extent document_;
  std::vector<Extent> locals_;
  std::uint64_t repeated_ = 1;
  std::uint64_t cost_ = 0;
};

}  // namespace

std::uint64_t worst_cost(const Checked& checked, SyntaxId root, const Limits& limits) {
  return Estimator(checked, limits).run(root);
}

}  // namespace intake::expr
