#pragma once

#include <CLI/CLI.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "arguments.h"

namespace intake::cli {

/// The words of the command line that need a look before they are Arguments.
struct Raw {
  std::vector<std::string> set, parts, only, except;
  std::string lang, as_of, format = "text", color = "auto", fail_on, shell;
  std::string name, rule_id;  // of what `new` makes
  std::string range;
  bool frozen = false;
};

using Commands = std::vector<std::pair<CLI::App*, std::string>>;

/// Every command with its text; the options are given only to those whose name stands on the
/// command line, as all of them take longer than a check.
Commands add_commands(CLI::App& app, std::span<char* const> words, Arguments& arguments, Raw& raw);

}  // namespace intake::cli
