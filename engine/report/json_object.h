#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "document/datum.h"
#include "report/escape.h"

namespace intake {

/// An object that leaves out what is empty.
class JsonObject {
 public:
  JsonObject& text(std::string name, std::string_view value) {
    if (!value.empty()) members_.emplace_back(std::move(name), valid_utf8(value));
    return *this;
  }
  JsonObject& always(std::string name, Datum value) {
    members_.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  JsonObject& number(std::string name, std::uint64_t value) {
    members_.emplace_back(std::move(name), value);
    return *this;
  }
  JsonObject& list(std::string name, const std::vector<std::string>& values) {
    if (values.empty()) return *this;
    Datum::Array array;
    for (const std::string& value : values) array.emplace_back(value);
    return always(std::move(name), std::move(array));
  }
  bool empty() const { return members_.empty(); }
  Datum take() { return Datum(std::move(members_)); }

 private:
  Datum::Object members_;
};

// As in schemas/report/1.schema.json.
Datum to_datum(const RuleSetRef& set);
Datum to_datum(const Finding& finding);
Datum to_datum(const Error& error);
/// `submission` empty: left out.
Datum to_datum(const AnswerRecord& answer, std::string_view submission);

}  // namespace intake
