#include <filesystem>

#include <intake/revision.h>

#include "commands.h"
#include "files.h"
#include "session.h"

namespace intake::cli {

ExitCode run_rules_publish(const Arguments& arguments) {
  ExitCode code = kAccept;
  // What is published stands in a folder; the built-in sets are those of the checkout.
  Arguments own = arguments;
  if (own.rules_dir.empty()) own.rules_dir = "rules";
  auto session = Session::open(own, code);
  if (!session) return code;
  const RenderOptions render = session->render_options();
  const std::string file = (std::filesystem::path(own.rules_dir) / "PUBLISHED").string();
  std::string before;
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    auto bytes = read_input(file, {});
    if (!bytes) {
      print_error(render_error(bytes.error(), render));
      return kSurroundings;
    }
    before = std::move(*bytes);
  }
  const Publication publication =
      session->library().publication(own.inputs, before, session->compile_options());
  if (!publication.faults.empty()) {
    print_error(render_faults(publication.faults, render));
    code = worse(code, kRuleSet);
  }
  if (publication.error) {
    print_error(render_error(*publication.error, render));
    const ErrorCode which = publication.error->code;
    const bool usage = which == ErrorCode::kUsage || which == ErrorCode::kNotFound;
    code = worse(code, usage ? kUsage : kSurroundings);
  }
  for (const Publication::Refusal& refusal : publication.refusals) {
    print_error(render_error(
        {ErrorCode::kRefused, refusal.what, refusal.hint, {refusal.set, 0, 0, 0}}, render));
    code = worse(code, kFindings);
  }
  if (code != kAccept) return code;
  if (!publication.text.empty()) {
    const Status written = write_atomically(file, publication.text);
    if (!written) {
      print_error(render_error(written.error(), render));
      return kSurroundings;
    }
  }
  std::string said;
  for (const RuleSetRef& set : publication.sets) {
    said += set.name + " " + set.version + ": published\n";
  }
  for (const RuleSetRef& set : publication.already) {
    said += set.name + " " + set.version + ": published already, and unchanged\n";
  }
  return arguments.quiet || print(said) ? kAccept : kSurroundings;
}

}  // namespace intake::cli
