#include "document/image.h"
#include "document/datum.h"
#include "support/catch.h"

namespace intake {
namespace {

View top(const Document& document) { return {document, document.root()}; }

// With texts in the source and outside of it, and an object that has an index.
Document sample() {
  std::string bytes = "{";
  for (int i = 0; i < 30; ++i) bytes += "\"k" + std::to_string(i) + "\":\"v\",";
  const auto source = std::make_shared<Source>("a file", bytes + "}");
  DocumentBuilder builder(source);
  builder.begin_object(0, kFlagFlow);
  std::uint32_t at = 1;
  for (int i = 0; i < 30; ++i) {
    const std::string name = "k" + std::to_string(i);
    const auto size = static_cast<std::uint32_t>(name.size());
    CHECK(builder.key(name, {at, at + size + 2}));
    builder.string(source->bytes().substr(at + size + 4, 1), {at + size + 3, at + size + 6},
                   kFlagQuoted);
    at += size + 7;
  }
  CHECK(builder.key("rest", {1, 2}));
  builder.begin_array(3);
  builder.string("not in the source", {4, 5});
  builder.string("", {4, 4});
  builder.null({5, 6}, kFlagImplicit);
  builder.boolean(true, {6, 7});
  builder.integer(-7, {7, 8});
  builder.unsigned_integer(18446744073709551615u, {8, 9});
  builder.real(0.1, {9, 10});
  builder.end_array(11);
  builder.end_object(static_cast<std::uint32_t>(source->bytes().size()));
  return builder.finish();
}

}  // namespace

TEST_CASE("a document comes back from its image") {
  const Document before = sample();
  const std::string image = DocumentImage::to_image(before);
  CHECK(DocumentImage::to_image(sample()) == image);  // the same bytes each time
  for (const bool with_source : {false, true}) {
    auto result = DocumentImage::from_image(image, with_source ? before.source() : nullptr);
    REQUIRE(result.ok());
    const Document after = std::move(*result);
    CHECK((after.source() == before.source()) == with_source);
    CHECK(after.source()->name() == "a file");
    CHECK(equal(top(before), top(after)));
    REQUIRE(after.size() == before.size());
    for (NodeId id = 0; id < after.size(); ++id) {
      CHECK(after.span(id) == before.span(id));
      CHECK(after.key_span(id) == before.key_span(id));
      CHECK(after.node(id).flags == before.node(id).flags);
      CHECK(after.kind(id) == before.kind(id));
      CHECK(after.pointer(id) == before.pointer(id));
    }
    CHECK(top(after).member("k29").text() == "v");
    CHECK(top(after).member("k30").absent());
    CHECK(DocumentImage::to_image(after) == image);
  }
}

TEST_CASE("a document without a source has an image") {
  const Document before = to_document(Datum::Array{"x", Datum::Object{{"y", 1.5}}});
  const std::string image = DocumentImage::to_image(before);
  const auto after = DocumentImage::from_image(image);
  REQUIRE(after.ok());
  CHECK(after->source() == nullptr);
  CHECK(to_json(top(*after)) == R"(["x",{"y":1.5}])");
}

TEST_CASE("a damaged image is refused or harmless, never a crash") {
  const std::string image = DocumentImage::to_image(sample());
  for (std::size_t size = 0; size < image.size(); ++size) {
    CHECK_FALSE(DocumentImage::from_image(std::string_view(image).substr(0, size)).ok());
  }
  CHECK_FALSE(DocumentImage::from_image(image + "x").ok());
  CHECK_FALSE(DocumentImage::from_image(image, std::make_shared<Source>("a file", "other")).ok());
  std::size_t refused = 0;
  for (std::size_t i = 0; i < image.size(); ++i) {
    for (const char change : {'\x01', '\x80', '\xFF'}) {
      std::string damaged = image;
      damaged[i] = static_cast<char>(damaged[i] ^ change);
      const auto result = DocumentImage::from_image(damaged);
      refused += result.ok() ? 0 : 1;
      if (result.ok()) CHECK_FALSE(to_json(top(*result)).empty());
    }
  }
  CHECK(refused > 1'000);
}

}  // namespace intake
