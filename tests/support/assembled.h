#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "document/origin.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"

/// Trees of submissions that were put together from files, with the origins of their values.
namespace intake::assembled {

inline OriginStep step(OriginStep::Kind kind, const std::string& name, std::uint32_t number = 0) {
  OriginStep made;
  made.kind = kind;
  made.name = name;
  made.number = number;
  return made;
}

/// A cell of `mail.eml » form.docx`, section 4, table 1.
inline Origin cell(const std::string& label, const std::string& text, std::uint32_t row) {
  Origin origin;
  origin.source = "mail.eml";
  origin.steps = {step(OriginStep::Kind::kPart, "form.docx"),
                  step(OriginStep::Kind::kSection, "4 General information"),
                  step(OriginStep::Kind::kTable, "", 1), step(OriginStep::Kind::kRow, "", row)};
  origin.label = label;
  origin.text = text;
  origin.part = {1};
  origin.address = "cell" + std::to_string(row);
  return origin;
}

inline DocumentPtr document(const std::string& json,
                            const std::vector<std::pair<std::string, Origin>>& places) {
  auto read = json::read(std::make_shared<Source>("mail.eml", json), Limits{});
  INFO(json);
  REQUIRE(read.ok());
  auto origins = std::make_shared<Origins>();
  for (const auto& [pointer, origin] : places) origins->add(pointer, origin);
  read->set_origins(std::move(origins));
  return std::make_shared<const Document>(std::move(*read));
}

/// The origins of all values of a YAML part, which stand below `top` in the tree.
inline void add_text(std::vector<std::pair<std::string, Origin>>& places, const std::string& top,
                     const std::string& name, const std::string& text) {
  auto read = yaml::read(std::make_shared<Source>(name, text), Limits{});
  INFO(text);
  REQUIRE(read.ok());
  for (NodeId id = 0; id < read->size(); ++id) {
    Origin origin;
    origin.source = "mail.eml";
    origin.steps = {step(OriginStep::Kind::kPart, name)};
    origin.part = {2};
    origin.text_source = read->source();
    origin.span = read->span(id);
    origin.text_pointer = read->pointer(id);
    places.emplace_back(top + origin.text_pointer, std::move(origin));
  }
}

}  // namespace intake::assembled
