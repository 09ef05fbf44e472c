#include "formats/reading/private_keys.h"

#include <algorithm>

#include "formats/secrets.h"

namespace intake {
namespace {

bool hide_in(Datum& top) {
  bool found = false;
  std::vector<Datum*> open{&top};
  while (!open.empty()) {
    Datum& value = *open.back();
    open.pop_back();
    if (std::string* text = value.text()) found |= hide_private_key(*text);
    if (Datum::Array* items = value.array()) {
      for (Datum& item : *items) open.push_back(&item);
    }
    if (Datum::Object* members = value.object()) {
      for (auto& [name, member] : *members) open.push_back(&member);
    }
  }
  return found;
}

}  // namespace

void hide_private_keys(Reading& reading) {
  bool found = hide_private_key(reading.text);
  found |= hide_in(reading.facts);
  for (FactOrigin& origin : reading.origins) found |= hide_private_key(origin.text);
  for (FormField& field : reading.fields) {
    for (std::string* text : {&field.value, &field.label, &field.section, &field.option}) {
      found |= hide_private_key(*text);
    }
  }
  if (!found) return;
  reading.notices.push_back(
      {NoticeCode::kPrivateKey, {}, "have the certificate revoked and make a new key", {}});
}

}  // namespace intake
