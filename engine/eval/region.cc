#include "eval/region.h"

#include <optional>

#include "document/origin.h"
#include "document/pointer.h"
#include "text/excerpt.h"

namespace intake {
namespace {

/// In a submission that was put together from parts: the place in its part.
std::optional<Region> region_in_part(const Document& document, std::string_view pointer) {
  if (document.origins() == nullptr) return std::nullopt;
  const Origin* origin = document.origins()->nearest(pointer);
  if (origin == nullptr) return Region{};
  if (origin->text_source != nullptr) {
    Region region = region_of(*origin->text_source, origin->span);
    if (!origin->steps.empty()) region.source = origin->source;
    region.steps = origin->steps;
    return region;
  }
  const NodeId node = find_node(document, pointer);
  const View value = node == kNoNode ? View() : View(document, node);
  return region_of(*origin, value.is_string() ? value.text() : "");
}

}  // namespace

Region region_of(const Document& document, ByteSpan span) {
  return document.source() == nullptr ? Region{} : region_of(*document.source(), span);
}

Region region_of(const Source& text, ByteSpan span) {
  const Source* source = &text;
  Region region;
  region.source = source->file();
  const auto offset = static_cast<std::uint32_t>(source->file_offset());
  region.byte_begin = offset + span.begin;
  region.byte_end = offset + span.end;
  const LineColumn begin = source->locate(span.begin);
  const LineColumn end = source->locate(span.end);
  region.line = begin.line;
  region.column = begin.column;
  region.end_line = end.line;
  region.end_column = end.column;
  cut_excerpt(source->line_text(begin.line), span.begin - source->line_begin(begin.line), region);
  return region;
}

Region region_of(View value, bool name) {
  if (value.document() == nullptr) return {};
  const Document& document = *value.document();
  if (document.origins() != nullptr) {
    return *region_in_part(document, document.pointer(value.id()));
  }
  const ByteSpan key = value.document()->key_span(value.id());
  if (name && key.begin != key.end) return region_of(*value.document(), key);
  return region_of(*value.document(), value.document()->span(value.id()));
}

Region region_of_missing(View nearest, std::string_view pointer) {
  if (nearest.document() == nullptr) return {};
  if (nearest.document()->origins() != nullptr) {
    return *region_in_part(*nearest.document(), pointer);
  }
  const ByteSpan key = nearest.document()->key_span(nearest.id());
  if (key.begin != key.end) return region_of(*nearest.document(), key);
  const ByteSpan whole = nearest.document()->span(nearest.id());
  return region_of(*nearest.document(), {whole.begin, whole.begin});
}

}  // namespace intake
