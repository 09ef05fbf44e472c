#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/intake.h>

namespace intake::cli {

/// One thing to read: a path, or "-" for standard input; or the error of an argument that names
/// nothing.
struct Input {
  std::string name;  // as shown
  std::optional<Error> error;
};

/// Files as they are, folders as the files of a submission below them (by extension, in any case,
/// sorted; links to folders are not followed), patterns (* ? []) as what they match.
std::vector<Input> expand_inputs(const std::vector<std::string>& arguments);

/// What one submission is made of.
struct InputGroup {
  std::string name;  // as shown
  std::vector<Input> files;
};
/// The same where files belong together: each folder is a group of all files below it (hidden ones
/// are left out), the single files are one.
std::vector<InputGroup> group_inputs(const std::vector<std::string>& arguments);

/// A file, or standard input, that is read block by block.
class InputFile {
 public:
  static Result<InputFile> open(const std::string& name);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();
  /// Appends at most `most` bytes, and says how many: none at the end.
  Result<std::size_t> read(std::string& bytes, std::size_t most);

 private:
  InputFile(int descriptor, std::string name);
  int descriptor_;
  std::string name_;
};

/// Of a file that has more bytes than limits.input_bytes.
Error too_large(const std::string& name, const Limits& limits);

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
