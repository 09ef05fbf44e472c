// What readers say, in every language. The texts stand in the sources of the readers; those are
// read here, so that none is added without its translations.

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "formats/reading/content.h"
#include "report/reader_phrases.h"
#include "support/catch.h"

using namespace intake;
namespace fs = std::filesystem;

namespace {

constexpr std::array kFolders{
    "engine/formats/eml",  "engine/formats/docx",    "engine/formats/pdf", "engine/formats/x509",
    "engine/formats/jwks", "engine/formats/reading", "engine/reader",      "engine/submission"};

/// They write, or compare, or say what a programmer did wrong: reports do not quote them.
constexpr std::array kOtherFiles{"writer.cc",
                                 "blank.cc",
                                 "compose.cc",
                                 "update.cc",
                                 "wire.cc",
                                 "reading_json.cc",
                                 "draft.cc",
                                 "fields.cc",
                                 "table.cc",
                                 "addresses.cc",
                                 "serve.cc",
                                 "dossier_file.cc",
                                 "form_map_parser.cc",
                                 "form_map_loader.cc",
                                 "map_texts.cc",
                                 "blank_form.cc",
                                 "blank_yaml.cc",
                                 "assemble.cc",
                                 "part.cc",
                                 "field_text.cc",
                                 "label.cc",
                                 "parts.cc"};

/// Pieces that are no texts of their own, or no words for a person.
constexpr std::array<std::string_view, 10> kNoTexts{
    // names of a style, refusals to write
    "placeholder text",
    "two values of the form stand in each other's place",
    "the Word file cannot be put together",
    "the Word file cannot be packed",
    "a text has no place `",
    "` to write to",
    "the part to write is nested too deep",
    "write the value there by hand",
    "nothing can be written into ",
    "send a corrected one"};

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// String literals, those that stand beside each other as one; without comments and includes.
std::vector<std::string> literals(const std::string& code) {
  std::vector<std::string> all;
  bool joins = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (code.compare(at, 2, "//") == 0 || c == '#') {
      at = std::min(code.find('\n', at), code.size());
    } else if (c == '\'') {
      const bool in_number = at > 0 && std::isdigit(static_cast<unsigned char>(code[at - 1])) != 0;
      const std::size_t end = code.find('\'', code[at + 1] == '\\' ? at + 3 : at + 2);
      if (!in_number && end != std::string::npos) at = end;
      joins = false;
    } else if (c == '"') {
      std::string text;
      for (++at; at < code.size() && code[at] != '"'; ++at) {
        if (code[at] == '\\' && at + 1 < code.size()) ++at;
        text += code[at];
      }
      if (joins) {
        all.back() += text;
      } else {
        all.push_back(text);
      }
      joins = true;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      joins = false;
    }
  }
  return all;
}

bool is_word(std::string_view word) {
  return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) {
           return std::islower(static_cast<unsigned char>(c)) != 0;
         });
}

/// At least two words of small letters, one after the other.
bool is_prose(std::string_view text) {
  std::size_t words = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words = is_word(text.substr(0, end)) ? words + 1 : 0;
    if (words >= 2) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// Whether it stands in an English phrase: whole, or between its slots.
bool is_in_a_phrase(std::string_view text) {
  if (is_reader_phrase(text)) return true;
  const std::size_t first = text.find_first_not_of(" ,:`");
  text = text.substr(first, text.find_last_not_of(" (`") + 1 - first);
  for (const auto& phrases : reader_phrases()) {
    for (const ReaderPhrase& phrase : phrases) {
      if (phrase.texts[0].find(text) != std::string_view::npos) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("every text of a reader is known in every language") {
  const fs::path root = INTAKE_SOURCE_DIR;
  std::size_t seen = 0;
  for (const char* folder : kFolders) {
    for (const auto& entry : fs::directory_iterator(root / folder)) {
      const std::string name = entry.path().filename().string();
      const bool other =
          std::find(kOtherFiles.begin(), kOtherFiles.end(), name) != kOtherFiles.end();
      if (entry.path().extension() != ".cc" || other) continue;
      for (const std::string& text : literals(contents(entry.path()))) {
        if (!is_prose(text)) continue;
        if (std::find(kNoTexts.begin(), kNoTexts.end(), text) != kNoTexts.end()) continue;
        ++seen;
        INFO(folder << "/" << name << ": " << text);
        CHECK(is_in_a_phrase(text));
      }
    }
  }
  CHECK(seen > 120);
}

TEST_CASE("what a file is and why it is refused is known in every language") {
  for (int i = 0; i <= static_cast<int>(ContentKind::kBinary); ++i) {
    const auto kind = static_cast<ContentKind>(i);
    INFO(content_name(kind));
    CHECK(is_reader_phrase(content_name(kind)));
    const auto refused = refusal(kind);
    if (!refused) continue;
    CHECK(is_reader_phrase(refused->what));
    CHECK(is_reader_phrase(refused->hint));
    for (const Language language : {Language::kFr, Language::kNl, Language::kDe}) {
      CHECK(reader_words(refused->what, language).find("this is") == std::string::npos);
    }
  }
}

TEST_CASE("slots, phrases in phrases, and words of a library") {
  struct Row {
    std::string_view english, dutch;
  };
  const std::array rows{
      Row{"this is a picture", "dit is een afbeelding"},
      Row{"this is a PKCS#12 keystore: it holds a private key",
          "dit is een PKCS#12-sleutelbestand, met een privésleutel erin"},
      Row{"key 3 holds its private part: d, p", "sleutel 3 bevat zijn geheime deel: d, p"},
      Row{"it is named .pdf and is a ZIP archive", "het heet .pdf en het is een ZIP-archief"},
      Row{"`crv` is missing; `x` has 4 bytes; this curve has 32; the numbers cannot be read",
          "`crv` ontbreekt; `x` heeft 4 bytes; deze kromme heeft er 32; de getallen kunnen niet "
          "gelezen worden"},
      Row{"the Word file is damaged: its zip does not open (bad header)",
          "het Word-bestand is beschadigd: het ZIP-archief ervan gaat niet open (“bad header”)"},
      Row{"the part word/a.xml of the Word file is not UTF-8, line 7",
          "het deel word/a.xml van het Word-bestand is geen UTF-8, regel 7"},
      Row{"odd things happen; this is a mail", "“odd things happen”; dit is een mail"},
      Row{"", ""}};
  for (const Row& row : rows) {
    CHECK(reader_words(row.english, Language::kNl) == row.dutch);
    CHECK(reader_words(row.english, Language::kEn) == row.english);
  }
  CHECK_FALSE(is_reader_phrase("odd things happen"));
}
