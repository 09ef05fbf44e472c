// Any bytes as JSON: no crash, every error has a place, what was read is written and read back as
// the same value, and the bytes of every part are that part.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "formats/json/json.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  const auto source =
      std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  const auto document = json::read(source, Limits{});
  if (!document.ok()) {
    const Error& error = document.error();
    require(!error.what.empty() && error.what.find('\n') == std::string::npos);
    require(error.where.line >= 1 && error.where.column >= 1 && error.where.offset <= size);
    return 0;
  }
  const View top(*document, document->root());
  for (NodeId id = 0; id < document->size(); ++id) {
    const ByteSpan span = document->span(id);
    require(span.begin < span.end && span.end <= size);
    // The text of a value is that value.
    if (document->size() > 200) continue;
    const auto part =
        json::read(std::make_shared<Source>("part", std::string(source->slice(span))), Limits{});
    require(part.ok() && equal(View(*part, part->root()), View(*document, id)));
  }
  const auto again = json::read(std::make_shared<Source>("again", json::write(top)), Limits{});
  // Indentation may pass the limit on bytes; nothing else may fail.
  require(again.ok() || again.error().code == ErrorCode::kLimit);
  if (again.ok()) require(equal(View(*again, again->root()), top));
  return 0;
}
