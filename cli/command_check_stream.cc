#include <algorithm>
#include <array>
#include <csignal>
#include <optional>
#include <thread>
#include <utility>

#include "bulk/json_text.h"
#include "commands.h"
#include "files.h"
#include "formats/reading/content.h"
#include "progress_bar.h"
#include "report/labels.h"
#include "result_file.h"
#include "session.h"
#include "stream_input.h"
#include "stream_rules.h"
#include "written_results.h"

namespace intake::cli {
namespace {

/// Not one document a line, whatever stands in them.
constexpr std::array<std::string_view, 11> kOtherFiles{
    ".yaml", ".yml", ".json", ".eml", ".docx", ".pdf", ".gz", ".bz2", ".xz", ".zst", ".zip"};

volatile std::sig_atomic_t stop_asked = 0;

extern "C" void ask_to_stop(int) { stop_asked = 1; }

/// The first of these signals ends the run with whole lines, the second the program.
void watch_signals() {
  struct sigaction action {};
  action.sa_handler = ask_to_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
  std::signal(SIGXFSZ, SIG_IGN);  // too large a file is a write that fails
}

/// One run over the lines of all inputs.
class StreamRun {
 public:
  StreamRun(const Arguments& arguments, Session& session)
      : arguments_(arguments), session_(session), rules_(arguments, session) {}

  ExitCode run();

 private:
  bool open_inputs();
  bool continue_results();
  bool check_input(std::size_t index, LineSink& output, ProgressBar& bar);
  std::uint64_t begin_of(std::size_t index) const;
  std::uint64_t range_end() const;
  std::optional<std::uint64_t> bytes_left() const;
  std::string file_of(std::size_t index) const;
  void say_totals(const ProgressBar& bar) const;
  bool fail(const Error& error, ExitCode code);
  ExitCode code() const;

  const Arguments& arguments_;
  Session& session_;
  StreamRules rules_;
  std::vector<StreamInput> inputs_;
  WrittenResults written_;   // by runs before
  std::size_t first_ = 0;    // input that is not yet done
  BulkTotals totals_;        // those of runs before included
  std::uint64_t bytes_ = 0;  // that this run has done
  ExitCode code_ = kAccept;
};

bool StreamRun::fail(const Error& error, ExitCode code) {
  print_error(render_error(error, session_.render_options()));
  code_ = worse(code_, code);
  return false;
}

bool StreamRun::open_inputs() {
  for (const Input& input : expand_inputs(arguments_.inputs)) {
    const std::string& name = input.name;
    if (input.error) return fail(*input.error, kUnfinished);
    const bool other = std::any_of(kOtherFiles.begin(), kOtherFiles.end(),
                                   [&](auto extension) { return has_extension(name, extension); });
    if (other && arguments_.from.empty()) {
      return fail({ErrorCode::kUsage,
                   "--stream reads one JSON document a line, and this is another kind of file",
                   "check it without --stream; or say --from ndjson, if it is named so by mistake",
                   {name, 0, 0, 0}},
                  kUsage);
    }
    auto opened = StreamInput::open(name);
    if (!opened) return fail(opened.error(), kUnfinished);
    if (!arguments_.output.empty() && opened->is(arguments_.output)) {
      return fail({ErrorCode::kUsage,
                   "the results would be written over it",
                   "name another file with --output",
                   {name, 0, 0, 0}},
                  kUsage);
    }
    inputs_.push_back(std::move(*opened));
  }
  return true;
}

/// What the results of this input say as `file`: its name, where there are several.
std::string StreamRun::file_of(std::size_t index) const {
  return inputs_.size() > 1 ? inputs_[index].name() : std::string();
}

/// Finds the input that the results of a run before end in.
bool StreamRun::continue_results() {
  if (!arguments_.resume) return true;
  auto written = read_results(arguments_.output);
  if (!written) {
    return fail(written.error(),
                written.error().code == ErrorCode::kUsage ? kUsage : kSurroundings);
  }
  written_ = std::move(*written);
  totals_ = written_.totals;
  if (totals_.lines == 0) return true;
  std::size_t found = 0;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    std::string file;
    if (inputs_.size() > 1) bulk::append_string(file, file_of(i));
    if (file == written_.file && ++found == 1) first_ = i;
  }
  const bool in_range = written_.byte >= arguments_.range_offset && written_.byte < range_end();
  if (found == 1 && in_range) return true;
  return fail({ErrorCode::kUsage,
               found > 1 ? "the results cannot be continued, for an input is named twice"
                         : "these are results of another input",
               "--resume takes the inputs and the range of the run before",
               {arguments_.output, 0, 0, 0}},
              kUsage);
}

/// Where to begin: behind the first byte of the last line that has a result, if there is one.
std::uint64_t StreamRun::begin_of(std::size_t index) const {
  return index == first_ && written_.bytes > 0 ? written_.byte + 1 : arguments_.range_offset;
}

std::uint64_t StreamRun::range_end() const {
  const std::uint64_t most = ~std::uint64_t{0} - arguments_.range_offset;
  return arguments_.range_offset + std::min(arguments_.range_length, most);
}

/// What is to be read, where that is known.
std::optional<std::uint64_t> StreamRun::bytes_left() const {
  std::uint64_t all = 0;
  for (std::size_t i = first_; i < inputs_.size(); ++i) {
    const auto size = inputs_[i].size();
    if (!size) return std::nullopt;
    const std::uint64_t end = std::min(*size, range_end());
    all += end - std::min(begin_of(i), end);
  }
  return all;
}

/// False: the run ends here; what it is, has been said.
bool StreamRun::check_input(std::size_t index, LineSink& output, ProgressBar& bar) {
  StreamInput& input = inputs_[index];
  BulkOptions options;
  options.offset = begin_of(index);
  options.length = range_end() - options.offset;
  options.file = file_of(index);
  options.threads = arguments_.threads > 0 ? arguments_.threads
                                           : std::max(1u, std::thread::hardware_concurrency());
  options.takes_procedure = rules_.takes_procedure();
  if (const Status there = input.go_to(options.offset - (options.offset > 0 ? 1 : 0)); !there) {
    return fail(there.error(), kUnfinished);
  }
  options.progress = [&](const BulkTotals& done) {
    bar.show(totals_.lines + done.lines, bytes_ + done.next_byte - options.offset);
    return stop_asked == 0;
  };
  BulkTotals done;
  const Status status =
      check_lines(rules_.rules(), session_.check_options(), input, output, options, done);
  bar.clear();
  bytes_ += done.next_byte - options.offset;
  totals_.add(done);
  if (!status) print_error(render_error(status.error(), session_.render_options()));
  if (done.complete) return true;
  print_error("intake: the results end before byte " + std::to_string(done.next_byte) + " of " +
              input.name() +
              (arguments_.output.empty() || totals_.lines == 0 ? "" : "; --resume goes on there") +
              "\n");
  code_ = worse(code_, kUnfinished);
  return false;
}

void StreamRun::say_totals(const ProgressBar& bar) const {
  if (arguments_.quiet) return;
  const auto word = [&](Label which) { return std::string(label(which, arguments_.language)); };
  constexpr Label kLabels[] = {Label::kAccept, Label::kAcceptWithNotes, Label::kIncomplete,
                               Label::kReject};
  std::string text = std::to_string(totals_.lines) + " " + word(Label::kSubmissions);
  std::string before = ": ";
  const auto add = [&](std::uint64_t count, Label which) {
    if (count == 0) return;
    text += before + std::to_string(count) + " " + word(which);
    before = ", ";
  };
  for (std::size_t i = 0; i < std::size(kLabels); ++i) {
    add(totals_.by_disposition[i], kLabels[i]);
  }
  add(totals_.unreadable, Label::kUnreadable);
  text += "; " + std::to_string(totals_.findings) + " " + word(Label::kFindings);
  const std::string rate = bar.rate(bytes_);
  print_error(text + (rate.empty() ? "" : "; " + rate) + "\n");
}

ExitCode StreamRun::code() const {
  const bool fails = totals_.by_disposition[static_cast<std::size_t>(Disposition::kReject)] > 0 ||
                     (arguments_.fail_on != FailOn::kError && totals_.warnings > 0) ||
                     (arguments_.fail_on == FailOn::kNote && totals_.notes > 0);
  ExitCode code = code_;
  if (fails) code = worse(code, kFindings);
  if (totals_.by_disposition[static_cast<std::size_t>(Disposition::kIncomplete)] > 0) {
    code = worse(code, kIncomplete);
  }
  if (totals_.unreadable > 0) code = worse(code, kSurroundings);
  return code;
}

ExitCode StreamRun::run() {
  if (!open_inputs() || !continue_results()) return code_;
  watch_signals();
  const bool chosen = rules_.choose(inputs_.front(), code_);
  if (!chosen && code_ != kAccept) return code_;
  auto output = ResultFile::open(arguments_.output, written_.bytes);
  if (!output) {
    fail(output.error(), kUnfinished);
    return code_;
  }
  ProgressBar bar(arguments_.quiet, arguments_.output.empty() || arguments_.output == "-",
                  bytes_left());
  bool good = true;
  for (std::size_t i = first_; chosen && good && i < inputs_.size(); ++i) {
    good = check_input(i, *output, bar);
  }
  if (const Status finished = output->finish(); !finished) fail(finished.error(), kUnfinished);
  say_totals(bar);
  return code();
}

}  // namespace

ExitCode run_check_stream(const Arguments& arguments) {
  ExitCode code = kAccept;
  auto session = Session::open(arguments, code);
  if (!session || !session->can_start(code)) return code;
  return StreamRun(arguments, *session).run();
}

}  // namespace intake::cli
