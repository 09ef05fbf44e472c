// Every YAML block of the documents can be read, and every whole rule set in them loads.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <intake/intake.h>

#include "support/catch.h"

namespace {

namespace fs = std::filesystem;

struct Block {
  std::string file;
  std::size_t line = 0;
  std::string text;
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Block> yaml_blocks(const fs::path& path) {
  std::vector<Block> blocks;
  std::ifstream in(path);
  std::string line;
  bool inside = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!inside && line == "```yaml") {
      blocks.push_back({path.filename().string(), number, ""});
      inside = true;
    } else if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
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
  int sets = 0;
  for (const Block& block : all_blocks()) {
    const std::size_t start = block.text.find("ruleset: ");
    if (start == std::string::npos || (start > 0 && block.text[start - 1] != '\n')) continue;
    const std::size_t name_at = start + 9;
    const std::string name = block.text.substr(name_at, block.text.find('\n', name_at) - name_at);
    const auto library =
        intake::Library::from_memory({{"rules/" + name + "/1.0.0/ruleset.yaml", block.text},
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
