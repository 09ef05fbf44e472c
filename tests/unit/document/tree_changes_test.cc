// What makes one tree out of another.

#include "document/tree_changes.h"

#include "support/catch.h"

using namespace intake;

namespace {

Datum object(Datum::Object members) { return Datum(std::move(members)); }
Datum list(Datum::Array elements) { return Datum(std::move(elements)); }

}  // namespace

TEST_CASE("changes between two trees make the one out of the other", "[document]") {
  struct Row {
    Datum before, after;
    std::vector<std::string> changes;  // operation and pointer
  };
  const Datum one("1"), two("2"), three("3"), four("4");
  const std::vector<Row> rows{
      {one, one, {}},
      {one, two, {"replace "}},
      {object({{"a", one}, {"b", two}}), object({{"b", two}, {"a", one}}), {}},
      {object({{"a", one}}), object({{"a", two}}), {"replace /a"}},
      {object({{"a", one}}), object({{"b", one}}), {"remove /a", "add /b"}},
      {object({{"a/~", one}}), object({}), {"remove /a~1~0"}},
      {object({{"a", one}}), object({{"a", list({})}}), {"replace /a"}},
      {list({one, two}), list({one, three}), {"replace /1"}},
      {list({one, two, three}), list({one, three}), {"remove /1"}},
      {list({one, two, three}), list({two, three}), {"remove /0"}},
      {list({one, three}), list({one, two, three}), {"add /1"}},
      {list({one}), list({one, two, three}), {"add /1", "add /1"}},
      {list({}), list({one, two}), {"add /0", "add /0"}},
      {list({one, two, three}), list({}), {"remove /0", "remove /1", "remove /2"}},
      {list({one, two, three, four}), list({one, four, four}), {"replace /1", "remove /2"}},
      {object({{"a", list({object({{"x", one}}), object({{"x", two}})})}}),
       object({{"a", list({object({{"x", one}}), object({{"x", three}, {"y", one}})})}}),
       {"replace /a/1/x", "add /a/1/y"}},
  };
  for (const Row& row : rows) {
    INFO(to_json(row.before) << " -> " << to_json(row.after));
    const Document before = to_document(row.before), after = to_document(row.after);
    const View old_tree(before, before.root());
    const auto changes = changes_between(old_tree, View(after, after.root()));
    std::vector<std::string> said;
    for (const Change& change : changes) {
      constexpr const char* kOps[] = {"replace ", "add ", "remove ", "rename "};
      said.push_back(kOps[static_cast<std::size_t>(change.op)] + change.pointer);
    }
    CHECK(said == row.changes);
    const auto made = apply_changes(old_tree, changes);
    REQUIRE(made.ok());
    CHECK(equal(*made, row.after));
  }
}
