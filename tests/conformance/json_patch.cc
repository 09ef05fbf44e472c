// json-patch/json-patch-tests: every case that is not disabled.

#include "conformance/suite.h"
#include "formats/json/json.h"

namespace {

using namespace intake;

Document part(View value) { return to_document(to_datum(value)); }
View top(const Document& document) { return {document, document.root()}; }

// An empty text where the case behaves as it should.
std::string fault_of(View test) {
  const Document document = part(test.member("doc"));
  const Document patch = part(test.member("patch"));
  const auto result = json::apply_patch(document, patch);
  if (test.member("error")) return result.ok() ? "no error, result " + to_json(top(*result)) : "";
  if (!result.ok()) return "refused: " + result.error().what;
  const View expected = test.member("expected");
  if (!expected || equal(top(*result), expected)) return "";
  return "result " + to_json(top(*result));
}

}  // namespace

int main() {
  conformance::Suite suite("json-patch");
  const auto folder = suite.data("json-patch");
  for (const std::string name : {"spec_tests.json", "tests.json"}) {
    const auto bytes = conformance::read_bytes(folder / name);
    if (!bytes) {
      suite.check(name, false, "cannot be read from the disk");
      continue;
    }
    // One case holds an operation with `op` twice, which read() refuses.
    const auto tests = json::read_keeping_last(std::make_shared<Source>(name, *bytes), Limits{});
    if (!tests.ok()) {
      suite.check(name, false, tests.error().what);
      continue;
    }
    for (std::uint32_t i = 0; i < top(*tests).size(); ++i) {
      const View test = top(*tests).at(i);
      const View disabled = test.member("disabled");
      if (!test.member("patch") || (disabled.is_bool() && disabled.boolean())) continue;
      const std::string fault = fault_of(test);
      const View comment = test.member("comment");
      suite.check(name + "#" + std::to_string(i), fault.empty(),
                  (comment ? to_display(comment) + ": " : "") + fault);
    }
  }
  return suite.finish();
}
