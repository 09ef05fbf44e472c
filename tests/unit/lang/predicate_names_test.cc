#include "predicate_bench.h"
#include "support/catch.h"

using namespace intake;
using test::check_rows;

TEST_CASE("dn judges the attributes of a distinguished name", "[predicate]") {
  constexpr auto kName = R"("CN=NIHII\\=71089815, OU=api+OU=mail, O=AZ  Voorbeeld, C=BE")";
  check_rows({
      {.use = "dn: {CN: 'nihii=71089815', C: be}", .value = kName},
      {.use = "dn: {CN: '^NIHII=\\d{8}$'}", .value = kName},
      {.use = "dn: {CN: '^nihii='}",
       .value = kName,
       .truth = 'f',
       .expected = "CN=^nihii=",
       .extra = "CN=NIHII=71089815",
       .reason = ReasonCode::kExtraItems},
      {.use = "dn: {2.5.4.10: az voorbeeld}", .value = kName},
      {.use = "dn: {OU: '^(api|mail)$'}", .value = kName},
      {.use = "dn: {OU: api}", .value = kName, .truth = 'f', .extra = "OU=mail"},
      {.use = "dn: {L: Gent}",
       .value = kName,
       .truth = 'f',
       .expected = "L=Gent",
       .missing = "L",
       .reason = ReasonCode::kMissingItems},
      {.use = "dn: {attribute: OU, value: [mail, api]}", .value = kName},
      {.use = "dn: {attribute: CN, value: x}",
       .value = kName,
       .truth = 'f',
       .expected = "CN=x",
       .extra = "CN=NIHII=71089815"},
      {.use = "dn: {has: [commonName, C]}", .value = kName},
      {.use = "dn: {has: [CN, L]}", .value = kName, .truth = 'f', .missing = "L"},
      {.use = "dn: {has: [CN, OU, O, C], exact: true}", .value = kName},
      {.use = "dn: {has: [CN, OU], attributes: {C: BE}, exact: true}",
       .value = kName,
       .truth = 'f',
       .extra = "O=AZ  Voorbeeld"},
      {.use = "dn: {same-as: 'CN=NIHII\\=71089815,OU=mail+OU=api,O=az voorbeeld,C=BE'}",
       .value = kName},
      {.use = "dn: {same-as: 'C=BE'}", .value = kName, .truth = 'f', .expected = "C=BE"},
      {.use = "dn: {CN: a}", .value = "\"CN\"", .truth = 'f', .reason = ReasonCode::kNotReadable},
  });
}

TEST_CASE("schema judges a value by a schema, or by a part of one", "[predicate]") {
  check_rows({
      {.use = "schema: list@1", .value = R"({"list": "a", "version": "1.0.0", "rows": ["x", 1]})"},
      {.use = "schema: list@1",
       .value = R"({"list": "a", "version": "1.0.0", "rows": [true], "row": 1})",
       .truth = 'f',
       .expected = "list@1",
       .reason = ReasonCode::kNotReadable},
      {.use = "schema: {name: list@1, part: /properties/source}",
       .value = R"({"title": "t", "colour": 1})",
       .truth = 'f',
       .expected = "list@1#/properties/source",
       .extra = "/colour: `colour` is not a known member"},
      {.use = "schema: {name: list@1, part: /properties/version}",
       .value = "3",
       .truth = 'f',
       .extra = "the value is an integer; it must be a string"},
  });
  // A value within a document is judged by itself.
  const DocumentPtr document =
      test::must_read_json(R"({"a": {"list": "a", "version": "1.0.0", "rows": []}})");
  const test::PredicateBench bench("schema: list@1");
  const View top(*document, document->root());
  CHECK(test::letter(bench.run(top).truth) == 'f');
  CHECK(test::letter(bench.run(top.member("a")).truth) == 't');
}
