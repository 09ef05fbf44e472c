// Reads any bytes as YAML. What is read must have spans inside the text and inside those of its
// parents, must survive writing and reading again, and every edit that is offered must hold.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../support/change_maker.h"
#include "document/datum.h"
#include "formats/yaml/yaml.h"

namespace {

using namespace intake;

void require(bool holds) {
  if (!holds) std::abort();
}

Limits small_limits() {
  Limits limits;
  limits.input_bytes = 1 << 16;
  limits.depth = 40;
  limits.nodes = 5'000;
  limits.alias_nodes = 200;
  limits.stream_documents = 50;
  return limits;
}

/// A stream of numbers from the input itself: the same input, the same edits.
class Dice {
 public:
  Dice(const std::uint8_t* data, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) state_ = (state_ ^ data[i]) * 1099511628211ull;
  }
  std::uint32_t roll(std::uint32_t sides) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::uint32_t>((state_ >> 11) % sides);
  }

 private:
  std::uint64_t state_ = 14695981039346656037ull;
};

void check_spans(const Document& document) {
  const std::size_t size = document.source()->bytes().size();
  for (NodeId node = 0; node < document.size(); ++node) {
    const ByteSpan span = document.span(node);
    const ByteSpan key = document.key_span(node);
    require(span.begin <= span.end && span.end <= size);
    require(key.begin <= key.end && key.end <= size);
    const Node& n = document.node(node);
    const bool aliased = (n.flags & kFlagAliased) != 0;
    if (n.parent != kNoNode && !aliased) {
      const ByteSpan around = document.span(n.parent);
      require(around.begin <= span.begin && span.end <= around.end);
      if (document.kind(n.parent) == Kind::kObject) require(key.end <= span.begin);
    }
    const bool written = (n.flags & (kFlagAliased | kFlagImplicit)) == 0;
    if (written && n.kind == Kind::kString && (n.flags & (kFlagQuoted | kFlagBlock)) == 0) {
      require(document.source()->slice(span) == document.text(node));
    }
    if (written && (n.flags & kFlagQuoted) != 0 && n.kind == Kind::kString) {
      const char first = document.source()->slice(span).front();
      require(first == '"' || first == '\'' || first == '|' || first == '>');
    }
  }
}

void check_round_trip(const Document& document, const Limits& limits) {
  const View top(document, document.root());
  auto again = yaml::read(std::make_shared<const Source>("again", yaml::write(top)), limits);
  require(again.ok());
  require(equal(top, View(again.value(), again.value().root())));
}

void check_edit(const Document& document, Dice& dice, const Limits& limits) {
  ChangeMaker maker([&dice](std::uint32_t sides) { return dice.roll(sides); });
  const std::vector<Change> changes = maker.changes(document, 1 + dice.roll(3));
  const auto edits = yaml::edit(document, changes, limits);
  if (!edits) return;
  const auto intended = apply_changes(View(document, document.root()), changes);
  require(intended.ok());
  auto text = apply_edits(document.source()->bytes(), edits.value());
  require(text.ok());
  Limits wider = limits;
  wider.input_bytes *= 2;
  auto again = yaml::read(std::make_shared<const Source>("edited", text.value()), wider);
  require(again.ok());
  require(equal(to_datum(View(again.value(), again.value().root())), intended.value()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Limits limits = small_limits();
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto source = std::make_shared<const Source>("fuzz", bytes);
  auto stream = yaml::read_stream(source, limits);
  if (stream) {
    for (const Document& document : stream.value()) check_spans(document);
  }
  auto document = yaml::read(source, limits);
  if (!document) {
    require(!document.error().what.empty());
    return 0;
  }
  require(stream.ok() && stream.value().size() == 1);
  check_round_trip(document.value(), limits);
  Dice dice(data, size);
  for (int round = 0; round < 4; ++round) check_edit(document.value(), dice, limits);
  return 0;
}
