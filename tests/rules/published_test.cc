// rules/PUBLISHED and the rule sets that are shipped.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <intake/intake.h>

#include "embedded.h"
#include "pack/published.h"
#include "ruleset/versions.h"
#include "support/catch.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

const fs::path kRulesFolder = fs::path(INTAKE_SOURCE_DIR) / "rules";

Published must_read() {
  std::ifstream in(kRulesFolder / "PUBLISHED", std::ios::binary);
  REQUIRE(in.is_open());
  const std::string text(std::istreambuf_iterator<char>(in), {});
  auto published = Published::read("rules/PUBLISHED", text);
  if (!published) INFO(published.error().what);
  REQUIRE(published.ok());
  return std::move(published).value();
}

RuleFiles must_load() {
  RuleFiles files;
  REQUIRE(files.add_folder(kRulesFolder.string(), "rules/", {}).ok());
  return files;
}

TEST_CASE("published versions are as they were published", "[rules]") {
  const Published published = must_read();
  const Status verified = verify(must_load(), published, {});
  if (!verified) INFO(verified.error().where.source << ": " << verified.error().what);
  CHECK(verified.ok());
  std::printf("%zu published files compared\n", published.files.size());
}

TEST_CASE("a lock of the built-in sets is one of their folder", "[rules]") {
  CompileOptions options;
  options.now = "2026-05-01T00:00:00Z";
  const auto built_in = [] {
    Library library;
    for (const EmbeddedFile& file : embedded_files()) {
      library.add_image(std::string(file.path), file.image);
    }
    return library;
  };
  const auto folder = [] {
    auto library = Library::from_folder(kRulesFolder.string(), {});
    REQUIRE(library.ok());
    return std::move(library).value();
  };
  const Locked locked = built_in().lock({}, options);
  REQUIRE_FALSE(locked.text.empty());
  CHECK(locked.sets.size() >= 2);
  CHECK(folder().lock({}, options).text == locked.text);
  Library library = folder();
  CHECK(library.freeze("rules.lock", locked.text, {}).ok());
  CHECK(library.selectable("1990-01-01").size() == locked.sets.size());
}

// What was published is found by others only with all that it extends and uses.
TEST_CASE("a published set extends published sets", "[rules]") {
  const Published published = must_read();
  const RuleFiles files = must_load();
  for (const auto& [path, digest] : published.files) {
    const std::string whole = "rules/" + path;
    if (version_folder(whole).empty()) continue;
    const Result<DocumentPtr> file = files.document(whole, {});
    REQUIRE(file.ok());
    const View extends = View(**file, (*file)->root()).member("extends");
    for (std::uint32_t i = 0; i < extends.size(); ++i) {
      const auto reference = parse_reference(extends.at(i).text());
      REQUIRE(reference);
      bool found = false;
      for (const FileVersion& version : find_versions(files, kRuleSetFiles, reference->name)) {
        found = found || (published.has(version.path.substr(6)) &&
                          (!reference->range || reference->range->contains(version.version)));
      }
      INFO(path << " extends " << extends.at(i).text());
      CHECK(found);
    }
  }
}

}  // namespace
}  // namespace intake
