#include "synth/inverters.h"

namespace intake::synth::inverse {
namespace {

constexpr std::string_view kNothing = "nothing stands there";

void offer_absent(Candidates& out) {
  Candidate candidate;
  candidate.absent = true;
  candidate.how = kNothing;
  out.push_back(std::move(candidate));
}

std::uint8_t allowed(const InversionInput& input) {
  return static_cast<std::uint8_t>(input.kinds & ~kNullBit);
}

}  // namespace

void present(const InversionInput& input, bool holds, Candidates& out) {
  if (holds) return offer_of_kinds(out, input, allowed(input));
  offer_absent(out);
  offer(out, Datum(), "null");
}

void absent(const InversionInput& input, bool holds, Candidates& out) {
  if (holds) return offer_absent(out);
  offer_of_kinds(out, input, allowed(input));
  offer(out, Datum(), "null");
}

void is_null(const InversionInput& input, bool holds, Candidates& out) {
  if (holds) return offer(out, Datum());
  offer_of_kinds(out, input, allowed(input));
}

void blank(const InversionInput& input, bool holds, Candidates& out) {
  if (!holds) return offer_of_kinds(out, input, allowed(input));
  offer(out, "", "empty", true);
  offer(out, " ", "a blank alone");
  offer(out, "\u00a0", "a no-break space alone");
  offer(out, Datum(), "null");
}

void type(const InversionInput& input, bool holds, Candidates& out) {
  // A number in quotes is the usual slip, and a lone element in place of a list.
  const View value = base(input);
  if (value.is_string() || value.is_number() || value.is_bool()) {
    if (!value.is_string()) offer(out, to_display(value), "as a text");
    offer(out, Datum(Datum::Array{to_datum(value)}), "as a list with one element");
  }
  if (value.is_array() && value.size() > 0) {
    offer(out, to_datum(value.at(0)), "its first element alone");
  }
  offer_of_kinds(out, input, allowed(input));
  offer_of_kinds(out, input, holds ? kNullBit : kAnyBits);
}

}  // namespace intake::synth::inverse
