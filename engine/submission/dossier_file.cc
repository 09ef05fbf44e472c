#include "submission/dossier_file.h"

#include <algorithm>
#include <array>

#include "document/pointer.h"
#include "ruleset/keys.h"
#include "ruleset/versions.h"
#include "submission/map_texts.h"

namespace intake {
namespace {

using Shape = KeySpec::Shape;
constexpr std::uint8_t kTextOrList = kStringBit | kArrayBit;

constexpr std::array<KeySpec, 13> kTopKeys{{
    {.name = "dossier", .kinds = kStringBit, .required = true},
    {.name = "version", .kinds = kStringBit, .required = true, .example = "1.0.0"},
    {.name = "title", .kinds = kStringBit, .required = true},
    {.name = "schema", .kinds = kObjectBit, .required = true},
    {.name = "valid", .kinds = kObjectBit},
    {.name = "source", .kinds = kObjectBit},
    {.name = "forms", .kinds = kArrayBit, .required = true, .shape = Shape::kTexts},
    {.name = "form", .kinds = kObjectBit},
    {.name = "mail", .kinds = kObjectBit},
    {.name = "attachments", .kinds = kObjectBit},
    {.name = "certificates", .kinds = kObjectBit},
    {.name = "key-sets", .kinds = kObjectBit},
    {.name = "derive", .kinds = kArrayBit},
}};
constexpr std::array<KeySpec, 1> kSchemaKeys{
    {{.name = "use", .kinds = kStringBit, .required = true, .example = "iam-submission@1"}}};
constexpr std::array<KeySpec, 2> kMailKeys{{
    {.name = "at", .kinds = kStringBit, .required = true},
    {.name = "members", .kinds = kObjectBit, .required = true},
}};
constexpr std::array<KeySpec, 3> kAttachmentsKeys{{
    {.name = "at", .kinds = kStringBit, .required = true},
    {.name = "members", .kinds = kObjectBit, .required = true},
    {.name = "kinds", .kinds = kArrayBit},
}};
constexpr std::array<KeySpec, 3> kMemberKeys{{
    {.name = "name", .kinds = kStringBit},
    {.name = "media-type", .kinds = kStringBit},
    {.name = "kind", .kinds = kStringBit},
}};
constexpr std::array<KeySpec, 8> kCueKeys{{
    {.name = "form", .kinds = kStringBit},
    {.name = "format", .kinds = kTextOrList},
    {.name = "notice", .kinds = kTextOrList},
    {.name = "name", .kinds = kStringBit},
    {.name = "text", .kinds = kStringBit},
    {.name = "at", .kinds = kStringBit},
    {.name = "is", .kinds = kStringBit},
    {.name = "kind", .kinds = kStringBit},
}};
constexpr std::array<KeySpec, 1> kPlaceKeys{
    {{.name = "at", .kinds = kStringBit, .required = true}}};
constexpr std::array<KeySpec, 11> kDeriveKeys{{
    {.name = "each", .kinds = kStringBit},
    {.name = "if", .kinds = kObjectBit},
    {.name = "from", .kinds = kTextOrList, .required = true},
    {.name = "pattern", .kinds = kStringBit},
    {.name = "gives", .kinds = kObjectBit},
    {.name = "table", .kinds = kArrayBit},
    {.name = "ignored", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "value", .kinds = kAnyBits},
    {.name = "except", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "except-values", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "to", .kinds = kStringBit},
}};
constexpr std::array<KeySpec, 2> kIfKeys{{
    {.name = "at", .kinds = kStringBit, .required = true},
    {.name = "is", .kinds = kStringBit, .required = true},
}};
constexpr std::array<KeySpec, 3> kRowKeys{{
    {.name = "matches", .kinds = kStringBit},
    {.name = "words", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "value", .kinds = kAnyBits, .required = true},
}};

class Loader {
 public:
  Loader(const RuleFiles& files, std::string_view now, const Limits& limits)
      : files_(files), now_(now), limits_(limits), faults_(limits) {}

  DossierResult run(std::string_view reference) {
    DossierResult result;
    const auto parsed = parse_reference(reference);
    if (!parsed) {
      result.error = Error{ErrorCode::kUsage,
                           quoted(reference) + " names no dossier file",
                           "write a name and a range, such as `some-dossier@^1.0`",
                           {}};
      return result;
    }
    VersionChoice choice = choose_version(files_, kDossierFiles, *parsed, now_, limits_, faults_);
    if (!choice.version) {
      result.error =
          Error{ErrorCode::kNotFound, std::move(choice.message), std::move(choice.hint), {}};
      return result;
    }
    spec_->name = parsed->name;
    spec_->version = choice.version->version;
    read(*choice.version);
    result.faults = faults_.take();
    if (result.faults.empty()) result.spec = spec_;
    return result;
  }

 private:
  void read(const FileVersion& version) {
    auto document = files_.document(version.path, limits_);
    if (!document) {
      faults_.unreadable(version.path, document.error());
      return;
    }
    faults_.name_file(**document, files_.shown(version.path));
    spec_->documents.push_back(*document);
    spec_->files.push_back(version.path);
    spec_->top = View(**document, (*document)->root());
    const Keys keys(faults_, spec_->top, "a dossier file", kTopKeys);
    if (!keys.ok()) return;
    check_identity(faults_, keys, "dossier", spec_->name, version.version.text());
    (void)parse_validity(keys["valid"], faults_);
    const Keys schema(faults_, keys["schema"], "`schema`", kSchemaKeys);
    spec_->schema_name = schema.text("use");
    spec_->forms = parse_text_list(faults_, keys["forms"], "`forms`");
    spec_->form_at = read_place(keys["form"], "`form`");
    read_mail(keys["mail"]);
    read_attachments(keys["attachments"]);
    spec_->certificates_at = read_place(keys["certificates"], "`certificates`");
    spec_->key_sets_at = read_place(keys["key-sets"], "`key-sets`");
    for (std::uint32_t i = 0; i < keys["derive"].size(); ++i) read_derive(keys["derive"].at(i));
  }

  std::string pointer(View value) {
    return check_pointer(faults_, value, false) ? std::string(value.text()) : std::string();
  }

  /// A pointer in which `*` stands for any element.
  std::string relative(View value) {
    if (value.absent()) return {};
    if (!parse_pointer(value.text())) {
      faults_.at(value, quoted(value.text()) + " is no place", "write such as /subject/CN");
      return {};
    }
    return std::string(value.text());
  }

  PatternPtr compile(View text) {
    if (text.absent()) return nullptr;
    auto pattern = Pattern::compile(text.text(), limits_);
    if (pattern) return *pattern;
    faults_.in_text(text, pattern.error());
    return nullptr;
  }

  void read_mail(View view) {
    const Keys keys(faults_, view, "`mail`", kMailKeys);
    spec_->mail_at = pointer(keys["at"]);
    const View members = keys["members"];
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      const KeySpec text{.name = "", .kinds = kStringBit};
      if (!check_shape(faults_, members.at(i), quoted(members.at(i).key()), text)) continue;
      spec_->mail_members.emplace_back(members.at(i).key(), members.at(i).text());
    }
  }

  void read_attachments(View view) {
    const Keys keys(faults_, view, "`attachments`", kAttachmentsKeys);
    spec_->attachments_at = pointer(keys["at"]);
    const Keys members(faults_, keys["members"], "the members of an attachment", kMemberKeys);
    spec_->attachment_name = members.text("name");
    spec_->attachment_media_type = members.text("media-type");
    spec_->attachment_kind = members.text("kind");
    const View kinds = keys["kinds"];
    for (std::uint32_t i = 0; i < kinds.size(); ++i) {
      const Keys cue(faults_, kinds.at(i), "a kind of attachment", kCueKeys);
      if (!cue.ok()) continue;
      spec_->cues.push_back({std::string(cue.text("form")),
                             parse_text_list(faults_, cue["format"], "`format`"),
                             parse_text_list(faults_, cue["notice"], "`notice`"),
                             compile(cue["name"]), compile(cue["text"]), relative(cue["at"]),
                             std::string(cue.text("is")), std::string(cue.text("kind"))});
    }
  }

  std::string read_place(View view, std::string_view what) {
    const Keys keys(faults_, view, what, kPlaceKeys);
    return pointer(keys["at"]);
  }

  void read_derive(View item) {
    const Keys keys(faults_, item, "a derivation", kDeriveKeys);
    if (!keys.ok()) return;
    Derivation derivation;
    derivation.each = relative(keys["each"]);
    const Keys condition(faults_, keys["if"], "`if`", kIfKeys);
    derivation.if_at = relative(condition["at"]);
    derivation.if_is = condition.text("is");
    for (const std::string& from : parse_text_list(faults_, keys["from"], "`from`")) {
      if (!parse_pointer(from)) {
        faults_.at(keys["from"], quoted(from) + " is no place", "write such as /subject/CN");
      } else {
        derivation.from.push_back(from);
      }
    }
    derivation.pattern = compile(keys["pattern"]);
    read_gives(keys, derivation);
    read_table(keys, derivation);
    read_value(keys, derivation);
    for (std::uint32_t i = 0; i < keys["except"].size(); ++i) {
      if (PatternPtr pattern = compile(keys["except"].at(i))) {
        derivation.except.push_back(std::move(pattern));
      }
    }
    derivation.except_values = parse_text_list(faults_, keys["except-values"], "`except-values`");
    derivation.to = relative(keys["to"]);
    if (keys.has("to") == keys.has("gives")) {
      faults_.at_key(item.at(0), "a derivation has either `to` or `gives`",
                     "`gives` takes the groups of a `pattern`, `to` one value");
    }
    spec_->derive.push_back(std::move(derivation));
  }

  void read_table(const Keys& keys, Derivation& derivation) {
    for (const std::string& text : parse_text_list(faults_, keys["ignored"], "`ignored`")) {
      for (std::string& word : fold_words(text)) derivation.ignored.insert(std::move(word));
    }
    const View table = keys["table"];
    bool has_words = false;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      const Keys row(faults_, table.at(i), "a row of the table", kRowKeys);
      if (!row.ok()) continue;
      has_words = has_words || row.written("words");
      if (row.written("matches") == row.written("words")) {
        faults_.at(table.at(i), "a row of the table has either `matches` or `words`",
                   "`matches` is a pattern, `words` lists whole texts");
        continue;
      }
      DerivationRow made{compile(row["matches"]), {}, to_datum(row["value"])};
      for (std::uint32_t k = 0; k < row["words"].size(); ++k) {
        const View text = row["words"].at(k);
        made.words.push_back(telling_words(text.text(), derivation.ignored));
        if (made.words.back().empty()) {
          faults_.at(text, quoted(text.text()) + " has no word that is not ignored",
                     "every text without words would be this one");
        }
      }
      if (made.pattern != nullptr || !made.words.empty()) {
        derivation.table.push_back(std::move(made));
      }
    }
    if (keys.has("ignored") && !has_words) {
      faults_.at(keys["ignored"], "`ignored` is for `words` in the table, but there are none",
                 "remove it, or write `words` in place of `matches`");
    }
  }

  void read_value(const Keys& keys, Derivation& derivation) {
    if (!keys.has("value")) return;
    derivation.value = to_datum(keys["value"]);
    for (const std::string_view other : {"pattern", "gives", "table"}) {
      if (!keys.written(other)) continue;
      faults_.at(
          keys["value"],
          "`value` is the value of any text, but there is `" + std::string(other) + "` beside it",
          "remove one of the two");
    }
  }

  void read_gives(const Keys& keys, Derivation& derivation) {
    const View gives = keys["gives"];
    if (!gives.absent() && derivation.pattern == nullptr && !keys.written("pattern")) {
      faults_.at(gives, "`gives` takes the groups of a `pattern`, but there is none",
                 "add a `pattern`");
    }
    for (std::uint32_t i = 0; i < gives.size(); ++i) {
      const View group = gives.at(i);
      const KeySpec text{.name = "", .kinds = kStringBit};
      if (!check_shape(faults_, group, quoted(group.key()), text)) continue;
      if (!parse_pointer(group.key())) {
        faults_.at_key(group, quoted(group.key()) + " is no place", "write such as /owner");
        continue;
      }
      if (derivation.pattern != nullptr) {
        const auto& names = derivation.pattern->group_names();
        if (std::find(names.begin(), names.end(), group.text()) == names.end()) {
          faults_.at(group, "the pattern has no group " + quoted(group.text()),
                     "a group is written (?P<name>...)");
        }
      }
      derivation.gives.emplace_back(group.key(), group.text());
    }
  }

  const RuleFiles& files_;
  std::string_view now_;
  const Limits& limits_;
  FaultSink faults_;
  std::shared_ptr<DossierSpec> spec_ = std::make_shared<DossierSpec>();
};

}  // namespace

DossierResult load_dossier(const RuleFiles& files, std::string_view reference, std::string_view now,
                           const Limits& limits) {
  return Loader(files, now, limits).run(reference);
}

}  // namespace intake
