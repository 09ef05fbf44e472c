#include "lint/rule_texts.h"

#include <algorithm>
#include <utility>

namespace intake::lint {
namespace {

/// Where the texts of the rule stand in that language; absent: nowhere.
View map_of(const LintedSet& set, const Rule& rule, Language language, DocumentPtr& file) {
  if (language == set.language()) {
    file = rule.file;
    return set.written(rule);
  }
  for (const LintedSet::Messages& messages : set.messages()) {
    if (messages.language != language) continue;
    file = messages.file;
    return View(*file, file->root()).member("rules").member(short_id(rule));
  }
  return {};
}

/// The scalar of the reason of one fix.
View because_of(View map, bool own_file, std::size_t fix) {
  const auto index = static_cast<std::uint32_t>(fix);
  View list = map.member(own_file ? "fix" : "because");
  if (list.is_array()) list = index < list.size() ? list.at(index) : View();
  return own_file ? list.member("because") : list;
}

}  // namespace

std::vector<WrittenText> texts_of(const LintedSet& set, const Rule& rule, Language language) {
  std::vector<WrittenText> texts;
  const auto& loaded = rule.texts[static_cast<std::size_t>(language)];
  DocumentPtr file;
  const View map = map_of(set, rule, language, file);
  if (!loaded || map.absent()) return texts;
  const auto add = [&](std::string key, View place, const TextTemplate* names) {
    if (place.is_string()) {
      texts.push_back({std::move(key), file, place, place.text(), names});
    }
  };
  add("message", map.member("message"), &loaded->message);
  add("message-absent", map.member("message-absent"),
      loaded->message_absent ? &*loaded->message_absent : nullptr);
  add("why", map.member("why"), nullptr);
  add("help", map.member("help"), nullptr);
  add("question", map.member("question"), loaded->question ? &*loaded->question : nullptr);
  const View choices = map.member("choices");
  for (std::uint32_t i = 0; choices.is_object() && i < choices.size(); ++i) {
    add("choice `" + std::string(choices.at(i).key()) + "`", choices.at(i), nullptr);
  }
  for (std::size_t i = 0; i < rule.fixes.size(); ++i) {
    add("because " + std::to_string(i + 1), because_of(map, language == set.language(), i),
        nullptr);
  }
  return texts;
}

const WrittenText* find_text(const std::vector<WrittenText>& texts, std::string_view key) {
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [&](const WrittenText& text) { return text.key == key; });
  return found == texts.end() ? nullptr : &*found;
}

std::string_view name_of(Language language) {
  constexpr std::string_view kNames[] = {"English", "French", "Dutch", "German"};
  return kNames[static_cast<std::size_t>(language)];
}

}  // namespace intake::lint
