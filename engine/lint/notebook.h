#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/lint.h>

#include "document/datum.h"
#include "document/document.h"
#include "ruleset/ruleset.h"
#include "text/edit.h"

namespace intake::lint {

/// What is to be done to one file of the rules.
struct FileEdits {
  DocumentPtr file;
  std::vector<Change> changes;  // of its values, not yet edits
  std::vector<Edit> edits;      // of its bytes; sorted, they do not overlap
};

/// A finding as it is written down, before suppressions.
struct Note {
  LintFinding finding;
  DocumentPtr document;
  ByteSpan rule_span;  // of the id of its rule, in `rule_file`; empty: of no rule
  DocumentPtr rule_file;
  std::vector<FileEdits> edits;  // of finding.fix

  Note& relate(const DocumentPtr& other, ByteSpan span, std::string message);
  Note& hint(std::string text);
  /// Offers a fix; without edits nothing is offered.
  Note& fix(FixClass cls, std::string title, std::vector<FileEdits> made);
};

/// Where the checks write down what they find. The same finding of the same place is kept once: a
/// set is seen with each set that extends it.
class Notebook {
 public:
  /// Whether findings of this check are wanted; without: all.
  explicit Notebook(std::vector<std::string_view> wanted) : wanted_(std::move(wanted)) {}

  bool wants(std::string_view check) const;
  /// About a place of a file; `check` is in the catalogue, which says how severe it is.
  Note& add(std::string_view check, const DocumentPtr& file, ByteSpan span, std::string message);
  Note& add(std::string_view check, const Rule& rule, ByteSpan span, std::string message);
  /// About a text of a rule in another file.
  Note& add(std::string_view check, const Rule& rule, const DocumentPtr& file, ByteSpan span,
            std::string message);
  /// As above, at a value of a file: at its name with `name`.
  Note& add(std::string_view check, const DocumentPtr& file, View value, std::string message,
            bool name = false);

  std::deque<Note>& notes() { return notes_; }

 private:
  std::vector<std::string_view> wanted_;
  std::deque<Note> notes_;
  Note ignored_;  // what nobody wants, or is known already
  std::map<std::string, bool> known_;
};

}  // namespace intake::lint
