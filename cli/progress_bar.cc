#include "progress_bar.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "files.h"

namespace intake::cli {
namespace {

constexpr std::chrono::milliseconds kBetween{100};
constexpr std::size_t kBar = 20;
constexpr std::uint64_t kLeastBytes = 1'000'000;  // a rate of less says nothing

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

std::size_t terminal_columns() {
  struct winsize size {};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string progress_line(std::uint64_t lines, std::uint64_t bytes,
                          std::optional<std::uint64_t> all, double seconds, std::size_t width) {
  std::string line;
  const double done =
      all && *all > 0 ? std::min(1.0, static_cast<double>(bytes) / static_cast<double>(*all)) : 0;
  if (all) {
    const auto full = static_cast<std::size_t>(done * static_cast<double>(kBar));
    line =
        fmt::format("[{}{}] {:3.0f} %  {:.1f} of {:.1f} MB", std::string(full, '#'),
                    std::string(kBar - full, '.'), done * 100, megabytes(bytes), megabytes(*all));
  } else {
    line = fmt::format("{:.1f} MB", megabytes(bytes));
  }
  line += fmt::format("  {} lines", lines);
  if (seconds > 0) {
    line += fmt::format("  {:.1f} MB/s", megabytes(bytes) / seconds);
    if (done > 0) line += "  " + duration(seconds / done - seconds) + " left";
  }
  return line.substr(0, width);
}

ProgressBar::ProgressBar(bool quiet, bool results_to_stdout, std::optional<std::uint64_t> bytes)
    : shown_(!quiet && ::isatty(STDERR_FILENO) == 1 &&
             !(results_to_stdout && ::isatty(STDOUT_FILENO) == 1)),
      all_(bytes),
      start_(std::chrono::steady_clock::now()),
      next_(start_ + kBetween) {}

double ProgressBar::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void ProgressBar::show(std::uint64_t lines, std::uint64_t bytes) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  drawn_ = true;
  print_error("\r" + progress_line(lines, bytes, all_, seconds(), terminal_columns() - 1) +
              "\x1b[K");
}

void ProgressBar::clear() {
  if (drawn_) print_error("\r\x1b[K");
  drawn_ = false;
}

std::string ProgressBar::rate(std::uint64_t bytes) const {
  if (bytes < kLeastBytes) return {};
  const double time = std::max(seconds(), 1e-3);
  return fmt::format("{:.1f} MB in {:.1f} s, {:.1f} MB/s", megabytes(bytes), time,
                     megabytes(bytes) / time);
}

}  // namespace intake::cli
