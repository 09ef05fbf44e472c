#include <cstdlib>
#include <new>
#include <string_view>

#include "formats/json/json.h"
#include "lang/expr/evaluation.h"
#include "support/catch.h"

namespace {
thread_local std::size_t allocations = 0;
}

// Replaced for the whole test program, so that evaluations can be watched.
[[gnu::noinline]] void* operator new(std::size_t bytes) {
  ++allocations;
  void* memory = std::malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(bytes == 0 ? 1 : bytes);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace intake;
using namespace intake::expr;

TEST_CASE("once its memory has grown, an evaluation allocates nothing", "[expr]") {
  const auto document = json::read(
      std::make_shared<Source>(
          "form", R"({"a": {"id": "abc", "n": 3}, "l": ["one", "two", "three"], "d": "1h"})"),
      Limits{});
  REQUIRE(document.ok());
  Declarations declarations;
  declarations.variable("doc", simple(TypeKind::kDyn));
  const Limits limits;
  const std::vector<Value> slots{Evaluation::of(View(*document, document->root()))};
  for (const char* text :
       {"doc.a.id == 'abc' && doc.a.n + 1 < 5", "doc.l.all(x, x.size() < 9)",
        "doc.l.map(x, x + '!').filter(x, x != '') == [doc.a.id]",
        "doc.l.transformMap(i, x, x).size() == 3", "'two' in doc.l || doc.l == ['a']",
        "doc.?b.orValue(1) == 1 && doc.nothing", "doc.a.id.matches('^[a-z]+$')",
        "doc.a == {'id': 'abc', 'n': 3} && [[1], [doc.a]] == [[1], [doc]]"}) {
    INFO(text);
    const auto compiled = compile(text, declarations, limits);
    REQUIRE(compiled.program);
    Evaluation evaluation;
    const auto run = [&] {
      evaluation.begin("2024-04-01T00:00:00Z", limits);
      return judge(evaluation.run(*compiled.program, slots)).truth;
    };
    const Truth first = run();
    const std::size_t before = allocations;
    evaluation.begin("2024-04-01T00:00:00Z", limits);
    const Value again = evaluation.run(*compiled.program, slots);
    const std::size_t made = allocations - before;
    CHECK(made == 0);
    CHECK(judge(again).truth == first);
  }
}
