// json-schema-org/JSON-Schema-Test-Suite: every required test of draft 7.

#include <algorithm>

#include "conformance/suite.h"
#include "formats/json/json.h"
#include "schema/schema.h"

namespace {

using namespace intake;

View top(const Document& document) { return {document, document.root()}; }

// An empty text where the schema decides as the test says. A schema or document that is refused
// counts as failed: nothing was decided.
std::string fault_of(View schema, View test) {
  const Document rules = to_document(to_datum(schema));
  const auto compiled = Schema::compile(rules, Limits{}, SchemaOptions{true});
  if (!compiled.ok()) return compiled.error().what;
  const Document document = to_document(to_datum(test.member("data")));
  const auto faults = compiled->validate(document, Limits{});
  if (!faults.ok()) return faults.error().what;
  const bool expected = test.member("valid").boolean();
  if (faults->empty() == expected) return "";
  return expected ? "refused: " + faults->front().message : "accepted";
}

std::string id_part(View description) {
  std::string text(description.text());
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

}  // namespace

int main() {
  conformance::Suite suite("json-schema-draft7");
  const auto folder = suite.data("json-schema-draft7/tests/draft7");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const std::string name = file.stem().string();
    const auto bytes = conformance::read_bytes(file);
    if (!bytes) {
      suite.check(name, false, "cannot be read from the disk");
      continue;
    }
    const auto groups = json::read(std::make_shared<Source>(name, *bytes), Limits{});
    if (!groups.ok()) {
      suite.check(name, false, groups.error().what);
      continue;
    }
    for (std::uint32_t g = 0; g < top(*groups).size(); ++g) {
      const View group = top(*groups).at(g);
      const View tests = group.member("tests");
      for (std::uint32_t t = 0; t < tests.size(); ++t) {
        const View test = tests.at(t);
        const std::string fault = fault_of(group.member("schema"), test);
        suite.check(name + "/" + id_part(group.member("description")) + "/" +
                        id_part(test.member("description")),
                    fault.empty(), fault);
      }
    }
  }
  return suite.finish();
}
