#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "construct.h"
#include "lang/predicate/predicate.h"

namespace intake::growth {
namespace {

// Longer than what a message shows of a text.
constexpr std::size_t kText = 8'000;

/// Texts of which each is the worst for some way to look at a text.
const std::pair<const char*, Text> kTexts[] = {
    {"letters", text("a")},
    {"blanks", text(" ", "a", "b")},
    {"accents", shorter_text(7, "a\\u0301")},
    {"marks", shorter_text(12, "\\u0301\\u0316", "a")},
};
const std::pair<const char*, Text> kNames[] = {
    {"names", shorter_text(5, "CN=a,")},
    {"values", shorter_text(5, "CN=a+")},
    {"quotes", shorter_text(2, "\\\"+", "CN=")},
    {"numbers", shorter_text(2, "1.", "", "=a")},
};
const std::pair<const char*, Text> kUrls[] = {
    {"parameters", shorter_text(4, "&a=b", "https://a.be/x?a=b")},
    {"segments", shorter_text(3, "/..", "https://a.be")},
    {"percent", shorter_text(3, "%41", "https://a.be/")},
    {"labels", shorter_text(2, "a.", "https://")},
    {"at", shorter_text(2, "a@", "https://")},
    {"colons", shorter_text(2, "1:", "https://[")},
};
/// The formats: each of these is long, and nearly right for some of them.
const std::pair<const char*, Text> kFormats[] = {
    {"digits", text("7")},
    {"mailboxes", shorter_text(2, "a.", "", "@b.be")},
    {"colons", shorter_text(2, "1:")},
    {"percent", shorter_text(3, "%41", "https://a.be/")},
};

void add_texts(std::vector<Construct>& to, const std::string& predicate, const std::string& use,
               const std::string& outcome, std::span<const std::pair<const char*, Text>> texts) {
  for (const auto& [name, of] : texts) {
    to.push_back({.name = "predicate " + predicate + ": " + use + " of " + name,
                  .rules = asserts(use),
                  .text = document(of),
                  .outcome = outcome,
                  .n = kText});
  }
}

void add_of_values(std::vector<Construct>& to) {
  const Text words = document(list("\"w%\""));
  const Text object = document(members("%"));
  const auto add = [&](const std::string& name, const std::string& use, const Text& of,
                       const std::string& outcome) {
    to.push_back(
        {.name = "predicate " + name, .rules = asserts(use), .text = of, .outcome = outcome});
  };
  add("absent", "absent: true", object, "fail");
  add("present", "present: true", object, "pass");
  add("is-null", "is-null: true", words, "fail");
  add("type", "type: string", words, "fail");
  add("blank: list", "blank: true", words, "fail");
  add("count", "count: {max: 2}", words, "fail");
  add("min", "min: 3", words, "fail");
  add("max", "max: 3", document(text("7")), "fail");
  add("multiple-of", "multiple-of: 3", document(text("7")), "fail");
}

void add_sets(std::vector<Construct>& to) {
  struct Row {
    const char* name;
    const char* use;
    const char* a;
    const char* b;
    const char* outcome;
  };
  const char* kBack = R"("w~")";
  const char* kList = R"([~, {"x": ~}])";
  const char* kRecord = R"({"id": "w~", "kind": "x"})";
  const Row rows[] = {
      {"contains", "contains: {at: '$.b[0]'}", kBack, kBack, "pass"},
      {"contains: missing", "contains: other", kBack, kBack, "fail"},
      {"contains: a list", "contains: {at: '$.b[0]'}", kList, kList, "pass"},
      {"contains-all", "contains-all: {at: '$.b'}", kBack, kBack, "pass"},
      {"contains-all: matches", "contains-all: {at: '$.b[*]'}", kBack, kBack, "pass"},
      {"contains-all: missing", "contains-all: {at: '$.b'}", kBack, "\"v~\"", "fail"},
      {"contains-all: lists", "contains-all: {at: '$.b'}", kList, kList, "pass"},
      {"subset-of", "subset-of: {at: '$.b'}", kBack, kBack, "pass"},
      {"subset-of: column", "subset-of: {values: {at: '$.b'}, column: id}", kBack, kRecord, "pass"},
      {"subset-of: others", "subset-of: {at: '$.b'}", kBack, "\"v~\"", "fail"},
      {"superset-of", "superset-of: {at: '$.b'}", kBack, kBack, "pass"},
      {"superset-of: others", "superset-of: {at: '$.b'}", kBack, "\"v~\"", "fail"},
      {"disjoint", "disjoint: {at: '$.b'}", kBack, "\"v~\"", "pass"},
      {"disjoint: same", "disjoint: {at: '$.b'}", kBack, kBack, "fail"},
      {"one-of", "one-of: {at: '$.b'}", kBack, kList, "fail"},
      {"equals: lists", "equals: {at: '$.b'}", kBack, kBack, "pass"},
      {"equals: records", "equals: {at: '$.b'}", kRecord, kRecord, "pass"},
      {"unique", "unique: true", kBack, "0", "pass"},
      {"unique: numbers", "unique: true", "~", "0", "pass"},
      {"unique: repeated", "unique: true", "\"w\"", "0", "fail"},
      {"unique: lists", "unique: true", kList, "0", "pass"},
      {"unique: by", "unique: {by: id}", kRecord, "0", "pass"},
      {"unique: by, repeated", "unique: {by: kind}", kRecord, "0", "fail"},
      {"has-members: absent", "has-members: {at: '$.b'}", "0", kBack, "fail"},
      {"schema", "schema: {name: grown@1, part: /properties/a}", kRecord, "0", "pass"},
      {"schema: broken", "schema: {name: grown@1, part: /properties/a}", kList, "0", "fail"},
  };
  for (const Row& row : rows) {
    to.push_back({.name = std::string("predicate ") + row.name,
                  .rules = asserts(row.use),
                  .text = document(list(row.a), list(row.b)),
                  .outcome = row.outcome});
  }
  to.push_back({.name = "predicate has-members",
                .rules = asserts("has-members: {at: '$.b'}"),
                .text = document(members("0"), list("\"m%\""))});
  to.push_back({.name = "predicate equals: maps",
                .rules = asserts("equals: {at: '$.b'}"),
                .text = document(members("%"), members("%"))});
  to.push_back({.name = "predicate unique: maps",
                .rules = asserts("unique: true"),
                .text = document([](std::size_t n) {
                  return "[" + members("%")(n) + "," + members("0")(n) + "]";
                })});
  to.push_back({.name = "predicate equals: nested",
                .rules = asserts("equals: {at: '$.b'}"),
                .text = document(nested(100), nested(100)),
                .n = 2'000});
  // The values of the rule grow.
  to.push_back(
      {.name = "predicate one-of: literal",
       .rules =
           [](std::size_t n) { return one_rule("assert: {one-of: " + list("\"w%\"")(n) + "}")(n); },
       .text = document(fixed("\"w\"")),
       .outcome = "fail"});
  to.push_back({.name = "predicate subset-of: literal",
                .rules =
                    [](std::size_t n) {
                      return one_rule("assert: {subset-of: " + list("\"w%\"")(n) + "}")(n);
                    },
                .text = document(list("\"w%\""))});
  to.push_back(
      {.name = "predicate declared",
       .rules = fixed("schema: {use: grown@1}\nrules:\n  - {id: one, severity: error, for: "
                      "'$.a[*][*]', as: it, assert: {declared: true}, message: m}\n"),
       .text = document(list(R"({"id": "w", "kind": "x"})"))});
}

void add_text_predicates(std::vector<Construct>& to) {
  add_texts(to, "blank", "blank: true", "fail", kTexts);
  add_texts(to, "digits", "digits: true", "", kTexts);
  add_texts(to, "plain-text", "plain-text: true", "", kTexts);
  add_texts(to, "single-spaced", "single-spaced: true", "", kTexts);
  add_texts(to, "trimmed", "trimmed: true", "pass", kTexts);
  add_texts(to, "upper-case", "upper-case: true", "", kTexts);
  add_texts(to, "lower-case", "lower-case: true", "", kTexts);
  add_texts(to, "length", "length: {max: 3}", "fail", kTexts);
  add_texts(to, "after", "after: 2024-04-01", "unknown", kTexts);
  add_texts(to, "before", "before: {date: now, at-least: P30D}", "unknown", kTexts);
  add_texts(to, "within", "within: {after: P90D}", "unknown", kTexts);
  add_texts(to, "starts-with", "starts-with: [aaaa, bbbb]", "", kTexts);
  add_texts(to, "ends-with", "ends-with: [aaaa, bbbb]", "", kTexts);
  add_texts(to, "contains", "contains: aaaaaaaab", "fail", kTexts);
  add_texts(to, "equals-ignore-case", "equals-ignore-case: x", "fail", kTexts);
  add_texts(to, "same-as", "same-as: {value: x, ignore: [case, accents, blanks]}", "fail", kTexts);
  add_texts(to, "dn", "dn: {CN: x}", "fail", kNames);
  add_texts(to, "url", "url: {host: [b.be], query-has: [b]}", "fail", kUrls);
  add_texts(to, "same-url", "same-url: 'https://b.be/x?b=c'", "fail", kUrls);
  add_texts(to, "identifier",
            "identifier: {types: [{name: A, length: 8, digits: true, check-digits: luhn}], "
            "type: A, parts: [length, pattern, check-digits]}",
            "fail", kTexts);
  add_texts(to, "mentions", "mentions: ['b* ... c', '*bb*', '# ... per month', 'a a a b']", "fail",
            kTexts);
  for (const std::string_view name : check_digit_names()) {
    to.push_back({.name = "predicate check-digits: " + std::string(name),
                  .rules = asserts("check-digits: " + std::string(name)),
                  .text = document(text("7")),
                  .outcome = "",
                  .n = kText});
  }
  for (const std::string_view name : format_names()) {
    add_texts(to, "format", "format: " + std::string(name), "", kFormats);
  }
}

/// Both the value and the argument come from the submission.
void add_two_texts(std::vector<Construct>& to) {
  const auto add = [&](const std::string& name, const std::string& use, const Text& a,
                       const Text& b, const std::string& outcome) {
    to.push_back({.name = "predicate " + name,
                  .rules = asserts(use),
                  .text = document(a, b),
                  .outcome = outcome,
                  .n = 4'000});
  };
  const Text letters = text("a");
  const Text half = shorter_text(2, "a", "", "b");
  add("contains: half of it", "contains: {at: '$.b'}", letters, half, "fail");
  add(
      "contains-all: parts", "contains-all: {at: '$.b[*]'}", letters,
      [half](std::size_t n) { return "[" + half(n) + "," + half(n) + "]"; }, "fail");
  add("starts-with: half of it", "starts-with: {at: '$.b'}", letters, half, "fail");
  add("ends-with: half of it", "ends-with: {at: '$.b'}", letters, half, "fail");
  add("equals: text", "equals: {at: '$.b'}", letters, half, "fail");
  add("equals-ignore-case: text", "equals-ignore-case: {at: '$.b'}", letters, half, "fail");
  add("same-as: text", "same-as: {at: '$.b'}", shorter_text(3, "a\\u0301"), half, "fail");
  add("same-url: text", "same-url: {at: '$.b'}", shorter_text(4, "&a=b", "https://a.be/x?a=b"),
      shorter_text(4, "&a=c", "https://a.be/x?a=c"), "fail");
  add("dn: same-as", "dn: {same-as: {at: '$.b'}}", shorter_text(5, "OU=a,", "", "CN=a"),
      shorter_text(5, "OU=a,", "", "CN=b"), "fail");
  add("dn: one name of many values", "dn: {same-as: {at: '$.b'}}",
      shorter_text(5, "OU=a+", "", "CN=a"), shorter_text(5, "OU=a+", "", "CN=b"), "fail");
  add(
      "mentions: cues", "mentions: {at: '$.b'}", shorter_text(4, "*aab"),
      [half](std::size_t n) { return "[\"*" + half(n).substr(1) + "]"; }, "fail");
  add(
      "mentions: until", "mentions: {cues: [b], until: {at: '$.b'}}", shorter_text(2, "\\n"),
      [half](std::size_t n) { return "[" + half(n) + "]"; }, "fail");
}

void add_patterns(std::vector<Construct>& to) {
  const std::pair<const char*, Text> rows[] = {
      {"^[a-z]+$", text("a")},
      {"^[a-z]+(-[a-z]+)*$", shorter_text(2, "a-")},
      {"^(a+)+$", text("a", "", "!")},
      {"^(a|a)*b$", text("a")},
      {"(a|b)*c", text("a")},
      {"[0-9]+x", text("7")},
      {"a.*b.*c.*d", shorter_text(3, "abc")},
      {"x*y*z*!", shorter_text(3, "xyz")},
      {"^\\\\pL+$", shorter_text(6, "\\u00e9")},
      {"(?i)straat$", shorter_text(6, "STRAAT", "", "!")},
      {"(a?){20}b", text("a")},
      {"\\\\b\\\\w+\\\\b!", shorter_text(2, "a ")},
      {"^https://[a-z.]+/(x/)*$", shorter_text(2, "x/", "https://a.be/")},
      {"(foo|bar|baz|qux)$", shorter_text(3, "foo", "", "!")},
  };
  for (const auto& [pattern, of] : rows) {
    to.push_back({.name = std::string("predicate matches: ") + pattern,
                  .rules = one_rule("assert: {matches: \"" + std::string(pattern) + "\"}"),
                  .text = document(of),
                  .outcome = "",
                  .n = kText});
  }
  // RE2 has another way for short texts, so that all three sizes are on one side.
  const std::pair<std::size_t, const char*> captures[] = {{2'000, "^(?P<x>[a-m]*)(?P<y>[n-z]*)$"},
                                                          {500, "^(?P<x>a*)(?P<y>.*)$"}};
  for (const auto& [n, capture] : captures) {
    to.push_back({.name = std::string("predicate bound: ") + capture,
                  .rules = fixed("bind: {b: {at: '$.a', capture: '" + std::string(capture) +
                                 "'}}\nrules:\n  - {id: one, severity: error, at: '$.a', assert: "
                                 "{bound: b}, message: m}\n  - {id: two, severity: error, at: "
                                 "'$.a', assert: {of: {ref: b.y}, equals: x}, message: '{b.x} "
                                 "{b.y}'}\n"),
                  .text = document(text("a", "", "z")),
                  .outcome = "fail",
                  .n = n});
  }
}

}  // namespace

void add_predicates(std::vector<Construct>& to) {
  add_of_values(to);
  add_sets(to);
  add_text_predicates(to);
  add_two_texts(to);
  add_patterns(to);
}

}  // namespace intake::growth
