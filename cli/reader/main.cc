#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include <intake/limits.h>
#include <intake/version.h>

#include "reader/serve.h"
#include "sandbox.h"

namespace {

constexpr std::string_view kUsage =
    "usage: intake-reader\n"
    "Reads one file for `intake`, in a sandbox: the request comes from standard input, the answer\n"
    "goes to standard output. It is not meant to be run by hand; say `intake check FILE`.\n";

/// False where there is more than any request can have, or it cannot be read.
bool read_all(std::string& bytes) {
  const std::size_t most = intake::Limits().input_bytes * 4;
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 || bytes.size() > most) return false;
    if (count == 0) return true;
    bytes.append(buffer, static_cast<std::size_t>(count));
  }
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    return write_all("intake-reader " + std::string(intake::kVersion) + "\n") ? 0 : 4;
  }
  if (argc > 1 || ::isatty(STDIN_FILENO) == 1) {
    (void)write_all(kUsage);
    return argc == 2 && std::string_view(argv[1]) == "--help" ? 0 : 64;
  }
  std::string request;
  if (!read_all(request)) return 4;
  intake::warm_up(request);
  const std::string no_sandbox = intake::reader::enter_sandbox();
  intake::ReaderAnswer answer = intake::serve(std::move(request));
  answer.no_sandbox = no_sandbox;
  const bool written = write_all(intake::to_wire(answer));
  std::_Exit(written ? 0 : 4);  // what the libraries hold goes with the process
}
