#include "document/json_text.h"
#include "formats/json/json.h"

namespace intake::json {

std::string write(View value) {
  std::string out;
  append_json(out, value,
              {.newline = "\n", .unit = "  ", .base = {}, .after_colon = " ", .after_comma = {}});
  out += '\n';
  return out;
}

}  // namespace intake::json
