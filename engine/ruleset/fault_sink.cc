#include "ruleset/fault_sink.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/suggest.h"
#include "ruleset/scalar_places.h"
#include "text/source.h"

namespace intake {
namespace {

/// Faults held for sorting, as a multiple of those that are shown.
constexpr std::size_t kFaultsKept = 10;
/// Bytes of a longer source line are not repeated in each of its faults.
constexpr std::size_t kLongestExcerpt = 2000;
constexpr std::size_t kLongestQuoted = 80;

auto order_of(const Fault& fault) {
  return std::tie(fault.file, fault.line, fault.byte_begin, fault.byte_end, fault.message,
                  fault.hint);
}

void fill_place(const Source& source, Fault& fault) {
  const LineColumn place = source.locate(fault.byte_begin);
  fault.line = place.line;
  fault.column = place.column;
  const std::string_view line = source.line_text(place.line);
  if (line.size() <= kLongestExcerpt) fault.excerpt = line;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "`";
  std::size_t end = std::min(text.size(), kLongestQuoted);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  for (const char c : text.substr(0, end)) {
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  if (end < text.size()) out += "…";
  return out + '`';
}

void FaultSink::name_file(const Document& document, std::string path) {
  paths_.emplace(&document, std::move(path));
}

void FaultSink::add(const Document* document, ByteSpan span, std::string message,
                    std::string hint) {
  if (kept_.size() >= limit_ * kFaultsKept + 1) {
    ++uncounted_;
    return;
  }
  Fault fault;
  fault.byte_begin = span.begin;
  fault.byte_end = span.end;
  fault.message = std::move(message);
  fault.hint = std::move(hint);
  kept_.push_back({document, std::move(fault)});
}

void FaultSink::at(View value, std::string message, std::string hint) {
  if (value.document() == nullptr) return;
  add(value.document(), value.document()->span(value.id()), std::move(message), std::move(hint));
}

void FaultSink::at_key(View member, std::string message, std::string hint) {
  const Document* document = member.document();
  if (document == nullptr) return;
  ByteSpan span = document->key_span(member.id());
  if (span == ByteSpan{}) span = document->span(member.id());
  add(document, span, std::move(message), std::move(hint));
}

void FaultSink::in_text(View scalar, std::uint32_t offset, std::string message, std::string hint) {
  const Document* document = scalar.document();
  if (document == nullptr) return;
  ByteSpan span = document->span(scalar.id());
  if (const auto exact = source_offset(*document, scalar.id(), offset)) span.begin = *exact;
  add(document, span, std::move(message), std::move(hint));
}

void FaultSink::in_text(View scalar, const LangError& error) {
  in_text(scalar, error.offset, error.message, error.hint);
}

void FaultSink::unreadable(const std::string& path, const Error& error) {
  add(nullptr, {}, error.what, error.hint);
  if (kept_.empty() || kept_.back().document != nullptr) return;
  Fault& fault = kept_.back().fault;
  fault.file = error.where.source.empty() ? path : error.where.source;
  fault.line = error.where.line;
  fault.column = error.where.column;
  fault.byte_begin = static_cast<std::uint32_t>(error.where.offset);
  fault.byte_end = fault.byte_begin;
}

std::string FaultSink::did_you_mean(std::string_view word,
                                    const std::vector<std::string_view>& candidates) const {
  if (!wants_hints()) return {};
  return intake::did_you_mean(word, candidates);
}

std::vector<Fault> FaultSink::take() {
  std::vector<Fault> faults;
  faults.reserve(kept_.size());
  for (Kept& kept : kept_) {
    if (kept.document != nullptr) {
      const auto path = paths_.find(kept.document);
      const SourcePtr& source = kept.document->source();
      if (path != paths_.end()) {
        kept.fault.file = path->second;
      } else if (source) {
        kept.fault.file = source->name();
      }
      if (source) kept.fault.line = source->locate(kept.fault.byte_begin).line;
    }
    faults.push_back(std::move(kept.fault));
  }
  std::vector<std::size_t> order(faults.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return order_of(faults[a]) < order_of(faults[b]);
  });
  order.erase(std::unique(order.begin(), order.end(),
                          [&](std::size_t a, std::size_t b) {
                            return order_of(faults[a]) == order_of(faults[b]);
                          }),
              order.end());

  const std::size_t more = order.size() > limit_ ? order.size() - limit_ + uncounted_ : 0;
  std::vector<Fault> shown;
  for (std::size_t i = 0; i < order.size() && i <= limit_; ++i) {
    Fault& fault = faults[order[i]];
    const Document* document = kept_[order[i]].document;
    if (document != nullptr && document->source()) fill_place(*document->source(), fault);
    if (i == limit_) {
      fault.message = std::to_string(more) + (more == 1 ? " more fault" : " more faults") +
                      " from here on, which " + (more == 1 ? "is" : "are") + " not shown";
      fault.hint = "repair those above first";
    }
    shown.push_back(std::move(fault));
  }
  kept_.clear();
  return shown;
}

}  // namespace intake
