#include "helper_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "files.h"
#include "formats/reading/wire.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kProgram = "intake-reader";

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

/// Empty: there is none.
std::string find_program() {
  std::error_code error;
  const fs::path own = fs::read_symlink("/proc/self/exe", error).parent_path();
  std::vector<fs::path> places;
  if (!error) places = {own / kProgram, own.parent_path() / "libexec/intake" / kProgram};
  if (const char* named = std::getenv("INTAKE_READER")) places.emplace_back(named);
  for (const fs::path& place : places) {
    if (is_program(place)) return place.string();
  }
  return {};
}

std::string signal_name(int number) {
  constexpr std::array<std::pair<int, std::string_view>, 9> kNames{{{SIGSEGV, "SIGSEGV"},
                                                                    {SIGABRT, "SIGABRT"},
                                                                    {SIGBUS, "SIGBUS"},
                                                                    {SIGFPE, "SIGFPE"},
                                                                    {SIGILL, "SIGILL"},
                                                                    {SIGKILL, "SIGKILL"},
                                                                    {SIGSYS, "SIGSYS"},
                                                                    {SIGTRAP, "SIGTRAP"},
                                                                    {SIGXCPU, "SIGXCPU"}}};
  const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                   [&](const auto& entry) { return entry.first == number; });
  return found == kNames.end() ? std::to_string(number) : std::string(found->second);
}

/// What its libraries may read of the environment: next to nothing.
std::vector<std::string> environment() {
  std::vector<std::string> kept{"LC_ALL=C", "OPENSSL_CONF=/dev/null"};
  for (const char* name : {"LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) kept.push_back(std::string(name) + "=" + value);
  }
  return kept;
}

void limit(int resource, rlim_t most) {
  struct rlimit now {};
  const auto which = static_cast<__rlimit_resource_t>(resource);
  if (::getrlimit(which, &now) != 0) return;
  now.rlim_max = std::min(now.rlim_max, most);
  now.rlim_cur = std::min(now.rlim_cur, now.rlim_max);
  (void)::setrlimit(which, &now);
}

/// A pipe whose ends are not handed to other programs; -1 where there is none to be had.
struct Pipe {
  int from = -1, to = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) == 0) from = ends[0], to = ends[1];
  }
  ~Pipe() {
    close_from();
    close_to();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_from() {
    if (from >= 0) ::close(std::exchange(from, -1));
  }
  void close_to() {
    if (to >= 0) ::close(std::exchange(to, -1));
  }
};

Error failed(std::string what, std::string hint) {
  return {ErrorCode::kUnreadable, std::move(what), std::move(hint), {}};
}

Error cannot_start() {
  return failed(std::string("intake-reader cannot be started: ") + std::strerror(errno),
                "try again, or check the installation");
}

/// One run of the program, from its start to its end.
class Run {
 public:
  Run(const std::string& path, const Limits& limits)
      : path_(path),
        limits_(limits),
        until_(Clock::now() + std::chrono::seconds(limits.reader_seconds)) {}
  ~Run() { end(); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  bool start() {
    if (in_.to < 0 || out_.to < 0) return false;
    std::vector<std::string> words = environment();
    std::vector<char*> given(words.size() + 1, nullptr);
    for (std::size_t i = 0; i < words.size(); ++i) given[i] = words[i].data();
    std::string name(kProgram);
    char* const arguments[] = {name.data(), nullptr};
    child_ = ::fork();
    if (child_ == 0) {
      become(arguments, given.data());
      ::_exit(127);
    }
    in_.close_from();
    out_.close_to();
    return child_ > 0 && ::fcntl(in_.to, F_SETFL, O_NONBLOCK) == 0;
  }

  /// False where it took too long or said too much: `why_` tells.
  bool exchange(std::string_view request, std::string& answer) {
    while (out_.from >= 0) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
      if (left <= 0) {
        why_ = "ended after " + std::to_string(limits_.reader_seconds) + " s";
        return false;
      }
      std::array<struct pollfd, 2> ends{{{out_.from, POLLIN, 0}, {in_.to, POLLOUT, 0}}};
      const int ready = ::poll(ends.data(), 2, static_cast<int>(std::min<long long>(left, 60'000)));
      if (ready < 0 && errno != EINTR) return false;
      if (ready <= 0) continue;
      if (ends[1].revents != 0) send(request);
      if (ends[0].revents != 0 && !receive(answer)) return false;
    }
    return true;
  }

  /// Waits for the program, which has closed its output; one that goes on is ended.
  void end() {
    if (child_ <= 0) return;
    in_.close_to();
    out_.close_from();
    int status = 0;
    pid_t done = 0;
    while ((done = ::waitpid(child_, &status, why_.empty() ? WNOHANG : 0)) <= 0) {
      if (done < 0 && errno != EINTR) break;
      if (why_.empty() && Clock::now() >= until_) {
        why_ = "ended after " + std::to_string(limits_.reader_seconds) + " s";
      }
      if (!why_.empty()) {
        ::kill(child_, SIGKILL);
      } else {
        ::usleep(500);
      }
    }
    child_ = -1;
    if (!why_.empty() || done <= 0) return;
    if (WIFSIGNALED(status)) {
      signal_ = WTERMSIG(status);
      why_ = "ended by signal " + signal_name(signal_);
    } else if (WEXITSTATUS(status) == 127) {
      missing_ = true;
      why_ = "could not be started";
    } else if (WEXITSTATUS(status) != 0) {
      why_ = "ended with exit code " + std::to_string(WEXITSTATUS(status));
    }
  }

  void stop() {
    if (child_ > 0) ::kill(child_, SIGKILL);
  }

  const std::string& why() const { return why_; }
  int signal() const { return signal_; }
  bool missing() const { return missing_; }

 private:
  /// In the child: from here to exec only what is safe after a fork.
  void become(char* const* arguments, char* const* given) const {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (::dup2(in_.from, STDIN_FILENO) < 0 || ::dup2(out_.to, STDOUT_FILENO) < 0) return;
#ifndef INTAKE_SANITIZED
    if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
    limit(RLIMIT_AS, limits_.reader_memory);
#else
    (void)nowhere;
#endif
    limit(RLIMIT_CPU, limits_.reader_cpu_seconds);
    limit(RLIMIT_CORE, 0);
    ::signal(SIGPIPE, SIG_DFL);
    ::execve(path_.c_str(), arguments, given);
  }

  void send(std::string_view request) {
    const std::string_view rest = request.substr(sent_);
    const ssize_t count = rest.empty() ? 0 : ::write(in_.to, rest.data(), rest.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count > 0) sent_ += static_cast<std::size_t>(count);
    // It need not take all: what it says then counts.
    if (count < 0 || sent_ == request.size()) in_.close_to();
  }

  bool receive(std::string& answer) {
    char buffer[1 << 16];
    const ssize_t count = ::read(out_.from, buffer, sizeof buffer);
    if (count < 0) return errno == EINTR || errno == EAGAIN;
    if (count == 0) {
      out_.close_from();
      return true;
    }
    answer.append(buffer, static_cast<std::size_t>(count));
    if (answer.size() <= limits_.reader_output_bytes) return true;
    why_ =
        "ended, as it said more than " + std::to_string(limits_.reader_output_bytes >> 20) + " MiB";
    return false;
  }

  const std::string& path_;
  const Limits& limits_;
  Clock::time_point until_;
  Pipe in_, out_;
  pid_t child_ = -1;
  std::size_t sent_ = 0;
  std::string why_;
  int signal_ = 0;
  bool missing_ = false;
};

}  // namespace

HelperProcess::HelperProcess(std::string path, const Limits& limits, bool quiet)
    : path_(std::move(path)), limits_(limits), noted_(quiet) {}

Result<std::string> HelperProcess::read(const std::string& name, std::string bytes) {
  return ask({ReaderRequest::Verb::kRead, name, {}, limits_, std::move(bytes)}, "read this file");
}

Result<std::string> HelperProcess::write(const std::string& name, std::string bytes,
                                         std::string edits) {
  return ask({ReaderRequest::Verb::kWrite, name, std::move(edits), limits_, std::move(bytes)},
             "wrote this file");
}

Result<std::string> HelperProcess::make_form(std::string description) {
  return ask({ReaderRequest::Verb::kForm, {}, {}, limits_, std::move(description)},
             "made the form");
}

Result<std::string> HelperProcess::compose(std::string draft) {
  return ask({ReaderRequest::Verb::kCompose, {}, {}, limits_, std::move(draft)}, "wrote the mail");
}

Result<std::string> HelperProcess::ask(ReaderRequest request, std::string_view doing) {
  const std::string name = request.name;
  const auto for_file = [&](Error error) {
    error.where.source = name;
    return error;
  };
  if (path_.empty()) path_ = find_program();
  if (path_.empty() || !is_program(path_)) {
    const std::string what = path_.empty() ? "the program intake-reader is not installed"
                                           : "there is no program `" + path_ + "`";
    return for_file(
        failed(what + ", which reads mails, Word and PDF forms, certificates and key sets",
               "put it beside `intake`, or name it by --reader; `./dev build release` makes both"));
  }
  const std::string sent = to_wire(request);
  request.payload.clear();
  std::string said;
  Run run(path_, limits_);
  if (!run.start()) return for_file(cannot_start());
  if (!run.exchange(sent, said)) run.stop();
  run.end();
  if (!run.why().empty()) {
    const bool time = run.signal() == SIGXCPU || run.signal() == SIGKILL;
    const bool ours = run.signal() != 0 && !time;
    return for_file(
        failed("the reader " + run.why() + " while it " + std::string(doing),
               run.missing() ? "check the installation of intake-reader"
               : ours        ? "the file may be damaged; save it again, or send its content as YAML"
                             : "the file may be damaged or too large; save it again"));
  }
  auto answer = answer_from_wire(std::move(said));
  if (!answer) return for_file(answer.error());
  if (!answer->no_sandbox.empty() && !noted_) {
    noted_ = true;
    print_error("intake: note: the kernel gives intake-reader no sandbox (" + answer->no_sandbox +
                "); files are read without\n");
  }
  if (answer->error) return for_file(std::move(*answer->error));
  return std::move(answer->payload);
}

}  // namespace intake::cli
