#include <filesystem>

#include "commands.h"
#include "files.h"
#include "helper_process.h"
#include "session.h"

namespace intake::cli {
namespace {

ExitCode fail(const Session& session, const Error& error) {
  print_error(render_error(error, session.render_options()));
  const bool usage = error.code == ErrorCode::kNotFound || error.code == ErrorCode::kAmbiguous ||
                     error.code == ErrorCode::kUsage;
  if (error.code == ErrorCode::kRuleSet) return kRuleSet;
  return usage ? kUsage : kSurroundings;
}

}  // namespace

ExitCode run_new_form(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session || !session->can_start(code)) return code;
  const bool to_file = !arguments.output.empty() && arguments.output != "-";
  const bool word = arguments.form_format == "docx";
  if (word && !to_file) {
    return fail(*session, {ErrorCode::kUsage,
                           "a Word document is no text to be printed",
                           "say --output FILE, or --format yaml",
                           {}});
  }
  std::error_code error;
  if (to_file &&
      std::filesystem::exists(std::filesystem::symlink_status(arguments.output, error))) {
    return fail(*session, {ErrorCode::kUnwritable,
                           "there is such a file already, and it stays",
                           "move it, or choose another place or name",
                           {arguments.output, 0, 0, 0}});
  }
  const CompiledRules* rules = session->rules(arguments.rules, code);
  if (rules == nullptr) return code;
  auto form = session->library().blank_form(*rules, arguments.form, arguments.language,
                                            session->compile_options());
  if (!form) return fail(*session, form.error());
  std::string bytes = std::move(form->yaml);
  if (word) {
    HelperProcess helper(arguments.reader, {}, arguments.quiet);
    auto made = helper.make_form(std::move(form->description));
    if (!made) return fail(*session, made.error());
    bytes = std::move(*made);
  }
  if (!to_file) return print(bytes) ? kAccept : kSurroundings;
  const Status written = write_atomically(arguments.output, bytes);
  if (!written) return fail(*session, written.error());
  return print(arguments.output + ": " + form->name + "\n") ? kAccept : kSurroundings;
}

}  // namespace intake::cli
