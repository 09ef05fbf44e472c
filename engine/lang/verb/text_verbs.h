#pragma once

#include <array>

#include "lang/verb/step.h"

// Verbs that change a text, or each text element of a list.
namespace intake::steps {

std::string collapse_space(const VerbInput& input, Subject& subject);
std::string lower(const VerbInput& input, Subject& subject);
std::string normalise_unicode(const VerbInput& input, Subject& subject);
std::string pad_left(const VerbInput& input, Subject& subject);
std::string check_pad_left(const VerbInput& input);
std::string prefix(const VerbInput& input, Subject& subject);
std::string replace(const VerbInput& input, Subject& subject);
std::string check_replace(const VerbInput& input);
std::string strip(const VerbInput& input, Subject& subject);
std::string suffix(const VerbInput& input, Subject& subject);
std::string trim(const VerbInput& input, Subject& subject);
std::string truncate(const VerbInput& input, Subject& subject);
std::string upper(const VerbInput& input, Subject& subject);

inline constexpr std::uint8_t kTextBits = kStringBit | kArrayBit;

inline constexpr Verb kCollapseSpace{
    .name = "collapse-space",
    .summary =
        "Removes blanks at both ends and invisible characters; each inner run of blanks "
        "becomes one blank.",
    .accepts = kTextBits,
    .params = {},
    .run = &on_value<&collapse_space>,
    .example = "{verb: collapse-space}",
    .example_before = R"("  AZ   Sint\u00a0Jan ")",
    .example_after = R"("AZ Sint Jan")",
};

inline constexpr Verb kLower{
    .name = "lower",
    .summary = "Writes the text in lower case.",
    .accepts = kTextBits,
    .params = {},
    .run = &on_value<&lower>,
    .example = "{verb: lower}",
    .example_before = R"("Store-North")",
    .example_after = R"("store-north")",
};

inline constexpr std::array<std::string_view, 2> kUnicodeForms{"nfc", "nfkc"};
inline constexpr std::array kNormaliseUnicodeParams{
    ParamSpec{"form", ParamKind::kChoice, false,
              "`nfc` composes letters and their accents; `nfkc` also replaces compatibility "
              "characters such as full-width digits; default `nfc`",
              kUnicodeForms},
};
inline constexpr Verb kNormaliseUnicode{
    .name = "normalise-unicode",
    .summary = "Brings the text into a Unicode normal form.",
    .accepts = kTextBits,
    .params = kNormaliseUnicodeParams,
    .run = &on_value<&normalise_unicode>,
    .example = "{verb: normalise-unicode, form: nfkc}",
    .example_before = R"("\uff21\uff22\uff11")",
    .example_after = R"("AB1")",
};

inline constexpr std::array kPadLeftParams{
    ParamSpec{"length", ParamKind::kInteger, true, "length to reach, in characters"},
    ParamSpec{"with", ParamKind::kText, true, "the one character to put in front"},
};
inline constexpr Verb kPadLeft{
    .name = "pad-left",
    .summary = "Puts a character in front until the text is long enough.",
    .accepts = kTextBits,
    .params = kPadLeftParams,
    .run = &on_value<&pad_left>,
    .example = R"({verb: pad-left, length: 10, with: "0"})",
    .example_before = R"("419052173")",
    .example_after = R"("0419052173")",
    .check = &check_pad_left,
};

inline constexpr std::array kPrefixParams{
    ParamSpec{"text", ParamKind::kText, true, "what the text shall begin with"},
};
inline constexpr Verb kPrefix{
    .name = "prefix",
    .summary = "Puts a text in front, unless it is there already.",
    .accepts = kTextBits,
    .params = kPrefixParams,
    .run = &on_value<&prefix>,
    .example = R"({verb: prefix, text: "https://"})",
    .example_before = R"("example.org/jwks")",
    .example_after = R"("https://example.org/jwks")",
};

inline constexpr std::array kReplaceParams{
    ParamSpec{"pattern", ParamKind::kPattern, true, "what to replace, wherever it matches"},
    ParamSpec{"with", ParamKind::kText, true,
              "what to write instead; `\\1` is the first group, `\\0` the whole match"},
};
inline constexpr Verb kReplace{
    .name = "replace",
    .summary = "Replaces every match of a pattern.",
    .accepts = kTextBits,
    .params = kReplaceParams,
    .run = &on_value<&replace>,
    .example = R"({verb: replace, pattern: '^http:', with: 'https:'})",
    .example_before = R"("http://example.org/jwks")",
    .example_after = R"("https://example.org/jwks")",
    .check = &check_replace,
};

inline constexpr std::array<std::string_view, 2> kStripPlaces{"ends", "everywhere"};
inline constexpr std::array kStripParams{
    ParamSpec{"characters", ParamKind::kText, true,
              "the characters to remove, one after the other"},
    ParamSpec{"where", ParamKind::kChoice, false, "default `everywhere`", kStripPlaces},
};
inline constexpr Verb kStrip{
    .name = "strip",
    .summary = "Removes certain characters, everywhere or at both ends.",
    .accepts = kTextBits,
    .params = kStripParams,
    .run = &on_value<&strip>,
    .example = R"({verb: strip, characters: " .-"})",
    .example_before = R"("7-10.000 12")",
    .example_after = R"("71000012")",
};

inline constexpr std::array kSuffixParams{
    ParamSpec{"text", ParamKind::kText, true, "what the text shall end with"},
};
inline constexpr Verb kSuffix{
    .name = "suffix",
    .summary = "Puts a text behind, unless it is there already.",
    .accepts = kTextBits,
    .params = kSuffixParams,
    .run = &on_value<&suffix>,
    .example = "{verb: suffix, text: -two}",
    .example_before = R"("client-71000012")",
    .example_after = R"("client-71000012-two")",
};

inline constexpr Verb kTrim{
    .name = "trim",
    .summary = "Removes blanks at both ends, no-break spaces and invisible characters included.",
    .accepts = kTextBits,
    .params = {},
    .run = &on_value<&trim>,
    .example = "{verb: trim}",
    .example_before = R"(" orders:read\u200b ")",
    .example_after = R"("orders:read")",
};

inline constexpr std::array kTruncateParams{
    ParamSpec{"length", ParamKind::kInteger, true, "length to keep, in characters"},
};
inline constexpr Verb kTruncate{
    .name = "truncate",
    .summary = "Cuts the text after a number of characters.",
    .accepts = kTextBits,
    .params = kTruncateParams,
    .run = &on_value<&truncate>,
    .example = "{verb: truncate, length: 3}",
    .example_before = R"("éèà-ü")",
    .example_after = R"("éèà")",
};

inline constexpr Verb kUpper{
    .name = "upper",
    .summary = "Writes the text in upper case.",
    .accepts = kTextBits,
    .params = {},
    .run = &on_value<&upper>,
    .example = "{verb: upper}",
    .example_before = R"("be0419052173")",
    .example_after = R"("BE0419052173")",
};

}  // namespace intake::steps
