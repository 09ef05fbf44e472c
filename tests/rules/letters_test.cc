// The letters that are shipped: of the shape that their schema says, in every language, and fit to
// be read by somebody who is no developer.
#include <intake/letter.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "schema/schema.h"
#include "support/catch.h"

namespace {

using namespace intake;
namespace fs = std::filesystem;

const fs::path kTop(INTAKE_SOURCE_DIR);
constexpr Language kLanguages[] = {Language::kEn, Language::kFr, Language::kNl, Language::kDe};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

SourcePtr source_of(const fs::path& path) {
  return std::make_shared<const Source>(path.filename().string(), read_file(path));
}

std::vector<fs::path> letters() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(kTop / "rules" / "letters")) {
    if (entry.path().filename() == "letter.yaml") found.push_back(entry.path());
  }
  return found;
}

/// The pointers of maps from language to text that lack one.
void find_missing(View value, const std::string& pointer, std::vector<std::string>& missing) {
  if (value.is_object() && !value.member("en").absent()) {
    for (const Language language : kLanguages) {
      if (value.member(language_name(language)).absent()) {
        missing.push_back(pointer + ": " + std::string(language_name(language)));
      }
    }
    return;
  }
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    const std::string name = value.is_object() ? std::string(value.at(i).key()) : std::to_string(i);
    find_missing(value.at(i), pointer + "/" + name, missing);
  }
}

}  // namespace

TEST_CASE("letters have the shape of their schema, in every language", "[letters]") {
  const auto text = json::read(source_of(kTop / "schemas/letter/1.schema.json"), {});
  REQUIRE(text.ok());
  const auto schema = Schema::compile(*text, {});
  REQUIRE(schema.ok());
  const std::vector<fs::path> all = letters();
  REQUIRE_FALSE(all.empty());
  for (const fs::path& path : all) {
    INFO(path);
    const auto letter = yaml::read(source_of(path), {});
    REQUIRE(letter.ok());
    const auto faults = schema->validate(*letter, {});
    REQUIRE(faults.ok());
    for (const SchemaFault& fault : *faults) FAIL_CHECK(fault.pointer << ": " << fault.message);
    const View top(*letter, letter->root());
    CHECK(top.member("letter").text() == path.parent_path().parent_path().filename().string());
    CHECK(top.member("version").text() == path.parent_path().filename().string());
    std::vector<std::string> missing;
    find_missing(top, "", missing);
    for (const std::string& place : missing) FAIL_CHECK(place);
    for (const Language language : kLanguages) {
      for (const char* kind : {".text.mustache", ".html.mustache"}) {
        CHECK(fs::exists(path.parent_path() / (std::string(language_name(language)) + kind)));
      }
    }
  }
}

TEST_CASE("letters on the examples can be read by anybody", "[letters]") {
  const auto library = Library::from_folder((kTop / "rules").string(), {});
  REQUIRE(library.ok());
  CompileOptions compile;
  compile.now = "2026-05-01T00:00:00Z";
  std::size_t seen = 0;
  for (const char* set : {"ctr-rest", "fhir-vault"}) {
    const Compiled compiled = library->compile(set, compile);
    REQUIRE(compiled.rules);
    for (const char* name : {"good.yaml", "broken.yaml"}) {
      const fs::path path = kTop / "examples" / set / name;
      const auto submission = Submission::read(name, read_file(path), {});
      REQUIRE(submission.ok());
      for (const Language language : kLanguages) {
        INFO(path << ' ' << language_name(language));
        LetterOptions options;
        options.check.language = language;
        const auto letter = library->letter(*compiled.rules, *submission, options);
        REQUIRE(letter.ok());
        ++seen;
        for (const char* jargon : {"`", "/form/", "/mail/", "ctr-rest/", "i-am-connect/", "{{",
                                   "‹absent›", "JSON", "[\""}) {
          CHECK_THAT(letter->text, !Catch::Contains(jargon));
        }
        for (std::size_t at = 0; at < letter->text.size();) {
          const std::size_t end = letter->text.find('\n', at);
          const std::string line = letter->text.substr(at, end - at);
          const bool one_word = line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
          std::size_t points = 0;
          for (const char c : line) points += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
          if (points > 76 && !one_word) FAIL_CHECK(line);
          at = end + 1;
        }
        CHECK_THAT(letter->html, Catch::StartsWith("<!DOCTYPE html>") &&
                                     Catch::EndsWith("</html>\n") && !Catch::Contains("<script"));
      }
    }
  }
  CHECK(seen == 16);
}
