#include "formats/pdf/update.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>

namespace intake::pdf {
namespace {

/// Where an object stands, counted from the header of the file.
struct Entry {
  int number = 0;
  int generation = 0;
  std::uint64_t offset = 0;
};

std::optional<std::uint64_t> last_startxref(std::string_view bytes) {
  constexpr std::string_view kWord = "startxref";
  const std::size_t word = bytes.rfind(kWord);
  if (word == bytes.npos) return std::nullopt;
  std::string_view rest = bytes.substr(word + kWord.size(), 40);
  const std::size_t first = rest.find_first_not_of(" \t\r\n");
  if (first == rest.npos) return std::nullopt;
  rest.remove_prefix(first);
  std::uint64_t offset = 0;
  std::size_t digits = 0;
  while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9' && digits < 12) {
    offset = offset * 10 + static_cast<std::uint64_t>(rest[digits++] - '0');
  }
  return digits == 0 ? std::nullopt : std::optional(offset);
}

/// What trailers keep from one update to the next.
std::string trailer_members(QPDFObjectHandle trailer) {
  std::string text;
  for (const char* key : {"/Root", "/Info", "/ID"}) {
    QPDFObjectHandle value = trailer.getKey(key);
    if (!value.isNull()) text += " " + std::string(key) + " " + value.unparse();
  }
  return text;
}

std::string table(const std::vector<Entry>& entries) {
  std::string text = "xref\n";
  for (const Entry& entry : entries) {
    char line[64];
    std::snprintf(line, sizeof line, "%d 1\n%010llu %05d n \n", entry.number,
                  static_cast<unsigned long long>(entry.offset), entry.generation);
    text += line;
  }
  return text;
}

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>(value >> shift & 0xFFu);
  }
}

std::string stream(const std::vector<Entry>& entries, int number, const std::string& members) {
  std::string index;
  std::string data;
  for (const Entry& entry : entries) {
    index += (index.empty() ? "" : " ") + std::to_string(entry.number) + " 1";
    append_big_endian(data, 1, 1);
    append_big_endian(data, entry.offset, 5);
    append_big_endian(data, static_cast<std::uint64_t>(entry.generation), 2);
  }
  return std::to_string(number) + " 0 obj\n<< /Type /XRef" + members + " /W [1 5 2] /Index [" +
         index + "] /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
         "\nendstream\nendobj\n";
}

}  // namespace

Result<std::string> append_update(std::string_view bytes, QPDF& file,
                                  const std::vector<QPDFObjectHandle>& changed) {
  const Error refused{ErrorCode::kRefused,
                      "the end of the PDF is not as it should be",
                      "save it again from the program that made it",
                      {}};
  const std::size_t header = bytes.substr(0, 1024).find("%PDF-");
  const auto previous = last_startxref(bytes);
  if (header == bytes.npos || !previous || *previous >= bytes.size() - header) return refused;
  const std::string_view section = bytes.substr(header + static_cast<std::size_t>(*previous), 40);
  const std::size_t word = section.find_first_not_of(" \t\r\n");
  if (word == section.npos) return refused;
  const bool as_table = section.substr(word).starts_with("xref");
  QPDFObjectHandle trailer = file.getTrailer();
  QPDFObjectHandle size = trailer.getKey("/Size");
  if (!size.isInteger()) return refused;
  const int first_free = std::max(size.getIntValueAsInt(), 1);
  if (first_free > 8'388'607) return refused;

  std::string out(bytes);
  if (!out.ends_with('\n')) out += '\n';
  std::vector<Entry> entries;
  std::set<QPDFObjGen> seen;
  for (QPDFObjectHandle object : changed) {
    if (!seen.insert(object.getObjGen()).second) continue;
    const Entry entry{object.getObjectID(), object.getGeneration(), out.size() - header};
    entries.push_back(entry);
    out += std::to_string(entry.number) + " " + std::to_string(entry.generation) + " obj\n" +
           object.unparseResolved() + "\nendobj\n";
  }
  std::ranges::sort(entries, {}, &Entry::number);
  const std::uint64_t at = out.size() - header;
  const std::string kept =
      trailer_members(trailer) + " /Prev " + std::to_string(*previous) + " /Size ";
  if (as_table) {
    out += table(entries) + "trailer\n<<" + kept + std::to_string(first_free) + " >>\n";
  } else {
    entries.push_back({first_free, 0, at});
    out += stream(entries, first_free, kept + std::to_string(first_free + 1));
  }
  out += "startxref\n" + std::to_string(at) + "\n%%EOF\n";
  return out;
}

}  // namespace intake::pdf
