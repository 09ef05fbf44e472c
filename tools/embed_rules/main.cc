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

void copy(intake::View value, intake::DocumentBuilder& builder) {
  switch (value.kind()) {
    case intake::Kind::kNull:
      return builder.null({});
    case intake::Kind::kBool:
      return builder.boolean(value.boolean(), {});
    case intake::Kind::kInt:
      return builder.integer(value.node().payload.integer, {});
    case intake::Kind::kUint:
      return builder.unsigned_integer(value.node().payload.unsigned_integer, {});
    case intake::Kind::kDouble:
      return builder.real(value.node().payload.real, {});
    case intake::Kind::kString:
      return builder.string(value.text(), {});
    case intake::Kind::kArray:
      builder.begin_array(0);
      for (std::uint32_t i = 0; i < value.size(); ++i) copy(value.at(i), builder);
      return builder.end_array(0);
    case intake::Kind::kObject:
      builder.begin_object(0);
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        (void)builder.key(value.at(i).key(), {});
        copy(value.at(i), builder);
      }
      return builder.end_object(0);
  }
}

// What ruleset/header.cc reads of a rule set: a few members of it, and how many of its rules are
// in preview or deprecated.
intake::Document head_of(const intake::Document& file) {
  const intake::View top(file, file.root());
  intake::DocumentBuilder builder(nullptr);
  builder.begin_object(0);
  for (const char* name : {"title", "abstract", "valid", "recognise"}) {
    const intake::View value = top.member(name);
    if (value.absent()) continue;
    (void)builder.key(name, {});
    copy(value, builder);
  }
  const intake::View rules = top.member("rules");
  for (const std::string name : {"preview", "deprecated"}) {
    std::int64_t count = 0;
    for (std::uint32_t i = 0; i < rules.size(); ++i) count += rules.at(i).member(name) ? 1 : 0;
    (void)builder.key(name == "preview" ? "rules-in-preview" : "rules-deprecated", {});
    builder.integer(count, {});
  }
  builder.end_object(0);
  return builder.finish();
}

bool is_rule_set(std::string_view path) {
  return path.starts_with("rules/") && path.ends_with("/ruleset.yaml");
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
    const auto append = [&](const std::string& name, const intake::Document& content) {
      blob.resize((blob.size() + 15) & ~std::size_t{15});
      const std::string image = intake::DocumentImage::to_image(content);
      table.push_back({name, blob.size(), image.size()});
      blob += image;
    };
    append(path, *document);
    if (is_rule_set(path)) append(path + ".head", head_of(*document));
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
