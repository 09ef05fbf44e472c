// Any text as ruleset.yaml: loading ends, with a rule set or with faults that have a place.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ruleset/loader.h"

namespace {

constexpr const char* kSchema = R"({"type": "object", "additionalProperties": false, "properties": {
  "a": {"type": "string"}, "b": {"type": "array", "items": {"$ref": "#"}}}})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  intake::RuleFiles files;
  files.add("schemas/tiny/1.schema.json", kSchema);
  files.add("rules/lists/l/1.0.0.yaml", "list: l\nversion: 1.0.0\nrows: [{a: 1}, {b: 2}]\n");
  files.add("rules/base/1.0.0/ruleset.yaml",
            "ruleset: base\nversion: 1.0.0\nengine: \"*\"\ntitle: t\n"
            "parameters: {p: {type: severity, default: off}}\nbind: {x: {at: '$.a'}}\n");
  files.add("rules/f/1.0.0/ruleset.yaml", std::string(reinterpret_cast<const char*>(data), size));
  intake::LoadOptions options;
  options.now = "2024-06-01T00:00:00Z";
  options.limits.input_bytes = 1u << 20;
  options.limits.nodes = 100'000;
  const intake::LoadResult result = intake::load_rule_set(files, "f", options);
  if ((result.rules != nullptr) != (result.faults.empty() && !result.error)) std::abort();
  for (const intake::Fault& fault : result.faults) {
    if (fault.file.empty() || fault.message.empty()) std::abort();
  }
  std::vector<intake::Fault> faults;
  (void)intake::list_rule_sets(files, options, faults);
  return 0;
}
