#include "ruleset/messages_parser.h"

#include <array>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 3> kFileKeys{{
    {.name = "language", .kinds = kStringBit, .required = true},
    {.name = "title", .kinds = kStringBit, .required = true},
    {.name = "rules", .kinds = kObjectBit, .required = true, .example = "{}"},
}};
constexpr std::array<KeySpec, 8> kTextKeys{{
    {.name = "message", .kinds = kStringBit},
    {.name = "message-absent", .kinds = kStringBit},
    {.name = "why", .kinds = kStringBit},
    {.name = "help", .kinds = kStringBit},
    {.name = "question", .kinds = kStringBit},
    {.name = "choices", .kinds = kObjectBit},
    {.name = "because", .kinds = kStringBit | kArrayBit},
    {.name = "deprecated", .kinds = kStringBit},
}};

class Parser {
 public:
  Parser(Loading& loading, std::uint32_t set, Language language)
      : loading_(loading), faults_(loading.faults), set_(set), language_(language) {}

  void run(std::span<RuleDraft> drafts) {
    const ChainSet& set = loading_.chain.sets[set_];
    const std::string name(kLanguageNames[static_cast<std::size_t>(language_)]);
    const std::string path = set.folder + "messages." + name + ".yaml";
    if (!loading_.files.has(path)) {
      faults_.at(loading_.sets[set_].languages_place,
                 "the language `" + name + "` is declared, but there is no file messages." + name +
                     ".yaml",
                 "add it beside the rule set, or leave the language out");
      return;
    }
    const DocumentPtr file = loading_.read(path);
    if (!file) return;
    const Keys keys(faults_, View(*file, file->root()), "a messages file", kFileKeys);
    if (!keys.ok()) return;
    if (keys.has("language") && keys.text("language") != name) {
      faults_.at(keys["language"],
                 "the language is " + quoted(keys.text("language")) + ", but the file is named " +
                     quoted("messages." + name + ".yaml"),
                 "the language and the file name must be equal");
    }
    const View rules = keys["rules"];
    if (rules.absent()) return;
    check_ids(rules, drafts);
    for (RuleDraft& draft : drafts) {
      if (draft.id.empty()) continue;
      const View texts = rules.member(draft.id);
      if (texts.absent()) {
        faults_.at_key(rules, "the rule " + quoted(draft.id) + " has no texts in `" + name + '`',
                       "add `" + draft.id + ":` with " + needed(draft));
      } else {
        read(draft, texts);
      }
    }
  }

 private:
  void check_ids(View rules, std::span<RuleDraft> drafts) {
    std::unordered_set<std::string_view> known;
    std::vector<std::string_view> ids;
    for (const RuleDraft& draft : drafts) {
      if (!draft.id.empty() && known.insert(draft.id).second) ids.push_back(draft.id);
    }
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
      const View entry = rules.at(i);
      if (known.contains(entry.key())) continue;
      std::string hint = faults_.did_you_mean(entry.key(), ids);
      if (hint.empty()) hint = "only rules that this set defines itself stand here";
      faults_.at_key(entry, "the set has no rule " + quoted(entry.key()), std::move(hint));
    }
  }

  static bool has_text(const RuleDraft& draft, std::string_view key) {
    if (key != "because") return !draft.place.member(key).absent();
    return !draft.because.empty();
  }

  static std::string needed(const RuleDraft& draft) {
    std::string text;
    for (const KeySpec& spec : kTextKeys) {
      if (has_text(draft, spec.name)) text += (text.empty() ? "" : ", ") + std::string(spec.name);
    }
    return text;
  }

  void read(RuleDraft& draft, View written) {
    const Keys keys(faults_, written, "an entry of a messages file", kTextKeys);
    if (!keys.ok()) return;
    bool good = true;
    for (const KeySpec& spec : kTextKeys) {
      const std::string name(spec.name);
      if (has_text(draft, name) && !keys.written(name)) {
        faults_.at_key(
            written, quoted(draft.id) + " has no `" + name + "` here, but has one in ruleset.yaml",
            "translate it");
        good = false;
      } else if (!has_text(draft, name) && keys.has(name)) {
        faults_.at_key(keys[name], quoted(draft.id) + " has no `" + name + "` in ruleset.yaml",
                       "leave it out, or add it there");
        good = false;
      }
    }
    check_choices(draft, keys["choices"], good);
    TextSource source{written, read_because(draft, keys["because"], good)};
    RuleTexts texts = parse_texts(draft.scope, source, good);
    if (good && draft.rule) {
      loading_.out->rules[*draft.rule].texts[static_cast<std::size_t>(language_)] =
          std::move(texts);
    }
  }

  void check_choices(const RuleDraft& draft, View choices, bool& good) {
    const View own = draft.place.member("choices");
    if (choices.absent() || !own.is_object()) return;
    std::vector<std::string_view> names;
    for (std::uint32_t i = 0; i < own.size(); ++i) {
      names.push_back(own.at(i).key());
      if (choices.member(own.at(i).key())) continue;
      faults_.at_key(choices, "the choice " + quoted(own.at(i).key()) + " is not explained",
                     "add `" + std::string(own.at(i).key()) + ": ...`");
      good = false;
    }
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
      if (own.member(choices.at(i).key())) continue;
      faults_.at_key(choices.at(i), "the question has no choice " + quoted(choices.at(i).key()),
                     faults_.did_you_mean(choices.at(i).key(), names));
      good = false;
    }
  }

  std::vector<View> read_because(const RuleDraft& draft, View written, bool& good) {
    std::vector<View> texts;
    if (written.absent() || draft.because.empty()) return texts;
    const std::size_t wanted = draft.because.size();
    const std::size_t found = written.is_array() ? written.size() : 1;
    if (found != wanted) {
      faults_.at(written,
                 "there are " + std::to_string(found) + " texts for " + std::to_string(wanted) +
                     (wanted == 1 ? " fix" : " fixes"),
                 "write one for each fix, in order");
      good = false;
      return texts;
    }
    if (written.is_string()) return {written};
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const KeySpec text{.name = "", .kinds = kStringBit};
      good = check_shape(faults_, written.at(i), "an item of `because`", text) && good;
      texts.push_back(written.at(i));
    }
    return texts;
  }

  Loading& loading_;
  FaultSink& faults_;
  std::uint32_t set_;
  Language language_;
};

}  // namespace

void parse_messages(Loading& loading, std::uint32_t set, Language language,
                    std::span<RuleDraft> drafts) {
  Parser(loading, set, language).run(drafts);
}

}  // namespace intake
