#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lang/expr/syntax.h"

namespace intake::expr {

struct Expansion {
  SyntaxId id = kNoSyntax;  // kNoSyntax without a fault: the call is no macro
  std::optional<LangError> fault;
};

/// What a call stands for where it is a macro: `call` with its name, offset and range; the
/// receiver, where there is one, is the first of `args`.
Expansion expand_macro(Syntax& syntax, const SyntaxNode& call, std::span<const SyntaxId> args);

/// A macro as the reference page shows it.
struct MacroDoc {
  std::string_view name;
  std::string_view form;  // `list.all(x, condition)`
  std::string_view summary;
  std::string_view example;
  std::string_view result;
};

/// Sorted by name, then form.
std::span<const MacroDoc> macro_docs();

}  // namespace intake::expr
