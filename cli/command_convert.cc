#include "commands.h"
#include "files.h"
#include "session.h"

namespace intake::cli {

ExitCode run_convert(const Arguments& arguments) {
  RenderOptions render;
  render.color = arguments.color;
  const auto fail = [&](const Error& error, ExitCode code) {
    print_error(render_error(error, render));
    return code;
  };
  if (arguments.inputs.size() != 1) {
    return fail({ErrorCode::kUsage, "convert takes one file", "", {}}, kUsage);
  }
  const std::string& input = arguments.inputs.front();
  auto bytes = read_input(input, {});
  if (!bytes) return fail(bytes.error(), kSurroundings);
  auto submission =
      Submission::read(input == "-" ? "<stdin>" : input, std::move(*bytes), {}, arguments.from);
  if (!submission) return fail(submission.error(), kSurroundings);
  std::string to = arguments.to;
  if (to.empty()) to = submission->format() == "yaml" ? "json" : "yaml";
  auto text = submission->convert(to);
  if (!text) return fail(text.error(), kUsage);
  if (arguments.output.empty() || arguments.output == "-") {
    return print_content(*text) ? kAccept : kSurroundings;
  }
  const Status written = write_atomically(arguments.output, *text);
  return written ? kAccept : fail(written.error(), kSurroundings);
}

}  // namespace intake::cli
