#include "report/field_diff.h"

#include <algorithm>
#include <string_view>

#include "report/escape.h"
#include "report/place.h"

namespace intake {
namespace {

void lines(std::string& out, char mark, std::string_view text) {
  if (text.empty()) return;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += mark + escape_controls(text.substr(at, end - at)) + '\n';
    at = end + 1;
  }
}

}  // namespace

std::string render_field_diff(std::span<const FieldChange> fields, Language language) {
  std::string out, file;
  for (const FieldChange& field : fields) {
    const std::string name = escape_controls(file_words(field.region));
    if (name != file) out += "--- " + name + "\n+++ " + name + '\n';
    file = name;
    out += "@@ " + escape_controls(place_in_file(field.region, language)) + " @@\n";
    lines(out, '-', field.before);
    lines(out, '+', field.after);
  }
  return out;
}

}  // namespace intake
