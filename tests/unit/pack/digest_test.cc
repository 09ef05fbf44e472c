#include "pack/digest.h"
#include "support/catch.h"

namespace intake {
namespace {

TEST_CASE("SHA-256", "[pack]") {
  // Source: FIPS 180-4 examples, NIST CAVP.
  const std::pair<std::string, const char*> rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
      {std::string("\0\r\n", 3),
       "5016d27e02b85de4602313289699acbf145b3b1e47d8f94320cce8ded4a6ceef"},
  };
  for (const auto& [bytes, digest] : rows) {
    const auto found = sha256(bytes);
    REQUIRE(found.ok());
    INFO(bytes.size());
    CHECK(*found == digest);
    CHECK(is_sha256(*found));
  }
}

TEST_CASE("what is written as a SHA-256", "[pack]") {
  const std::string good(64, 'a');
  CHECK(is_sha256(good));
  for (const std::string& bad : {std::string(), good + "a", good.substr(1), std::string(64, 'A'),
                                 std::string(63, 'a') + "g", std::string(63, 'a') + " "}) {
    CHECK_FALSE(is_sha256(bad));
  }
}

}  // namespace
}  // namespace intake
