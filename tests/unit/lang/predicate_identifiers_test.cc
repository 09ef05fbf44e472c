#include <set>

#include "lang/predicate/check_digits.h"
#include "predicate_bench.h"
#include "support/catch.h"

using namespace intake;
using test::check_rows;
using State = CheckDigitsResult::State;

namespace {
constexpr const char* kAny = nullptr;

struct Number {
  std::string_view algorithm;
  std::string_view text;
  State state;
  std::string_view expected = "";
};

const std::vector<Number> kNumbers{
    // Sources: DOMAIN.md section 3.2 (computed by hand there).
    {"nihii", "71032209", State::kRight, "09"},
    {"nihii", "71089815", State::kRight, "15"},
    {"nihii", "71072393", State::kRight, "93"},
    {"nihii", "71099812", State::kRight, "12"},
    {"nihii", "62599147", State::kRight, "47"},
    {"nihii", "80000551", State::kRight, "51"},
    {"nihii", "17892144", State::kRight, "44"},
    {"nihii", "71004097", State::kRight, "97"},  // rest 0 gives 97, not 00
    {"nihii", "71004000", State::kWrong, "97"},
    {"nihii", "71012345", State::kWrong, "14"},
    {"nihii", "71000012", State::kWrong, "40"},
    {"nihii", "12345678", State::kWrong, "25"},
    {"nihii", "71012314000", State::kRight, "14"},
    {"nihii", "7101231", State::kNotReadable},
    {"nihii", "710123145", State::kNotReadable},
    {"nihii", "7101231A", State::kNotReadable},
    {"nihii", "", State::kNotReadable},
    {"nihii-mod89", "71012316000", State::kWrong, "08"},
    {"nihii-mod89", "71012308000", State::kRight, "08"},
    {"cbe", "0406798006", State::kRight, "06"},
    {"cbe", "0425222333", State::kWrong, "63"},
    {"cbe", "0839485926", State::kWrong, "06"},
    {"cbe", "0123456789", State::kWrong, "49"},
    {"cbe", "406798006", State::kNotReadable},
    {"cbe", "0406.798.006", State::kNotReadable},
    {"ssin", "00000000097", State::kRight, "97"},
    {"ssin", "00000000196", State::kRight, "96"},
    {"ssin", "00000000295", State::kRight, "95"},
    {"ssin", "00000000129", State::kWrong, "96/28"},
    {"ssin", "00000000128", State::kRight, "28"},  // as of a birth from 2000 on
    {"ssin", "0000000009", State::kNotReadable},
    {"mod97-complement", "1990001916", State::kRight, "16"},
    {"mod97-complement", "12", State::kNotReadable},
    // ISO/IEC 7812-1; the usual example.
    {"luhn", "79927398713", State::kRight, "3"},
    {"luhn", "79927398710", State::kWrong, "3"},
    {"luhn", "0", State::kNotReadable},
    {"luhn", "7992-7398", State::kNotReadable},
    // Examples of the IBAN registry.
    {"iban", "BE68539007547034", State::kRight, "68"},
    {"iban", "GB29NWBK60161331926819", State::kRight, "29"},
    {"iban", "BE69539007547034", State::kWrong, "68"},
    {"iban", "BE68 5390 0754 7034", State::kNotReadable},
    {"iban", "be68539007547034", State::kNotReadable},
    {"iban", "1268539007547034", State::kNotReadable},
    // An LEI of the GLEIF's own.
    {"lei", "506700GE1G29325QX363", State::kRight, "63"},
    {"lei", "506700GE1G29325QX364", State::kWrong, "63"},
    {"lei", "506700GE1G29325QX3", State::kNotReadable},
    {"mod97", "506700GE1G29325QX363", State::kRight, "63"},
    {"mod97", "12", State::kNotReadable},
    {"mod97", "12-34", State::kNotReadable},
    {"ean13", "4006381333931", State::kRight, "1"},
    {"ean13", "4006381333932", State::kWrong, "1"},
    {"ean13", "400638133393", State::kNotReadable},
    {"gtin", "036000291452", State::kRight, "2"},
    {"gtin", "96385074", State::kRight, "4"},
    {"gtin", "10614141000415", State::kRight, "5"},
    {"gtin", "123456789", State::kNotReadable},
    {"isbn10", "0-306-40615-2", State::kRight, "2"},
    {"isbn10", "080442957X", State::kRight, "X"},
    {"isbn10", "0804429570", State::kWrong, "X"},
    {"isbn10", "08044295701", State::kNotReadable},
    {"isbn10", "08044X9570", State::kNotReadable},
    // The examples of ORCID's own page.
    {"iso7064-mod11-2", "0000-0002-1825-0097", State::kRight, "7"},
    {"iso7064-mod11-2", "0000-0002-1694-233X", State::kRight, "X"},
    {"iso7064-mod11-2", "0000-0002-1825-0098", State::kWrong, "7"},
    {"iso7064-mod11-2", "-X", State::kNotReadable},
    {"ogm", "+++090/9337/55493+++", State::kRight, "93"},
    {"ogm", "090933755493", State::kRight, "93"},
    {"ogm", "***090/9337/55493***", State::kRight, "93"},
    {"ogm", "+++090/9337/55494+++", State::kWrong, "93"},
    {"ogm", "000000009797", State::kRight, "97"},
    {"ogm", "+++090/9337/55493***", State::kNotReadable},
    {"ogm", "+++0909/337/55493+++", State::kNotReadable},
};
}  // namespace

TEST_CASE("check digits", "[predicate]") {
  std::set<std::string_view> seen;
  for (const Number& number : kNumbers) {
    INFO(number.algorithm << " " << number.text);
    const CheckDigits* algorithm = find_check_digits(number.algorithm);
    REQUIRE(algorithm != nullptr);
    seen.insert(number.algorithm);
    const CheckDigitsResult result = algorithm->check(number.text);
    CHECK(result.state == number.state);
    CHECK(result.expected == number.expected);
  }
  CHECK(seen.size() == check_digit_names().size());
  CHECK(find_check_digits("nhii") == nullptr);
}

TEST_CASE("numbers with check digits", "[predicate]") {
  check_rows({
      {"check-digits: nihii", "\"71089815\"", 't'},
      {"check-digits: nihii", "\"71012345\"", 'f', "14", kAny, kAny, kAny, ReasonCode::kCheckDigits,
       "45; 14"},
      {"check-digits: nihii", "\"7101234\"", '?', kAny, kAny, kAny, kAny, ReasonCode::kNotReadable,
       "7101234; nihii"},
      {"check-digits: [nihii, nihii-mod89]", "\"71012308000\"", 't'},
      {"check-digits: [nihii, nihii-mod89]", "\"71012300000\"", 'f', "14, 08"},
      {"check-digits: [cbe, nihii]", "\"71012345\"", 'f', "14"},
      {"check-digits: [cbe, ssin]", "\"71012345\"", '?', kAny, kAny, kAny, kAny,
       ReasonCode::kNotReadable, "71012345; cbe"},
  });
}

TEST_CASE("identifiers by type", "[predicate]") {
  const std::string types =
      "types: [{name: HOSPITAL, length: 8, pattern: '^7', digits: true, check-digits: nihii}, "
      "{name: COMPANY, length: [9, 10], check-digits: [cbe]}, {name: FREE}, "
      "{name: BARE, length: null, check-digits: null}]";
  const auto use = [&](std::string_view type, std::string_view more = "") {
    return "identifier: {" + types + ", type: " + std::string(type) + std::string(more) + "}";
  };
  const std::string hospital = use("HOSPITAL");
  const std::string company = use("COMPANY");
  const std::string free = use("FREE");
  const std::string bare = use("BARE");
  const std::string digits = use("HOSPITAL", ", parts: check-digits");
  const std::string lengths = use("HOSPITAL", ", parts: length");
  const std::string free_digits = use("FREE", ", parts: check-digits");
  check_rows({
      {hospital, "\"71012345\"", 't'},  // the check digits are not asked for
      {hospital, "\"7101234\"", 'f', "8", kAny, kAny, kAny, ReasonCode::kTooShort, "7; 8"},
      {hospital, "\"710123456\"", 'f', "8", kAny, kAny, kAny, ReasonCode::kTooLong, "9; 8"},
      {hospital, "\"81012345\"", 'f', "^7"},
      {hospital, "\"7101234x\"", 'f', "0–9"},
      {lengths, "\"xxxxxxxx\"", 't'},
      {digits, "\"71089815\"", 't'},
      {digits, "\"71012345\"", 'f', "14", kAny, kAny, kAny, ReasonCode::kCheckDigits, "45; 14"},
      {digits, "\"7101\"", '?', kAny, kAny, kAny, kAny, ReasonCode::kNotReadable, "7101; nihii"},
      {company, "\"040679800\"", 't'},
      {company, "\"0406\"", 'f', "9, 10"},
      {free, "\"anything\"", 't'},
      {bare, "\"anything\"", 't'},
      {free_digits, "\"anything\"", 't'},
  });
}

TEST_CASE("an identifier whose type has no row is unknown, because of the type", "[predicate]") {
  const DocumentPtr submission =
      test::must_read_json(R"({"type": "HOSPTAL", "identifier": "71089815"})");
  const View top(*submission, submission->root());
  for (const bool prepare : {true, false}) {
    test::PredicateBench bench("identifier: {types: [{name: HOSPITAL, length: 8}], type: HOSPITAL}",
                               nullptr, prepare);
    ArgValue type;
    type.value = top.member("type");
    bench.set_argument(1, type);
    const Outcome outcome = bench.run(top.member("identifier"));
    CHECK(outcome.truth == Truth::kUnknown);
    CHECK(outcome.reason.code == ReasonCode::kNoRow);
    CHECK(outcome.reason.cause == "/type");
    CHECK(outcome.suggestion == "HOSPITAL");
  }
}
