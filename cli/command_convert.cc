#include <optional>

#include "commands.h"
#include "files.h"
#include "session.h"
#include "submissions.h"

namespace intake::cli {
namespace {

/// Each as a text of its own; in YAML with marks between them.
class Texts {
 public:
  explicit Texts(std::string to) : to_(std::move(to)) {}

  Status add(const Submission& submission, Language language) {
    std::string to = to_;
    if (to.empty()) to = !submission.assembled() && submission.format() == "yaml" ? "json" : "yaml";
    auto text = submission.convert(to, language);
    if (!text) return text.error();
    if (count_++ > 0 && to == "json") {
      return Error{ErrorCode::kUsage,
                   "there are several submissions, and JSON text is one",
                   "say --to ndjson or --to yaml",
                   {}};
    }
    if (count_ > 1 && to == "yaml") all_ += "---\n";
    all_ += *text;
    return Done{};
  }
  const std::string& all() const { return all_; }

 private:
  std::string to_, all_;
  std::size_t count_ = 0;
};

}  // namespace

ExitCode run_convert(const Arguments& arguments) {
  ExitCode code = kAccept;
  const auto session = Session::open(arguments, code);
  if (!session) return code;
  const auto fail = [&](const Error& error, ExitCode with) {
    print_error(render_error(error, session->render_options()));
    return with;
  };
  std::string all;
  Submissions submissions(arguments, session->library(), arguments.inputs);
  if (arguments.to == "reading") {
    auto reading = submissions.reading();
    if (!reading) return fail(reading.error(), kSurroundings);
    all = std::move(*reading) + "\n";
  } else {
    Texts texts(arguments.to);
    while (const auto given = submissions.next()) {
      if (!given->submission) return fail(*given->error, kSurroundings);
      if (given->submission->holds_private_key()) {
        print_error("intake: `" + given->submission->name() +
                    "` holds a private key; its characters are written as `x`. Have it revoked and "
                    "make a new one\n");
      }
      const Status added = texts.add(*given->submission, arguments.language);
      if (!added) return fail(added.error(), kUsage);
    }
    all = texts.all();
  }
  if (arguments.output.empty() || arguments.output == "-") {
    return print_content(all) ? kAccept : kSurroundings;
  }
  const Status written = write_atomically(arguments.output, all);
  return written ? kAccept : fail(written.error(), kSurroundings);
}

}  // namespace intake::cli
