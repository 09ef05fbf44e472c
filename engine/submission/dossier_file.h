#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "lang/pattern.h"
#include "ruleset/fault_sink.h"
#include "ruleset/rule_files.h"
#include "submission/label.h"
#include "text/semver.h"

namespace intake {

/// A text that has a value: one that the pattern is found in, or one of these words.
struct DerivationRow {
  PatternPtr pattern;                           // null: `words`
  std::vector<std::vector<std::string>> words;  // folded, without ignored ones
  Datum value;
};

/// A value that follows from others, where nothing says it.
struct Derivation {
  std::string each;               // for each value there (`*`: any element); empty: once
  std::string if_at, if_is;       // only where a text there is this; empty: always
  std::vector<std::string> from;  // pointers in it (`*`: any element), the first that fits
  PatternPtr pattern;             // null: the value itself
  std::vector<std::pair<std::string, std::string>> gives;  // pointer in it -> group of `pattern`
  std::vector<DerivationRow> table;
  IgnoredWords ignored;                    // in its words
  std::optional<Datum> value;              // whatever stands there
  std::vector<PatternPtr> except;          // texts that do not count
  std::vector<std::string> except_values;  // pointers to texts that do not count
  std::string to;
};

/// How an attachment is recognised; all that is said must hold.
struct AttachmentCue {
  std::string form;                  // name of the form map it was read by
  std::vector<std::string> formats;  // of Reading::format
  std::vector<std::string> notices;  // one of these was made of it
  PatternPtr name;
  PatternPtr text;
  std::string at, is;  // of a part that is a tree: a text in it
  std::string kind;    // empty: it is not known what it is
};

/// Where the parts of a submission go in its tree: rules/dossiers/<name>/<version>.yaml.
struct DossierSpec {
  std::string name;
  Version version;
  std::string schema_name;
  std::vector<std::string> forms;  // references to form maps
  std::string mail_at;
  std::vector<std::pair<std::string, std::string>> mail_members;  // member -> fact
  std::string attachments_at;
  std::string attachment_name, attachment_media_type, attachment_kind;  // members
  std::vector<AttachmentCue> cues;
  std::string certificates_at, key_sets_at;
  std::string form_at;  // what stands here makes a part that is a tree a form; empty: nothing does
  std::vector<Derivation> derive;

  std::vector<DocumentPtr> documents;
  std::vector<std::string> files;
  View top;
  std::string reference() const { return name + '@' + version.text(); }
};

struct DossierResult {
  std::shared_ptr<const DossierSpec> spec;
  std::vector<Fault> faults;
  std::optional<Error> error;
};

/// Loads `name` or `name@range`.
DossierResult load_dossier(const RuleFiles& files, std::string_view reference, std::string_view now,
                           const Limits& limits);

}  // namespace intake
