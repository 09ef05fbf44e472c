#include <utility>
#include <vector>

#include "formats/yaml/events.h"
#include "formats/yaml/extent.h"
#include "formats/yaml/faults.h"
#include "formats/yaml/tree_reader.h"
#include "formats/yaml/yaml.h"

namespace intake::yaml {
namespace {

/// The next document. False at the end; a `...` without a document before it is none, though the
/// parser says so. `cursor` moves past such.
Result<bool> next_document(EventReader& events, const Source& source, EventLog& log,
                           std::uint32_t& cursor) {
  while (true) {
    auto found = events.next(log);
    if (!found || !found.value() || !is_document_marker(source.bytes(), log.start, '.')) {
      return found;
    }
    // The parser makes no progress over what it cannot place (`,`), and lets a directive pass
    // without its `---`.
    const std::uint32_t first = skip_gap(source.bytes(), cursor);
    if (log.start != first) return stray_fault(source, first);
    cursor = log.start + 3;
  }
}

}  // namespace

// By value, as every reader of the catalogue takes it.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
Result<Document> read(SourcePtr source, const Limits& limits) {
  INTAKE_RETURN_IF_ERROR(check_text(*source, limits));
  EventReader events(*source, limits);
  EventLog log;
  std::uint32_t cursor = bom_size(source->bytes());
  auto found = next_document(events, *source, log, cursor);
  if (!found) return std::move(found).error();
  if (!found.value()) {
    return error_at(*source, 0, ErrorCode::kEmpty, "there is nothing but blanks and comments",
                    "give a document with a value");
  }
  bool more = false;
  auto document = TreeReader(source, limits, log).read(cursor, more);
  if (document && more) {
    return error_at(*source, cursor, ErrorCode::kUnsupported, "a second document begins here",
                    "give one document; remove the `---` and what follows, or send it apart");
  }
  return document;
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): as read()
Result<std::vector<Document>> read_stream(SourcePtr source, const Limits& limits) {
  std::vector<Document> documents;
  if (auto status = check_text(*source, limits); !status) {
    if (status.error().code == ErrorCode::kEmpty) return documents;
    return std::move(status).error();
  }
  EventReader events(*source, limits);
  EventLog log;
  std::uint32_t cursor = bom_size(source->bytes());
  bool more = true;
  while (more) {
    auto found = next_document(events, *source, log, cursor);
    if (!found) return std::move(found).error();
    if (!found.value()) {
      cursor = skip_gap(source->bytes(), cursor);
      if (cursor < source->bytes().size()) return stray_fault(*source, cursor);
      break;
    }
    if (documents.size() >= limits.stream_documents) {
      return error_at(
          *source, log.start, ErrorCode::kLimit,
          "there are more than " + std::to_string(limits.stream_documents) + " documents",
          "split the stream");
    }
    auto document = TreeReader(source, limits, log).read(cursor, more);
    if (!document) return std::move(document).error();
    documents.push_back(std::move(document).value());
  }
  return documents;
}

}  // namespace intake::yaml
