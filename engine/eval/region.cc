#include "eval/region.h"

namespace intake {

Region region_of(const Document& document, ByteSpan span) {
  Region region;
  const SourcePtr& source = document.source();
  if (source == nullptr) return region;
  region.source = source->name();
  region.byte_begin = span.begin;
  region.byte_end = span.end;
  const LineColumn begin = source->locate(span.begin);
  const LineColumn end = source->locate(span.end);
  region.line = begin.line;
  region.column = begin.column;
  region.end_line = end.line;
  region.end_column = end.column;
  region.excerpt = std::string(source->line_text(begin.line));
  return region;
}

Region region_of(View value, bool name) {
  if (value.document() == nullptr) return {};
  const ByteSpan key = value.document()->key_span(value.id());
  if (name && key.begin != key.end) return region_of(*value.document(), key);
  return region_of(*value.document(), value.document()->span(value.id()));
}

Region region_of_missing(View nearest) {
  if (nearest.document() == nullptr) return {};
  const ByteSpan key = nearest.document()->key_span(nearest.id());
  if (key.begin != key.end) return region_of(*nearest.document(), key);
  const ByteSpan whole = nearest.document()->span(nearest.id());
  return region_of(*nearest.document(), {whole.begin, whole.begin});
}

}  // namespace intake
