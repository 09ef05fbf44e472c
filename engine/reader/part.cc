#include <memory>

#include <intake/reader.h>

#include "formats/docx/docx.h"
#include "formats/json/json.h"
#include "formats/reading/wire.h"
#include "reader/draft.h"
#include "reader/reader.h"

namespace intake {

Result<std::string> read_part(std::string_view name, std::string_view bytes, const Limits& limits) {
  const auto reading = read_file(name, bytes, limits);
  if (!reading) return reading.error();
  return utf8_only(to_json(*reading));
}

Result<std::string> write_part(std::string_view name, std::string_view bytes,
                               std::string_view edits, const Limits& limits) {
  const auto list = edits_from_json(edits, limits);
  if (!list) return list.error();
  return write_file(name, bytes, *list, limits);
}

Result<std::string> make_form(std::string_view description, const Limits& limits) {
  const auto read =
      json::read(std::make_shared<Source>("form description", std::string(description)), limits);
  if (!read) return read.error();
  return docx::blank(View(*read, read->root()), limits);
}

Result<std::string> compose_mail(std::string_view draft, const Limits& limits) {
  const auto read = draft_from_json(draft, limits);
  if (!read) return read.error();
  return eml::compose(*read);
}

}  // namespace intake
