#include "sandbox.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <intake/limits.h>

namespace intake::reader {
namespace {

/// What a parser needs of the kernel: memory, its three pipes, the clock, and to end.
constexpr std::array kAllowed{
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(close),
    SCMP_SYS(getrusage),
    SCMP_SYS(rseq),
};

/// What libraries try and can do without: they are told that they may not.
constexpr std::array kRefused{
    SCMP_SYS(open),      SCMP_SYS(openat),     SCMP_SYS(stat),       SCMP_SYS(lstat),
    SCMP_SYS(fstat),     SCMP_SYS(newfstatat), SCMP_SYS(statx),      SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(readlink),   SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
    SCMP_SYS(lseek),     SCMP_SYS(ioctl),      SCMP_SYS(fcntl),      SCMP_SYS(prlimit64),
    SCMP_SYS(getrlimit), SCMP_SYS(uname),      SCMP_SYS(sysinfo),    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getuid),    SCMP_SYS(geteuid),    SCMP_SYS(getgid),     SCMP_SYS(getegid),
};

void close_others() {
#ifdef SYS_close_range
  if (::syscall(SYS_close_range, 3U, ~0U, 0U) == 0) return;
#endif
  for (int descriptor = 3; descriptor < 1024; ++descriptor) ::close(descriptor);
}

void lower(int resource, rlim_t most) {
  struct rlimit limit {};
  if (::getrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) return;
  limit.rlim_max = std::min(limit.rlim_max, most);
  limit.rlim_cur = std::min(limit.rlim_cur, limit.rlim_max);
  (void)::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
}

void lower_limits() {
  const Limits limits;
  lower(RLIMIT_CPU, limits.reader_cpu_seconds);
  lower(RLIMIT_AS, limits.reader_memory);
  lower(RLIMIT_NOFILE, 3);
  lower(RLIMIT_CORE, 0);
  lower(RLIMIT_NPROC, 0);
  struct stat output {};
  const bool file = ::fstat(STDOUT_FILENO, &output) == 0 && S_ISREG(output.st_mode);
  if (!file) lower(RLIMIT_FSIZE, 0);
}

/// A negative errno of libseccomp, or 0.
int load_filter() {
  scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return -ENOMEM;
  int failed = 0;
  const auto keep = [&failed](int result) { failed = failed == 0 ? result : failed; };
  for (const int call : kAllowed) keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0));
  for (const int call : kRefused) keep(::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0));
  const auto on = [](unsigned argument, scmp_compare compare, scmp_datum_t a, scmp_datum_t b = 0) {
    return scmp_arg_cmp{argument, compare, a, b};
  };
  keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1,
                          on(0, SCMP_CMP_EQ, STDIN_FILENO)));
  for (const int output : {STDOUT_FILENO, STDERR_FILENO}) {
    const auto to = static_cast<scmp_datum_t>(output);
    keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, on(0, SCMP_CMP_EQ, to)));
    keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(writev), 1, on(0, SCMP_CMP_EQ, to)));
  }
  // Memory is never made to be run, and never that of a file.
  constexpr scmp_datum_t kAnonymous = 0x20, kExecute = 0x4;  // MAP_ANONYMOUS, PROT_EXEC
  keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
                          on(2, SCMP_CMP_MASKED_EQ, kExecute, 0),
                          on(3, SCMP_CMP_MASKED_EQ, kAnonymous, kAnonymous)));
  keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                          on(2, SCMP_CMP_MASKED_EQ, kExecute, 0)));
  // abort() is to end with SIGABRT.
  keep(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                          on(0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))));
  if (failed == 0) failed = ::seccomp_load(filter);
  ::seccomp_release(filter);
  return failed;
}

}  // namespace

#ifdef INTAKE_SANITIZED
// A sanitizer maps terabytes, and opens files when it has something to say.
std::string enter_sandbox() {
  close_others();
  (void)lower_limits;
  (void)load_filter;
  return {};
}
#else
std::string enter_sandbox() {
  close_others();
  lower_limits();
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return std::strerror(errno);
  (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const int failed = load_filter();
  return failed == 0 ? std::string() : std::string(std::strerror(-failed));
}
#endif

}  // namespace intake::reader
