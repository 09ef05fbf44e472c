// jsonpath-standard/jsonpath-compliance-test-suite, cts.json: every case, values and normalized
// paths; a selector that is not valid is refused.

#include "conformance/suite.h"
#include "formats/json/json.h"
#include "lang/selector/selector.h"

namespace {

using namespace intake;

View top(const Document& document) { return {document, document.root()}; }

Document part(View value) { return to_document(to_datum(value)); }

bool same_values(const std::vector<View>& found, View expected) {
  if (!expected.is_array() || found.size() != expected.size()) return false;
  for (std::uint32_t i = 0; i < expected.size(); ++i) {
    if (!equal(found[i], expected.at(i))) return false;
  }
  return true;
}

bool same_paths(const std::vector<View>& found, View expected) {
  if (!expected.is_array() || found.size() != expected.size()) return false;
  for (std::uint32_t i = 0; i < expected.size(); ++i) {
    if (normalized_path(found[i]) != expected.at(i).text()) return false;
  }
  return true;
}

bool is_expected(const std::vector<View>& found, View test) {
  if (const View values = test.member("result")) {
    return same_values(found, values) && same_paths(found, test.member("result_paths"));
  }
  const View several = test.member("results");
  const View paths = test.member("results_paths");
  for (std::uint32_t i = 0; i < several.size() && i < paths.size(); ++i) {
    if (same_values(found, several.at(i)) && same_paths(found, paths.at(i))) return true;
  }
  return false;
}

// An empty text where the case behaves as it should.
std::string fault_of(View test) {
  const auto selector = Selector::parse(test.member("selector").text());
  const View invalid = test.member("invalid_selector");
  if (invalid.is_bool() && invalid.boolean()) return selector.ok() ? "accepted" : "";
  if (!selector.ok()) return "refused: " + selector.error().message;
  const Document document = part(test.member("document"));
  std::vector<View> found;
  if (!selector->select(top(document), Limits{}, found)) return "not complete";
  if (is_expected(found, test)) return "";
  std::string paths = "found";
  for (const View value : found) paths += ' ' + normalized_path(value);
  return paths;
}

}  // namespace

int main() {
  conformance::Suite suite("jsonpath-rfc9535");
  const std::string name = "jsonpath-cts.json";
  const auto bytes = conformance::read_bytes(suite.data(name));
  if (!bytes) {
    suite.check(name, false, "cannot be read from the disk");
    return suite.finish();
  }
  const auto read = json::read(std::make_shared<Source>(name, *bytes), Limits{});
  if (!read.ok()) {
    suite.check(name, false, read.error().what);
    return suite.finish();
  }
  const View tests = top(*read).member("tests");
  for (std::uint32_t i = 0; i < tests.size(); ++i) {
    const View test = tests.at(i);
    const std::string fault = fault_of(test);
    suite.check("cts#" + std::to_string(i), fault.empty(),
                to_display(test.member("name")) + ": " + fault);
  }
  return suite.finish();
}
