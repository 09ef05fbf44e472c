#include "lang/predicate/mentions.h"

#include <utility>

#include "lang/predicate/cue_set.h"
#include "lang/predicate/said_text.h"
#include "lang/predicate/value_sets.h"

namespace intake::catalogue {
namespace {

enum Param : std::size_t { kCues, kColumn, kWhere, kUntil };

struct CuesPrepared : Prepared {
  CueSet cues;
  Separators until;
};

bool is_wanted(View row, View where) {
  for (std::uint32_t i = 0; i < where.size(); ++i) {
    const View wanted = where.at(i);
    const View cell = row.is_object() ? row.member(wanted.key()) : View();
    if (!cell.is_string() || cell.text() != wanted.text()) return false;
  }
  return true;
}

/// The cues of the argument into `set`; why one is none, else "".
std::string collect(const ArgValue& arg, std::string_view column, View where, CueSet& set,
                    std::size_t& count) {
  for (std::uint32_t i = 0; i < arg.count(); ++i) {
    const View row = arg.item(i);
    if (!is_wanted(row, where)) continue;
    const View cue = column.empty() || !row.is_object() ? row : row.member(column);
    if (!cue.is_string()) {
      return column.empty() ? "a cue is no text"
                            : "a row has no text under `" + std::string(column) + "`";
    }
    if (const auto why = set.add(cue.text())) {
      return "the cue `" + std::string(cue.text()) + "` is none: " + *why;
    }
    ++count;
  }
  return {};
}

/// The lines of the argument into `separators`; why one is none, else "".
std::string collect_lines(const ArgValue& arg, std::string_view column, Separators& separators) {
  const Items items(arg, column);
  for (std::uint32_t i = 0; i < items.count(); ++i) {
    const View line = items.item(i);
    if (!line.is_string()) return "a line of `until` is no text";
    if (!separators.add(line.text())) return "a line of `until` is blank";
  }
  return {};
}

}  // namespace

PrepareResult prepare_mentions(const PrepareInput& input) {
  const View list = literal(input, kCues);
  if (list.absent()) return std::shared_ptr<const Prepared>();
  const View column = literal(input, kColumn);
  // A column that is found only later cannot be prepared for.
  if (column.absent() && input.given && was_written(input, kColumn)) {
    return std::shared_ptr<const Prepared>();
  }
  const View until = literal(input, kUntil);
  if (until.absent() && input.given && was_written(input, kUntil)) {
    return std::shared_ptr<const Prepared>();
  }
  const std::string_view column_name = column.is_string() ? column.text() : std::string_view();
  ArgValue arg;
  arg.value = list;
  auto prepared = std::make_shared<CuesPrepared>();
  std::size_t count = 0;
  const std::string why = collect(arg, column_name, literal(input, kWhere), prepared->cues, count);
  if (!why.empty()) {
    return fault(why,
                 "write words with blanks between them, such as `regist*` or `# ... per month`");
  }
  if (!until.absent()) {
    ArgValue lines;
    lines.value = until;
    const std::string fault_of_lines = collect_lines(lines, column_name, prepared->until);
    if (!fault_of_lines.empty()) {
      return fault(fault_of_lines,
                   "write lines such as `--`, or their beginnings, such as `Sent: *`");
    }
  }
  if (count == 0) return fault("no cue is given", "see `where`: some row has to have these texts");
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_mentions(const PredicateInput& input) {
  if (const auto* prepared = static_cast<const CuesPrepared*>(input.prepared)) {
    const CueText text(said_text(input.value.text(), prepared->until));
    return Outcome::of(prepared->cues.found_in(text));
  }
  // The cues come from the submission: a text that is none is not looked for.
  if (given(input, kColumn) && !single_text(input, kColumn)) {
    return wrong_kind(input, single(input, kColumn), kStringBit);
  }
  const std::string_view column = single_text(input, kColumn).value_or("");
  const Items items(input.args[kCues], column);
  CueSet cues;
  for (std::uint32_t i = 0; i < items.count(); ++i) {
    if (!is_wanted(input.args[kCues].item(i), single(input, kWhere))) continue;
    const View cue = items.item(i);
    if (!cue.is_string()) return wrong_kind(input, cue, kStringBit);
    (void)cues.add(cue.text());
  }
  Separators until;
  if (given(input, kUntil)) {
    const Items lines(input.args[kUntil], column);
    for (std::uint32_t i = 0; i < lines.count(); ++i) {
      if (!lines.item(i).is_string()) return wrong_kind(input, lines.item(i), kStringBit);
      (void)until.add(lines.item(i).text());
    }
  }
  return Outcome::of(cues.found_in(CueText(said_text(input.value.text(), until))));
}

}  // namespace intake::catalogue
