#include "lint/suppressions.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "lint/catalog.h"
#include "lint/edits.h"

namespace intake::lint {
namespace {

constexpr std::string_view kMark = "lint-ignore";
constexpr std::string_view kReason = "--";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// The texts of a file, in the order of their places: a `#` in one of them begins no comment.
std::vector<ByteSpan> texts_of(const Document& document) {
  std::vector<ByteSpan> spans;
  for (NodeId id = 0; id < document.size(); ++id) {
    if (document.kind(id) == Kind::kString) spans.push_back(document.span(id));
    if (const ByteSpan key = document.key_span(id); key != ByteSpan{}) spans.push_back(key);
  }
  std::sort(spans.begin(), spans.end(), [](ByteSpan a, ByteSpan b) { return a.begin < b.begin; });
  return spans;
}

bool lies_in_text(const std::vector<ByteSpan>& texts, std::uint32_t at) {
  auto after =
      std::upper_bound(texts.begin(), texts.end(), at,
                       [](std::uint32_t place, ByteSpan span) { return place < span.begin; });
  return after != texts.begin() && at < std::prev(after)->end;
}

/// What stands behind `lint-ignore`.
void read(std::string_view words, Suppression& made) {
  if (!words.starts_with(":")) {
    made.wrong = "`lint-ignore` names no check";
    return;
  }
  words.remove_prefix(1);
  const std::size_t reason = words.find(kReason);
  std::string_view checks = words.substr(0, reason);
  if (reason != std::string_view::npos) made.reason = trim(words.substr(reason + kReason.size()));
  while (!checks.empty()) {
    const std::size_t comma = std::min(checks.find(','), checks.size());
    const std::string_view id = trim(checks.substr(0, comma));
    checks.remove_prefix(std::min(comma + 1, checks.size()));
    if (id.empty()) continue;
    if (find_check(id) == nullptr && made.wrong.empty()) {
      made.wrong = "there is no check `" + std::string(id) + "`";
    }
    made.checks.emplace_back(id);
  }
  if (made.checks.empty()) made.wrong = "`lint-ignore` names no check";
  if (made.wrong.empty() && made.reason.empty()) made.wrong = "`lint-ignore` gives no reason";
}

}  // namespace

std::vector<Suppression> find_suppressions(const DocumentPtr& file) {
  std::vector<Suppression> found;
  if (file == nullptr || file->source() == nullptr) return found;
  const Source& source = *file->source();
  const std::string_view bytes = source.bytes();
  std::vector<ByteSpan> texts;
  for (std::size_t at = bytes.find(kMark); at != std::string_view::npos;
       at = bytes.find(kMark, at + 1)) {
    const std::size_t mark = bytes.find_last_not_of(" \t", at == 0 ? 0 : at - 1);
    if (at == 0 || mark == std::string_view::npos || bytes[mark] != '#') continue;
    // A comment begins a line or follows a blank.
    if (mark > 0 && std::string_view(" \t\n\r").find(bytes[mark - 1]) == std::string_view::npos) {
      continue;
    }
    if (texts.empty()) texts = texts_of(*file);
    if (lies_in_text(texts, static_cast<std::uint32_t>(mark))) continue;
    const std::size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    Suppression made;
    made.file = file;
    made.span = {static_cast<std::uint32_t>(mark), static_cast<std::uint32_t>(end)};
    made.line = source.locate(made.span.begin).line;
    const std::string_view before =
        bytes.substr(source.line_begin(made.line), mark - source.line_begin(made.line));
    made.alone = trim(before).empty();
    made.holds = made.line;
    if (made.alone) {
      // The next line that is no comment.
      for (++made.holds; made.holds <= source.line_count(); ++made.holds) {
        const std::string_view line = trim(source.line_text(made.holds));
        if (!line.empty() && line.front() != '#') break;
      }
    }
    read(trim(bytes.substr(at + kMark.size(), end - at - kMark.size())), made);
    found.push_back(std::move(made));
  }
  return found;
}

bool is_ignored(const Note& note, std::vector<Suppression>& suppressions) {
  const std::uint32_t rule_line =
      note.rule_file == nullptr ? 0 : note.rule_file->source()->locate(note.rule_span.begin).line;
  bool ignored = false;
  for (Suppression& one : suppressions) {
    const auto& checks = one.checks;
    if (!one.wrong.empty() ||
        std::find(checks.begin(), checks.end(), note.finding.check) == checks.end()) {
      continue;
    }
    const bool here = one.file == note.document && one.holds == note.finding.region.line;
    const bool of_rule = rule_line != 0 && one.file == note.rule_file && one.holds == rule_line;
    if (!here && !of_rule) continue;
    one.used = true;
    ignored = true;
  }
  return ignored;
}

void report_suppressions(const std::vector<Suppression>& suppressions, Notebook& notebook) {
  for (const Suppression& one : suppressions) {
    if (!one.wrong.empty()) {
      std::string hint = "write `# lint-ignore: check-id -- reason`";
      for (const std::string& id : one.checks) {
        if (find_check(id) != nullptr) continue;
        if (const std::string meant = did_you_mean(id, check_ids()); !meant.empty()) hint = meant;
      }
      notebook
          .add("malformed-suppression", one.file, one.span,
               one.wrong + ", so that it ignores nothing")
          .hint(std::move(hint));
      continue;
    }
    const bool made = std::all_of(one.checks.begin(), one.checks.end(),
                                  [&](const std::string& id) { return notebook.wants(id); });
    if (one.used || !made) continue;
    const Source& source = *one.file->source();
    ByteSpan span = one.span;
    const std::string_view bytes = source.bytes();
    if (one.alone) {
      span.begin = source.line_begin(one.line);
      while (span.end < bytes.size() && (bytes[span.end] == '\r' || bytes[span.end] == '\n')) {
        if (bytes[span.end++] == '\n') break;
      }
    } else {
      while (span.begin > 0 && (bytes[span.begin - 1] == ' ' || bytes[span.begin - 1] == '\t')) {
        --span.begin;
      }
    }
    notebook
        .add("unused-suppression", one.file, one.span,
             "nothing is found here that this would ignore")
        .hint("remove the comment")
        .fix(FixClass::kSafe, "remove the comment", replace_bytes(one.file, span, ""));
  }
}

}  // namespace intake::lint
