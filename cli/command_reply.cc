#include <intake/letter.h>

#include <filesystem>
#include <set>
#include <utility>

#include "answers.h"
#include "commands.h"
#include "files.h"
#include "session.h"
#include "submissions.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;

struct Drafted {
  std::string submission;
  std::string bytes;
};

std::string extension_of(const std::string& format) {
  return format == "text" ? ".txt" : "." + format;
}

class ReplyRun {
 public:
  ReplyRun(const Arguments& arguments, Session& session, Answers& answers, ExitCode& code)
      : arguments_(arguments),
        session_(session),
        answers_(answers),
        code_(code),
        submissions_(arguments, session.library(), arguments.inputs) {}

  void run() {
    LetterOptions options;
    if (!prepare(options)) return;
    std::vector<Drafted> letters;
    while (const auto given = submissions_.next()) {
      if (!given->submission) {
        fail(*given->error, kSurroundings);
        continue;
      }
      auto letter = draft(*given, options);
      if (letter) letters.push_back(std::move(*letter));
    }
    write(letters);
  }

 private:
  void fail(const Error& error, ExitCode code) {
    print_error(render_error(error, session_.render_options()));
    code_ = worse(code_, code);
  }

  bool prepare(LetterOptions& options) {
    options.check = session_.check_options();
    options.check.answers = answers_.all();
    options.unsafe = arguments_.unsafe;
    options.from = arguments_.sender;
    options.date = arguments_.date.empty() ? arguments_.now : arguments_.date;
    if (arguments_.letter_template.empty()) return true;
    auto bytes = read_input(arguments_.letter_template, {});
    if (!bytes) {
      fail(bytes.error(), kSurroundings);
      return false;
    }
    options.template_name = arguments_.letter_template;
    options.template_text = std::move(*bytes);
    options.template_is_html = arguments_.letter_format == "html";
    return true;
  }

  std::optional<Drafted> draft(const Given& given, LetterOptions options) {
    const Submission& submission = *given.submission;
    Report undecided;
    const CompiledRules* rules = session_.rules_for(submission, undecided, code_);
    if (rules == nullptr) {
      print_error(render_text({&undecided, 1}, session_.render_options()));
      return std::nullopt;
    }
    if (given.files != nullptr) {
      for (const DossierFile& file : *given.files) {
        options.files.push_back(file.name);
        options.readings.push_back(file.reading);
      }
    }
    auto letter = session_.library().letter(*rules, submission, options);
    if (!letter) {
      fail(letter.error(), kSurroundings);
      return std::nullopt;
    }
    answers_.note(letter->report, code_);
    if (arguments_.letter_format == "text") return Drafted{submission.name(), letter->text};
    if (arguments_.letter_format == "html") return Drafted{submission.name(), letter->html};
    auto mail = submissions_.helper().compose(std::move(letter->mail));
    if (!mail) {
      fail(mail.error(), kSurroundings);
      return std::nullopt;
    }
    return Drafted{submission.name(), std::move(*mail)};
  }

  void write(const std::vector<Drafted>& letters) {
    std::error_code error;
    const std::string& output = arguments_.output;
    const bool folder = !output.empty() && output != "-" && fs::is_directory(output, error);
    if (letters.size() > 1 && !folder) {
      fail({ErrorCode::kUsage,
            "these are " + std::to_string(letters.size()) + " submissions, each with a letter",
            "say --output FOLDER, or --together if they are parts of one",
            {}},
           kUsage);
      return;
    }
    std::set<std::string> written;
    for (const Drafted& letter : letters) {
      if (output.empty() || output == "-") {
        if (!print_content(letter.bytes)) code_ = worse(code_, kSurroundings);
        continue;
      }
      std::string target = output;
      if (folder) {
        const std::string stem = fs::path(letter.submission).filename().string() + ".reply";
        std::string name = stem;
        for (int i = 2; !written.insert(name).second; ++i) name = stem + "-" + std::to_string(i);
        target = (fs::path(output) / (name + extension_of(arguments_.letter_format))).string();
      }
      const Status done = write_atomically(target, letter.bytes);
      if (!done) fail(done.error(), kSurroundings);
    }
  }

  const Arguments& arguments_;
  Session& session_;
  Answers& answers_;
  ExitCode& code_;
  Submissions submissions_;
};

}  // namespace

ExitCode run_reply(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session || !session->can_start(code)) return code;
  auto answers = Answers::open(arguments, code);
  if (!answers) return code;
  ReplyRun run(arguments, *session, *answers, code);
  run.run();
  answers->finish(code);
  return code;
}

}  // namespace intake::cli
