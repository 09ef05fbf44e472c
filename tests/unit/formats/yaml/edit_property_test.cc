#include <random>

#include "formats/yaml/yaml.h"
#include "support/catch.h"
#include "support/change_maker.h"
#include "support/yaml_stylist.h"

namespace intake {
namespace {

bool is_scalar(const Datum& value) { return value.array() == nullptr && value.object() == nullptr; }

/// Changes that take nothing away: no comment may go with them.
bool keeps_comments(const Document& document, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (change.op == Change::Op::kRemove) return false;
    if (change.op != Change::Op::kReplace) continue;
    const Kind kind = document.kind(find_node(document, change.pointer));
    if (kind == Kind::kArray || kind == Kind::kObject || !is_scalar(change.value)) return false;
  }
  return true;
}

SourcePtr source_of(std::string bytes) {
  return std::make_shared<Source>("s.yaml", std::move(bytes));
}

}  // namespace

TEST_CASE("edits of documents in many styles hold, and keep every comment") {
  std::mt19937 random(20261122);
  ChangeMaker maker([&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); });
  int edited = 0;
  int refused = 0;
  int with_comments = 0;
  for (int round = 0; round < 4'000; ++round) {
    const Datum value = round % 4 == 0
                            ? maker.value(3)
                            : Datum(Datum::Object{{"form", maker.value(3)},
                                                  {"b", maker.value(2)},
                                                  {"x y", Datum::Array{maker.value(2), "t"}}});
    YamlStylist stylist(random);
    const std::string text = stylist.document(value);
    CAPTURE(round, text);
    const auto document = yaml::read(source_of(text), Limits{});
    REQUIRE(document.ok());
    const View top(*document, document->root());
    REQUIRE(equal(to_datum(top), value));

    const auto changes = maker.changes(*document, 1 + round % 3);
    if (changes.empty()) continue;
    CAPTURE(to_json_patch(top, changes));
    const auto intended = apply_changes(top, changes);
    REQUIRE(intended.ok());
    const auto edits = yaml::edit(*document, changes, Limits{});
    if (!edits.ok()) {
      ++refused;
      CHECK(edits.error().code == ErrorCode::kRefused);
      CHECK_FALSE(edits.error().what.empty());
      continue;
    }
    ++edited;
    const auto result = apply_edits(text, *edits);
    REQUIRE(result.ok());
    CAPTURE(*result);
    const auto again = yaml::read(source_of(*result), Limits{});
    REQUIRE(again.ok());
    CHECK(equal(to_datum(View(*again, again->root())), *intended));
    // Line ends stay what they were.
    if (text.find("\r\n") != std::string::npos) {
      std::size_t bare = 0;
      for (std::size_t i = 0; i < result->size(); ++i) {
        bare += (*result)[i] == '\n' && (i == 0 || (*result)[i - 1] != '\r') ? 1 : 0;
      }
      CHECK(bare == 0);
    }
    if (!keeps_comments(*document, changes)) continue;
    for (std::uint32_t i = 0; i < stylist.comments(); ++i) {
      ++with_comments;
      CHECK(result->find("c" + std::to_string(i)) != std::string::npos);
    }
  }
  CAPTURE(edited, refused, with_comments);
  CHECK(edited > 3'000);
  CHECK(with_comments > 1'000);
  // Hardly anything that people write is out of reach.
  CHECK(refused * 200 < edited);
}

TEST_CASE("what is written is read as the same value") {
  std::mt19937 random(7);
  ChangeMaker maker([&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); });
  for (int round = 0; round < 3'000; ++round) {
    const Datum value = maker.value(4);
    const Document document = to_document(value);
    const std::string text = yaml::write(View(document, document.root()));
    CAPTURE(text);
    const auto again = yaml::read(source_of(text), Limits{});
    REQUIRE(again.ok());
    const View top(*again, again->root());
    CHECK(equal(to_datum(top), value));
    CHECK(yaml::write(top) == text);
  }
}

}  // namespace intake
