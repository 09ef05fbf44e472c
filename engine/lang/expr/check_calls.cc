#include <algorithm>
#include <string>
#include <utility>

#include "base/suggest.h"
#include "lang/expr/check_state.h"
#include "lang/expr/macros.h"

namespace intake::expr {

namespace {

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

}  // namespace

const std::vector<Checker::Candidate>& Checker::candidates(const std::string& name) {
  const auto [known, fresh] = candidates_.try_emplace(name);
  if (!fresh) return known->second;
  for (const Function* function : find_functions(name)) {
    Candidate candidate;
    candidate.function = function;
    candidate.member = function->style == Style::kMember || function->style == Style::kBoth;
    candidate.global = function->style != Style::kMember;
    candidate.signature = types_.signature(function->signature);
    known->second.push_back(std::move(candidate));
  }
  for (const auto& external : declared_.externals) {
    if (external.name != name) continue;
    known->second.push_back({nullptr, external.member, !external.member, external.signature});
  }
  return known->second;
}

// `math.abs(x)`: a function whose name has dots, unless what stands before the dot is a value.
bool Checker::name_space(SyntaxId id) {
  const SyntaxNode& node = syntax_.node(id);
  if ((node.flags & kMemberCall) == 0) return false;
  std::vector<std::string_view> parts{node.name};
  SyntaxId at = syntax_.kid(id, 0);
  while (syntax_.node(at).kind == SyntaxKind::kSelect && syntax_.node(at).flags == 0) {
    parts.push_back(syntax_.node(at).name);
    at = syntax_.kid(at, 0);
  }
  const SyntaxNode& first = syntax_.node(at);
  if (first.kind != SyntaxKind::kName || find_local(first.name) != nullptr) return false;
  std::string name(first.name);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    name += '.';
    name += *part;
  }
  const auto& found = candidates(name);
  if (std::ranges::none_of(found, &Candidate::global)) return false;
  SyntaxNode& call = syntax_.node(id);
  call.name = syntax_.arena().copy(name);
  call.flags &= static_cast<std::uint8_t>(~kMemberCall);
  ++call.first_kid;
  --call.kids;
  return true;
}

// A misspelt `math.abs(x)`: what stands before the dot is no value, but begins names of functions.
bool Checker::misspelt_name_space(SyntaxId id) {
  const SyntaxNode& node = syntax_.node(id);
  if ((node.flags & kMemberCall) == 0) return false;
  const SyntaxNode& first = syntax_.node(syntax_.kid(id, 0));
  if (first.kind != SyntaxKind::kName || find_local(first.name) != nullptr) return false;
  for (const auto& variable : declared_.variables) {
    if (variable.name == first.name) return false;
  }
  const std::string space = std::string(first.name) + ".";
  const std::vector<std::string_view> names = function_names();
  const auto known = std::ranges::lower_bound(names, space);
  if (known == names.end() || !known->starts_with(space)) return false;
  const std::string name = space + std::string(node.name);
  fault_at(id, "there is no function " + ticked(name), did_you_mean(name, names));
  out_.resolved[id].kind = Resolved::Kind::kUnknown;
  return true;
}

void Checker::visit_call(SyntaxId id) {
  if (!name_space(id)) {
    const std::string name(syntax_.node(id).name);
    if (misspelt_name_space(id)) return;
    if (candidates(name).empty()) {
      // What it is given may name variables of a macro; there is no telling.
      if ((syntax_.node(id).flags & kMemberCall) != 0) visit(syntax_.kid(id, 0));
      out_.resolved[id].kind = Resolved::Kind::kUnknown;
      return unknown_function(id, {});
    }
  }
  visit_kids(id);
  const SyntaxNode& node = syntax_.node(id);
  const bool member = (node.flags & kMemberCall) != 0;
  const auto& all = candidates(std::string(node.name));
  std::vector<TypeId> args;
  for (const SyntaxId kid : syntax_.kids(id)) args.push_back(type(kid));

  std::optional<TypeId> result;
  bool right_style = false;
  Resolved resolved{Resolved::Kind::kFunction, static_cast<std::uint32_t>(out_.overloads.size()),
                    0};
  for (const Candidate& candidate : all) {
    if (member ? !candidate.member : !candidate.global) continue;
    right_style = true;
    Signature made = types_.instantiate(candidate.signature);
    if (made.variadic) {
      const TypeId last = made.params.back();
      while (made.params.size() < args.size()) made.params.push_back(last);
    }
    if (made.params.size() != args.size()) continue;
    if (options_.types && !types_.assign_all(args, made.params)) continue;
    if (candidate.function != nullptr) {
      out_.overloads.push_back(candidate.function);
      ++resolved.count;
      read_pattern(id, *candidate.function);
    }
    TypeId given = types_.resolve(made.result);
    if (types_.kind(given) == TypeKind::kNumber) given = simple(TypeKind::kDyn);
    result = !result || *result == given ? given : simple(TypeKind::kDyn);
  }
  if (result) {
    out_.resolved[id] = resolved;
    return set_type(id, *result);
  }
  // Without types, a call that no overload takes is an error when it is evaluated.
  out_.resolved[id] = right_style ? resolved : Resolved{Resolved::Kind::kUnknown, 0, 0};
  if (right_style) return no_overload(id, all, args);
  unknown_function(id, all);
}

void Checker::read_pattern(SyntaxId id, const Function& function) {
  if (function.pattern_argument < 0) return;
  const auto place = static_cast<std::uint8_t>(function.pattern_argument);
  if (place >= syntax_.node(id).kids) return;
  const SyntaxId kid = syntax_.kid(id, place);
  const SyntaxNode& literal = syntax_.node(kid);
  if (literal.kind != SyntaxKind::kLiteral || !literal.literal.is(ValueKind::kString)) return;
  const std::string text(literal.literal.text());
  const auto at =
      std::ranges::lower_bound(out_.patterns, text, {}, &std::pair<std::string, PatternPtr>::first);
  if (at != out_.patterns.end() && at->first == text) return;
  auto pattern = Pattern::compile(text, options_.limits);
  if (pattern.ok()) {
    out_.patterns.emplace(at, text, *std::move(pattern));
  } else {
    fault_at(kid, "the pattern cannot be read: " + pattern.error().message, pattern.error().hint);
  }
}

void Checker::no_overload(SyntaxId id, const std::vector<Candidate>& candidates,
                          const std::vector<TypeId>& args) {
  const SyntaxNode& node = syntax_.node(id);
  std::string given;
  for (const TypeId arg : args) {
    if (!given.empty()) given += is_operator(node.name) ? " and " : ", ";
    given += types_.text(types_.resolve(arg));
  }
  if (is_operator(node.name)) {
    std::string hint;
    const auto is_number = [&](TypeId arg) {
      const TypeKind kind = types_.kind(types_.resolve(arg));
      return kind == TypeKind::kInt || kind == TypeKind::kUint || kind == TypeKind::kDouble;
    };
    if (args.size() == 2 && std::ranges::all_of(args, is_number)) {
      hint = "convert one of them, such as with double(...) or int(...)";
    }
    return fault_at(id, ticked(shown_name(node.name)) + " does not take " + given, hint);
  }
  std::string hint = "it takes ";
  std::size_t shown_count = 0;
  for (const Candidate& candidate : candidates) {
    if (candidate.function == nullptr) continue;
    const std::string_view signature = candidate.function->signature;
    if (shown_count == 4) {
      hint += " ...";
      break;
    }
    if (shown_count++ > 0) hint += " or ";
    hint += signature.substr(0, signature.find(" ->"));
  }
  fault_at(id, ticked(node.name) + " does not take (" + given + ")", shown_count == 0 ? "" : hint);
}

void Checker::unknown_function(SyntaxId id, const std::vector<Candidate>& other_style) {
  const SyntaxNode& node = syntax_.node(id);
  const std::string name(node.name);
  if (!other_style.empty()) {
    const bool member = (node.flags & kMemberCall) != 0;
    return fault_at(id,
                    ticked(name) + (member ? " is not called on a value" : " is called on a value"),
                    member ? "write " + name + "(...)" : "write value." + name + "(...)");
  }
  for (const MacroDoc& macro : macro_docs()) {
    if (macro.name != name) continue;
    return fault_at(id, ticked(name) + " is not written like this",
                    "write " + std::string(macro.form));
  }
  std::vector<std::string_view> names = function_names();
  for (const std::string_view macro : macro_names()) names.push_back(macro);
  for (const auto& external : declared_.externals) names.push_back(external.name);
  fault_at(id, "there is no function " + ticked(name), did_you_mean(name, names));
}

void Checker::need_bool(SyntaxId id, std::string_view what) {
  if (types_.assign(type(id), simple(TypeKind::kBool))) return;
  fault_at(id, std::string(what) + " is " + types_.text(types_.resolve(type(id))) +
                   ", but a bool was needed");
}

void Checker::visit_logical(SyntaxId id) {
  const std::string_view symbol = syntax_.node(id).kind == SyntaxKind::kAnd ? "&&" : "||";
  visit_kids(id);
  for (std::uint32_t i = 0; i < syntax_.node(id).kids; ++i) {
    need_bool(syntax_.kid(id, i), "one side of " + ticked(symbol));
  }
  set_type(id, simple(TypeKind::kBool));
}

void Checker::visit_conditional(SyntaxId id) {
  visit_kids(id);
  need_bool(syntax_.kid(id, 0), "the condition before `?`");
  const TypeId result = types_.fresh_variable();
  const std::array given{type(syntax_.kid(id, 1)), type(syntax_.kid(id, 2))};
  const std::array wanted{result, result};
  if (!types_.assign_all(given, wanted)) {
    fault_at(id,
             "the two sides of `:` are " + types_.text(types_.resolve(given[0])) + " and " +
                 types_.text(types_.resolve(given[1])) + ", but one type was needed",
             "dyn(...) around one of them allows both");
    return set_type(id, simple(TypeKind::kDyn));
  }
  set_type(id, types_.resolve(result));
}

}  // namespace intake::expr
