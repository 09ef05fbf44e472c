#include "text/base64.h"

#include "support/catch.h"

using namespace intake;

TEST_CASE("Base64 is written and read as RFC 4648 has it", "[text]") {
  // Section 10.
  for (const auto& [bytes, text] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"", ""},
           {"f", "Zg=="},
           {"fo", "Zm8="},
           {"foo", "Zm9v"},
           {"foob", "Zm9vYg=="},
           {"fooba", "Zm9vYmE="},
           {"foobar", "Zm9vYmFy"},
           {std::string_view("\x00\xff\xfe", 3), "AP/+"}}) {
    INFO(text);
    CHECK(encode_base64(bytes) == text);
    CHECK(decode_base64(text) == bytes);
    CHECK(decode_base64(text.substr(0, text.find('='))) == bytes);
  }
  for (const std::string_view wrong :
       {"Z", "Zg=", "Zg===", "Z===", "Zh==", "Zm9=", "Zm 9v", "Zm-_", "=", "====", "Zg==Zg=="}) {
    INFO(wrong);
    CHECK_FALSE(decode_base64(wrong));
  }
}
