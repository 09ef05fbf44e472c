#include <string>
#include <utility>

#include "construct.h"

namespace intake::growth {
namespace {

const char* kRecord = R"({"id": "w%", "n": %, "t": ["x", "y"], "u": {"v": {"id": 1}}})";

/// One rule that is run once per match.
Text at_each(const std::string& selector) {
  return fixed("rules:\n  - {id: one, severity: error, at: \"" + selector +
               "\", assert: {present: true}, message: m}\n");
}

}  // namespace

void add_selectors(std::vector<Construct>& to) {
  const std::string selectors[] = {
      "$.a[*]",
      "$.a[*][*]",
      "$.a[*].t[*]",
      "$.a[1:]",
      "$.a[::2]",
      "$.a[::-1]",
      "$.a[*,*]",
      "$.a[*]['id','n']",
      "$.a[*].t[-1]",
      "$..id",
      "$..*",
      "$..t[0]",
      "$..u..id",
      "$.a..v",
      "$..[?@.id]",
      "$.a[?@.id]",
      "$.a[?@.n == 3 || @.n > 5]",
      "$.a[?!@.x && @.id != 'w1']",
      "$.a[?@.id == $.b]",
      "$.a[?@ != $.a[0]]",
      "$.a[?length(@.id) > 1]",
      "$.a[?count(@.t[*]) == 2]",
      "$.a[?count($.a[*]) > 1]",
      "$.a[?value(@..n) > 1]",
      "$.a[?match(@.id, 'w[0-9]*')]",
      "$.a[?search(@.id, $.p)]",
      "$.a[?@.t[?@ == 'y']]",
      "$.a[?$.a[?@.n == 1]]",
      "$.a[?@.u == $.a[0].u]",
  };
  for (const std::string& selector : selectors) {
    to.push_back(
        {.name = "selector " + selector, .rules = at_each(selector), .text = [](std::size_t n) {
           return R"({"a": )" + list(kRecord)(n) + R"(, "b": "w1", "p": "w|v"})";
         }});
  }
  const auto constant = [&](const std::string& selector, const Text& text) {
    to.push_back({.name = "selector " + selector,
                  .rules = at_each(selector),
                  .text = text,
                  .n = 1000,  // of fewer all values are asked for from memory
                  .constant = true});
  };
  constant("$.a.m0", document(members("%")));
  constant("$.a[0]", document(list("%")));
  constant("$.a[-1]", document(list("%")));
  // Nothing is found.
  for (const std::string selector : {"$..nothing", "$.a[*].nothing", "$.a[?@.nothing == 1]"}) {
    to.push_back({.name = "selector " + selector,
                  .rules = at_each(selector),
                  .text = document(list(kRecord)),
                  .outcome = "skip"});
  }
  for (const std::string selector : {"$..*", "$..[0]", "$.a[*]..[0]"}) {
    to.push_back({.name = "selector nested " + selector,
                  .rules = at_each(selector),
                  .text = document(nested(50)),
                  .n = 2'000});
  }
  to.push_back({.name = "selector texts of filters",
                .rules = at_each("$.a[?@ == $.b]"),
                .text = [](std::size_t n) {
                  const std::string long_text = text("a")(64);
                  std::string out = "[";
                  for (std::size_t i = 0; i < n; ++i) out += (i == 0 ? "" : ",") + long_text;
                  return R"({"a": )" + out + R"(], "b": )" + long_text + "}";
                }});
}

}  // namespace intake::growth
