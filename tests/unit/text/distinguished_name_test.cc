#include "text/distinguished_name.h"

#include "support/catch.h"

using namespace intake;

namespace {

/// `type|value` joined by `+` within a relative name and `,` between them; or `! message`.
std::string shown(std::string_view text) {
  const auto name = DistinguishedName::parse(text);
  if (!name) {
    return "! " + std::to_string(name.error().offset) + " " + name.error().message.substr(0, 22);
  }
  std::string all;
  for (const auto& relative : name->relative_names()) {
    if (!all.empty()) all += " , ";
    for (std::size_t i = 0; i < relative.size(); ++i) {
      if (i > 0) all += " + ";
      all += relative[i].type + "|" + relative[i].value;
    }
  }
  return all;
}

}  // namespace

TEST_CASE("distinguished names are read as RFC 4514 writes them", "[text]") {
  struct Row {
    std::string_view text;
    std::string_view shown;
  };
  const std::vector<Row> rows{
      {"", ""},
      {"  ", ""},
      // The examples of RFC 4514 section 4, and of RFC 2253 section 5.
      {"UID=jsmith,DC=example,DC=net", "UID|jsmith , DC|example , DC|net"},
      {"OU=Sales+CN=J.  Smith,DC=example", "OU|Sales + CN|J.  Smith , DC|example"},
      {R"(CN=James \"Jim\" Smith\, III,DC=net)", "CN|James \"Jim\" Smith, III , DC|net"},
      {"CN=Before\\0dAfter,DC=net", "CN|Before\rAfter , DC|net"},
      {"1.3.6.1.4.1.1466.0=#04024869", "1.3.6.1.4.1.1466.0|#04024869"},
      {"CN=Lu\\C4\\8Di\\C4\\87", "CN|Lučić"},
      {R"(CN="Sue, Grabbit and Runn" , O = Isode ; C=GB)",
       "CN|Sue, Grabbit and Runn , O|Isode , C|GB"},
      {"OID.2.5.4.3=x", "2.5.4.3|x"},
      {"CN=a=b", "CN|a=b"},
      {"CN=", "CN|"},
      {"CN=  a b  ,O=c", "CN|a b , O|c"},
      {"CN=\\ a\\  ,O=c", "CN| a  , O|c"},
      {"CN=#0AFF", "CN|#0aff"},
      {"CN=\\#5", "CN|#5"},
      {"CN", "! 2 behind the attribute `"},
      {"=x", "! 0 here begins no attribu"},
      {"CN=a,", "! 5 here begins no attribu"},
      {"1=a", "! 0 here begins no attribu"},
      {"1.02=a", "! 0 here begins no attribu"},
      {"C_N=a", "! 1 behind the attribute `"},
      {"CN=a<b", "! 4 `<` stands in a value;"},
      {"CN=a\\", "! 4 the name ends within a"},
      {"CN=a\\z", "! 4 a backslash stands bef"},
      {"CN=#123", "! 3 `#` begins a value; ne"},
      {"CN=\"a", "! 5 the quotes of a value "},
      {"CN=\"a\" b", "! 7 behind a value stands "},
      {"CN=\\FF", "! 3 the bytes of a value a"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(shown(row.text) == row.shown);
  }
  std::string many = "CN=a";
  for (int i = 0; i < 256; ++i) many += "+CN=a";
  CHECK_FALSE(DistinguishedName::parse(many));
}

TEST_CASE("distinguished names are compared by meaning", "[text]") {
  const auto name = [](std::string_view text) {
    auto parsed = DistinguishedName::parse(text);
    REQUIRE(parsed.ok());
    return *std::move(parsed);
  };
  CHECK(name("CN=A  b+OU=x, O=Z").means(name("ou=X+2.5.4.3=a b,organizationName=z")));
  CHECK(name("E=a@b.example").means(name("emailAddress=A@B.example")));
  CHECK_FALSE(name("CN=a,O=z").means(name("O=z,CN=a")));
  CHECK_FALSE(name("CN=a+CN=a").means(name("CN=a+CN=b")));
  CHECK_FALSE(name("CN=a").means(name("CN=a,O=z")));
  CHECK_FALSE(name("CN=é").means(name("CN=e")));
  CHECK(name("OU=x,CN=a,OU=y").values("organizationalUnitName") ==
        std::vector<std::string_view>{"x", "y"});
  CHECK(name("CN=a").values("O").empty());
}
