// Every YAML block of the documents can be read, and every whole rule set in them loads. In the
// rule-author guide, a block after `<!-- from FILE -->` stands so in that file, and a block marked
// `yaml recipe`, the keys of one rule, is a rule of the worked example.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <intake/intake.h>

#include "support/catch.h"

namespace {

namespace fs = std::filesystem;

const fs::path kExample = fs::path(INTAKE_SOURCE_DIR) / "examples/rule-sets/results-mailbox";

struct Block {
  std::string file;
  std::size_t line = 0;
  std::string text;
  bool recipe = false;
  std::string from;  // the file that it is quoted from
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Block> yaml_blocks(const fs::path& path) {
  std::vector<Block> blocks;
  std::ifstream in(path);
  std::string line;
  std::string from;
  bool inside = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!inside && line.starts_with("```yaml")) {
      blocks.push_back({path.filename().string(), number, "", line == "```yaml recipe", from});
      inside = true;
    } else if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
    from = line.starts_with("<!-- from ") ? line.substr(10, line.size() - 14) : "";
  }
  return blocks;
}

std::string version_in(const std::string& rule_set) {
  const std::size_t at = rule_set.find("\nversion: ") + 10;
  return rule_set.substr(at, rule_set.find('\n', at) - at);
}

std::vector<Block> all_blocks() {
  const fs::path top(INTAKE_SOURCE_DIR);
  std::vector<Block> blocks;
  std::vector<fs::path> pages{top / "README.md", top / "CONTRIBUTING.md"};
  for (const auto& entry : fs::recursive_directory_iterator(top / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  for (const fs::path& page : pages) {
    const auto found = yaml_blocks(page);
    blocks.insert(blocks.end(), found.begin(), found.end());
  }
  return blocks;
}

}  // namespace

TEST_CASE("every YAML block of the documents is YAML") {
  const auto blocks = all_blocks();
  CHECK(blocks.size() > 10);
  for (const Block& block : blocks) {
    INFO(block.file << ":" << block.line << "\n" << block.text);
    const auto read = intake::Submission::read(block.file + ".yaml", block.text, {});
    if (!read) FAIL_CHECK(intake::render_error(read.error(), {}));
  }
}

TEST_CASE("every rule set in the documents loads") {
  const fs::path top(INTAKE_SOURCE_DIR);
  const std::string schema = read_file(top / "schemas/iam-submission/1.schema.json");
  const std::string of_example = read_file(kExample / "schemas/results-mailbox/1.schema.json");
  int sets = 0;
  for (const Block& block : all_blocks()) {
    const std::size_t start = block.text.find("ruleset: ");
    if (start == std::string::npos || (start > 0 && block.text[start - 1] != '\n')) continue;
    const std::size_t name_at = start + 9;
    const std::string name = block.text.substr(name_at, block.text.find('\n', name_at) - name_at);
    const auto library = intake::Library::from_memory(
        {{"rules/" + name + "/" + version_in(block.text) + "/ruleset.yaml", block.text},
         {"schemas/results-mailbox/1.schema.json", of_example},
         {"schemas/iam-submission/1.schema.json", schema}});
    intake::CompileOptions options;
    options.now = "2026-11-22T00:00:00Z";
    const intake::Compiled compiled = library.compile(name, options);
    INFO(block.file << ":" << block.line << "\n" << intake::render_faults(compiled.faults, {}));
    CHECK(compiled.rules.has_value());
    ++sets;
  }
  CHECK(sets > 0);
}

TEST_CASE("what the documents quote from the examples stands there") {
  int quotes = 0;
  for (const Block& block : all_blocks()) {
    if (block.from.empty()) continue;
    INFO(block.file << ":" << block.line << "\n" << block.text << "from " << block.from);
    const std::string whole = read_file(fs::path(INTAKE_SOURCE_DIR) / block.from);
    CHECK(whole.find(block.text) != std::string::npos);
    ++quotes;
  }
  CHECK(quotes > 10);
}

TEST_CASE("every recipe is a rule of the worked example") {
  std::string rules = read_file(kExample / "rules/results-mailbox/1.0.0/ruleset.yaml");
  const std::size_t languages = rules.find("languages: [en, fr]");
  REQUIRE(languages != std::string::npos);
  rules.replace(languages, 19, "languages: [en]");
  const std::string schema = read_file(kExample / "schemas/results-mailbox/1.schema.json");
  int recipes = 0;
  for (const Block& block : all_blocks()) {
    if (!block.recipe) continue;
    std::string rule = "\n  - id: recipe-shown\n    severity: error\n    message: m\n    ";
    for (const char c : block.text) rule += c == '\n' ? "\n    " : std::string(1, c);
    const auto library =
        intake::Library::from_memory({{"rules/results-mailbox/1.0.0/ruleset.yaml", rules + rule},
                                      {"schemas/results-mailbox/1.schema.json", schema}});
    intake::CompileOptions options;
    options.now = "2026-11-22T00:00:00Z";
    const intake::Compiled compiled = library.compile("results-mailbox", options);
    INFO(block.file << ":" << block.line << "\n" << intake::render_faults(compiled.faults, {}));
    CHECK(compiled.rules.has_value());
    ++recipes;
  }
  CHECK(recipes > 30);
}
