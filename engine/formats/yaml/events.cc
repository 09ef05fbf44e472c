#include "formats/yaml/events.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <exception>
#include <optional>
#include <sstream>
#include <utility>

#include "formats/yaml/extent.h"
#include "formats/yaml/faults.h"
#include "text/unicode.h"

namespace intake::yaml {
namespace {

/// yaml-cpp 0.7 writes the escapes `\N` and `\_` as the bytes 85 and A0 alone, which are no UTF-8.
void append_repaired(std::string& out, std::string_view text) {
  while (const auto wrong = find_invalid_utf8(text)) {
    out += text.substr(0, *wrong);
    append_utf8(out, text[*wrong] == '\x85' ? 0x85 : text[*wrong] == '\xA0' ? 0xA0 : 0xFFFD);
    text.remove_prefix(*wrong + 1);
  }
  out += text;
}

/// Thrown by the handler to leave yaml-cpp; never leaves this file.
struct Stop {};

class Handler final : public YAML::EventHandler {
 public:
  Handler(const Source& source, const Limits& limits, std::uint32_t shift)
      : source_(source), limits_(limits), shift_(shift) {}

  void begin(EventLog& log) {
    log_ = &log;
    log.events.clear();
    log.text.clear();
    log.tags.assign({"", "!"});
    depth_ = 0;
    nodes_ = 0;
    error_.reset();
  }
  const std::optional<Error>& error() const { return error_; }

  void OnDocumentStart(const YAML::Mark& mark) override { log_->start = offset(mark); }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(Event::Type::kNull, mark, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(Event::Type::kAlias, mark, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (value.size() > limits_.scalar_bytes) {
      stop(mark, "a text is longer than " + std::to_string(limits_.scalar_bytes) + " bytes",
           "shorten it");
    }
    Event& event = add(Event::Type::kScalar, mark, anchor);
    event.tag = tag_index(tag);
    event.text = static_cast<std::uint32_t>(log_->text.size());
    append_repaired(log_->text, value);
    event.size = static_cast<std::uint32_t>(log_->text.size()) - event.text;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin_container(Event::Type::kBeginArray, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end_container(Event::Type::kEndArray); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin_container(Event::Type::kBeginObject, mark, tag, anchor, style);
  }
  void OnMapEnd() override { end_container(Event::Type::kEndObject); }

  std::uint32_t offset(const YAML::Mark& mark) const {
    const std::uint32_t size = static_cast<std::uint32_t>(source_.bytes().size());
    if (mark.pos < 0) return shift_;
    const std::uint32_t at = static_cast<std::uint32_t>(mark.pos) + shift_;
    return at > size ? size : at;
  }

 private:
  [[noreturn]] void stop(const YAML::Mark& mark, std::string what, std::string hint) {
    error_ = error_at(source_, offset(mark), ErrorCode::kLimit, std::move(what), std::move(hint));
    throw Stop{};
  }

  Event& add(Event::Type type, const YAML::Mark& mark, YAML::anchor_t anchor) {
    // A member name is an event but no node: twice the nodes is always enough.
    if (++nodes_ > 2ull * limits_.nodes) {
      stop(mark, "the document has more than " + std::to_string(limits_.nodes) + " values",
           "split it");
    }
    Event& event = log_->events.emplace_back();
    event.type = type;
    event.mark = offset(mark);
    event.anchor = static_cast<std::uint32_t>(anchor);
    return event;
  }

  void begin_container(Event::Type type, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    if (++depth_ > limits_.depth) {
      stop(mark, "lists and maps are nested deeper than " + std::to_string(limits_.depth),
           "flatten the document");
    }
    Event& event = add(type, mark, anchor);
    event.flow = style == YAML::EmitterStyle::Flow;
    event.keyless = style == YAML::EmitterStyle::Default;
    event.tag = tag_index(tag);
  }

  void end_container(Event::Type type) {
    --depth_;
    log_->events.emplace_back().type = type;
  }

  std::uint32_t tag_index(const std::string& tag) {
    if (tag.empty() || tag == "?") return 0;
    for (std::uint32_t i = 1; i < log_->tags.size(); ++i) {
      if (log_->tags[i] == tag) return i;
    }
    if (log_->tags.size() > 64) return static_cast<std::uint32_t>(log_->tags.size() - 1);
    log_->tags.push_back(tag);
    return static_cast<std::uint32_t>(log_->tags.size() - 1);
  }

  const Source& source_;
  const Limits& limits_;
  std::uint32_t shift_;  // bytes of the BOM, which yaml-cpp never sees
  EventLog* log_ = nullptr;
  std::uint32_t depth_ = 0;
  std::uint64_t nodes_ = 0;
  std::optional<Error> error_;
};

}  // namespace

struct EventReader::State {
  State(const Source& from, const Limits& most)
      : source(from),
        limits(most),
        shift(bom_size(from.bytes())),
        in(std::string(from.bytes().substr(shift))),
        handler(source, limits, shift) {}

  const Source& source;
  Limits limits;
  std::uint32_t shift;
  std::istringstream in;
  YAML::Parser parser;
  Handler handler;
  bool loaded = false;
};

EventReader::EventReader(const Source& source, const Limits& limits)
    : state_(std::make_unique<State>(source, limits)) {}
EventReader::~EventReader() = default;

Result<bool> EventReader::next(EventLog& log) {
  State& s = *state_;
  s.handler.begin(log);
  try {
    if (!s.loaded) {
      s.parser.Load(s.in);
      s.loaded = true;
    }
    return s.parser.HandleNextDocument(s.handler);
  } catch (const Stop&) {
    return *s.handler.error();
  } catch (const YAML::Exception& e) {
    // The depth guard of yaml-cpp (500 levels) is the only user of "bad file" here.
    if (e.msg == YAML::ErrorMsg::BAD_FILE) {
      return error_at(s.source, s.handler.offset(e.mark), ErrorCode::kLimit,
                      "lists and maps are nested deeper than " + std::to_string(s.limits.depth),
                      "flatten the document");
    }
    const std::uint32_t at = e.mark.is_null() ? static_cast<std::uint32_t>(s.source.bytes().size())
                                              : s.handler.offset(e.mark);
    return parser_fault(s.source, at, e.msg, log);
  } catch (const std::exception&) {
    return error_at(s.source, s.shift, ErrorCode::kSyntax, "the text is not well-formed YAML");
  }
}

}  // namespace intake::yaml
