#include <string>
#include <utility>

#include "construct.h"

namespace intake::growth {
namespace {

Text key_block(const std::string& each) {
  return [each](std::size_t n) { return document(shorter_text(10, each))(n); };
}

void add_json(std::vector<Construct>& to) {
  struct Row {
    const char* name;
    Text of;
    std::size_t n;
    const char* outcome;
  };
  const Row rows[] = {
      {"a long text", document(text("a")), 10'000, "pass"},
      {"a text of escapes", document(shorter_text(2, "\\n")), 10'000, "pass"},
      {"a text of code points", document(shorter_text(6, "\\u00e9")), 10'000, "pass"},
      {"a text of pairs", document(shorter_text(12, "\\ud83d\\ude00")), 10'000, "pass"},
      {"a text beyond ASCII", document(shorter_text(2, "é")), 10'000, "pass"},
      {"a text of quotes", document(shorter_text(2, "\\\"")), 10'000, "pass"},
      {"a text of backslashes", document(shorter_text(2, "\\\\")), 10'000, "pass"},
      {"many texts", document(list("\"w%\"")), 1'000, "pass"},
      {"many members", document(members("0")), 1'000, "pass"},
      {"members of many records", document(list(R"({"id": "w%", "n": %, "x": null})")), 500,
       "pass"},
      {"members with names of their own", document(list(R"({"id%": 1, "n%": 2})")), 500, "pass"},
      {"members of one name", lines(", \"b\": %", "{\"a\": 1", "}"), 1'000, "unreadable"},
      {"whole numbers", document(list("%")), 1'000, "pass"},
      {"fractions", document(list("0.%123456789e-%")), 1'000, "pass"},
      {"a number of many digits", document([](std::size_t n) { return std::string(n, '7'); }),
       2'000, ""},
      {"a fraction of many digits",
       document([](std::size_t n) { return "0." + std::string(n, '7'); }), 2'000, ""},
      {"nested lists", document(nested(100)), 5'000, "pass"},
      {"nested lists over the limit",
       document([](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); }), 5'000,
       "unreadable"},
      {"nested lists without end", document([](std::size_t n) { return std::string(n, '['); }),
       5'000, "unreadable"},
      {"empty lists", document(list("[]")), 2'000, "pass"},
      {"blanks", document([](std::size_t n) { return std::string(n, ' ') + "1"; }), 10'000, "pass"},
      {"lines", document(list("%\n")), 1'000, "pass"},
      {"a fault at the end", document(list("\"w%\"\n"), fixed("x")), 1'000, "unreadable"},
      {"what follows", lines(" x", "{\"a\": 1}"), 5'000, "unreadable"},
      {"beginnings of private keys", key_block("-----BEGIN PRIVATE KEY----- "), 2'000, ""},
      {"ends of private keys", key_block("-----END PRIVATE KEY----- "), 2'000, ""},
      {"dashes", document(text("-")), 10'000, "pass"},
      {"begins", document(shorter_text(11, "-----BEGIN ")), 10'000, ""},
      {"private keys in key sets", document(list(R"({"kty": "RSA", "kid": "%", "d": "AAAA"})")),
       200, ""},
      {"base64", document(list("\"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC%\"")), 500, ""},
  };
  for (const Row& row : rows) {
    to.push_back({.name = std::string("json ") + row.name,
                  .way = Way::kRead,
                  .text = row.of,
                  .outcome = row.outcome,
                  .n = row.n});
  }
}

void add_yaml(std::vector<Construct>& to) {
  struct Row {
    const char* name;
    Text of;
    std::size_t n;
    const char* outcome;
  };
  const auto repeated = [](const std::string& begin, const std::string& each,
                           const std::string& end = "") { return lines(each, begin, end); };
  const Row rows[] = {
      {"members", repeated("a: 1\n", "m%: %\n"), 200, "pass"},
      {"a list", repeated("a:\n", "  - w%\n"), 200, "pass"},
      {"records", repeated("a:\n", "  - id: w%\n    n: %\n"), 100, "pass"},
      {"a flow list", repeated("a: [0", ", w%", "]\n"), 200, "pass"},
      {"a flow map", repeated("a: {x: 0", ", m%: %", "}\n"), 200, "pass"},
      {"a flow list over lines", repeated("a: [0", ",\n  w%", "]\n"), 200, "pass"},
      {"a long text", repeated("a: ", "word ", "\n"), 400, "pass"},
      {"a plain text over lines", repeated("a: word\n", "  word\n"), 200, "pass"},
      {"a quoted text", repeated("a: \"", "w \\n\\x41", "\"\n"), 400, "pass"},
      {"a quoted text over lines", repeated("a: \"x\n", "  word\n", "  y\"\n"), 200, "pass"},
      {"a literal text", repeated("a: |\n", "  word\n"), 200, "pass"},
      {"a folded text", repeated("a: >\n", "  word\n\n"), 200, "pass"},
      {"comments", repeated("a: 1\n", "# comment %\n"), 400, "pass"},
      {"blank lines", repeated("a: 1\n", "\n"), 400, "pass"},
      {"anchors", repeated("a:\n", "  - &a% w\n"), 200, "pass"},
      {"aliases", repeated("x: &x w\na:\n", "  - *x\n"), 100, "pass"},
      {"members of one name", repeated("a: 1\n", "b: %\n"), 200, "unreadable"},
      {"nested flow lists", [](std::size_t n) { return "a: " + nested(50)(n) + "\n"; }, 500,
       "pass"},
      {"nested lists without end", [](std::size_t n) { return "a: " + std::string(n, '['); }, 500,
       "unreadable"},
      {"question marks", repeated("", "? "), 200, "unreadable"},
      {"hyphens", repeated("a:\n  ", "- "), 200, "unreadable"},
      {"colons", repeated("a: ", ": "), 200, "unreadable"},
  };
  for (const Row& row : rows) {
    to.push_back({.name = std::string("yaml ") + row.name,
                  .way = Way::kRead,
                  .text = row.of,
                  .file = "a.yaml",
                  .outcome = row.outcome,
                  .n = row.n});
  }
}

}  // namespace

void add_reading(std::vector<Construct>& to) {
  add_json(to);
  add_yaml(to);
}

}  // namespace intake::growth
