#pragma once

#include <array>

#include "lang/verb/step.h"

// Verbs that put a value in its place, take it away or look it up.
namespace intake::steps {

std::string set_default(const VerbInput& input, Subject& subject);
std::string map(const VerbInput& input, Subject& subject);
std::string check_map(const VerbInput& input);
std::string remove(const VerbInput& input, Subject& subject);
std::string rename(const VerbInput& input, Subject& subject);
std::string check_rename(const VerbInput& input);
std::string set(const VerbInput& input, Subject& subject);
std::string check_set(const VerbInput& input);

inline constexpr std::array kDefaultParams{
    ParamSpec{"value", ParamKind::kAny, true, "what to write"},
};
inline constexpr Verb kDefault{
    .name = "default",
    .summary = "Writes a value where there is none: nothing, null or a blank text.",
    .accepts = kAnyBits,
    .sees_absence = true,
    .params = kDefaultParams,
    .run = &on_any<&set_default>,
    .example = "{verb: default, value: rest}",
    .example_before = "",
    .example_after = R"("rest")",
};

inline constexpr std::array kMapParams{
    ParamSpec{"table", ParamKind::kAny, true,
              "what becomes what: a map from text to value, or the records of a list"},
    ParamSpec{"from", ParamKind::kText, false, "of records: the member to look in; default `from`"},
    ParamSpec{"to", ParamKind::kText, false, "of records: the member to write; default `to`"},
    ParamSpec{"ignore-case", ParamKind::kTrue, false,
              "where no row is exactly equal, take the first that differs in case only"},
};
inline constexpr Verb kMap{
    .name = "map",
    .summary = "Replaces a text, or each text element of a list, by what a table has for it.",
    .accepts = kStringBit | kArrayBit,
    .params = kMapParams,
    .run = &on_value<&map>,
    .example =
        "{verb: map, table: {Acceptatie: acceptance, Productie: production}, "
        "ignore-case: true}",
    .example_before = R"("ACCEPTATIE")",
    .example_after = R"("acceptance")",
    .check = &check_map,
};

inline constexpr Verb kRemove{
    .name = "remove",
    .summary = "Removes the value, with its name where it is a member.",
    .accepts = kAnyBits,
    .params = {},
    .run = &on_value<&remove>,
    .example = "{verb: remove}",
    .example_before = R"("x")",
    .example_after = "",
};

inline constexpr std::array kRenameParams{
    ParamSpec{"to", ParamKind::kText, false, "the new name"},
    ParamSpec{"suggestion", ParamKind::kTrue, false, "take what the failing predicate suggests"},
};
inline constexpr Verb kRename{
    .name = "rename",
    .summary = "Gives the member another name.",
    .accepts = kAnyBits,
    .params = kRenameParams,
    .run = &on_value<&rename>,
    .example = "{verb: rename, to: clientId}",
    .example_before = R"({"clientid": "a"})",
    .example_after = R"({"clientId": "a"})",
    .check = &check_rename,
};

inline constexpr std::array kSetParams{
    ParamSpec{"value", ParamKind::kAny, false, "what to write"},
    ParamSpec{"suggestion", ParamKind::kTrue, false, "write what the failing predicate suggests"},
};
inline constexpr Verb kSet{
    .name = "set",
    .summary = "Writes a value, whatever stands there.",
    .accepts = kAnyBits,
    .sees_absence = true,
    .params = kSetParams,
    .run = &on_any<&set>,
    .example = "{verb: set, value: M2M}",
    .example_before = R"("m2m realm")",
    .example_after = R"("M2M")",
    .check = &check_set,
};

}  // namespace intake::steps
