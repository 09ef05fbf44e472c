#pragma once

#include <string>
#include <string_view>

#include <intake/limits.h>
#include <intake/result.h>

namespace intake {
struct ReaderRequest;
}

namespace intake::cli {

/// The program intake-reader, started anew for each file, without a shell, with limits on its
/// memory, its time and what it hands back.
class HelperProcess {
 public:
  /// `path`: of the program; empty: the one beside this program, then in ../libexec/intake, then
  /// what INTAKE_READER names. `quiet`: no note where it has no sandbox.
  HelperProcess(std::string path, const Limits& limits, bool quiet);

  const Limits& limits() const { return limits_; }

  /// What read_part(), write_part() and make_form() (<intake/reader.h>) give. An end by a signal,
  /// too much time, or an answer that is none is an Error for the file.
  Result<std::string> read(const std::string& name, std::string bytes);
  Result<std::string> write(const std::string& name, std::string bytes, std::string edits);
  Result<std::string> make_form(std::string description);
  /// A mail, of a draft as JSON (engine/reader/draft.h).
  Result<std::string> compose(std::string draft);

 private:
  Result<std::string> ask(ReaderRequest request, std::string_view doing);

  std::string path_;
  Limits limits_;
  bool noted_;
};

}  // namespace intake::cli
