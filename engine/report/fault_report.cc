#include <algorithm>

#include <intake/intake.h>

#include "report/escape.h"

namespace intake {
namespace {

std::string place_of(std::string_view source, std::uint32_t line, std::uint32_t column) {
  std::string place = escape_controls(source);
  if (line > 0) place += ":" + std::to_string(line) + ":" + std::to_string(column);
  return place;
}

}  // namespace

std::string render_faults(std::span<const Fault> faults, const RenderOptions& options) {
  std::string out;
  for (const Fault& fault : faults) {
    out += place_of(fault.file, fault.line, fault.column) + ": " + escape_controls(fault.message);
    out += '\n';
    if (!options.quiet && !fault.excerpt.empty()) {
      const auto length =
          static_cast<std::uint32_t>(std::max<std::uint32_t>(fault.byte_end - fault.byte_begin, 1));
      PrintableLine line = printable_line(fault.excerpt, fault.column, fault.column + length);
      out += "  | " + line.text + "\n  | " + std::string(line.begin, ' ') +
             std::string(std::max<std::size_t>(line.end - line.begin, 1), '^') + "\n";
    }
    if (!fault.hint.empty()) out += "  = " + escape_controls(fault.hint) + "\n";
  }
  return out;
}

std::string render_error(const Error& error, const RenderOptions&) {
  std::string out;
  if (!error.where.source.empty()) {
    out += place_of(error.where.source, error.where.line, error.where.column) + ": ";
  }
  out += escape_controls(error.what);
  if (!error.hint.empty()) out += "; " + escape_controls(error.hint);
  out += '\n';
  return out;
}

}  // namespace intake
