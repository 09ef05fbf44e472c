#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ruleset/fault_sink.h"
#include "ruleset/keys.h"
#include "submission/words.h"

namespace intake {

inline constexpr KeySpec kLanguageKeys[] = {
    {.name = "en", .kinds = kStringBit | kArrayBit},
    {.name = "fr", .kinds = kStringBit | kArrayBit},
    {.name = "nl", .kinds = kStringBit | kArrayBit},
    {.name = "de", .kinds = kStringBit | kArrayBit},
};

/// `{en: text, fr: text}`, or one text, which is that of the first language.
Texts parse_texts(FaultSink& faults, View value, std::string_view what,
                  const std::vector<Language>& languages);
/// The same with a text or a list of texts in each language.
Synonyms parse_synonyms(FaultSink& faults, View value, std::string_view what,
                        const std::vector<Language>& languages);
/// A text or a list of texts.
std::vector<std::string> parse_text_list(FaultSink& faults, View value, std::string_view what);
/// The languages of a `languages` list; English where it is left out.
std::vector<Language> parse_languages(FaultSink& faults, View list);
/// Reports a text that is no JSON Pointer (`{i}` allowed for one index). False where it is none.
bool check_pointer(FaultSink& faults, View value, bool may_repeat);
/// Reports a name or a version that is not that of the path.
void check_identity(FaultSink& faults, const Keys& keys, std::string_view key,
                    std::string_view name, std::string_view version);

}  // namespace intake
