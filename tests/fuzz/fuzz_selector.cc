#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "lang/selector/i_regexp.h"
#include "lang/selector/selector.h"
#include "text/unicode.h"

using namespace intake;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

/// `pattern` stands in it for filters to take.
Document sample(std::string_view pattern) {
  Datum::Object inner;
  inner.emplace_back("a", Datum(std::int64_t{1}));
  inner.emplace_back("b", Datum(Datum::Array{Datum("x"), Datum(), Datum(true)}));
  inner.emplace_back("s", Datum("aaaaaaaaaaaaaaaaaaaaaaaaaaaaé\n1"));
  Datum::Array list{Datum(inner), Datum("y"), Datum(inner), Datum(1.0)};
  Datum::Object top;
  top.emplace_back("a", Datum(std::move(list)));
  top.emplace_back("", Datum(std::move(inner)));
  top.emplace_back("p", Datum(std::string(pattern)));
  top.emplace_back("t", Datum(std::string(2'000, 'a')));
  return to_document(Datum(std::move(top)));
}

bool same(const std::vector<View>& a, const std::vector<View>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].id() != b[i].id()) return false;
  }
  return true;
}

void try_pattern(const std::string& text) {
  const auto compiled = IRegexp::compile(text, Limits{});
  if (!compiled.ok()) {
    const LangError& error = compiled.error().error;
    check(error.offset <= text.size() && !error.message.empty());
    return;
  }
  const std::string subject(1'000, 'a');
  if ((*compiled)->matches(subject)) check((*compiled)->found_in(subject));
}

void try_selector(const std::string& text, const Document& document) {
  const auto selector = Selector::parse(text);
  if (!selector.ok()) {
    check(selector.error().offset <= text.size() && !selector.error().message.empty());
    return;
  }
  Limits limits;
  limits.selector_steps = 10'000;
  const View top(document, document.root());
  std::vector<View> found, blocked, again;
  std::uint64_t spent = 0;
  const bool done = selector->select(top, top, limits, found, &blocked, &spent);
  check(spent <= limits.selector_steps);
  // What a budget allows does not depend on it.
  limits.selector_steps = 30'000;
  const bool more = selector->select(top, limits, again);
  check(!done || (more && same(found, again)));
  for (std::size_t i = 0; done && i < found.size() && i < 20; ++i) {
    const auto path = Selector::parse(normalized_path(found[i]));
    check(path.ok() && path->singular() && path->locate(top).value.id() == found[i].id());
  }
  if (selector->singular() && done) {
    const Located located = selector->locate(top);
    check(found.size() == (located.value ? 1u : 0u));
    check(found.empty() || found.front().id() == located.value.id());
  }
}

}  // namespace

/// Any text is a selector or a fault within the text; what is found is the same each time, and a
/// singular selector finds what it locates. Behind the first NUL stands a pattern, which is part
/// of the document.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(data, data + size);
  const std::size_t end = input.find('\0');
  const std::string text = input.substr(0, end);
  const std::string pattern = end == std::string::npos ? "" : input.substr(end + 1);

  try_pattern(pattern);
  try_selector(text, sample(find_invalid_utf8(pattern) ? "a(" : pattern));
  return 0;
}
