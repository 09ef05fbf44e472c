// Byte matchers find what RE2 finds: the patterns of the rule sets in all texts of cases and
// examples, and generated patterns in generated texts.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "byte_matcher_reference.h"
#include "document/document.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"
#include "text/unicode.h"

using namespace intake;
using namespace intake::matcher;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = INTAKE_SOURCE_DIR;

/// Calls `take` with each text of a YAML file and the member name that it, or its list, stands
/// under.
template <class Take>
void each_text(const fs::path& path, Take take) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const auto document = yaml::read(std::make_shared<Source>(path.string(), bytes), Limits{});
  if (!document) return;
  std::vector<std::pair<View, std::string>> rest{{View(*document, document->root()), ""}};
  while (!rest.empty()) {
    const auto [view, name] = rest.back();
    rest.pop_back();
    if (view.is_string()) take(std::string(view.text()), name);
    for (std::uint32_t i = 0; i < view.size(); ++i) {
      const View kid = view.at(i);
      rest.emplace_back(kid, view.is_object() ? std::string(kid.key()) : name);
    }
  }
}

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_of_cases(const fs::path& path) { return path.parent_path().filename() == "cases"; }

std::set<std::string> patterns_of_rules() {
  const std::set<std::string> names{"matches", "pattern", "capture", "split", "names", "except"};
  std::set<std::string> patterns;
  for (const fs::path& path : yaml_files(kRoot / "rules")) {
    if (is_of_cases(path)) continue;
    each_text(path, [&](const std::string& text, const std::string& name) {
      if (names.contains(name)) patterns.insert(text);
    });
  }
  return patterns;
}

std::vector<std::string> texts_of_cases() {
  std::set<std::string> texts;
  const auto take = [&](const std::string& text, const std::string&) { texts.insert(text); };
  for (const fs::path& path : yaml_files(kRoot / "rules")) {
    if (is_of_cases(path)) each_text(path, take);
  }
  for (const fs::path& path : yaml_files(kRoot / "examples")) each_text(path, take);
  return {texts.begin(), texts.end()};
}

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t most) { return static_cast<std::uint32_t>(random_() % most); }

  template <std::size_t count>
  std::string one_of(const char* const (&words)[count]) {
    return words[below(count)];
  }

  std::string pattern() {
    std::string text = row(3);
    if (below(2) == 0) text = "^" + text;
    if (below(2) == 0) text += "$";
    if (below(6) == 0) text = "(?i)" + text;
    return text;
  }

  std::string text() {
    static constexpr const char* kPieces[] = {"a",         "b",          "c",
                                              "k",         "K",          "s",
                                              "S",         "\u212a",     "\u017f",
                                              "é",         "É",          "ß",
                                              "–",         " ",          "\n",
                                              "\t",        "1",          "9",
                                              "_",         "-",          ".",
                                              "x",         "X",          ",",
                                              "!",         "ab",         "\xff",
                                              "\xc3",      "\xe2\x80",   "\u00a0",
                                              "\u200b",    "\U0001f600", "\xe0\x80\x80",
                                              "          "};
    std::string made;
    for (std::uint32_t left = below(below(3) == 0 ? 40 : 9); left > 0; --left) {
      made += one_of(kPieces);
    }
    return made;
  }

  /// A text with one byte more, less or different.
  std::string near(std::string text) {
    if (text.empty()) return text;
    const std::size_t at = below(static_cast<std::uint32_t>(text.size()));
    const std::uint32_t how = below(3);
    if (how == 0) text[at] = static_cast<char>(below(256));
    if (how == 1) text.erase(at, 1);
    if (how == 2) text.insert(at, 1, text[below(static_cast<std::uint32_t>(text.size()))]);
    return text;
  }

 private:
  std::string row(int depth) {
    std::string made;
    for (std::uint32_t left = 1 + below(4); left > 0; --left) made += repeated(depth);
    return made;
  }

  std::string group(int depth) {
    static constexpr const char* kOpen[] = {"(", "(?:", "(?i:"};
    std::string made = one_of(kOpen);
    for (std::uint32_t left = 1 + below(3); left > 0; --left) {
      if (below(12) != 0) made += row(depth - 1);
      if (left > 1) made += '|';
    }
    return made + ")";
  }

  std::string repeated(int depth) {
    static constexpr const char* kAtoms[] = {
        "a",    "b",     "k",           "s",      "é",       "–",       "\\d",
        "\\w",  "\\s",   "\\S",         "\\W",    ".",       "[a-c]",   "[^a]",
        "[^é]", "[aé–]", "[\\s\\p{Z}]", "\\p{P}", "\\p{Cf}", "\\P{Z}",  "[^\\s,]",
        "ab",   "-",     "\\.",         "(?s:.)", "[0-9]",   "\\x{e9}", "[\\x{7f}-\\x{10ffff}]",
        "\\b",  "\\B",   "^",           "$"};
    static constexpr const char* kTimes[] = {"?", "*", "+", "{2}", "{0,3}", "{1,2}", "+?", "{2,}"};
    std::string made = depth > 0 && below(10) < 3 ? group(depth) : one_of(kAtoms);
    if (below(2) == 0) made += one_of(kTimes);
    return made;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("patterns of the rule sets find the same as with RE2", "[byte_matcher]") {
  const std::set<std::string> patterns = patterns_of_rules();
  const std::vector<std::string> texts = texts_of_cases();
  CHECK(patterns.size() > 80);
  CHECK(texts.size() > 3'000);
  Counts counts;
  std::size_t left = 0;
  Generator generator(1);
  std::size_t first = 0;
  for (const std::string& pattern : patterns) {
    const Reference reference(pattern);
    if (reference.matchers.empty()) {
      ++left;
      continue;
    }
    // Each text meets one pattern in seven, each pattern many texts.
    for (std::size_t i = first++ % 7; i < texts.size(); i += 7) {
      check_same(reference, texts[i], &counts);
      if (texts[i].size() < 200) check_same(reference, generator.near(texts[i]), &counts);
    }
  }
  // Nearly all are read, and both answers come often.
  CHECK(left * 10 < patterns.size());
  CHECK(counts.found * 20 > counts.compared);
  CHECK(counts.found * 2 < counts.compared);
}

TEST_CASE("generated patterns find the same as with RE2", "[byte_matcher]") {
  Generator generator(20);
  Counts counts;
  std::size_t read = 0;
  for (int i = 0; i < 3'000; ++i) {
    const Reference reference(generator.pattern());
    if (reference.matchers.empty()) continue;
    ++read;
    for (int j = 0; j < 12; ++j) {
      const std::string text = generator.text();
      check_same(reference, text, &counts);
      if (j % 4 == 0) check_same(reference, text + std::string(30, ' ') + text, &counts);
    }
  }
  CHECK(read > 1'000);
  CHECK(counts.found > 10'000);
  CHECK(counts.captured > 1'000);
}
