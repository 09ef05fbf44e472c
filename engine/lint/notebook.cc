#include "lint/notebook.h"

#include <algorithm>

#include "eval/region.h"
#include "lint/catalog.h"
#include "lint/linted_set.h"

namespace intake::lint {

Note& Note::relate(const DocumentPtr& other, ByteSpan span, std::string message) {
  if (other != nullptr) {
    finding.related.push_back({std::move(message), region_of(*other, span)});
  }
  return *this;
}

Note& Note::hint(std::string text) {
  finding.hint = std::move(text);
  return *this;
}

Note& Note::fix(FixClass cls, std::string title, std::vector<FileEdits> made) {
  const bool nothing = std::all_of(made.begin(), made.end(), [](const FileEdits& one) {
    return one.edits.empty() && one.changes.empty();
  });
  if (nothing) return *this;
  finding.fix.emplace();
  finding.fix->cls = cls;
  finding.fix->title = std::move(title);
  edits = std::move(made);
  return *this;
}

bool Notebook::wants(std::string_view check) const {
  return wanted_.empty() || std::find(wanted_.begin(), wanted_.end(), check) != wanted_.end();
}

Note& Notebook::add(std::string_view check, const DocumentPtr& file, ByteSpan span,
                    std::string message) {
  const Check* entry = find_check(check);
  if (!wants(check) || entry == nullptr || file == nullptr) return ignored_ = Note{};
  const std::string key = std::string(check) + '\n' + file->source()->name() + '\n' +
                          std::to_string(span.begin) + '\n' + message;
  if (!known_.emplace(key, true).second) return ignored_ = Note{};
  Note note;
  note.document = file;
  note.finding.check = check;
  note.finding.severity = entry->info.severity;
  note.finding.message = std::move(message);
  note.finding.region = region_of(*file, span);
  notes_.push_back(std::move(note));
  return notes_.back();
}

Note& Notebook::add(std::string_view check, const Rule& rule, ByteSpan span, std::string message) {
  return add(check, rule, rule.file, span, std::move(message));
}

Note& Notebook::add(std::string_view check, const Rule& rule, const DocumentPtr& file,
                    ByteSpan span, std::string message) {
  Note& note = add(check, file, span, std::move(message));
  note.finding.rule = rule.id;
  note.rule_span = rule.span;
  note.rule_file = rule.file;
  return note;
}

Note& Notebook::add(std::string_view check, const DocumentPtr& file, View value,
                    std::string message, bool name) {
  return add(check, file, span_of(value, name), std::move(message));
}

}  // namespace intake::lint
