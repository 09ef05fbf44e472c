// nst/JSONTestSuite: y_ must be read, n_ must be refused, i_ may be either but must not crash.

#include <algorithm>

#include "conformance/suite.h"
#include "formats/json/fast_reader.h"
#include "formats/json/json.h"
#include "support/same_document.h"

int main() {
  using namespace intake;
  conformance::Suite suite("json-parsing");
  std::vector<conformance::fs::path> files;
  for (const auto& entry : conformance::fs::directory_iterator(suite.data("json-parsing"))) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const std::string id = file.filename().string();
    const auto bytes = conformance::read_bytes(file);
    if (!bytes) {
      suite.check(id, false, "cannot be read from the disk");
      continue;
    }
    const auto source = std::make_shared<Source>(id, *bytes);
    const auto grammar = json::read_keeping_last(source, Limits{});
    const auto strict = json::read_slowly(source, Limits{});
    json::Reader reader(nullptr, Limits{});
    if (const Document* fast = reader.read(source->bytes())) {
      const std::string what = strict.ok() ? difference(*fast, *strict) : "accepted";
      if (!what.empty()) {
        suite.check(id, false, "the fast reader reads it differently: " + what);
        continue;
      }
    }
    if (!grammar.ok() && (grammar.error().what.empty() || grammar.error().where.source != id)) {
      suite.check(id, false, "the error has no text or no place");
      continue;
    }
    switch (id.front()) {
      case 'y': {
        // RFC 8259 leaves equal names open; submissions must not have them.
        const bool duplicate = id.starts_with("y_object_duplicated_key");
        suite.check(id, grammar.ok() && strict.ok() != duplicate,
                    !grammar.ok() ? "refused: " + grammar.error().what
                    : strict.ok() ? "equal names are accepted"
                                  : "refused: " + strict.error().what);
        break;
      }
      case 'n':
        suite.check(id, !grammar.ok() && !strict.ok(), "accepted");
        break;
      default:
        suite.check(id, true);
    }
  }
  return suite.finish();
}
