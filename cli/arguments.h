#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/intake.h>

#include "exit_code.h"

namespace intake::cli {

enum class OutputFormat : std::uint8_t { kText, kJson, kNdjson, kSarif };
enum class FailOn : std::uint8_t { kError, kWarning, kNote };

/// Everything the command line can say. Each command reads what concerns it.
struct Arguments {
  std::string command;  // "check", "fix", "rules test" ...
  std::vector<std::string> inputs;
  std::string rules;      // SET[@VERSION]; empty: recognised
  std::string rules_dir;  // empty: the embedded ones
  std::string lock;       // file of the versions to use; empty: not frozen
  bool preview = false;
  bool timeline = false;
  std::string trace;  // a rule id; empty: none
  // check --stream
  bool stream = false, resume = false;
  std::uint64_t range_offset = 0;
  std::uint64_t range_length = ~std::uint64_t{0};
  std::uint32_t threads = 0;        // 0: one for each core
  std::vector<std::string> corpus;  // rules diff: files and folders of submissions
  std::vector<std::pair<std::string, std::string>> parameters;
  Language language = Language::kEn;
  std::string now;     // RFC 3339
  bool as_of = false;  // `now` was given, and is not the time of day
  std::vector<std::string> parts;
  OutputFormat format = OutputFormat::kText;
  bool color = false;
  bool quiet = false;
  std::uint32_t width = 80;
  FailOn fail_on = FailOn::kError;
  // what a submission is made of: mails, forms and other files
  bool together = false;
  std::string dossier;               // name[@version]; empty: recognised
  std::string reader;                // the program intake-reader; empty: found
  std::uint32_t reader_seconds = 0;  // that it may take for one file; 0: as Limits say
  // fix
  bool diff = false, in_place = false, patch = false, unsafe = false;
  std::vector<std::string> only, except;
  std::string output;  // of check --stream, too
  // check, fix, reply: what people answer, and what is to be asked
  std::string answers, questions;
  bool ask = false;
  std::string by, on;  // who answers at the terminal, and when
  // reply
  std::string letter_format = "text";  // text, html, eml
  std::string letter_template, letters_dir;
  std::string sender, date;  // of the mail
  // new form
  std::string form_format = "docx";
  std::string form;  // name of its map; empty: the only one of the rule set
  // rules lint, with diff, unsafe, only and except
  bool repair = false;
  // convert
  std::string to, from;
  // rules show
  bool plain = false;
  // new examples
  bool as_cases = false;
  // rules test
  bool mutate = false;
  double max_survivors = 5, min_branches = 95;  // percent
};

/// Reads the command line. nullopt: `code` is what to exit with, all has been said.
std::optional<Arguments> read_arguments(int argc, char** argv, ExitCode& code);

/// What `intake completion bash` prints.
std::string bash_completion();

}  // namespace intake::cli
