#include "bulk/crew.h"

#include <algorithm>
#include <functional>
#include <system_error>
#include <utility>

namespace intake::bulk {
namespace {

/// For each thread one block in work and one waiting for its turn to be written.
constexpr std::size_t kPlacesPerThread = 2;
constexpr std::uint32_t kMostThreads = 256;

}  // namespace

Crew::Crew(const CompiledRules& rules, const CheckOptions& check, const BulkOptions& options,
           LineReader& reader)
    : reader_(reader) {
  const std::uint32_t threads = std::min(options.threads, kMostThreads);
  places_ = std::vector<Place>(threads * kPlacesPerThread + 1);
  for (std::uint32_t i = 0; i < threads; ++i) {
    checkers_.emplace_back(rules, check, options);
    try {
      threads_.emplace_back(&Crew::work, this, std::ref(checkers_.back()));
    } catch (const std::system_error&) {
      break;
    }
  }
}

Crew::~Crew() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = stopped_ = true;
    freed_.notify_all();
    taken_up_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
}

Crew::Place* Crew::read() {
  const std::lock_guard turn(reading_);
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return ended_ || begun_ - taken_ < places_.size(); });
  if (ended_) return nullptr;
  Place& next = place(begun_);
  lock.unlock();
  auto more = reader_.next(next.block);
  lock.lock();
  const bool read = more && *more;
  if (!more) read_error_ = std::move(more).error();
  if (!read) {
    ended_ = true;
    finished_.notify_one();
    return nullptr;
  }
  next.ready = false;
  ++begun_;
  return &next;
}

bool Crew::hand_over(Place& mine, bool last) {
  std::unique_lock lock(mutex_);
  mine.ready = true;
  mine.last = last;
  if (&mine == &place(taken_)) finished_.notify_one();
  if (last) return false;
  taken_up_.wait(lock, [&] { return stopped_ || !mine.ready; });
  return !stopped_;
}

void Crew::work(LineChecker& checker) {
  while (Place* const mine = read()) {
    std::size_t at = 0;
    do {
      at = checker.check(mine->block, at, mine->result);
    } while (hand_over(*mine, at == mine->block.used));
  }
}

const BlockResult* Crew::next() {
  std::unique_lock lock(mutex_);
  if (given_) {
    given_ = false;
    Place& given = place(taken_);
    given.ready = false;
    if (given.last) {
      ++taken_;
      freed_.notify_one();
    } else {
      taken_up_.notify_all();
    }
  }
  finished_.wait(lock, [&] { return taken_ < begun_ ? place(taken_).ready : ended_; });
  if (taken_ == begun_) return nullptr;
  given_ = true;
  return &place(taken_).result;
}

}  // namespace intake::bulk
