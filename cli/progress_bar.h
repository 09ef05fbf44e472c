#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace intake::cli {

/// What is said of a long run while it lasts and when it is over.
class ProgressBar {
 public:
  /// On standard error where that is a terminal and the results do not go there, too. `bytes`: what
  /// is to be done, where that is known.
  ProgressBar(bool quiet, bool results_to_stdout, std::optional<std::uint64_t> bytes);

  /// Draws what is done, now and then.
  void show(std::uint64_t lines, std::uint64_t bytes);
  /// Takes the bar away.
  void clear();
  /// `231.2 MB in 2.1 s, 110.1 MB/s`; empty where there was too little to measure.
  std::string rate(std::uint64_t bytes) const;

 private:
  double seconds() const;

  bool shown_;
  bool drawn_ = false;
  std::optional<std::uint64_t> all_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point next_;
};

/// The line of the bar, at most `width` columns: how much is done, at what rate, and how long it
/// may take.
std::string progress_line(std::uint64_t lines, std::uint64_t bytes,
                          std::optional<std::uint64_t> all, double seconds, std::size_t width);

}  // namespace intake::cli
