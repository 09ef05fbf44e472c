#include "base/arena.h"
#include "base/names.h"
#include "base/result.h"
#include "base/suggest.h"
#include "support/catch.h"

namespace intake {

TEST_CASE("closest finds the word that was meant") {
  struct Case {
    std::string_view word;
    std::vector<std::string_view> candidates;
    std::string_view expected;  // empty: none
  };
  const std::vector<Case> cases{
      {"mathces", {"present", "matches"}, "matches"},
      {"MATCHES", {"matches"}, "matches"},
      {"at", {"as", "to"}, "as"},  // ties: the first
      {"presnet", {"present", "absent"}, "present"},
      {"zzz", {"matches"}, ""},
      {"", {"a"}, ""},
      {std::string_view("a-word-that-is-much-longer-than-any-name-could-ever-be-in-a-rule-set"),
       {"a"},
       ""},
      {"abcd", {"abcdefgh"}, ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.word);
    CHECK(closest(c.word, c.candidates).value_or("") == c.expected);
  }
  CHECK(did_you_mean("mathces", {"matches"}) == "did you mean `matches`?");
  CHECK(did_you_mean("zzz", {"matches"}).empty());
}

TEST_CASE("names are numbered in the order they come and stay where they are") {
  Names names;
  const NameId a = names.intern("a");
  const std::string_view kept = names.text(a);
  for (int i = 0; i < 10'000; ++i) names.intern("name " + std::to_string(i));
  CHECK(a == 0);
  CHECK(names.intern("a") == a);
  CHECK(names.size() == 10'001);
  CHECK(names.find("name 9999") == 10'000);
  CHECK(names.find("never") == kNoName);
  const Names moved = std::move(names);
  CHECK(moved.text(a).data() == kept.data());
  CHECK(moved.find("a") == a);
}

TEST_CASE("an arena keeps what it handed out, aligned, also when it is moved") {
  Arena arena;
  std::vector<std::pair<std::string_view, std::string>> kept;
  for (std::size_t size = 0; size < 6'000; size += 101) {
    const std::string text(size, static_cast<char>('a' + size % 26));
    kept.emplace_back(arena.copy(text), text);
    CHECK(reinterpret_cast<std::uintptr_t>(arena.allocate(3, 16)) % 16 == 0);
  }
  const std::string huge(3u << 20, 'x');
  const auto copy = arena.copy(huge);
  const Arena moved = std::move(arena);
  CHECK(copy == huge);
  for (const auto& [view, text] : kept) CHECK(view == text);
}

TEST_CASE("an arena that is cleared and filled again soon needs one block") {
  Arena arena;
  const void* first = nullptr;
  for (int round = 0; round < 4; ++round) {
    arena.clear();
    const void* begin = arena.allocate(100);
    for (int i = 0; i < 100; ++i) arena.allocate(1'000);
    if (round == 2) first = begin;
    if (round == 3) CHECK(begin == first);
  }
}

TEST_CASE("INTAKE_RETURN_IF_ERROR hands the error on") {
  const auto inner = [](bool ok) -> Status {
    if (ok) return Done{};
    return Error{ErrorCode::kLimit, "too much", {}, {}};
  };
  const auto outer = [&](bool ok) -> Result<int> {
    INTAKE_RETURN_IF_ERROR(inner(ok));
    return 1;
  };
  CHECK(*outer(true) == 1);
  CHECK(outer(false).error().what == "too much");
}

}  // namespace intake
