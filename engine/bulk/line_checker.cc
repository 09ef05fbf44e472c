#include "bulk/line_checker.h"

#include <cstring>

#include "bulk/named_procedure.h"

namespace intake::bulk {
namespace {

/// Results are handed on when they are that long: a block of short lines can have many.
constexpr std::size_t kLongText = 1u << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line, std::uint64_t byte) {
  if (byte == 0 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  return line.find_first_not_of(" \t\r") == line.npos;
}

Error too_long(std::size_t most) {
  std::string size = std::to_string(most) + " bytes";
  if (most >= 1u << 20 && most % (1u << 20) == 0) size = std::to_string(most >> 20) + " MiB";
  return {ErrorCode::kLimit,
          "the line is longer than " + size,
          "a submission is a few kilobytes; is a line break missing?",
          {}};
}

void add(const Checked& checked, BulkTotals& totals) {
  ++totals.lines;
  if (checked.unreadable != nullptr) {
    ++totals.unreadable;
    return;
  }
  ++totals.by_disposition[static_cast<std::size_t>(checked.disposition)];
  totals.findings += checked.findings.size();
  totals.warnings += checked.counts.warnings;
  totals.notes += checked.counts.notes;
}

}  // namespace

LineChecker::LineChecker(const CompiledRules& rules, const CheckOptions& check,
                         const BulkOptions& options)
    : options_(options),
      checker_(rules, check),
      writer_(options.file),
      too_long_(too_long(options.line_bytes)) {}

std::size_t LineChecker::check(const LineBlock& block, std::size_t begin, BlockResult& result) {
  const std::string_view lines = block.lines();
  result.text.clear();
  result.totals = {};
  std::size_t at = begin;
  while (at < lines.size() && result.text.size() < kLongText) {
    const void* found = std::memchr(lines.data() + at, '\n', lines.size() - at);
    const std::size_t end =
        found == nullptr ? lines.size()
                         : static_cast<std::size_t>(static_cast<const char*>(found) - lines.data());
    check_line(lines.substr(at, end - at), block.begin + at, result.text, result.totals);
    at = end + 1;
  }
  result.totals.next_byte = block.begin + at;
  if (at < lines.size()) return at;
  if (block.too_long) {
    writer_.unreadable(result.text, block.begin + lines.size(), too_long_);
    ++result.totals.lines;
    ++result.totals.unreadable;
  }
  result.totals.next_byte = block.end;
  return lines.size();
}

void LineChecker::check_line(std::string_view line, std::uint64_t byte, std::string& out,
                             BulkTotals& totals) {
  if (line.size() > options_.line_bytes) {
    add({Disposition::kIncomplete, {}, {}, &too_long_}, totals);
    return writer_.unreadable(out, byte, too_long_);
  }
  if (is_blank(line, byte)) return;
  if (line.back() == '\r') line.remove_suffix(1);
  const Checked& checked = checker_.check(line);
  if (options_.takes_procedure && checked.unreadable == nullptr) {
    const auto procedure = named_procedure(line);
    if (procedure && !takes(*procedure)) {
      add({Disposition::kIncomplete, {}, {}, nullptr}, totals);
      return writer_.other_procedure(out, byte, *procedure);
    }
  }
  add(checked, totals);
  writer_.checked(out, byte, checked);
}

bool LineChecker::takes(std::string_view procedure) {
  if (!taken_.empty() && procedure == taken_) return true;
  if (!options_.takes_procedure(procedure)) return false;
  taken_ = procedure;
  return true;
}

}  // namespace intake::bulk
