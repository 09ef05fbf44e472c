#pragma once

#include <string>
#include <vector>

#include <intake/intake.h>

namespace intake::cli {

/// One thing to read: a path, or "-" for standard input; or the error of an argument that names
/// nothing.
struct Input {
  std::string name;  // as shown
  std::optional<Error> error;
};

/// Files as they are, folders as the .yaml, .yml and .json files below them (in any case, sorted;
/// links to folders are not followed), patterns (* ? []) as what they match.
std::vector<Input> expand_inputs(const std::vector<std::string>& arguments);

/// The bytes of a file or of standard input, at most limits.input_bytes.
Result<std::string> read_input(const std::string& name, const Limits& limits);

/// Writes a file so that a reader sees the old or the new one whole: a temporary file beside it
/// with the mode and, where that is allowed, the owner of an existing file, flushed, then renamed.
/// A symbolic link is followed. Pipes and devices are written straight into.
Status write_atomically(const std::string& path, std::string_view bytes);

/// To standard output or error; false where it cannot be written (closed pipe, full disk).
bool print(std::string_view text);
/// The same for bytes of a submission: on a terminal control characters are escaped, into a pipe
/// or file they go as they are.
bool print_content(std::string_view text);
void print_error(std::string_view text);

}  // namespace intake::cli
