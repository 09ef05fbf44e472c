#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/source.h"

namespace intake::yaml {

/// What the parser said, in document order. `mark` is a byte offset in the source (BOM counted):
/// of a node's first property, quote, indicator or byte; not to be relied on for an empty null.
struct Event {
  enum class Type : std::uint8_t {
    kNull,
    kAlias,
    kScalar,
    kBeginArray,
    kEndArray,
    kBeginObject,
    kEndObject
  };
  Type type = Type::kNull;
  bool flow = false;
  bool keyless = false;      // a map that begins with `:`
  std::uint32_t mark = 0;    // 0 for the ends
  std::uint32_t anchor = 0;  // 0: none; of kAlias: the anchor it names
  std::uint32_t tag = 0;     // index into EventLog::tags; 0 and 1: none, non-specific (`!`)
  std::uint32_t text = 0;    // kScalar: where in EventLog::text
  std::uint32_t size = 0;    // kScalar: bytes
};

/// The events of one document.
struct EventLog {
  std::vector<Event> events;
  std::string text;
  std::vector<std::string> tags;
  std::uint32_t start = 0;  // where the document starts: its `---` or its first token

  std::string_view scalar(const Event& event) const {
    return std::string_view(text).substr(event.text, event.size);
  }
};

/// yaml-cpp behind a wall: limits kept while it runs, its exceptions made Errors with a place.
/// The only user of yaml-cpp.
class EventReader {
 public:
  /// `source` has passed check_text() and outlives the reader.
  EventReader(const Source& source, const Limits& limits);
  ~EventReader();
  /// Fills `log` with the next document. False at the end of the stream.
  Result<bool> next(EventLog& log);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace intake::yaml
