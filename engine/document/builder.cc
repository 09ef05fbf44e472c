#include <algorithm>
#include <cassert>
#include <functional>
#include <unordered_set>
#include <utility>

#include "document/document.h"
#include "document/member_index.h"

namespace intake {
namespace {

// A value whose container is still open, so that it has no NodeId yet.
struct Pending {
  Node node;
  ByteSpan span;
  ByteSpan key_span;
};

struct Frame {
  std::size_t first = 0;  // its first child in State::pending
  Pending self;
  bool replaced = false;  // has members that a later one of that name replaces
  std::unique_ptr<std::unordered_set<NameId>> seen;  // once there are many members
};

constexpr std::size_t kFewMembers = 16;

}  // namespace

struct DocumentBuilder::State {
  Document document;
  std::vector<Pending> pending;
  std::vector<Frame> frames;
  NameId key = kNoName;  // of the next value
  ByteSpan key_span;
  std::size_t values = 0;
  bool spans = false;

  Pending make(Kind kind, ByteSpan span, std::uint8_t flags) {
    assert(frames.empty() || (frames.back().self.node.kind == Kind::kObject) == (key != kNoName));
    Pending p;
    p.node.kind = kind;
    p.node.flags = flags;
    p.node.key = std::exchange(key, kNoName);
    p.span = span;
    p.key_span = std::exchange(key_span, {});
    ++values;
    return p;
  }

  NodeId place(const Pending& p) {
    const auto id = static_cast<NodeId>(document.nodes_.size());
    document.nodes_.push_back(p.node);
    if (spans) {
      document.spans_.push_back(p.span);
      document.key_spans_.push_back(p.key_span);
    }
    if (p.node.kind == Kind::kArray || p.node.kind == Kind::kObject) {
      const auto first = static_cast<NodeId>(p.node.payload.first_child);
      for (NodeId child = first; child < first + p.node.size; ++child) {
        document.nodes_[child].parent = id;
      }
    }
    return id;
  }

  // Keeps the last of the members with equal names, in the place of the last.
  void drop_replaced(std::size_t first) {
    std::unordered_set<NameId> kept;
    auto to = pending.end();
    for (auto from = pending.end(); from != pending.begin() + static_cast<std::ptrdiff_t>(first);) {
      --from;
      if (kept.insert(from->node.key).second) *--to = *from;
    }
    pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(first), to);
  }

  void begin(Kind kind, std::uint32_t begin, std::uint8_t flags) {
    Frame frame;
    frame.self = make(kind, {begin, begin}, flags);
    frame.first = pending.size();
    frames.push_back(std::move(frame));
  }

  void end(Kind kind, std::uint32_t end) {
    assert(!frames.empty() && frames.back().self.node.kind == kind && key == kNoName);
    static_cast<void>(kind);
    Frame frame = std::move(frames.back());
    frames.pop_back();
    if (frame.replaced) drop_replaced(frame.first);
    frame.self.node.payload.first_child = document.nodes_.size();
    frame.self.node.size = static_cast<std::uint32_t>(pending.size() - frame.first);
    frame.self.span.end = end;
    for (std::size_t i = frame.first; i < pending.size(); ++i) place(pending[i]);
    pending.resize(frame.first);
    pending.push_back(frame.self);
  }
};

DocumentBuilder::DocumentBuilder(SourcePtr source, std::shared_ptr<const Names> vocabulary)
    : state_(std::make_unique<State>()) {
  state_->document.names_ = Names(std::move(vocabulary));
  state_->spans = source != nullptr;
  state_->document.source_ = std::move(source);
}

DocumentBuilder::~DocumentBuilder() = default;

void DocumentBuilder::null(ByteSpan span, std::uint8_t flags) {
  state_->pending.push_back(state_->make(Kind::kNull, span, flags));
}

void DocumentBuilder::boolean(bool value, ByteSpan span, std::uint8_t flags) {
  Pending p = state_->make(Kind::kBool, span, flags);
  p.node.payload.boolean = value;
  state_->pending.push_back(p);
}

void DocumentBuilder::integer(std::int64_t value, ByteSpan span, std::uint8_t flags) {
  Pending p = state_->make(Kind::kInt, span, flags);
  p.node.payload.integer = value;
  state_->pending.push_back(p);
}

void DocumentBuilder::unsigned_integer(std::uint64_t value, ByteSpan span, std::uint8_t flags) {
  Pending p = state_->make(Kind::kUint, span, flags);
  p.node.payload.unsigned_integer = value;
  state_->pending.push_back(p);
}

void DocumentBuilder::real(double value, ByteSpan span, std::uint8_t flags) {
  Pending p = state_->make(Kind::kDouble, span, flags);
  p.node.payload.real = value;
  state_->pending.push_back(p);
}

void DocumentBuilder::string(std::string_view text, ByteSpan span, std::uint8_t flags) {
  Pending p = state_->make(Kind::kString, span, flags);
  const SourcePtr& source = state_->document.source_;
  const std::string_view bytes = source ? source->bytes() : std::string_view{};
  const std::less_equal<const char*> not_after;
  const bool within = !text.empty() && not_after(bytes.data(), text.data()) &&
                      not_after(text.data() + text.size(), bytes.data() + bytes.size());
  if (!within) text = state_->document.arena_.copy(text);
  p.node.payload.text = text.empty() ? "" : text.data();
  p.node.size = static_cast<std::uint32_t>(text.size());
  state_->pending.push_back(p);
}

void DocumentBuilder::begin_array(std::uint32_t begin, std::uint8_t flags) {
  state_->begin(Kind::kArray, begin, flags);
}

void DocumentBuilder::end_array(std::uint32_t end) { state_->end(Kind::kArray, end); }

void DocumentBuilder::begin_object(std::uint32_t begin, std::uint8_t flags) {
  state_->begin(Kind::kObject, begin, flags);
}

void DocumentBuilder::end_object(std::uint32_t end) { state_->end(Kind::kObject, end); }

bool DocumentBuilder::key(std::string_view name, ByteSpan span) {
  State& s = *state_;
  assert(!s.frames.empty() && s.frames.back().self.node.kind == Kind::kObject && s.key == kNoName);
  Frame& frame = s.frames.back();
  s.key = s.document.names_.intern(name);
  s.key_span = span;
  const std::size_t members = s.pending.size() - frame.first;
  bool fresh = true;
  if (frame.seen == nullptr && members < kFewMembers) {
    for (std::size_t i = frame.first; i < s.pending.size(); ++i) {
      fresh = fresh && s.pending[i].node.key != s.key;
    }
  } else {
    if (frame.seen == nullptr) {
      frame.seen = std::make_unique<std::unordered_set<NameId>>();
      for (std::size_t i = frame.first; i < s.pending.size(); ++i) {
        frame.seen->insert(s.pending[i].node.key);
      }
    }
    fresh = frame.seen->insert(s.key).second;
  }
  frame.replaced = frame.replaced || !fresh;
  return fresh;
}

ByteSpan DocumentBuilder::earlier_key(std::string_view name) const {
  const State& s = *state_;
  if (s.frames.empty()) return {};
  for (std::size_t i = s.frames.back().first; i < s.pending.size(); ++i) {
    if (s.document.names_.text(s.pending[i].node.key) == name) return s.pending[i].key_span;
  }
  return {};
}

std::size_t DocumentBuilder::nodes() const { return state_->values; }

std::uint32_t DocumentBuilder::depth() const {
  return static_cast<std::uint32_t>(state_->frames.size());
}

Document DocumentBuilder::finish() {
  State& s = *state_;
  assert(s.frames.empty() && s.pending.size() == 1);
  s.document.root_ = s.place(s.pending.front());
  s.pending.clear();
  s.document.index_ =
      Document::MemberIndex::make({s.document.nodes_.data(), s.document.nodes_.size()});
  return std::move(s.document);
}

}  // namespace intake
