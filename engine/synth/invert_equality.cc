#include "synth/inverters.h"
#include "text/unicode.h"

namespace intake::synth::inverse {

void equals(const InversionInput& input, bool holds, Candidates& out) {
  const View wanted = single(input, 0);
  if (wanted.absent()) return;
  const Datum value = to_datum(wanted);
  if (holds) return offer(out, value);
  offer_beside(out, value);
  offer_of_kinds(out, input, input.kinds);
}

void equals_ignore_case(const InversionInput& input, bool holds, Candidates& out) {
  const std::string wanted = single_text(input, 0);
  if (!holds) return offer_slips(out, wanted);
  offer(out, wanted);
  offer(out, to_upper(wanted), "upper case", true);
}

void one_of(const InversionInput& input, bool holds, Candidates& out) {
  const std::vector<Datum> allowed = values(input, 0, 1);
  if (holds) {
    // What stands there, but for case and blanks, is what was meant.
    const std::string_view text = trim_blanks(base_text(input));
    for (const Datum& value : allowed) {
      if (value.text() != nullptr && equal_ignoring_case(*value.text(), text)) offer(out, value);
    }
    for (const Datum& value : allowed) offer(out, value);
    return;
  }
  for (const Datum& value : allowed) {
    if (equal(value, to_datum(base(input)))) offer_beside(out, value);
  }
  if (!allowed.empty()) offer_beside(out, allowed.front());
  offer_of_kinds(out, input, input.kinds);
}

void same_as(const InversionInput& input, bool holds, Candidates& out) {
  const std::string wanted = single_text(input, 0);
  if (holds) {
    offer(out, wanted);
    offer(out, to_upper(wanted), "upper case", true);
    return;
  }
  offer_slips(out, wanted);
  offer(out, wanted + " 2", "another one");
}

}  // namespace intake::synth::inverse
