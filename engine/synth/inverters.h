#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "synth/inversion.h"

/// The bodies behind the table of inversion.cc, and what they share.
namespace intake::synth::inverse {

using Candidates = std::vector<Candidate>;

void offer(Candidates& out, Datum value, std::string how = {}, bool edge = false);

/// The value that stands there, and its text; nothing where it is of another kind.
inline View base(const InversionInput& input) { return input.call.value; }
std::string_view base_text(const InversionInput& input);
/// The text that stands there, else the filler.
std::string text_or_filler(const InversionInput& input);
/// The elements that stand there.
Datum::Array base_list(const InversionInput& input);

inline bool given(const InversionInput& input, std::size_t parameter) {
  return parameter < input.call.args.size() && input.call.args[parameter].given;
}
const ArgValue& argument(const InversionInput& input, std::size_t parameter);
/// The one value of an argument; absent where it was not given or is several.
View single(const InversionInput& input, std::size_t parameter);
std::string single_text(const InversionInput& input, std::size_t parameter);
/// The values of an argument, of records the column that another argument names; at most kMost.
std::vector<Datum> values(const InversionInput& input, std::size_t parameter,
                          std::size_t column_parameter);
std::vector<std::string> texts(const InversionInput& input, std::size_t parameter);

/// Texts that a slip of the pen makes of one.
void offer_slips(Candidates& out, std::string_view text);
/// Values beside one: slips of a text, the numbers next to it, the other boolean.
void offer_beside(Candidates& out, const Datum& value);
/// A value of each kind: the filler, 1, false, [], {} and null.
void offer_of_kinds(Candidates& out, const InversionInput& input, std::uint8_t kinds);
std::string without_last(std::string_view text);
std::string last_character(std::string_view text);

using Body = void(const InversionInput&, bool, Candidates&);
// invert_presence.cc
Body absent, blank, is_null, present, type;
// invert_equality.cc
Body equals, equals_ignore_case, one_of, same_as;
// invert_text.cc
Body digits, ends_with, length, lower_case, matches, mentions, plain_text, single_spaced,
    starts_with, trimmed, upper_case;
// invert_lists.cc
Body contains, contains_all, count, disjoint, has_members, subset_of, superset_of, unique;
// invert_numbers.cc
Body max, min, multiple_of;
// invert_dates.cc
Body after, before, within;
// invert_notations.cc
Body check_digits, format, identifier;
// invert_dn.cc
Body dn;
// invert_url.cc
Body same_url, url;

}  // namespace intake::synth::inverse
