#include "report/sarif.h"

#include <algorithm>
#include <map>

#include <intake/version.h>

#include "document/datum.h"
#include "formats/json/json.h"
#include "formats/reading/reading.h"
#include "report/json_object.h"

namespace intake {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view level_of(Severity severity) {
  constexpr std::string_view kLevels[] = {"error", "warning", "note", "none"};
  return kLevels[static_cast<std::size_t>(severity)];
}

/// A file name as a URI reference (RFC 3986): relative as it is, absolute with the scheme `file`.
std::string uri_of(std::string_view name) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = name.starts_with('/') ? "file://" : "";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return uri;
}

Datum message(std::string_view text) {
  return JsonObject().always("text", Datum(valid_utf8(text))).take();
}

Datum artifact(const Region& region) {
  return JsonObject().text("uri", uri_of(region.source)).take();
}

Datum region(const Region& r) {
  JsonObject object;
  object.number("startLine", r.line).number("startColumn", std::max<std::uint32_t>(r.column, 1));
  if (r.end_line >= r.line && r.end_column > 0) {
    object.number("endLine", r.end_line).number("endColumn", r.end_column);
    object.number("byteOffset", r.byte_begin).number("byteLength", r.byte_end - r.byte_begin);
  }
  return object.take();
}

Datum physical(const Region& r) {
  JsonObject object;
  object.always("artifactLocation", artifact(r));
  // A line of an attached text is none of the file.
  if (r.line > 0 && r.steps.empty()) object.always("region", region(r));
  return object.take();
}

Datum location(const Region& r, const std::string& pointer, const std::string& place) {
  JsonObject object;
  if (!r.source.empty()) object.always("physicalLocation", physical(r));
  Datum::Array logical;
  if (!pointer.empty()) {
    logical.push_back(
        JsonObject().text("fullyQualifiedName", pointer).text("kind", "value").take());
  }
  if (!place.empty()) {
    logical.push_back(JsonObject()
                          .text("name", r.label)
                          .text("fullyQualifiedName", place)
                          .text("kind", r.steps.empty() ? "file" : step_name(r.steps.back().kind))
                          .take());
  }
  if (!logical.empty()) object.always("logicalLocations", std::move(logical));
  return object.take();
}

Datum fix(const SarifResult& result) {
  std::vector<std::pair<Region, Datum::Array>> changes;  // by file, in order
  for (const SarifEdit& edit : result.edits) {
    Datum replacement = JsonObject()
                            .always("deletedRegion", region(edit.region))
                            .always("insertedContent", message(edit.text))
                            .take();
    const auto known = std::find_if(changes.begin(), changes.end(), [&](const auto& change) {
      return change.first.source == edit.region.source;
    });
    if (known != changes.end()) {
      known->second.push_back(std::move(replacement));
      continue;
    }
    changes.emplace_back(edit.region, Datum::Array());
    changes.back().second.push_back(std::move(replacement));
  }
  Datum::Array list;
  for (auto& [file, replacements] : changes) {
    list.push_back(JsonObject()
                       .always("artifactLocation", artifact(file))
                       .always("replacements", std::move(replacements))
                       .take());
  }
  return JsonObject()
      .always("description", message(result.fix))
      .always("artifactChanges", std::move(list))
      .take();
}

Datum result(const SarifResult& r, std::size_t index) {
  JsonObject object;
  object.text("ruleId", r.rule).number("ruleIndex", index);
  object.text("kind", r.open ? "open" : "fail");
  object.text("level", r.open ? "none" : level_of(r.severity));
  object.always("message", message(r.message));
  Datum::Array places;
  if (!r.region.source.empty() || !r.pointer.empty()) {
    places.push_back(location(r.region, r.pointer, r.place));
  }
  object.always("locations", std::move(places));
  Datum::Array related;
  for (const auto& [text, place] : r.related) {
    related.push_back(JsonObject()
                          .always("physicalLocation", physical(place))
                          .always("message", message(text))
                          .take());
  }
  if (!related.empty()) object.always("relatedLocations", std::move(related));
  if (!r.edits.empty()) {
    Datum::Array fixes;
    fixes.push_back(fix(r));
    object.always("fixes", std::move(fixes));
  }
  JsonObject properties;
  for (const auto& [name, value] : r.properties) properties.text(name, value);
  if (!properties.empty()) object.always("properties", properties.take());
  return object.take();
}

Datum rule(const SarifRule& r) {
  JsonObject object;
  object.text("id", r.id);
  if (!r.summary.empty()) object.always("shortDescription", message(r.summary));
  if (!r.help.empty()) object.always("help", message(r.help));
  object.always("defaultConfiguration", JsonObject().text("level", level_of(r.severity)).take());
  return object.take();
}

Datum notice(const SarifNotice& n) {
  JsonObject object;
  if (!n.region.source.empty()) {
    Datum::Array places;
    places.push_back(location(n.region, {}, {}));
    object.always("locations", std::move(places));
  }
  return object.always("message", message(n.message)).text("level", "error").take();
}

Datum invocation(const SarifRun& run) {
  Datum::Array configuration, execution;
  for (const SarifNotice& n : run.notices) {
    (n.configuration ? configuration : execution).push_back(notice(n));
  }
  JsonObject object;
  object.always("executionSuccessful", Datum(run.notices.empty()));
  if (!configuration.empty()) {
    object.always("toolConfigurationNotifications", std::move(configuration));
  }
  if (!execution.empty()) object.always("toolExecutionNotifications", std::move(execution));
  return object.take();
}

}  // namespace

std::string write_sarif(const SarifRun& run) {
  std::map<std::string, std::size_t> numbers;
  Datum::Array rules, results, invocations, runs;
  for (const SarifRule& r : run.rules) {
    numbers.emplace(r.id, rules.size());
    rules.push_back(rule(r));
  }
  for (const SarifResult& r : run.results) {
    const auto [entry, added] = numbers.emplace(r.rule, rules.size());
    if (added) rules.push_back(rule({r.rule, {}, {}, r.severity}));
    results.push_back(result(r, entry->second));
  }
  invocations.push_back(invocation(run));
  Datum driver = JsonObject()
                     .text("name", "intake")
                     .text("version", kVersion)
                     .text("semanticVersion", kVersion)
                     .always("rules", std::move(rules))
                     .take();
  JsonObject whole;
  whole.always("tool", JsonObject().always("driver", std::move(driver)).take())
      .always("invocations", std::move(invocations))
      .text("columnKind", "unicodeCodePoints")
      .always("results", std::move(results));
  if (!run.answers.empty()) {
    whole.always("properties", JsonObject().always("answers", Datum(run.answers)).take());
  }
  runs.push_back(whole.take());
  const Document document = to_document(JsonObject()
                                            .text("$schema", kSchema)
                                            .text("version", "2.1.0")
                                            .always("runs", std::move(runs))
                                            .take());
  return json::write(View(document, document.root()));
}

}  // namespace intake
