#include "document_stream.h"

#include <limits>
#include <utility>

namespace intake::cli {
namespace {

constexpr std::size_t kBlock = 1u << 16;

}  // namespace

DocumentStream::DocumentStream(InputFile file, const std::string& read, std::string name,
                               Splitter::Kind kind, const Limits& limits)
    : file_(std::move(file)),
      name_(std::move(name)),
      kind_(kind),
      limits_(limits),
      splitter_(kind),
      taken_(read.size()) {
  splitter_.feed(read);
}

Error DocumentStream::over(std::string what, std::string hint) const {
  return {ErrorCode::kLimit, std::move(what), std::move(hint), {name_, 0, 0, 0}};
}

/// Nothing at the end, and after an error.
std::optional<Splitter::Piece> DocumentStream::take() {
  while (!error_) {
    if (auto piece = splitter_.next()) return piece;
    if (ended_) return std::nullopt;
    if (splitter_.held() > limits_.input_bytes || blank_.size() > limits_.input_bytes) {
      error_ = too_large(name_, limits_);
      break;
    }
    if (taken_ > std::numeric_limits<std::uint32_t>::max() - kBlock) {
      error_ = over("the file is larger than 4 GiB", "split it");
      break;
    }
    std::string block;
    const auto count = file_.read(block, kBlock);
    if (!count) {
      error_ = count.error();
      break;
    }
    taken_ += *count;
    ended_ = *count == 0;
    if (ended_) splitter_.finish();
    splitter_.feed(block);
  }
  return std::nullopt;
}

/// The next document; `name` and `last` are still open.
std::optional<StreamDocument> DocumentStream::fetch() {
  while (auto piece = take()) {
    if (piece->blank) {
      blank_ += piece->bytes;
      continue;
    }
    if (++count_ > limits_.stream_documents) {
      error_ =
          over("there are more than " + std::to_string(limits_.stream_documents) + " documents",
               "split the stream");
      break;
    }
    StreamDocument document;
    document.lead = std::exchange(blank_, {});
    document.bytes = std::move(piece->bytes);
    document.byte = piece->byte;
    document.line = piece->line;
    return document;
  }
  if (!error_) return std::nullopt;
  StreamDocument broken;
  broken.error = std::move(error_);
  error_.reset();
  ended_ = true;
  splitter_ = Splitter(kind_);
  splitter_.finish();
  return broken;
}

std::optional<StreamDocument> DocumentStream::next() {
  const bool first = !begun_;
  if (first) {
    begun_ = true;
    ahead_ = fetch();
    if (!ahead_) {  // nothing in it: what that means is for the reader of its format to say
      StreamDocument all;
      all.name = name_;
      all.bytes = std::move(blank_);
      all.last = true;
      return all;
    }
  }
  if (!ahead_) return std::nullopt;
  StreamDocument document = std::move(*ahead_);
  const std::uint32_t number = count_;
  ahead_ = document.error ? std::nullopt : fetch();
  document.last = !ahead_;
  if (document.last) document.tail = std::move(blank_);
  document.name = name_;
  if (document.error) return document;
  if (kind_ == Splitter::Kind::kLines) {
    document.name += ":" + std::to_string(document.line);
  } else if (!first || !document.last) {
    document.name += "#" + std::to_string(number);
  }
  return document;
}

}  // namespace intake::cli
