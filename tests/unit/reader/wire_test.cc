#include "formats/reading/wire.h"

#include "support/catch.h"

namespace intake {

TEST_CASE("a request comes back from the wire as it was sent") {
  using Verb = ReaderRequest::Verb;
  for (const Verb verb : {Verb::kRead, Verb::kWrite, Verb::kForm, Verb::kCompose}) {
    ReaderRequest sent;
    sent.verb = verb;
    sent.name = "a \"b\"\n\xC3\xA9.eml";
    sent.edits = R"({"edits":[{"value":"x\ny"}]})";
    sent.limits.parts = 3;
    sent.limits.entry_bytes = 1;
    sent.payload = std::string("\0\n{}\xFF", 5);
    const auto got = request_from_wire(to_wire(sent));
    REQUIRE(got.ok());
    CHECK(got->verb == sent.verb);
    CHECK(got->name == sent.name);
    CHECK(got->edits == sent.edits);
    CHECK(got->limits.parts == 3);
    CHECK(got->limits.entry_bytes == 1);
    CHECK(got->limits.depth == Limits().depth);
    CHECK(got->payload == sent.payload);
  }
}

TEST_CASE("a name that is no UTF-8 does not spoil the line") {
  ReaderRequest sent;
  sent.name = "a\xFF.eml";
  const auto got = request_from_wire(to_wire(sent));
  REQUIRE(got.ok());
  CHECK(got->name == "a\xEF\xBF\xBD.eml");
}

TEST_CASE("an answer comes back from the wire as it was sent") {
  ReaderAnswer good;
  good.payload = "{}\n";
  good.no_sandbox = "Function not implemented";
  const auto got = answer_from_wire(to_wire(good));
  REQUIRE(got.ok());
  CHECK_FALSE(got->error);
  CHECK(got->payload == good.payload);
  CHECK(got->no_sandbox == good.no_sandbox);

  ReaderAnswer bad;
  bad.error = Error{ErrorCode::kRefused, "the mail is signed", "correct it by hand", {"", 3, 4, 0}};
  const auto failed = answer_from_wire(to_wire(bad));
  REQUIRE(failed.ok());
  REQUIRE(failed->error);
  CHECK(failed->error->code == ErrorCode::kRefused);
  CHECK(failed->error->what == "the mail is signed");
  CHECK(failed->error->hint == "correct it by hand");
  CHECK(failed->error->where.line == 3);
  CHECK(failed->error->where.column == 4);
}

TEST_CASE("what is no line of the protocol is an error") {
  for (const std::string_view text :
       {"", "\n", "garbage", "garbage\n", "[]\n", "{}\n", "{\"ok\":1}\n", "{\"ok\":true}",
        "{\"error\":{}}\n", "{\"error\":{\"code\":\"no such\"}}\n", "{\"error\":7}\n", "\xFF\n"}) {
    CAPTURE(text);
    const auto answer = answer_from_wire(std::string(text));
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == ErrorCode::kSyntax);
  }
  for (const std::string_view text :
       {"", "{}\n", "{\"verb\":\"run\"}\n", "{\"verb\":\"read\",\"limits\":[]}\n",
        "{\"verb\":\"read\",\"limits\":{\"parts\":-1}}\n",
        "{\"verb\":\"read\",\"limits\":{\"parts\":4294967296}}\n", "{\"verb\":\"read\"}"}) {
    CAPTURE(text);
    CHECK_FALSE(request_from_wire(std::string(text)).ok());
  }
}

}  // namespace intake
