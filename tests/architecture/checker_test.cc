// The checker must be able to fail: each law is broken once, in a tree that exists only here.
#include "architecture/checker.h"
#include "support/catch.h"

namespace intake::architecture {
namespace {

Layers must_parse(std::string_view text) {
  Faults faults;
  Layers layers = parse_layers(text, faults);
  REQUIRE(faults.empty());
  return layers;
}

const char* const kLayers =
    "# lowest first\n"
    "public\n"
    "base\n"
    "formats/format.h\n"
    "formats/json\n"
    "formats\n"
    "eval\n"
    "cli\n"
    "third-party nlohmann nlohmann/ -> formats/json\n"
    "third-party posix unistd.h -> cli\n";

Faults includes_of(std::string path, std::string text) {
  return check_includes(must_parse(kLayers), {{std::move(path), std::move(text)}});
}

TEST_CASE("includes that keep the order pass") {
  CHECK(includes_of("engine/eval/run.cc",
                    "#include \"eval/run.h\"\n#include <vector>\n#include <intake/result.h>\n"
                    "#include \"base/arena.h\"\n#include \"formats/format.h\"\n")
            .empty());
  CHECK(includes_of("engine/formats/json/reader.cc",
                    "#include <nlohmann/json.hpp>\n#include \"formats/format.h\"\n")
            .empty());
  CHECK(includes_of("engine/formats/format.cc", "#include \"formats/json/reader.h\"\n").empty());
  CHECK(includes_of("cli/main.cc", "#include \"exit_code.h\"\n#include <unistd.h>\n").empty());
  CHECK(includes_of("engine/base/a.cc", "// #include \"eval/run.h\"\n/* #include <x/y.h> */\n")
            .empty());
}

TEST_CASE("an include against the order fails, with its line") {
  CHECK(includes_of("engine/base/arena.cc", "\n#include \"eval/run.h\"\n") ==
        Faults{"engine/base/arena.cc:2: layer base includes eval/run.h of the higher layer eval"});
  CHECK(includes_of("engine/include/intake/a.h", "#  include \"base/arena.h\"\n").size() == 1);
  CHECK(includes_of("engine/formats/format.h", "#include \"formats/json/reader.h\"\n").size() == 1);
  CHECK(includes_of("engine/eval/run.cc", "#include \"cli/main.h\"\n").size() == 1);
}

TEST_CASE("a third-party header outside its home fails") {
  CHECK(includes_of("engine/eval/run.cc", "#include <nlohmann/json.hpp>\n") ==
        Faults{"engine/eval/run.cc:1: nlohmann outside its home: nlohmann/json.hpp"});
  CHECK(includes_of("engine/formats/format.cc", "#include <nlohmann/json.hpp>\n").size() == 1);
  CHECK(includes_of("engine/include/intake/a.h", "#include \"nlohmann/json.hpp\"\n") ==
        Faults{"engine/include/intake/a.h:1: nlohmann in an installed header: nlohmann/json.hpp"});
}

TEST_CASE("headers and files that LAYERS does not know fail") {
  CHECK(includes_of("engine/eval/run.cc", "#include <boost/any.hpp>\n").size() == 1);
  CHECK(includes_of("engine/eval/run.cc", "#include \"unknown/a.h\"\n").size() == 1);
  CHECK(includes_of("engine/eval/run.cc", "#include <stdio.h>\n").size() == 1);
  CHECK(includes_of("engine/evaluate/run.cc", "").size() == 1);
}

TEST_CASE("a faulty LAYERS fails") {
  for (const char* text :
       {"", "base text\n", "base\nthird-party re2 -> base\n",
        "base\nthird-party re2 re2/ -> lang\n", "base\nthird-party re2 re2/ ->\n"}) {
    Faults faults;
    parse_layers(text, faults);
    CHECK(faults.size() == 1);
  }
}

TEST_CASE("calls that the engine must not make fail") {
  for (const char* code :
       {"#include <regex>", "std::regex r;", "std::regex_match(a, b);", "#include <iostream>",
        "std::cout << 1;", "std::cerr << 1;", "printf(\"%d\", 1);", "std::fprintf(f, \"\");",
        "::exit(1);", "std::exit (1);", "if (a) abort();", "auto e = std::getenv(\"A\");",
        "std::chrono::system_clock::now();", "return time(nullptr);", "x = std::time(nullptr);"}) {
    CAPTURE(code);
    CHECK(check_calls({{"engine/eval/run.cc", code}}).size() == 1);
  }
}

TEST_CASE("words that look like banned calls pass") {
  for (const char* code :
       {"// printf(1); exit(1);", "auto s = \"std::cout << time(0)\";", "auto r = R\"(exit(1))\";",
        "value.time();", "Timestamp time(int);", "std::optional<int> time(int);", "cel::time(1);",
        "std::snprintf(b, 1, \"\");", "int exit = 1;", "class regex_cache;",
        "char c = '\"'; f(1'000);"}) {
    CAPTURE(code);
    CHECK(check_calls({{"engine/eval/run.cc", code}}).empty());
  }
}

TEST_CASE("the command line may print and exit, but has no std::regex either") {
  CHECK(
      check_calls({{"cli/main.cc", "std::cout << 1; std::exit(1); std::getenv(\"A\");"}}).empty());
  CHECK(check_calls({{"cli/main.cc", "#include <regex>\nstd::regex r;"}}).size() == 2);
}

TEST_CASE("a long file fails unless it is listed, and a listed one must be long") {
  const std::string lines_600(600, '\n');
  CHECK(check_lengths({{"engine/a.cc", lines_600}}, {}).empty());
  CHECK(check_lengths({{"engine/a.cc", lines_600 + "\n"}}, {}).size() == 1);
  CHECK(check_lengths({{"engine/a.cc", lines_600 + "\n"}}, {{"engine/a.cc", "a parser"}}).empty());
  CHECK(check_lengths({{"engine/a.cc", lines_600}}, {{"engine/a.cc", "a parser"}}).size() == 1);
}

TEST_CASE("domain words fail in the engine, in any case and in comments") {
  for (const char* text : {"// the NIHII number", "\"nihdi-hospital\"", "eHealth", "I-AM-Connect",
                           "\"rct:api\"", "ctr_rct"}) {
    CAPTURE(text);
    CHECK(check_domain_words({{"engine/a.cc", text}}, {}).size() == 1);
    CHECK(check_domain_words({{"engine/a.cc", text}}, {"engine/a.cc"}).empty());
    CHECK(check_domain_words({{"cli/a.cc", text}}, {}).empty());
  }
  CHECK(check_domain_words({{"engine/a.cc", "std::arctan(x)"}}, {}).empty());
}

}  // namespace
}  // namespace intake::architecture
