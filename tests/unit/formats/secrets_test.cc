#include "formats/secrets.h"

#include <array>

#include "document/pointer.h"
#include "support/catch.h"

namespace intake {
namespace {

/// The text as it is kept.
struct Hidden {
  std::string text;
  std::vector<std::string> pointers;
  Document document;
};

Hidden must_hide(std::string_view name, std::string text) {
  std::vector<HiddenSecret> hidden;
  const auto source = std::make_shared<const Source>(std::string(name), std::move(text));
  auto document = read_hiding(recognise_format(name, source->bytes()), source, Limits{}, hidden);
  INFO((document ? "" : document.error().what));
  REQUIRE(document.ok());
  Hidden out;
  for (const HiddenSecret& secret : hidden) out.pointers.push_back(secret.pointer);
  out.text = document->source()->bytes();
  out.document = std::move(*document);
  return out;
}

TEST_CASE("private members become x, everything else stays") {
  struct Row {
    const char* name;
    const char* text;
    const char* hidden;
    std::vector<std::string> pointers;
  };
  const std::array rows{
      Row{"a.yaml",
          "kty: RSA\nd: abc-_1  # note\nn: AQ\n",
          "kty: RSA\nd: xxxxxx  # note\nn: AQ\n",
          {"/d"}},
      Row{"a.json",
          R"({"keys":[{"kty":"EC","d":"a\"b","x":"AA"}]})",
          R"({"keys":[{"kty":"EC","d":"xxxx","x":"AA"}]})",
          {"/keys/0/d"}},
      Row{"a.yaml",
          "kty: RSA\np: 'it''s'\nq: \"a b\"\n",
          "kty: RSA\np: 'xxxxx'\nq: \"x x\"\n",
          {"/p"}},
      Row{"a.yaml",
          "kty: RSA\nd: |\n  abc\n  def\nn: AQ\n",
          "kty: RSA\nd: |\n  xxx\n  xxx\nn: AQ\n",
          {"/d"}},
      Row{"a.yaml", "kty: RSA\nd: >-\n  abc\n  def\n", "kty: RSA\nd: >-\n  xxx\n  xxx\n", {"/d"}},
      Row{"a.yaml", "kty: RSA\nd: abc\n  def\n", "kty: RSA\nd: xxx\n  xxx\n", {"/d"}},
      Row{"a.json",
          R"({"kty":"RSA","d":-12.5e3,"dp":null,"dq":""})",
          R"({"kty":"RSA","d":-11.1e1,"dp":null,"dq":""})",
          {"/d"}},
      Row{"a.yaml",
          "kty: RSA\noth: [{r: abc, d: def, t: ghi}]\n",
          "kty: RSA\noth: [{r: xxx, d: xxx, t: xxx}]\n",
          {"/oth"}},
      Row{"a.yaml", "n: AAAA\ne: AQAB\nd: abc\n", "n: AAAA\ne: AQAB\nd: xxx\n", {"/d"}},
      Row{"a.json", R"({"\u006bty":"oct","k":"abc"})", R"({"\u006bty":"oct","k":"xxx"})", {"/k"}},
      Row{"a.yaml", "d: a\nk: {kty: 1}\nq: b\n", "d: a\nk: {kty: 1}\nq: b\n", {}},
      Row{"a.yaml", "kty: RSA\nuse: sig\n", "kty: RSA\nuse: sig\n", {}},
      // Elsewhere, by an alias.
      Row{"a.yaml",
          "s: &s secret\nkey: {kty: RSA, d: *s}\n",
          "s: &s xxxxxx\nkey: {kty: RSA, d: *s}\n",
          {"/key/d"}},
      // Equal ones stay equal, others do not.
      Row{"a.yaml",
          "kty: RSA\nd: abcdefghij\np: abcdefghik\nq: abcdefghij\n",
          "kty: RSA\nd: xxxxxxxxxx\np: xxxxxxxxx2\nq: xxxxxxxxxx\n",
          {"/d"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Hidden hidden = must_hide(row.name, row.text);
    CHECK(hidden.text == row.hidden);
    CHECK(hidden.pointers == row.pointers);
    CHECK(hide_secrets(row.name, row.text, Limits{}) == row.hidden);
    // What is hidden is not hidden twice.
    CHECK(must_hide(row.name, hidden.text).text == row.hidden);
  }
}

TEST_CASE("private keys as PEM text are hidden in values and in comments") {
  struct Row {
    const char* name;
    const char* text;
    const char* hidden;
    std::vector<std::string> pointers;
  };
  const std::array rows{
      Row{"a.yaml",
          "key: |\n  -----BEGIN PRIVATE KEY-----\n  MIIE+/=\n  -----END PRIVATE KEY-----\nb: "
          "MIIE\n",
          "key: |\n  -----BEGIN PRIVATE KEY-----\n  xxxxx/x\n  -----END PRIVATE KEY-----\nb: "
          "MIIE\n",
          {"/key"}},
      Row{"a.json",
          R"({"key":"-----BEGIN RSA PRIVATE KEY-----\nMII\/E\n-----END RSA PRIVATE KEY-----\n"})",
          R"({"key":"-----BEGIN RSA PRIVATE KEY-----\nxxx\/x\n-----END RSA PRIVATE KEY-----\n"})",
          {"/key"}},
      Row{"a.yaml",
          "# -----BEGIN EC PRIVATE KEY-----\n# MIIE\n# -----END EC PRIVATE KEY-----\na: 1\n",
          "# -----BEGIN EC PRIVATE KEY-----\n# xxxx\n# -----END EC PRIVATE KEY-----\na: 1\n",
          {""}},
      // Cut off: what may still be part of it.
      Row{"a.json",
          R"({"key":"-----BEGIN PRIVATE KEY-----\nMIIE","b":"MIIE"})",
          R"({"key":"-----BEGIN PRIVATE KEY-----\nxxxx","b":"MIIE"})",
          {"/key"}},
      Row{"a.yaml",
          "cert: '-----BEGIN CERTIFICATE----- MIIE -----END CERTIFICATE-----'\nkty: 1\n",
          "cert: '-----BEGIN CERTIFICATE----- MIIE -----END CERTIFICATE-----'\nkty: 1\n",
          {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Hidden hidden = must_hide(row.name, row.text);
    CHECK(hidden.text == row.hidden);
    CHECK(hidden.pointers == row.pointers);
  }
}

TEST_CASE("places stay where they were") {
  const Hidden hidden = must_hide("a.yaml", "key:\n  kty: RSA\n  d: abcdef\nlast: value\n");
  const NodeId secret = find_node(hidden.document, "/key/d");
  CHECK(hidden.document.span(secret) == ByteSpan{21, 27});
  CHECK(hidden.document.text(secret) == "xxxxxx");
  CHECK(hidden.document.text(find_node(hidden.document, "/last")) == "value");
}

TEST_CASE("errors about texts with keys quote nothing long") {
  const std::string secret(40, '7');
  std::vector<HiddenSecret> hidden;
  const auto source =
      std::make_shared<const Source>("a.json", R"({"kty":"RSA","d":)" + secret + "}");
  const auto document = read_hiding(recognise_format("a.json", ""), source, Limits{}, hidden);
  REQUIRE_FALSE(document.ok());
  CHECK(document.error().what.find(secret.substr(0, 20)) == std::string::npos);
}

TEST_CASE("a broken text loses too much rather than too little") {
  const std::string text = "{\"kty\": \"RSA\", \"d\": \"c2VjcmV0\", \"use\": \"sig\"";
  const std::string hidden = hide_secrets("a.json", text, Limits{});
  CHECK(hidden == "{\"kty\": \"RSA\", \"d\": \"xxxxxxxx\", \"use\": \"sig\"");
}

}  // namespace
}  // namespace intake
