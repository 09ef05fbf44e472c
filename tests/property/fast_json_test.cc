// The fast reader against the slow one, over all the JSON that the project has (and its YAML
// written as JSON), the public suite where it is on this machine, and damaged copies of them.

#include <algorithm>
#include <random>

#include "conformance/suite.h"
#include "formats/json/fast_reader.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"
#include "support/same_document.h"

namespace intake {
namespace {

namespace fs = std::filesystem;
using conformance::read_bytes;

constexpr std::size_t kCopies = 25;  // damaged ones, of each text

SourcePtr source_of(const std::string& text) { return std::make_shared<Source>("s", text); }

// Reports in the files of expected output: from a line that is a bracket to the one that closes it.
void add_json_of_golden(const std::string& golden, std::vector<std::string>& texts) {
  std::string text;
  std::string closing;
  std::size_t at = 0;
  while (at < golden.size()) {
    const std::size_t end = std::min(golden.find('\n', at), golden.size());
    const std::string line = golden.substr(at, end - at);
    at = end + 1;
    if (closing.empty() && (line == "{" || line == "[")) {
      closing = line == "{" ? "}" : "]";
      text.clear();
    }
    if (closing.empty()) continue;
    text += line + "\n";
    if (line == closing) {
      texts.push_back(text);
      closing.clear();
    }
  }
}

std::vector<std::string> texts_of_project() {
  std::vector<fs::path> files;
  for (const char* folder : {"rules", "examples", "schemas", "tests"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(INTAKE_SOURCE_DIR) / folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) {
    const auto extension = file.extension();
    if (extension != ".json" && extension != ".yaml" && extension != ".golden") continue;
    const auto bytes = read_bytes(file);
    if (!bytes) continue;
    if (extension == ".json") {
      texts.push_back(*bytes);
    } else if (extension == ".golden") {
      add_json_of_golden(*bytes, texts);
    } else if (const auto document = yaml::read(source_of(*bytes), Limits{}); document.ok()) {
      const View top(*document, document->root());
      texts.push_back(json::write(top));
      texts.push_back(to_json(top));
    }
  }
  return texts;
}

void add_suite(std::vector<std::string>& texts) {
  const fs::path folder = conformance::data_folder() / "json-parsing";
  if (!fs::exists(folder)) return;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    if (auto bytes = read_bytes(file)) texts.push_back(std::move(*bytes));
  }
}

class Damage {
 public:
  std::string of(std::string text) {
    for (std::size_t times = below(3) + 1; times > 0; --times) once(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void once(std::string& text) {
    using namespace std::string_view_literals;
    static constexpr std::string_view kPieces[] = {"\\",
                                                   "\"",
                                                   "\\u00e9",
                                                   "\\ud83d\\ude00",
                                                   "\\ud83d",
                                                   "\xC3",
                                                   "\xC3\xA9",
                                                   "\n",
                                                   "\r\n",
                                                   "\r",
                                                   " ",
                                                   "\t",
                                                   "0",
                                                   "-",
                                                   "1e5",
                                                   "1E400",
                                                   ".5",
                                                   "{",
                                                   "}",
                                                   "[",
                                                   "]",
                                                   ",",
                                                   ":",
                                                   "\"a\":",
                                                   "\"d\":",
                                                   "\0"sv,
                                                   "\x1F",
                                                   "\\\\",
                                                   "\\\"",
                                                   "null",
                                                   "true",
                                                   "-----",
                                                   "\xEF\xBB\xBF",
                                                   "18446744073709551616",
                                                   "\xF0\x9F\x98\x80",
                                                   "\xED\xA0\x80",
                                                   "9223372036854775808"};
    const std::size_t at = below(text.size() + 1);
    switch (below(6)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 1:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 2:
        text.erase(at, below(9));
        break;
      case 3:
        text.insert(at, kPieces[below(std::size(kPieces))]);
        break;
      case 4: {
        const std::string again = text.substr(at, below(80));
        text.insert(at, again);
        break;
      }
      default:
        text.resize(at);
    }
  }

  std::mt19937 random_{5};
};

class Comparison {
 public:
  Comparison() {
    using Instructions = json::Reader::Instructions;
    for (const auto set : {Instructions::kPortable, Instructions::kBaseline, Instructions::kAvx2}) {
      if (json::Reader::available(set)) readers_.emplace_back(nullptr, Limits{}, set);
    }
  }

  void check(const std::string& text) {
    const bool plain = readers_.front().read(text) != nullptr;
    plain_ += plain ? 1 : 0;
    const auto slow = json::read_slowly(source_of(text), Limits{});
    slow_ += slow.ok() ? 1 : 0;
    if (plain && !slow.ok()) fail(text, "read, but it has a fault: " + slow.error().what);
    for (auto& reader : readers_) {
      const Document* fast = reader.read(text);
      if ((fast != nullptr) != plain) fail(text, "read with some instructions and not with others");
      if (fast == nullptr) continue;
      if (const auto what = difference(*fast, *slow); !what.empty()) fail(text, what);
    }
  }

  std::size_t plain() const { return plain_; }
  std::size_t slow() const { return slow_; }

 private:
  static void fail(const std::string& text, const std::string& why) {
    CAPTURE(text);
    FAIL(why);
  }

  std::vector<json::Reader> readers_;
  std::size_t plain_ = 0;
  std::size_t slow_ = 0;
};

}  // namespace

TEST_CASE("what the fast reader of JSON reads, the slow one reads as the same document") {
  std::vector<std::string> texts = texts_of_project();
  REQUIRE(texts.size() > 100);
  Comparison comparison;
  for (const auto& text : texts) comparison.check(text);
  // It is of use: it leaves to the other what has a fault or a key in it, and little else.
  CHECK(comparison.plain() * 10 > comparison.slow() * 9);
  add_suite(texts);
  Damage damage;
  for (const auto& text : texts) {
    if (text.size() > 20'000) continue;
    for (std::size_t copy = 0; copy < kCopies; ++copy) comparison.check(damage.of(text));
  }
}

}  // namespace intake
