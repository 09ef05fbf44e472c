#include "bulk/result_writer.h"

#include <array>
#include <fstream>
#include <iterator>

#include "formats/json/json.h"
#include "schema/schema.h"
#include "support/catch.h"

namespace intake::bulk {
namespace {

Document must_read(const std::string& text) {
  auto document = json::read(std::make_shared<Source>("test.json", text), Limits{});
  INFO(text);
  REQUIRE(document.ok());
  return std::move(document).value();
}

/// The faults of a line against the published schema; none for a good one.
std::string schema_faults(const std::string& line) {
  std::ifstream in(INTAKE_SOURCE_DIR "/schemas/line-result/1.schema.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto schema = Schema::compile(must_read(text), Limits{});
  REQUIRE(schema.ok());
  const auto faults = schema->validate(must_read(line), Limits{});
  REQUIRE(faults.ok());
  std::string out;
  for (const SchemaFault& fault : *faults) out += fault.message + "\n";
  return out;
}

TEST_CASE("results are one line each, and fit their schema") {
  const std::array<CheckedFinding, 3> findings{
      CheckedFinding{
          "a/b", Severity::kError, Verdict::kFail, true, 0, "/x~1y", 2, 5, "one\ntwo", {}},
      CheckedFinding{"a/c", Severity::kWarning, Verdict::kIndeterminate, false, 0, "", 0, 9, "m",
                     "r"},
      CheckedFinding{"a/d", Severity::kNote, Verdict::kError, false, 2, "/z", 7, 8, "", "\xFF"}};
  Checked checked;
  checked.disposition = Disposition::kReject;
  checked.counts = {4, 1, 5, 2, 3, 1, 6, 7, 8, 9};
  checked.findings = findings;
  const std::string many =
      "{\"byte\":4294967300,\"status\":\"reject\","
      "\"counts\":{\"errors\":1,\"warnings\":6,\"notes\":7,\"indeterminate\":2,\"error\":3,"
      "\"questions\":8,\"suppressed\":9},\"findings\":["
      "{\"rule\":\"a/b\",\"severity\":\"error\",\"verdict\":\"fail\",\"pointer\":\"/x~1y\","
      "\"absent\":true,\"byteBegin\":4294967302,\"byteEnd\":4294967305,"
      "\"message\":\"one\\ntwo\"},"
      "{\"rule\":\"a/c\",\"severity\":\"warning\",\"verdict\":\"indeterminate\",\"pointer\":\"\","
      "\"byteBegin\":4294967300,\"byteEnd\":4294967309,\"message\":\"m\",\"reason\":\"r\","
      "\"cause\":0},"
      "{\"rule\":\"a/d\",\"severity\":\"note\",\"verdict\":\"error\",\"pointer\":\"/z\","
      "\"byteBegin\":4294967307,\"byteEnd\":4294967308,\"message\":\"\","
      "\"reason\":\"\uFFFD\"}]}\n";
  const Error error{ErrorCode::kSyntax, "what \x1b is", "what to do", {"", 1, 3, 2}};
  const Error limit{ErrorCode::kLimit, "too long", {}, {}};
  const ResultWriter plain("");
  const ResultWriter named("a\n.ndjson");
  const auto written = [](const auto& write) {
    std::string out;
    write(out);
    return out;
  };
  const struct {
    std::string line, expected;
  } rows[] = {
      {written([&](auto& out) { plain.checked(out, 4294967300, checked); }), many},
      {written([&](auto& out) { plain.checked(out, 0, {}); }),
       "{\"byte\":0,\"status\":\"accept\"}\n"},
      {written([&](auto& out) { named.checked(out, 7, {}); }),
       "{\"file\":\"a\\n.ndjson\",\"byte\":7,\"status\":\"accept\"}\n"},
      {written([&](auto& out) {
         plain.checked(out, 10, {Disposition::kIncomplete, {}, {}, &error});
       }),
       "{\"byte\":10,\"status\":\"unreadable\",\"error\":{\"code\":\"syntax\","
       "\"message\":\"what \\u001b is\",\"hint\":\"what to do\",\"byte\":12}}\n"},
      {written([&](auto& out) { plain.unreadable(out, 3, limit); }),
       "{\"byte\":3,\"status\":\"unreadable\",\"error\":{\"code\":\"limit\","
       "\"message\":\"too long\"}}\n"},
      {written([&](auto& out) { plain.other_procedure(out, 3, "x\"y"); }),
       "{\"byte\":3,\"status\":\"incomplete\",\"procedure\":\"x\\\"y\"}\n"},
  };
  for (const auto& row : rows) {
    CHECK(row.line == row.expected);
    CHECK(row.line.find('\n') == row.line.size() - 1);
    CHECK(schema_faults(row.line) == "");
  }
}

}  // namespace
}  // namespace intake::bulk
