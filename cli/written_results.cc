#include "written_results.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

#include "files.h"

namespace intake::cli {
namespace {

constexpr std::size_t kPiece = 1u << 16;
constexpr std::size_t kLongestLine = 64u << 20;  // 2,000 findings and their messages are less

/// Takes `word` from the front of `text`, if it stands there.
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_number(std::string_view& text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

/// The number behind `name` in `text`; 0 where it does not stand there.
std::uint64_t number_after(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  std::uint64_t number = 0;
  if (at == text.npos) return 0;
  text.remove_prefix(at + name.size());
  take_number(text, number);
  return number;
}

/// Adds the line to `results`; false where it is no result. A quotation mark inside a text is
/// written with a `\`, so that `"findings":[` cannot be one.
bool add_line(std::string_view line, WrittenResults& results) {
  if (!line.ends_with('}')) return false;
  std::string_view file;
  if (take(line, "{\"file\":")) {
    std::size_t end = 1;
    while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
    file = line.substr(0, end + 1);
    line.remove_prefix(std::min(line.size(), end + 1));
    if (!take(line, ",\"byte\":")) return false;
  } else if (!take(line, "{\"byte\":")) {
    return false;
  }
  std::uint64_t byte = 0;
  if (!take_number(line, byte) || !take(line, ",\"status\":\"")) return false;
  BulkTotals& totals = results.totals;
  if (take(line, "unreadable\"")) {
    ++totals.unreadable;
  } else {
    std::size_t known = 0;
    for (; known < std::size(totals.by_disposition); ++known) {
      const auto disposition = static_cast<Disposition>(known);
      if (take(line, std::string(disposition_name(disposition)) + '"')) break;
    }
    if (known == std::size(totals.by_disposition)) return false;
    ++totals.by_disposition[known];
  }
  ++totals.lines;
  const std::size_t findings = line.find(",\"findings\":[");
  const std::string_view head = line.substr(0, findings);
  totals.warnings += number_after(head, "\"warnings\":");
  totals.notes += number_after(head, "\"notes\":");
  for (std::size_t at = findings; at < line.size(); ++totals.findings) {
    at = line.find("{\"rule\":\"", at + 1);
    if (at == line.npos) break;
  }
  results.byte = byte;
  results.file = file;
  return true;
}

}  // namespace

Result<WrittenResults> read_results(const std::string& path) {
  WrittenResults results;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return results;
  auto file = InputFile::open(path);
  if (!file) return file.error();
  std::string held;
  std::size_t begin = 0;  // of the first line that was not looked at
  while (true) {
    held.erase(0, begin);
    begin = 0;
    const std::size_t known = held.size();
    const auto count = file->read(held, kPiece);
    if (!count) return count.error();
    for (std::size_t end = held.find('\n', known); end != held.npos; end = held.find('\n', begin)) {
      if (!add_line(std::string_view(held).substr(begin, end - begin), results)) {
        return Error{ErrorCode::kUsage,
                     "the line at byte " + std::to_string(results.bytes) +
                         " is no result of `check --stream`",
                     "--resume goes on with the results of a run before; name another file",
                     {path, 0, 0, results.bytes}};
      }
      results.bytes += end + 1 - begin;
      begin = end + 1;
    }
    if (held.size() - begin > kLongestLine) {
      return Error{ErrorCode::kUsage,
                   "the file holds something else than results",
                   "--resume goes on with the results of a run before; name another file",
                   {path, 0, 0, results.bytes}};
    }
    if (*count == 0) return results;
  }
}

}  // namespace intake::cli
