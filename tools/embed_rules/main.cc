// embed_rules RULES SCHEMAS OUTPUT.cc: parses every rule file and schema, writes their images to
// OUTPUT.bin and a table of them to OUTPUT.cc, which pulls the images in with `.incbin`.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "document/image.h"
#include "formats/format.h"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTemplate = ".mustache";

struct Entry {
  std::string path;
  std::size_t begin = 0;
  std::size_t size = 0;
};

// Files of a folder by path below `prefix`; examples of schemas are for tests only.
std::vector<std::pair<std::string, fs::path>> files(const fs::path& folder,
                                                    const std::string& prefix) {
  std::vector<std::pair<std::string, fs::path>> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() ||
        (extension != ".yaml" && extension != ".json" && extension != kTemplate)) {
      continue;
    }
    const std::string relative = fs::relative(entry.path(), folder).generic_string();
    if (relative.find("/examples/") != std::string::npos) continue;
    found.emplace_back(prefix + relative, entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// A template of a letter is not parsed: an image holds the text it was made of.
intake::Document text_of(intake::SourcePtr source) {
  intake::DocumentBuilder builder(std::move(source));
  builder.null({});
  return builder.finish();
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: embed_rules RULES SCHEMAS OUTPUT.cc\n");
    return 64;
  }
  std::vector<Entry> table;
  std::string blob;
  bool good = true;
  auto all = files(argv[1], "rules/");
  const auto schemas = files(argv[2], "schemas/");
  all.insert(all.end(), schemas.begin(), schemas.end());
  for (const auto& [path, file] : all) {
    auto source = std::make_shared<intake::Source>(path, read_file(file));
    auto document = file.extension() == kTemplate
                        ? intake::Result<intake::Document>(text_of(source))
                        : intake::recognise_format(path, source->bytes()).read(source, {});
    if (!document) {
      const intake::Error& error = document.error();
      std::fprintf(stderr, "%s:%u:%u: error: %s\n", file.c_str(), error.where.line,
                   error.where.column, error.what.c_str());
      good = false;
      continue;
    }
    blob.resize((blob.size() + 15) & ~std::size_t{15});
    const std::string image = intake::DocumentImage::to_image(*document);
    table.push_back({path, blob.size(), image.size()});
    blob += image;
  }
  if (!good) return 1;
  const fs::path output(argv[3]);
  const fs::path bytes = fs::absolute(output).replace_extension(".bin");
  std::ofstream(bytes, std::ios::binary) << blob;
  std::ofstream out(output);
  out << "#include \"embedded.h\"\n\n#include <array>\n\n"
         "asm(\".section .rodata\\n.balign 16\\nintake_images:\\n.incbin \\\""
      << bytes.string() << "\\\"\\n.byte 0\\n.previous\\n\");\n"
      << "extern \"C\" const char intake_images[];\n\nnamespace intake {\n\n"
         "std::span<const EmbeddedFile> embedded_files() {\n"
         "  static const std::array<EmbeddedFile, "
      << table.size() << "> kFiles{{\n";
  for (const Entry& entry : table) {
    out << "      {\"" << entry.path << "\", {intake_images + " << entry.begin << ", " << entry.size
        << "}},\n";
  }
  out << "  }};\n  return kFiles;\n}\n\n}  // namespace intake\n";
  out.close();
  return out ? 0 : 1;
}
