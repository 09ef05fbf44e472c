#include "text/find_text.h"

#include <string>

#include "support/catch.h"

namespace intake {

TEST_CASE("holds_text finds what std::string_view::find finds") {
  const std::string text = std::string(100, 'a') + "b" + std::string(60, 'a');
  struct Case {
    std::string part;
    bool held;
  };
  const std::vector<Case> cases{
      {"", true},
      {"b", true},
      {"ba", true},
      {"bb", false},
      {std::string(40, 'a') + "b" + std::string(40, 'a'), true},
      {std::string(100, 'a') + "b" + std::string(60, 'a'), true},
      {std::string(101, 'a'), false},
      {std::string(61, 'a') + "b", true},
      {"b" + std::string(61, 'a'), false},
      {std::string(200, 'a'), false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.part);
    CHECK(holds_text(text, c.part) == c.held);
    CHECK((text.find(c.part) != std::string::npos) == c.held);
  }
  CHECK(holds_text("", ""));
  CHECK_FALSE(holds_text("", std::string(40, 'a')));
}

}  // namespace intake
