// generate_docs write|check CHECKOUT: what is generated from the catalogues of the rule language:
// docs/reference/, and the predicates and verbs in the schema of rule sets. `check` writes nothing
// and fails where a file is not as it would be written.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "catalogue_schema.h"
#include "formats/json/json.h"
#include "keys_page.h"
#include "lint_page.h"
#include "mutation_page.h"
#include "reading_page.h"
#include "reference_pages.h"

namespace {

namespace fs = std::filesystem;
using intake::Result;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<intake::Datum> read_schema(const fs::path& path) {
  auto source = std::make_shared<intake::Source>(path.string(), read_file(path));
  auto document = intake::json::read(std::move(source), {});
  if (!document) return std::move(document).error();
  return intake::to_datum(intake::View(*document, document->root()));
}

Result<std::string> schema_of_rule_sets(const fs::path& path) {
  auto schema = read_schema(path);
  if (!schema) return std::move(schema).error();
  INTAKE_RETURN_IF_ERROR(intake::tools::fill_in_catalogues(*schema));
  const intake::Document filled = intake::to_document(*schema);
  return intake::json::write(intake::View(filled, filled.root()));
}

/// From the schemas as they are on disk, so after that of rule sets has been brought up to date.
Result<std::string> page_of_keys(const fs::path& checkout) {
  intake::tools::AuthoredFile files[] = {
      {"ruleset", "Rule sets: `rules/<set>/<version>/ruleset.yaml`", {}},
      {"messages", "Messages: `messages.<lang>.yaml` beside it", {}},
      {"cases", "Cases: `cases/<rule-id>.yaml`, `cases/_bases.yaml`, `cases/_set.yaml`", {}},
      {"list", "Lists: `rules/lists/<name>/<version>.yaml`", {}},
  };
  for (intake::tools::AuthoredFile& file : files) {
    auto schema = read_schema(checkout / "schemas" / file.name / "1.schema.json");
    if (!schema) return std::move(schema).error();
    file.schema = *std::move(schema);
  }
  return intake::tools::keys_page(files);
}

void print_error(const fs::path& path, const intake::Error& error) {
  std::fprintf(stderr, "%s:%u:%u: error: %s\n", path.c_str(), error.where.line, error.where.column,
               error.what.c_str());
}

/// False: the file is not as it should be, or cannot be written.
bool bring_up_to_date(const fs::path& path, const std::string& text, bool check) {
  if (read_file(path) == text) return true;
  if (check) {
    std::fprintf(stderr, "%s: not up to date; run ./dev docs\n", path.c_str());
    return false;
  }
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
  return static_cast<bool>(out);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc == 3 ? argv[1] : "";
  if (mode != "write" && mode != "check") {
    std::fprintf(stderr, "usage: generate_docs write|check CHECKOUT\n");
    return 64;
  }
  const bool check = mode == "check";
  const fs::path checkout(argv[2]);
  const fs::path schema_path = checkout / "schemas/ruleset/1.schema.json";
  const auto schema = schema_of_rule_sets(schema_path);
  if (!schema) {
    print_error(schema_path, schema.error());
    return 4;
  }
  bool good = bring_up_to_date(schema_path, *schema, check);
  const auto keys = page_of_keys(checkout);
  if (!keys) {
    print_error(keys.error().where.source, keys.error());
    return 4;
  }
  good = bring_up_to_date(checkout / "docs/reference/keys.md", *keys, check) && good;
  good = bring_up_to_date(checkout / "docs/reference/predicates.md",
                          intake::tools::predicates_page(), check) &&
         good;
  good =
      bring_up_to_date(checkout / "docs/reference/verbs.md", intake::tools::verbs_page(), check) &&
      good;
  good = bring_up_to_date(checkout / "docs/reference/functions.md", intake::tools::functions_page(),
                          check) &&
         good;
  good = bring_up_to_date(checkout / "docs/reference/lint.md", intake::tools::lint_page(), check) &&
         good;
  good = bring_up_to_date(checkout / "docs/reference/mutations.md", intake::tools::mutation_page(),
                          check) &&
         good;
  good = bring_up_to_date(checkout / "docs/reference/reading.md", intake::tools::reading_page(),
                          check) &&
         good;
  return good ? 0 : 1;
}
