#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <intake/bulk.h>

#include "bulk/line_checker.h"
#include "bulk/line_reader.h"

namespace intake::bulk {

/// Threads that read blocks in turn and check them side by side. Their results are taken in the
/// order of the input; until one is taken, a bounded number of blocks is read behind it.
class Crew {
 public:
  Crew(const CompiledRules& rules, const CheckOptions& check, const BulkOptions& options,
       LineReader& reader);
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  /// Stops, and waits for the threads.
  ~Crew();

  /// How many threads there are: fewer than asked for where the system gives no more.
  std::size_t size() const { return threads_.size(); }

  /// The next results, of one block or of a part of it; valid until the next call. Null: that was
  /// all; then read_error() says whether reading failed.
  const BlockResult* next();
  const std::optional<Error>& read_error() const { return read_error_; }

 private:
  struct Place {
    LineBlock block;
    BlockResult result;
    bool ready = false;  // the result can be taken
    bool last = false;   // it is the last of the block
  };

  void work(LineChecker& checker);
  /// The place of a block that was read; null where there is none.
  Place* read();
  /// Lets next() give the result. False: it is the last of the block, or nothing more is taken.
  bool hand_over(Place& place, bool last);
  Place& place(std::uint64_t number) { return places_[number % places_.size()]; }

  LineReader& reader_;
  std::deque<LineChecker> checkers_;  // one for each thread
  std::vector<Place> places_;
  std::mutex reading_;  // the turn to read; taken before mutex_
  std::mutex mutex_;
  std::condition_variable freed_;     // a place, or stopped
  std::condition_variable finished_;  // a result, or the input
  std::condition_variable taken_up_;  // a result that was not the last of its block, or stopped
  std::uint64_t begun_ = 0;           // blocks that were read
  std::uint64_t taken_ = 0;           // blocks that next() has given and that are done with
  bool given_ = false;                // a result is with the caller of next()
  bool ended_ = false;                // nothing more is read
  bool stopped_ = false;              // nothing more is taken
  std::optional<Error> read_error_;
  std::vector<std::thread> threads_;
};

}  // namespace intake::bulk
