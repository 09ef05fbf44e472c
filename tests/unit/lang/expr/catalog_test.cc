#include <set>

#include "expr_bench.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::expr;

TEST_CASE("the example of every function has its result", "[expr]") {
  for (const auto table : function_tables()) {
    for (const Function& row : table) {
      if (row.name.starts_with('@')) continue;
      INFO(row.name << " " << row.signature);
      test::check_expressions({{row.example, row.result}});
    }
  }
}

TEST_CASE("functions are found by name", "[expr]") {
  for (const std::string_view name : function_names()) {
    INFO(name);
    CHECK_FALSE(find_functions(name).empty());
    for (const Function* row : find_functions(name)) CHECK(row->name == name);
  }
  CHECK(find_functions("indexof").empty());
}

TEST_CASE("no two tables hold the same overload", "[expr]") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto table : function_tables()) {
    for (const Function& row : table) {
      INFO(row.name << " " << row.signature);
      const auto end = row.signature.find(" -> ");
      CHECK(seen.emplace(row.name, row.signature.substr(0, end)).second);
      CHECK(row.run != nullptr);  // no constant expression under the sanitizers of GCC 12
      CHECK((row.summary.empty() || row.summary.ends_with('.')));
    }
  }
}
