// Form maps and dossier files in the library: assembled through the facade, locked, published.

#include <fstream>
#include <iterator>

#include <intake/intake.h>
#include <intake/revision.h>

#include "submission_testing.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::submitting;

namespace {

constexpr const char* kRules = INTAKE_SOURCE_DIR "/rules";

CompileOptions compile_options() {
  CompileOptions options;
  options.now = "2026-11-22T00:00:00Z";
  return options;
}

Library real_library() {
  auto library = Library::from_folder(kRules, {});
  REQUIRE(library);
  return std::move(*library);
}

Result<std::vector<Submission>> assemble_in(const Library& library,
                                            std::vector<DossierFile> files) {
  AssembleOptions options;
  options.now = "2026-11-22T00:00:00Z";
  return library.assemble(std::move(files), options);
}

}  // namespace

TEST_CASE("a single YAML file stays what it is", "[submission]") {
  const Library library = real_library();
  const auto plain = assemble_in(library, {{"form.yaml", "environment: acceptance\n", ""}});
  REQUIRE(plain);
  REQUIRE(plain->size() == 1);
  CHECK_FALSE(plain->front().assembled());
  CHECK(plain->front().format() == "yaml");
  CHECK(plain->front().bytes() == "environment: acceptance\n");

  const auto form = assemble_in(library, {file(submitting::form("|Client ID|a-1"))});
  REQUIRE(form);
  CHECK(form->front().assembled());
  CHECK(form->front().format() == "docx");
}

TEST_CASE("a lock holds the dossier file and its form maps", "[submission]") {
  Library library = real_library();
  const Locked locked = library.lock({"ctr-rest"}, compile_options());
  REQUIRE(locked.faults.empty());
  for (const char* path :
       {"rules/dossiers/iam-submission/1.0.0.yaml", "rules/forms/iam-connect/1.0.0.yaml",
        "rules/forms/iam-connect-m2m/1.0.0.yaml"}) {
    CHECK(locked.text.find(path) != std::string::npos);
  }
  REQUIRE(library.freeze("rules.lock", locked.text, {}));
  const auto form = assemble_in(library, {file(submitting::form("|Client ID|a-1"))});
  REQUIRE(form);
  CHECK(form->front().bytes().find("a-1") != std::string_view::npos);
}

TEST_CASE("a dossier file is published with its form maps", "[submission]") {
  const Library library = real_library();
  const Publication publication =
      library.publication({"dossiers/iam-submission@1.0.0"}, "", compile_options());
  REQUIRE_FALSE(publication.error);
  CHECK(publication.refusals.empty());
  for (const char* path :
       {"  dossiers/iam-submission/1.0.0.yaml\n", "  forms/iam-connect/1.0.0.yaml\n",
        "  forms/iam-connect-m2m/1.0.0.yaml\n", "  forms/iam-connect-healthcare/1.0.0.yaml\n"}) {
    INFO(publication.text);
    CHECK(publication.text.find(path) != std::string::npos);
  }
}

TEST_CASE("the step between versions of a form map", "[submission]") {
  const std::string head = "title: F\nschema: {use: s@1}\nfields:\n";
  struct Row {
    const char* version;
    const char* fields;
    const char* hint;
  };
  const Row rows[] = {
      {"1.0.1", "  - {at: /a, label: {en: A}}\n", ""},
      {"1.0.1", "  - {at: /a, label: {en: [A, B]}}\n", "make it 1.1.0"},
      {"1.0.1", "  - {at: /a, label: {en: A}}\n  - {at: /b, label: {en: B}}\n", "make it 1.1.0"},
      {"1.1.0", "  - {at: /a, label: {en: A}}\n  - {at: /b, label: {en: B}}\n", ""},
      {"1.1.0", "  - {at: /b, label: {en: A}}\n", "make it 2.0.0"},
      {"2.0.0", "  - {at: /b, label: {en: A}}\n", ""},
  };
  const std::string before = "form: f\nversion: 1.0.0\n" + head + "  - {at: /a, label: {en: A}}\n";
  for (const Row& row : rows) {
    INFO(row.version << " " << row.fields);
    const Library library = Library::from_memory(
        {{"rules/forms/f/1.0.0.yaml", before},
         {std::string("rules/forms/f/") + row.version + ".yaml",
          "form: f\nversion: " + std::string(row.version) + "\n" + head + row.fields}});
    const Publication first = library.publication({"forms/f@1.0.0"}, "", compile_options());
    REQUIRE(first.sets.size() == 1);
    const Publication second =
        library.publication({std::string("forms/f@") + row.version}, first.text, compile_options());
    REQUIRE_FALSE(second.error);
    CHECK((second.refusals.empty() ? "" : second.refusals.front().hint) == row.hint);
  }
}
