#include "synth/samples.h"

#include "lang/predicate/check_digits.h"
#include "lang/predicate/text_formats.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::synth;

TEST_CASE("a sample of each format fits it, and the other does not", "[synth]") {
  for (const TextFormat& format : text_formats()) {
    INFO(format.name);
    const FormatSample* sample = find_format_sample(format.name);
    REQUIRE(sample != nullptr);
    CHECK(format.fits(sample->good));
    CHECK_FALSE(format.fits(sample->bad));
  }
  CHECK(find_format_sample("emial") == nullptr);
}

TEST_CASE("check digits are made for each algorithm", "[synth]") {
  using State = CheckDigitsResult::State;
  for (const CheckDigits& algorithm : check_digits()) {
    INFO(algorithm.name);
    const std::string shape(check_digits_shape(algorithm.name));
    CHECK(algorithm.check(shape).state != State::kNotReadable);
    const std::string right = with_check_digits(algorithm.name, shape);
    INFO(right);
    CHECK(algorithm.check(right).state == State::kRight);
    CHECK(with_check_digits(algorithm.name, right) == right);
    CHECK(with_check_digits(algorithm.name, "no number").empty());
  }
  CHECK(with_check_digits("nihii", "71089800") == "71089815");
  CHECK(with_check_digits("cbe", "0406798000") == "0406798006");
  CHECK(with_check_digits("ogm", "+++123/4567/89000+++") == "+++123/4567/89002+++");
  CHECK(with_check_digits("lun", "1").empty());
}
