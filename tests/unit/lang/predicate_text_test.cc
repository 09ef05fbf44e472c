#include "predicate_bench.h"
#include "support/catch.h"

using namespace intake;
using test::check_rows;

namespace {
constexpr const char* kAny = nullptr;
}

TEST_CASE("texts", "[predicate]") {
  check_rows({
      {"matches: '\\d{3}'", "\"ab123\"", 't'},
      {"matches: '^\\d{3}$'", "\"ab123\"", 'f', "^\\d{3}$"},
      {"starts-with: ab", "\"abc\"", 't'},
      {"starts-with: [x, a]", "\"abc\"", 't'},
      {"starts-with: [x, y]", "\"abc\"", 'f', "x, y"},
      {"starts-with: abcd", "\"abc\"", 'f', "abcd"},
      {"ends-with: bc", "\"abc\"", 't'},
      {"ends-with: ab", "\"abc\"", 'f', "ab"},
      {"length: 5", "\"Liège\"", 't'},
      {"length: 5", "\"Gent\"", 'f', "5", kAny, kAny, kAny, ReasonCode::kTooShort, "4; 5"},
      {"length: {max: 3}", "\"Gent\"", 'f', "≤ 3", kAny, kAny, kAny, ReasonCode::kTooLong, "4; 3"},
      {"length: 0", "\"\"", 't'},
      {"trimmed: true", "\"\"", 't'},
      {"trimmed: true", "\"a b\"", 't'},
      {"trimmed: true", R"("a\u00a0")", 'f', "a"},
      {"trimmed: true", R"("\u200ba")", 'f', "a"},
      {"single-spaced: true", "\" a b \"", 't'},
      {"single-spaced: true", R"("a \u00a0b")", 'f', "a b"},
      {"single-spaced: true", R"("a\n\nb")", 'f'},
      {"plain-text: true", R"("\u00a0a\tb\r\nc ")", 't'},
      {"plain-text: true", R"("a\u00a0b")", 'f', kAny, kAny, "U+00A0"},
      {"plain-text: true", R"("a\u0007b")", 'f', kAny, kAny, "U+0007"},
      {"plain-text: true", R"("a\u200db")", 'f', kAny, kAny, "U+200D"},
      {"plain-text: true", R"("a\u00adb")", 'f', kAny, kAny, "U+00AD"},
      {"upper-case: true", "\"\"", 't'},
      {"upper-case: true", "\"É-1\"", 't'},
      {"upper-case: true", "\"É-a\"", 'f', "É-A"},
      {"upper-case: true", "\"ABc\"", 'f', "ABC"},
      {"lower-case: true", "\"ab-1\"", 't'},
      {"lower-case: true", "\"É\"", 'f', "é"},
      {"digits: true", "\"00123\"", 't'},
      {"digits: true", "\"\"", 'f'},
      {"digits: true", "\"12a4\"", 'f', kAny, kAny, "a"},
      {"digits: true", R"("12\u00a04")", 'f', kAny, kAny, "U+00A0"},
      {"digits: true", "\"１２\"", 'f', kAny, kAny, "１"},
  });
}

TEST_CASE("dates", "[predicate]") {
  // `now` is 2024-06-15T12:00:00+02:00.
  check_rows({
      {"before: now", "\"2024-06-14\"", 't'},
      {"before: now", "\"2024-06-15\"", 'f', "< 2024-06-15T12:00:00+02:00"},
      {"after: now", "\"2024-06-15\"", 'f'},
      {"after: now", "\"2024-06-16\"", 't'},
      {"before: now", "\"2024-06-15T09:59:59Z\"", 't'},
      {"before: now", "\"2024-06-15T09:59:59.999+00:00\"", 't'},
      {"before: now", "\"2024-06-15T10:00:00Z\"", 'f'},
      {"after: now", "\"2024-06-15T10:00:00.001Z\"", 't'},
      {"after: now", "\"2024-06-15T10:00:00Z\"", 'f'},
      {"before: {date: now, at-least: P0D}", "\"2024-06-15T10:00:00Z\"", 't'},
      {"after: {date: now, at-least: P30D}", "\"2024-07-15\"", 't'},
      {"after: {date: now, at-least: P30D}", "\"2024-07-14\"", 'f',
       "≥ 2024-06-15T12:00:00+02:00 + P30D"},
      {"before: {date: 2024-03-01, at-least: P1D}", "\"2024-02-29\"", 't'},
      {"before: {date: 2023-03-01, at-least: P2D}", "\"2023-02-28\"", 'f', "≤ 2023-03-01 − P2D"},
      {"before: now", "\"soon\"", '?', kAny, kAny, kAny, kAny, ReasonCode::kNotReadable,
       "soon; date"},
      {"before: now", "\"2024-06-31\"", '?'},
      {"within: P10D", "\"2024-06-05\"", 't'},
      {"within: P10D", "\"2024-06-25\"", 't'},
      {"within: P10D", "\"2024-06-26\"", 'f',
       "2024-06-15T12:00:00+02:00 − P10D … 2024-06-15T12:00:00+02:00 + P10D"},
      {"within: P10D", "\"2024-06-04\"", 'f'},
      {"within: {after: P90D}", "\"2024-06-14\"", 'f'},
      {"within: {after: P90D}", "\"2024-06-15\"", 't'},
      {"within: {before: P1W}", "\"2024-06-08\"", 't'},
      // Numbers: `now` of the bench is 1718445600 seconds after 1970.
      {"within: {before: PT10M, epoch: seconds}", "1718445000", 't'},
      {"within: {before: PT10M, epoch: seconds}", "1718444999", 'f',
       "2024-06-15T12:00:00+02:00 − PT10M … 2024-06-15T12:00:00+02:00 + 0"},
      {"within: {before: PT10M, epoch: seconds}", "1718444999.5", 'f'},
      {"within: {before: PT10M, epoch: seconds}", "1718445000.25", 't'},
      {"within: {before: PT10M, epoch: milliseconds}", "1718445000000", 't'},
      {"within: {before: PT10M, epoch: milliseconds}", "1718444999999", 'f'},
      {"within: {before: PT10M, epoch: seconds}", "\"2024-06-15T11:59:00+02:00\"", 't'},
      {"within: PT10M", "1718445000", '?', kAny, kAny, kAny, kAny, ReasonCode::kWrongType,
       "string; integer"},
      {"after: {date: now, epoch: seconds}", "1718445601", 't'},
      {"before: {date: now, epoch: seconds}", "-1", 't'},
      {"before: {date: 1969-12-31, epoch: seconds}", "-86401", 't'},
      {"before: {date: 1969-12-31, epoch: seconds}", "-86400", 'f'},
      {"after: {date: now, epoch: seconds}", "1718445600000", '?', kAny, kAny, kAny, kAny,
       ReasonCode::kNotReadable, "1718445600000; date"},
      {"after: {date: now, epoch: seconds}", "true", '?'},
      {"within: {before: P1W}", "\"2024-06-16\"", 'f'},
      {"within: {before: PT1H, after: PT2H}", "\"2024-06-15T12:00:00Z\"", 't'},
      {"within: {before: PT1H, after: PT2H}", "\"2024-06-15T12:00:00.5Z\"", 'f'},
      {"within: {duration: P1D, of: 2000-01-01}", "\"1999-12-31\"", 't'},
  });
}

TEST_CASE("notations", "[predicate]") {
  struct Format {
    std::string_view name;
    std::vector<std::string_view> fit;
    std::vector<std::string_view> unfit;
  };
  const std::vector<Format> formats{
      {"base64", {"QQ==", "QUI=", "QUJD", "+/+/"}, {"", "QQ", "QQ=", "QQ===", "=QQ=", "QUI-"}},
      {"base64url", {"QQ", "QUI", "-_-_"}, {"", "Q", "QQ==", "+/+/"}},
      {"date",
       {"2024-02-29", "2000-02-29"},
       {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "01/02/2024",
        "2024-04-01Z", "２024-04-01"}},
      {"date-time",
       {"2024-04-01T00:00:00Z", "2024-04-01t23:59:59.123456789012z", "2024-04-01T12:00:00-23:59",
        "1998-12-31T23:59:60Z", "1998-12-31T15:59:60.123-08:00"},
       {"2024-04-01", "2024-04-01T12:00:00", "2024-04-01 12:00:00Z", "2024-04-01T24:00:00Z",
        "2024-04-01T12:60:00Z", "2024-04-01T12:00:00.Z", "2024-04-01T12:00:00+2:00",
        "1998-12-31T22:59:60Z", "2024-04-01T12:00Z"}},
      {"duration",
       {"P90D", "PT5M", "P1Y2M3DT4H5M6S", "P2W", "P0D"},
       {"", "P", "PT", "P1DT", "5D", "P1W2D", "P2D1W", "P1H", "PT1D", "P-1D", "P1S", "P1D2D",
        "P9999999999D", "P1D "}},
      {"email",
       {"a@b.be", "first.last+tag@sub.example.org", "o'neil@x-y.eu"},
       {"", "a", "a@b", "@b.be", "a@", "a b@c.be", ".a@b.be", "a..b@c.be", "a.@b.be", "a@-b.be",
        "a@b..be", "<a@b.be>", "a@b.be ", "a@b.123", "é@b.be", "a@b@c.be",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg@x.be"}},
      {"hex", {"00ffAA", "1"}, {"", "0x1", "g"}},
      {"hostname",
       {"localhost", "a.b", "xn--bcher-kva.example", "1a.be", "3com.com"},
       {"", ".", "a.", "-a.be", "a-.be", "a_b.be", "127.0.0.1", "a..b", "é.be",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg.be"}},
      {"ipv4",
       {"0.0.0.0", "255.255.255.255", "10.20.30.99"},
       {"", "256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.", "300.1.1.1", "1.2.3.-4"}},
      {"ipv6",
       {"::", "::1", "1::", "2001:db8::8a2e:370:7334", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1",
        "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::"},
       {"", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::1%eth0",
        "1.2.3.4::", "::1.2.3.256", "1:2:3:4:5:6:7:8::", ":1:2:3:4:5:6:7:8"}},
      {"json-pointer", {"", "/", "/a~0b/c~1d"}, {"a", "/~", "/~2"}},
      {"language-tag",
       {"en", "nl-BE", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1901", "x-private", "en-a-bbb-x-a",
        "zh-cmn-Hans-CN", "es-419"},
       {"", "e", "en-", "en_US", "nl-BE-", "123", "en-x", "a-de", "en-abcdefghi", "de-419-DE",
        "en-a"}},
      {"media-type",
       {"text/plain", "application/vnd.x+json"},
       {"", "text", "text/", "/x", "text/plain; charset=utf-8", "a/b/c"}},
      {"phone",
       {"+3225550100", "+12125550100"},
       {"", "3225550100", "+0225550100", "+32 2 555", "+1234567890123456", "+123456"}},
      {"semver",
       {"1.2.3", "0.0.0", "1.0.0-alpha.1", "1.0.0+build-1.05", "1.0.0-x-y.7+z"},
       {"", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3",
        "1.2.3-a..b"}},
      {"time", {"12:00:00Z", "23:59:60Z"}, {"12:00", "24:00:00Z", "12:00:00"}},
      {"uri",
       {"urn:a:b", "mailto:a@b.be", "https://x", "http://[::1]:80/a?b#c", "a:"},
       {"", "/a", "http://[::1", "http://x y", "http://x/%zz", "http://x:8a/", "1a:b",
        "http://x/a\\b", "http://a@b@c/", "http://x/é"}},
      {"uri-reference",
       {"", "/a/b?c", "//host/x", "#f", "a/b:c", "?q"},
       {"a b", "::", "/a#b#c", "%"}},
      {"url",
       {"https://x", "http://x:65535/"},
       {"mailto:a@b.be", "https:///x", "http://x:65536/", "//x/y"}},
      {"uuid",
       {"123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"},
       {"", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g",
        "{123e4567-e89b-12d3-a456-426614174000}"}},
  };
  std::vector<std::string_view> names;
  for (const Format& format : formats) {
    names.push_back(format.name);
    test::PredicateBench bench("format: " + std::string(format.name));
    for (const bool fits : {true, false}) {
      for (const std::string_view text : fits ? format.fit : format.unfit) {
        INFO(format.name << ": " << text);
        CHECK(test::letter(bench.run(View::of_text(text)).truth) == (fits ? 't' : 'f'));
      }
    }
  }
  CHECK(names == format_names());
  check_rows({
      {"format: [ipv4, ipv6]", "\"::1\"", 't'},
      {"format: [ipv4, ipv6]", "\"x\"", 'f', "ipv4, ipv6", kAny, kAny, kAny,
       ReasonCode::kNotReadable, "x; ipv4, ipv6"},
  });
}

TEST_CASE("hosts, paths and queries of URLs", "[predicate]") {
  check_rows({
      {"url: https", "\"HTTPS://x/\"", 't'},
      {"url: https", "\"http://x/\"", 'f', "scheme https", "", "http", "https"},
      {"url: https", "\"x\"", 'f', kAny, kAny, kAny, kAny, ReasonCode::kNotReadable, "x; url"},
      {"url: https", "\"https:///a\"", 'f'},
      {"url: {host: [api.example.org, b.example.org]}", "\"https://B.Example.ORG/\"", 't'},
      {"url: {host: api.example.org}", "\"https://api.exmple.org/\"", 'f', "host api.example.org",
       "", "api.exmple.org", "api.example.org"},
      {"url: {host: api.example.org}", "\"https://api.example.org@evil.org/\"", 'f'},
      {"url: {host: api.example.org}", "\"https://api.example.org.evil.org/\"", 'f'},
      {"url: {host: \"*.example.org\"}", "\"https://a.b.EXAMPLE.org/\"", 't'},
      {"url: {host: \"*.example.org\"}", "\"https://example.org/\"", 'f'},
      {"url: {host: \"*.example.org\"}", "\"https://evilexample.org/\"", 'f'},
      {"url: {port: 443}", "\"https://x/\"", 't'},
      {"url: {port: 443}", "\"https://x:/\"", 't'},
      {"url: {port: 443}", "\"https://x:8443/\"", 'f', "port 443", "", "8443"},
      {"url: {path: /a/b}", "\"https://x/a/b?c\"", 't'},
      {"url: {path: /a/b}", "\"https://x/a/c/../%62\"", 't'},
      {"url: {path: /a/b}", "\"https://x/a/B\"", 'f', "path /a/b", "", "/a/B", "/a/b"},
      {"url: {path: /a/b}", "\"https://x/a%2Fb\"", 'f'},
      {"url: {path-prefix: /auth}", "\"https://x/auth\"", 't'},
      {"url: {path-prefix: /auth}", "\"https://x/auth/realms\"", 't'},
      {"url: {path-prefix: /auth}", "\"https://x/authority\"", 'f'},
      {"url: {path-prefix: /auth}", "\"https://x/auth/../admin\"", 'f', kAny, kAny, "/admin"},
      {"url: {query: {use: sig}}", "\"https://x/?a=b&use=sig\"", 't'},
      {"url: {query: {use: sig}}", "\"https://x/?use=%73ig\"", 't'},
      {"url: {query: {use: sig}}", "\"https://x/?use=sig&use=enc\"", 'f', "query use=sig", "",
       "use=enc"},
      {"url: {query: {use: sig, type: A}}", "\"https://x/?type=B\"", 'f',
       "query use=sig, query type=A", "use", "type=B"},
      {"url: {query: {id: '^\\d{8}$'}}", "\"https://x/?id=71089815\"", 't'},
      {"url: {query: {id: '^\\d{8}$'}}", "\"https://x/?id=7108981\"", 'f', "query id=^\\d{8}$"},
      {"url: {query: {name: \"a b\"}}", "\"https://x/?name=a+b\"", 't'},
      {"url: {query-has: [id, use]}", "\"https://x/?use=&x=1\"", 'f', "", "id, use"},
      {"url: {query-has: id}", "\"https://x/?id=1\"", 't'},
      {"url: {query-only: [id, use]}", "\"https://x/?id=1\"", 't'},
      {"url: {query-only: [id, use]}", "\"https://x/?id=1&debug=1\"", 'f', "", "", "debug"},
      {"url: {query-only: []}", "\"https://x/\"", 't'},
      {"url: {without: [fragment, userinfo]}", "\"https://x/?q\"", 't'},
      {"url: {without: [fragment, userinfo]}", "\"https://u:p@x/#\"", 'f',
       "without fragment, without userinfo", "", "u:p"},
      {"same-url: 'https://x/a?b=1&c=2'", "\"HTTPS://X:443/./a?c=2&b=1\"", 't'},
      {"same-url: 'https://x/a?b=1&c=2'", "\"https://x/a?b=1&c=3\"", 'f', "https://x/a?b=1&c=2"},
      {"same-url: 'https://x/a?b=1'", "\"https://x/a?b=1&b=1\"", 'f'},
      {"same-url: 'https://x'", "\"https://x/\"", 't'},
      {"same-url: 'https://x/a'", "\"https://x/a#b\"", 'f'},
      {"same-url: 'https://x/~a'", "\"https://x/%7Ea\"", 't'},
      {"same-url: 'https://x/a%2fb'", "\"https://x/a%2Fb\"", 't'},
      {"same-url: 'https://x/a%2fb'", "\"https://x/a/b\"", 'f'},
      {"same-url: 'https://x/'", "\"no url\"", 'f', "https://x/", kAny, kAny, kAny,
       ReasonCode::kNotReadable, "no url; url"},
  });
}
