#include <string>
#include <utility>

#include "construct.h"

namespace intake::growth {

void add_expressions(std::vector<Construct>& to) {
  const auto add = [&](const std::string& expression, const Text& of, const std::string& outcome,
                       std::size_t n = 100) {
    const std::string name = "predicate expr: " + expression;
    to.push_back({.name = name,
                  .rules = one_rule("assert: {expr: \"" + expression + "\"}"),
                  .text = document(of),
                  .outcome = outcome,
                  .n = n});
  };
  const Text numbers = list("%");
  const Text words = list("\"w%\"");
  const Text records = list(R"({"id": "w%", "n": %})");
  for (const char* expression : {"value.all(x, x >= 0)",
                                 "value.exists(x, x < 0) || true",
                                 "!value.exists_one(x, x < 0)",
                                 "value.filter(x, x > 3).size() >= 0",
                                 "value.map(x, x * 2).size() > 0",
                                 "value.map(x, x > 3, x * 2).size() >= 0",
                                 "value.all(i, x, i == x)",
                                 "value.transformList(i, x, i + x).size() > 0",
                                 "value.transformMap(i, x, x).size() > 0",
                                 "value.reverse().size() > 0",
                                 "value.slice(0, 1).size() == 1",
                                 "value == value.map(x, x)",
                                 "value.sort().size() > 0",
                                 "value.distinct().size() > 0",
                                 "(value + value).size() > 0",
                                 "value.sortBy(x, -x).size() > 0",
                                 "0 in value",
                                 "!(-1 in value)",
                                 "sets.contains(value, [0])",
                                 "sets.intersects(value, [0])",
                                 "math.greatest(value) >= 0"}) {
    add(expression, numbers, "pass");
  }
  add("sets.equivalent(value, value)", words, "pass");
  add("sets.contains(value, value.map(x, x))", words, "pass");
  add("value.join(',').size() > 0", words, "pass");
  add("value.distinct().size() > 0", words, "pass");
  add("value.sort().size() > 0", words, "pass");
  add("value.sortBy(x, x.n).size() > 0", records, "pass");
  add("value.map(x, x.id).distinct().size() > 0", records, "pass");
  add("value.exists(x, x.n == 0)", records, "pass");
  add("value.all(x, x.id.startsWith('w'))", records, "pass");
  add("size(value) > 0 && value.all(k, value[k] >= 0)", members("%"), "pass");
  for (const char* expression : {"value.contains('b') || true",
                                 "value.matches('^a+$')",
                                 "value.size() > 0",
                                 "value.upperAscii().size() > 0",
                                 "value.lowerAscii().size() > 0",
                                 "value.replace('a', 'bb').size() > 0",
                                 "value.split('a').size() > 0",
                                 "value.indexOf('b') < 0",
                                 "value.lastIndexOf('b') < 0",
                                 "value.substring(1).size() >= 0",
                                 "value.trim().size() > 0",
                                 "value.reverse().size() > 0",
                                 "(value + value).size() > 0",
                                 "strings.quote(value).size() > 0",
                                 "value == value + ''",
                                 "value.charAt(0) == 'a'",
                                 "base64.encode(bytes(value)).size() > 0",
                                 "value.split('').size() > 0",
                                 "!isIP(value)",
                                 "!isFormat(value, 'email')",
                                 "!value.contains(value + 'b')"}) {
    add(expression, text("a"), "pass", 1'000);
  }
  for (const char* expression :
       {"regex.replace(value, 'a', 'b').size() > 0", "regex.extractAll(value, 'a').size() > 0"}) {
    add(expression, text("a"), "", 100);
  }
  add("value.contains(value.substring(0, value.size() / 2) + 'b') || true", text("a"), "pass",
      4'000);
  add("value.replace(value.substring(0, value.size() / 2) + 'b', 'c').size() > 0", text("a"),
      "pass", 4'000);
  add("value.split(value.substring(0, value.size() / 2) + 'b').size() > 0", text("a"), "pass",
      4'000);
  add("value.lastIndexOf('b' + value.substring(0, value.size() / 2)) < 0", text("a"), "pass",
      4'000);
}

}  // namespace intake::growth
