#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "document/datum.h"
#include "lang/selector/selector.h"
#include "lang/template/template.h"

using namespace intake;

namespace {

Document sample() {
  Datum::Object inner;
  inner.emplace_back("a", Datum(std::int64_t{1}));
  inner.emplace_back("b", Datum::Array{Datum("x"), Datum(), Datum(true)});
  Datum::Array list{Datum(inner), Datum("y"), Datum(inner)};
  Datum::Object top;
  top.emplace_back("a", Datum(std::move(list)));
  top.emplace_back("", Datum(std::move(inner)));
  return to_document(Datum(std::move(top)));
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

/// Any text is a selector or a fault within the text; what is found is the same each time, and a
/// singular selector finds what it locates.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Document document = sample();
  const std::string text(data, data + size);
  const auto filled = Template::parse(text);
  if (filled.ok()) {
    check(filled->render([](const auto&) { return std::string("é"); }, 7).size() <= 7);
  } else {
    check(filled.error().offset <= size);
  }

  const auto selector = Selector::parse(text);
  if (!selector.ok()) {
    check(selector.error().offset <= size && !selector.error().message.empty());
    return 0;
  }
  Limits limits;
  limits.selector_steps = 10'000;
  const View top(document, document.root());
  std::vector<View> found;
  const bool done = selector->select(top, limits, found);
  if (selector->singular() && done) {
    const Located located = selector->locate(top);
    check(found.size() == (located.value ? 1u : 0u));
    check(found.empty() || found.front().id() == located.value.id());
  }
  return 0;
}
