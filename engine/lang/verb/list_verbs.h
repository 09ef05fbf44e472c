#pragma once

#include <array>

#include "lang/verb/step.h"

// Verbs that change a list, make one, or make something else of it.
namespace intake::steps {

std::string add(const VerbInput& input, Subject& subject);
std::string add_missing(const VerbInput& input, Subject& subject);
std::string join(const VerbInput& input, Subject& subject);
std::string keep_items(const VerbInput& input, Subject& subject);
std::string remove_duplicates(const VerbInput& input, Subject& subject);
std::string remove_items(const VerbInput& input, Subject& subject);
std::string sort(const VerbInput& input, Subject& subject);
std::string split(const VerbInput& input, Subject& subject);
std::string to_item(const VerbInput& input, Subject& subject);
std::string to_list(const VerbInput& input, Subject& subject);

inline constexpr std::array kAddParams{
    ParamSpec{"value", ParamKind::kAny, true, "what to append"},
};
inline constexpr Verb kAdd{
    .name = "add",
    .summary = "Appends a value to the list; where nothing stands, a new list is made.",
    .accepts = kArrayBit,
    .sees_absence = true,
    .params = kAddParams,
    .run = &on_any<&add>,
    .example = "{verb: add, value: orders:read}",
    .example_before = R"(["orders:write"])",
    .example_after = R"(["orders:write","orders:read"])",
};

inline constexpr std::array kAddMissingParams{
    ParamSpec{"values", ParamKind::kValues, true, "what the list shall contain"},
};
inline constexpr Verb kAddMissing{
    .name = "add-missing",
    .summary =
        "Appends those values that the list does not contain, in the order given; where "
        "nothing stands, a new list is made.",
    .accepts = kArrayBit,
    .sees_absence = true,
    .params = kAddMissingParams,
    .run = &on_any<&add_missing>,
    .example = R"({verb: add-missing, values: ["orders:read", "orders:write"]})",
    .example_before = R"(["other", "orders:read"])",
    .example_after = R"(["other","orders:read","orders:write"])",
};

inline constexpr std::array kJoinParams{
    ParamSpec{"with", ParamKind::kText, false,
              "what to write between the elements; default a blank"},
};
inline constexpr Verb kJoin{
    .name = "join",
    .summary = "Makes one text of a list of texts, numbers and yes/no values.",
    .accepts = kStringBit | kArrayBit,
    .params = kJoinParams,
    .run = &on_value<&join>,
    .example = R"({verb: join, with: ", "})",
    .example_before = R"(["a", "b", 3])",
    .example_after = R"("a, b, 3")",
};

inline constexpr std::array kItemsParams{
    ParamSpec{"values", ParamKind::kValues, true, "the elements meant"},
};
inline constexpr Verb kKeepItems{
    .name = "keep-items",
    .summary = "Keeps only those elements of the list that are among the values.",
    .accepts = kArrayBit,
    .params = kItemsParams,
    .run = &on_value<&keep_items>,
    .example = R"({verb: keep-items, values: ["orders:read", "orders:write"]})",
    .example_before = R"(["orders:read", "openid"])",
    .example_after = R"(["orders:read"])",
};

inline constexpr std::array kRemoveDuplicatesParams{
    ParamSpec{"by", ParamKind::kText, false,
              "compare this member of the elements; elements without it stay"},
};
inline constexpr Verb kRemoveDuplicates{
    .name = "remove-duplicates",
    .summary = "Keeps the first of equal elements of the list.",
    .accepts = kArrayBit,
    .params = kRemoveDuplicatesParams,
    .run = &on_value<&remove_duplicates>,
    .example = "{verb: remove-duplicates}",
    .example_before = R"(["b", "a", "b"])",
    .example_after = R"(["b","a"])",
};

inline constexpr Verb kRemoveItems{
    .name = "remove-items",
    .summary = "Removes the elements of the list that are among the values.",
    .accepts = kArrayBit,
    .params = kItemsParams,
    .run = &on_value<&remove_items>,
    .example = R"({verb: remove-items, values: ["openid", null]})",
    .example_before = R"(["orders:read", null, "openid"])",
    .example_after = R"(["orders:read"])",
};

inline constexpr std::array kSortParams{
    ParamSpec{"by", ParamKind::kText, false,
              "compare this member of the elements; elements without it come first"},
};
inline constexpr Verb kSort{
    .name = "sort",
    .summary = "Sorts the list; equal elements keep their order.",
    .accepts = kArrayBit,
    .params = kSortParams,
    .run = &on_value<&sort>,
    .example = "{verb: sort}",
    .example_before = R"(["b", "c", "a"])",
    .example_after = R"(["a","b","c"])",
};

inline constexpr std::array kSplitParams{
    ParamSpec{"by", ParamKind::kPattern, true, "what stands between the pieces"},
};
inline constexpr Verb kSplit{
    .name = "split",
    .summary =
        "Makes a list of a text: the trimmed pieces between the matches of a pattern, blank "
        "ones left out. In a list each text is replaced by its pieces.",
    .accepts = kStringBit | kArrayBit,
    .params = kSplitParams,
    .run = &on_value<&split>,
    .example = "{verb: split, by: '[,;]'}",
    .example_before = R"("orders:read, orders:write;")",
    .example_after = R"(["orders:read","orders:write"])",
};

inline constexpr Verb kToItem{
    .name = "to-item",
    .summary = "Makes of a list with exactly one element that element.",
    .accepts = kAnyBits,
    .params = {},
    .run = &on_value<&to_item>,
    .example = "{verb: to-item}",
    .example_before = R"(["acceptance"])",
    .example_after = R"("acceptance")",
};

inline constexpr Verb kToList{
    .name = "to-list",
    .summary = "Makes of a value that is no list a list with that one element.",
    .accepts = kAnyBits,
    .params = {},
    .run = &on_value<&to_list>,
    .example = "{verb: to-list}",
    .example_before = R"("orders:read")",
    .example_after = R"(["orders:read"])",
};

}  // namespace intake::steps
