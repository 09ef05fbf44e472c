#pragma once

#include <memory>
#include <string>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"

namespace intake::schema_testing {

inline Document must_read_json(const std::string& text) {
  auto document = json::read(std::make_shared<Source>("test.json", text), Limits{});
  INFO(text.substr(0, 200));
  REQUIRE(document.ok());
  return std::move(document).value();
}

inline Document must_read_yaml(const std::string& text) {
  auto document = yaml::read(std::make_shared<Source>("test.yaml", text), Limits{});
  INFO(text.substr(0, 200));
  if (!document.ok()) INFO(document.error().what);
  REQUIRE(document.ok());
  return std::move(document).value();
}

}  // namespace intake::schema_testing
