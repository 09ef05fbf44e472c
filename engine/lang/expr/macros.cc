#include "lang/expr/macros.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace intake::expr {

namespace {

struct LoopMacro {
  std::string_view name;
  Loop loop;
  std::uint32_t args;  // without the receiver
  bool two_names;
};

constexpr std::array kLoops{
    LoopMacro{"all", Loop::kAll, 2, false},
    LoopMacro{"all", Loop::kAll, 3, true},
    LoopMacro{"exists", Loop::kExists, 2, false},
    LoopMacro{"exists", Loop::kExists, 3, true},
    LoopMacro{"existsOne", Loop::kExistsOne, 2, false},
    LoopMacro{"existsOne", Loop::kExistsOne, 3, true},
    LoopMacro{"exists_one", Loop::kExistsOne, 2, false},
    LoopMacro{"filter", Loop::kFilter, 2, false},
    LoopMacro{"map", Loop::kMap, 2, false},
    LoopMacro{"map", Loop::kMap, 3, false},
    LoopMacro{"transformList", Loop::kMap, 3, true},
    LoopMacro{"transformList", Loop::kMap, 4, true},
    LoopMacro{"transformMap", Loop::kTransformMap, 3, true},
    LoopMacro{"transformMap", Loop::kTransformMap, 4, true},
    LoopMacro{"transformMapEntry", Loop::kTransformMapEntry, 3, true},
    LoopMacro{"transformMapEntry", Loop::kTransformMapEntry, 4, true},
};

constexpr std::array kDocs{
    MacroDoc{
        "all", "list.all(x, condition)",
        "Whether the condition holds for every item, or key of a map. One that is false decides, "
        "even where others cannot be evaluated.",
        "[1, 2, 3].all(x, x > 0)", "true"},
    MacroDoc{"all", "list.all(i, x, condition)",
             "The same with the index (or key) and the item (or value).",
             "{\"a\": 1}.all(key, value, key == \"a\" && value == 1)", "true"},
    MacroDoc{"cel.bind", "cel.bind(name, value, expression)",
             "Gives a value a name within the expression.", "cel.bind(x, 2, x * x)", "4"},
    MacroDoc{"cel.block", "cel.block([value, ...], expression)",
             "Gives values numbers: `cel.index(0)` is the first.",
             "cel.block([1, cel.index(0) + 1], cel.index(1))", "2"},
    MacroDoc{"exists", "list.exists(x, condition)",
             "Whether the condition holds for at least one item, or key of a map.",
             "[1, 2, 3].exists(x, x > 2)", "true"},
    MacroDoc{"exists", "list.exists(i, x, condition)",
             "The same with the index (or key) and the item (or value).",
             "[1, 2].exists(i, x, i == 1 && x == 2)", "true"},
    MacroDoc{"existsOne", "list.existsOne(x, condition)",
             "Whether the condition holds for exactly one item, or key of a map.",
             "[1, 2, 2].existsOne(x, x == 2)", "false"},
    MacroDoc{"existsOne", "list.existsOne(i, x, condition)",
             "The same with the index (or key) and the item (or value).",
             "[1, 2].existsOne(i, x, i > 0 && x > 1)", "true"},
    MacroDoc{"exists_one", "list.exists_one(x, condition)", "The same as `existsOne`.",
             "[1, 2].exists_one(x, x > 1)", "true"},
    MacroDoc{"filter", "list.filter(x, condition)",
             "The items, or keys of a map, for which the condition holds.",
             "[1, 2, 3].filter(x, x > 1)", "[2, 3]"},
    MacroDoc{"has", "has(value.member)", "Whether the member is there. The value itself must be.",
             "has({\"a\": null}.a)", "true"},
    MacroDoc{"map", "list.map(x, value)", "What the items, or keys of a map, become.",
             "[1, 2].map(x, x * 2)", "[2, 4]"},
    MacroDoc{"map", "list.map(x, condition, value)",
             "What those items, or keys, become for which the condition holds.",
             "[1, 2].map(x, x > 1, x * 2)", "[4]"},
    MacroDoc{"optFlatMap", "optional.optFlatMap(x, optional)",
             "The optional that the expression gives for what the optional holds, if anything.",
             "optional.of({\"a\": 1}).optFlatMap(x, x.?b).hasValue()", "false"},
    MacroDoc{"optMap", "optional.optMap(x, value)",
             "What becomes of what the optional holds, if anything, as an optional.",
             "optional.of(2).optMap(x, x + 1).value()", "3"},
    MacroDoc{"sortBy", "list.sortBy(x, key)", "The items in the order of their keys.",
             "[\"bb\", \"a\"].sortBy(x, x.size())", "[\"a\", \"bb\"]"},
    MacroDoc{"transformList", "list.transformList(i, x, value)",
             "What the items (or the values of a map) become, with their index (or key).",
             "[5, 5].transformList(i, x, i + x)", "[5, 6]"},
    MacroDoc{"transformList", "list.transformList(i, x, condition, value)",
             "The same of those for which the condition holds.",
             "[5, 5].transformList(i, x, i > 0, i + x)", "[6]"},
    MacroDoc{"transformMap", "map.transformMap(key, value, new)",
             "The map with other values. Of a list: by index.",
             "{\"a\": 1}.transformMap(k, v, v + 1)", "{\"a\": 2}"},
    MacroDoc{"transformMap", "map.transformMap(key, value, condition, new)",
             "The same with those entries alone for which the condition holds.",
             "{\"a\": 1, \"b\": 2}.transformMap(k, v, v > 1, v)", "{\"b\": 2}"},
    MacroDoc{"transformMapEntry", "map.transformMapEntry(key, value, entries)",
             "One map of the entries that each becomes; each key once.",
             "{\"a\": 1}.transformMapEntry(k, v, {v: k})", "{1: \"a\"}"},
    MacroDoc{"transformMapEntry", "map.transformMapEntry(key, value, condition, entries)",
             "The same of those entries for which the condition holds.",
             "{\"a\": 1, \"b\": 2}.transformMapEntry(k, v, v > 1, {v: k})", "{2: \"b\"}"},
};
static_assert(std::ranges::is_sorted(kDocs, {}, &MacroDoc::name));

class Expander {
 public:
  Expander(Syntax& syntax, const SyntaxNode& call, std::span<const SyntaxId> args)
      : syntax_(syntax), call_(call), args_(args) {}

  Expansion run() {
    if ((call_.flags & kMemberCall) == 0) return call_.name == "has" ? has() : Expansion{};
    const SyntaxNode& target = syntax_.node(args_[0]);
    if (target.kind == SyntaxKind::kName && target.name == "cel") {
      if (call_.name == "bind") return bind();
      if (call_.name == "block") return block();
      if (call_.name == "index") return numbered("@index", 1);
      if (call_.name == "iterVar") return numbered("@it", 2);
    }
    if (args_.size() == 3) {
      if (call_.name == "optMap" || call_.name == "optFlatMap") return opt_map();
      if (call_.name == "sortBy") return sort_by();
    }
    return loop();
  }

 private:
  Expansion fail(SyntaxId at, std::string message, std::string hint = {}) const {
    return {kNoSyntax, LangError{syntax_.node(at).offset, std::move(message), std::move(hint)}};
  }
  Expansion fail_call(std::string message, std::string hint = {}) const {
    return {kNoSyntax, LangError{call_.offset, std::move(message), std::move(hint)}};
  }
  SyntaxNode make(SyntaxKind kind) const {
    SyntaxNode node = call_;
    node.kind = kind;
    node.flags = 0;
    node.name = {};
    return node;
  }
  // A name that a macro may give a value; else the fault.
  Expansion check_name(SyntaxId id) const {
    const SyntaxNode& node = syntax_.node(id);
    if (node.kind == SyntaxKind::kName && (node.flags & kAbsolute) == 0) return {id, {}};
    return fail(id, "the variable of `" + std::string(call_.name) + "` is not a simple name");
  }

  Expansion has() {
    if (args_.size() != 1) return fail_call("`has` takes one member, such as has(value.member)");
    SyntaxNode& member = syntax_.node(args_[0]);
    const bool plain = member.kind == SyntaxKind::kSelect && (member.flags & kOptionalAccess) == 0;
    if (!plain || (member.flags & kTest) != 0) {
      return fail(args_[0], "`has` was not given a member", "write has(value.member)");
    }
    member.flags |= kTest;
    member.range = call_.range;
    return {args_[0], {}};
  }

  Expansion bind() {
    if (args_.size() != 4) return fail_call("`cel.bind` takes a name, a value and an expression");
    if (auto name = check_name(args_[1]); name.fault) return name;
    SyntaxNode node = make(SyntaxKind::kBind);
    node.name = syntax_.node(args_[1]).name;
    return {syntax_.add(node, args_.subspan(2)), {}};
  }

  Expansion block() {
    if (args_.size() != 3 || syntax_.node(args_[1]).kind != SyntaxKind::kList) {
      return fail_call("`cel.block` takes a list of values and an expression");
    }
    const auto items = syntax_.kids(args_[1]);
    std::vector<SyntaxId> kids(items.begin(), items.end());
    for (const SyntaxId kid : kids) {
      if (syntax_.node(kid).kind == SyntaxKind::kOptionalItem) {
        return fail(kid, "a value of `cel.block` is written as optional");
      }
    }
    kids.push_back(args_[2]);
    return {syntax_.add(make(SyntaxKind::kBlock), kids), {}};
  }

  Expansion numbered(std::string_view prefix, std::size_t count) {
    if (args_.size() != count + 1)
      return fail_call("this takes " + std::to_string(count) + " numbers");
    std::string name(prefix);
    for (const SyntaxId arg : args_.subspan(1)) {
      const SyntaxNode& number = syntax_.node(arg);
      if (number.kind != SyntaxKind::kLiteral || !number.literal.is(ValueKind::kInt) ||
          number.literal.integer() < 0) {
        return fail(arg, "a whole number was needed");
      }
      if (count > 1) name += ':';
      name += std::to_string(number.literal.integer());
    }
    SyntaxNode node = make(SyntaxKind::kName);
    node.name = syntax_.arena().copy(name);
    return {syntax_.add(node, {}), {}};
  }

  Expansion opt_map() {
    if (auto name = check_name(args_[1]); name.fault) return name;
    SyntaxNode node = make(SyntaxKind::kOptMap);
    if (call_.name == "optFlatMap") node.flags = kFlat;
    node.name = syntax_.node(args_[1]).name;
    const std::array kids{args_[0], args_[2]};
    return {syntax_.add(node, kids), {}};
  }

  // cel.bind(@sorted, list, @sortByKeys(@sorted, @sorted.map(x, key)))
  Expansion sort_by() {
    if (auto name = check_name(args_[1]); name.fault) return name;
    SyntaxNode list = make(SyntaxKind::kName);
    list.name = "@sorted";
    SyntaxNode map = make(SyntaxKind::kLoop);
    map.loop = Loop::kMap;
    map.name = syntax_.node(args_[1]).name;
    const SyntaxId keys = syntax_.add(map, std::array{syntax_.add(list, {}), args_[2]});
    SyntaxNode sort = make(SyntaxKind::kCall);
    sort.name = "@sortByKeys";
    const SyntaxId sorted = syntax_.add(sort, std::array{syntax_.add(list, {}), keys});
    SyntaxNode node = make(SyntaxKind::kBind);
    node.name = "@sorted";
    return {syntax_.add(node, std::array{args_[0], sorted}), {}};
  }

  Expansion loop() {
    const auto given = static_cast<std::uint32_t>(args_.size() - 1);
    const auto found = std::ranges::find_if(kLoops, [&](const LoopMacro& macro) {
      return macro.name == call_.name && macro.args == given;
    });
    if (found == kLoops.end()) return {};
    if (auto name = check_name(args_[1]); name.fault) return name;
    SyntaxNode node = make(SyntaxKind::kLoop);
    node.loop = found->loop;
    node.name = syntax_.node(args_[1]).name;
    std::size_t next = 2;
    if (found->two_names) {
      if (auto name = check_name(args_[2]); name.fault) return name;
      node.flags |= kTwoNames;
      node.name2 = syntax_.node(args_[2]).name;
      if (node.name == node.name2) return fail(args_[2], "both variables have the same name");
      next = 3;
    }
    std::vector<SyntaxId> kids{args_[0], args_.back()};
    if (next + 1 < args_.size()) kids.push_back(args_[next]);
    return {syntax_.add(node, kids), {}};
  }

  Syntax& syntax_;
  const SyntaxNode& call_;
  std::span<const SyntaxId> args_;
};

}  // namespace

Expansion expand_macro(Syntax& syntax, const SyntaxNode& call, std::span<const SyntaxId> args) {
  return Expander(syntax, call, args).run();
}

std::span<const MacroDoc> macro_docs() { return kDocs; }

std::vector<std::string_view> macro_names() {
  std::vector<std::string_view> names;
  names.reserve(kDocs.size());
  for (const MacroDoc& macro : kDocs) names.push_back(macro.name);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace intake::expr
