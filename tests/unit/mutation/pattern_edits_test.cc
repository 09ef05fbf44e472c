// Small changes of patterns.

#include "mutation/pattern_edits.h"

#include <string>
#include <vector>

#include "lang/pattern.h"
#include "support/catch.h"

using namespace intake;

TEST_CASE("changes of a pattern", "[mutation]") {
  struct Row {
    const char* pattern;
    std::vector<std::string> changed;
  };
  const std::vector<Row> rows{
      {"^abc$", {"abc$", "^abc", "^$"}},
      {"ab", {}},
      {"\\bnotif", {"notif", "\\b"}},
      {"^\\d{8}$", {"\\d{8}$", "^.{8}$", "^\\d{8,}$", "^\\d{1,8}$", "^\\d{8}"}},
      {"^[0-9]{1,30}$",
       {"[0-9]{1,30}$", "^.{1,30}$", "^[0-9]{1,}$", "^[0-9]{0,30}$", "^[0-9]{1,30}"}},
      {"x{2,}", {"x{1,}"}},
      {"(-crt)?", {"(-crt)"}},
      {"a(-crt)?", {"a(-crt)", "a"}},
      {"a[ .]*b", {"a[ .]+b", "ab"}},
      {"a[ ]+b", {}},
      {"ax+", {"ax*"}},
      {"red|green", {"green", "red"}},
      {"(?i)red|green", {"red|green", "(?i)green", "(?i)red"}},
      {"(?i:red)", {"(?:red)"}},
      {"a(b|c|d)e", {"a(c|d)e", "a(b|d)e", "a(b|c)e"}},
      {"[^<>]*,", {"[^<>]+,", ","}},
      {"\\.be", {}},
      {"\\x{41}bcd[x]", {"[x]"}},
      {"[]a]b{x}", {"[]a]"}},
      {"\\Qa.b\\E", {}},
      {"(?P<n>\\d)", {"(?P<n>.)"}},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    std::vector<std::string> changed;
    for (const PatternEdit& edit : pattern_edits(row.pattern)) {
      changed.push_back(edit.pattern);
      CHECK_FALSE(edit.change.empty());
      INFO(edit.pattern);
      CHECK(Pattern::compile(edit.pattern, Limits{}).ok());
      if (!edit.probe.empty()) CHECK(Pattern::compile(edit.probe, Limits{}).ok());
    }
    CHECK(changed == row.changed);
  }
}

TEST_CASE("a probe needs the part that was changed", "[mutation]") {
  for (const PatternEdit& edit : pattern_edits("^(na|nvt|n/?a)$")) {
    if (edit.change == "without the alternative `nvt`") CHECK(edit.probe == "^(nvt)$");
    if (edit.change == "without the optional `/`") CHECK(edit.probe == "^(na|nvt|n/a)$");
    if (edit.change == "with `/` always") CHECK(edit.probe == "^(na|nvt|na)$");
  }
}

TEST_CASE("damaged patterns are left alone", "[mutation]") {
  const std::string deep = std::string(200, '(') + "a|b" + std::string(200, ')');
  for (const std::string& pattern :
       {std::string("(a"), std::string("[a"), std::string("a)"), std::string("\\"),
        std::string("\\p{L"), std::string("(?P<n"), std::string("a{"), deep}) {
    INFO(pattern);
    CHECK(pattern_edits(pattern).size() <= 4);
  }
  CHECK(pattern_edits("(a").empty());
  CHECK(pattern_edits(deep).empty());
}
