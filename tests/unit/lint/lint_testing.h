#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/intake.h>
#include <intake/lint.h>

namespace intake::linting {

/// What stands below the head of the rule set `demo`, and further files behind lines `--- path`
/// (from its folder), as in the examples of the catalogue. Its schema is schemas/tiny/1.
Library library(std::string_view text);

LintOptions options(std::vector<std::string> only = {});

/// "line check: message | hint", lines counted from below the head; other files are named.
std::vector<std::string> show(const LintReport& report);

/// The findings of these checks (all: those that every tiny example has are left out), with faults
/// in their place where there are any.
std::vector<std::string> findings(std::string_view text, std::vector<std::string> only = {});

/// The set `demo` below its head after the fixes, and its further files.
std::string repaired(std::string_view text, bool unsafe, std::vector<std::string> only = {});

}  // namespace intake::linting
