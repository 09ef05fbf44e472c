#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// What a running text speaks of.
namespace intake::catalogue {

Outcome run_mentions(const PredicateInput& input);
PrepareResult prepare_mentions(const PrepareInput& input);

inline constexpr std::array kMentionsParams{
    ParamSpec{"cues", ParamKind::kValues, true,
              "words or phrases, of which one is enough; in place of a word, `regist*` is one that "
              "begins so, `*regist*` one that has this in it, `#` a number in digits, `/` a slash "
              "behind a number, and `...` up to eight words or none"},
    ParamSpec{"column", ParamKind::kText, false, "the column of records that holds the cue"},
    ParamSpec{"where", ParamKind::kPatternMap, false,
              "columns of records, each with the text that it has to have; other records are left "
              "out"},
    ParamSpec{
        "until", ParamKind::kValues, false,
        "lines behind which nothing counts any more, as a signature or a quoted mail follows; "
        "`Sent: *` is one that begins so; in records they stand under `column`, too"},
};
inline constexpr Predicate kMentions{
    .name = "mentions",
    .summary =
        "The text has one of the cues as whole words, within one sentence; case, accents, "
        "punctuation and line ends do not count. Lines that begin with `>` are quoted and are left "
        "out.",
    .accepts = kStringBit,
    .params = kMentionsParams,
    .run = &run_mentions,
    .prepare = &prepare_mentions,
    .example = "mentions: [\"volumetric estimat*\", \"# ... per month\"]",
    .example_pass = "\"We expect 400 notifications per month.\"",
    .example_fail = "\"We expect notifications.\"",
};

}  // namespace intake::catalogue
