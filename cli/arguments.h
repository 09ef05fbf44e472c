#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/intake.h>

#include "exit_code.h"

namespace intake::cli {

enum class OutputFormat : std::uint8_t { kText, kJson, kNdjson };
enum class FailOn : std::uint8_t { kError, kWarning, kNote };

/// Everything the command line can say. Each command reads what concerns it.
struct Arguments {
  std::string command;  // "check", "fix", "rules test" ...
  std::vector<std::string> inputs;
  std::string rules;      // SET[@VERSION]; empty: recognised
  std::string rules_dir;  // empty: the embedded ones
  std::vector<std::pair<std::string, std::string>> parameters;
  Language language = Language::kEn;
  std::string now;  // RFC 3339
  std::vector<std::string> parts;
  OutputFormat format = OutputFormat::kText;
  bool color = false;
  bool quiet = false;
  std::uint32_t width = 80;
  FailOn fail_on = FailOn::kError;
  // fix
  bool diff = false, in_place = false, patch = false, unsafe = false;
  std::vector<std::string> only, except;
  std::string output;
  // convert
  std::string to, from;
};

/// Reads the command line. nullopt: `code` is what to exit with, all has been said.
std::optional<Arguments> read_arguments(int argc, char** argv, ExitCode& code);

/// What `intake completion bash` prints.
std::string bash_completion();

}  // namespace intake::cli
