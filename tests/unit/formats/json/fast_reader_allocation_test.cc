#include <string>
#include <vector>

#include "formats/json/fast_reader.h"
#include "support/catch.h"
#include "support/count_allocations.h"

using namespace intake;

TEST_CASE("texts like those before are read without allocating") {
  std::vector<std::string> texts{R"({"a":[1,2.5,"x"],"b":{"c":null,"d":"\u00e9\n"}})",
                                 R"({"b":{"d":true},"a":[]})"};
  std::string large = "{\"escaped\":\"";
  for (int i = 0; i < 5'000; ++i) large += "\\n";
  large += "\"";
  for (int i = 0; i < 200; ++i) large += ",\"m" + std::to_string(i) + "\":[{\"x\":\"\\\"\"}]";
  texts.push_back(large + "}");
  json::Reader reader(nullptr, Limits{});
  const auto read_all = [&] {
    std::size_t read = 0;
    for (const auto& text : texts) read += reader.read(text) != nullptr ? 1 : 0;
    return read;
  };
  for (int round = 0; round < 4; ++round) CHECK(read_all() == texts.size());
  const std::size_t before = allocations;
  const std::size_t read = read_all();
  CHECK(allocations == before);
  CHECK(read == texts.size());
}
