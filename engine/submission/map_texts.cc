#include "submission/map_texts.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "ruleset/set_keys.h"
#include "text/semver.h"

namespace intake {
namespace {

/// Reports a language that is not declared; nullopt of it and of what is no language.
std::optional<Language> declared(FaultSink& faults, View member,
                                 const std::vector<Language>& languages) {
  const auto language = find_language(member.key());
  if (!language) return std::nullopt;
  if (std::find(languages.begin(), languages.end(), *language) == languages.end()) {
    faults.at_key(member, "the language " + quoted(member.key()) + " is not declared",
                  "add it to `languages`, or remove the text");
    return std::nullopt;
  }
  return language;
}

}  // namespace

std::vector<std::string> parse_text_list(FaultSink& faults, View value, std::string_view what) {
  std::vector<std::string> texts;
  if (value.absent()) return texts;
  if (value.is_string()) return {std::string(value.text())};
  const KeySpec spec{.name = "", .kinds = kStringBit | kArrayBit, .shape = KeySpec::Shape::kTexts};
  if (!check_shape(faults, value, what, spec)) return texts;
  for (std::uint32_t i = 0; i < value.size(); ++i) texts.emplace_back(value.at(i).text());
  return texts;
}

Synonyms parse_synonyms(FaultSink& faults, View value, std::string_view what,
                        const std::vector<Language>& languages) {
  Synonyms synonyms;
  if (value.absent()) return synonyms;
  if (value.is_string()) {
    synonyms[static_cast<std::size_t>(languages.front())] = {std::string(value.text())};
    return synonyms;
  }
  const Keys keys(faults, value, what, kLanguageKeys);
  for (std::uint32_t i = 0; keys.ok() && i < value.size(); ++i) {
    const View member = value.at(i);
    const auto language = declared(faults, member, languages);
    if (!language || !keys.has(member.key())) continue;
    synonyms[static_cast<std::size_t>(*language)] =
        parse_text_list(faults, member, quoted(member.key()));
  }
  return synonyms;
}

Texts parse_texts(FaultSink& faults, View value, std::string_view what,
                  const std::vector<Language>& languages) {
  Texts texts;
  Synonyms synonyms = parse_synonyms(faults, value, what, languages);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const std::string& text : synonyms[i]) texts[i] += (texts[i].empty() ? "" : "\n") + text;
  }
  return texts;
}

std::vector<Language> parse_languages(FaultSink& faults, View list) {
  std::vector<Language> languages;
  for (std::uint32_t i = 0; list.is_array() && i < list.size(); ++i) {
    const View item = list.at(i);
    const auto language = item.is_string() ? find_language(item.text()) : std::nullopt;
    if (!language) {
      if (item.is_string()) {
        faults.at(item, quoted(item.text()) + " is no language of the engine",
                  "there are: en, fr, nl, de");
      }
      continue;
    }
    if (std::find(languages.begin(), languages.end(), *language) != languages.end()) {
      faults.at(item, quoted(item.text()) + " is declared twice", "remove one");
      continue;
    }
    languages.push_back(*language);
  }
  if (languages.empty()) languages.push_back(Language::kEn);
  return languages;
}

bool check_pointer(FaultSink& faults, View value, bool may_repeat) {
  if (value.absent()) return false;
  const std::string_view text = value.text();
  const auto tokens = parse_pointer(text);
  if (!tokens || tokens->empty()) {
    faults.at(value, quoted(text) + " is no place in a submission",
              "write a JSON Pointer such as /form/general/clientId");
    return false;
  }
  std::size_t repeats = 0;
  for (const std::string& token : *tokens) {
    if (token == "{i}") ++repeats;
  }
  if (repeats > (may_repeat ? 1u : 0u)) {
    faults.at(value,
              may_repeat ? quoted(text) + " has more than one `{i}`"
                         : quoted(text) + " has `{i}`, but this is one place",
              may_repeat ? "one list may repeat" : "write the index");
    return false;
  }
  if (tokens->back() == "{i}") {
    faults.at(value, quoted(text) + " ends with `{i}`", "for a list of texts write `kind: list`");
    return false;
  }
  return true;
}

void check_identity(FaultSink& faults, const Keys& keys, std::string_view key,
                    std::string_view name, std::string_view version) {
  if (keys.has(key) && keys.text(key) != name) {
    faults.at(keys[key], quoted(keys.text(key)) + " stands in the folder " + quoted(name),
              "the name and the folder must be equal");
  }
  if (!keys.has("version")) return;
  const auto written = Version::parse(keys.text("version"));
  if (written && written->text() == version) return;
  faults.at(keys["version"],
            "the version is " + quoted(keys.text("version")) + ", but the file is named " +
                quoted(version),
            "the version and the file name must be equal");
}

}  // namespace intake
