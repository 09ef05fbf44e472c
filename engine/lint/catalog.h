#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <intake/lint.h>

namespace intake::lint {

class LintedSet;
class Notebook;

/// One check. Its function may be shared with others of its family: a notebook takes down only what
/// is wanted. Null: said by the linter itself (suppressions).
struct Check {
  LintCheckInfo info;
  void (*run)(const LintedSet& set, Notebook& notebook) = nullptr;
};

/// Sorted by id; the only list.
std::span<const Check> checks();
const Check* find_check(std::string_view id);
std::vector<std::string_view> check_ids();

}  // namespace intake::lint
