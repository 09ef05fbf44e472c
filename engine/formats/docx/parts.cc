#include "formats/docx/parts.h"

#include <algorithm>
#include <array>

#include "formats/reading/content.h"

namespace intake::docx {
namespace {

constexpr std::size_t kMaxTexts = 50;

struct Relation {
  std::string type;  // the last word of its URI: `styles`, `header`
  std::string target;
};

/// "word/" of "word/document.xml".
std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view{}
                                                     : part.substr(0, slash + 1));
}

/// A target as it is written to a name in the package; `..` leads nowhere.
std::string resolve(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string base(folder);
  while (target.starts_with("../") && !base.empty()) {
    target.remove_prefix(3);
    base.pop_back();
    base = folder_of(base);
  }
  return base + std::string(target);
}

Result<std::vector<Relation>> relations(Package& package, const std::string& part,
                                        const Limits& limits) {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  std::vector<Relation> out;
  if (!package.has(name)) return out;
  Result<std::string> bytes = package.read(name, limits);
  if (!bytes.ok()) return std::move(bytes).error();
  const Result<Markup> markup = Markup::parse(std::move(*bytes), name, limits);
  if (!markup.ok()) return markup.error();
  for (ElementId i = 0; i < markup->size(); ++i) {
    if (local_name((*markup)[i].node.name()) != "Relationship") continue;
    if (markup->text_attribute(i, "TargetMode") == "External") continue;
    const std::string type = markup->text_attribute(i, "Type");
    const std::size_t slash = type.rfind('/');
    out.push_back({slash == std::string::npos ? type : type.substr(slash + 1),
                   resolve(folder, markup->text_attribute(i, "Target"))});
  }
  return out;
}

/// The declared content type of a part, lower case.
Result<std::string> content_type(Package& package, const std::string& part, const Limits& limits) {
  constexpr std::string_view kTypes = "[Content_Types].xml";
  if (!package.has(kTypes)) return std::string{};
  Result<std::string> bytes = package.read(kTypes, limits);
  if (!bytes.ok()) return std::move(bytes).error();
  const Result<Markup> markup = Markup::parse(std::move(*bytes), kTypes, limits);
  if (!markup.ok()) return markup.error();
  for (ElementId i = 0; i < markup->size(); ++i) {
    if (local_name((*markup)[i].node.name()) != "Override") continue;
    if (markup->text_attribute(i, "PartName") == "/" + part) {
      return markup->text_attribute(i, "ContentType");
    }
  }
  return std::string{};
}

Error not_word() {
  Error error;
  error.code = ErrorCode::kUnsupported;
  error.what = "this is no Word document";
  error.hint = "save the form as .docx";
  return error;
}

}  // namespace

Result<Parts> find_parts(Package& package, const Limits& limits) {
  Parts parts;
  const auto top = relations(package, "", limits);
  if (!top.ok()) return top.error();
  for (const Relation& relation : *top) {
    if (relation.type == "officeDocument" && parts.document.empty()) {
      parts.document = relation.target;
    }
  }
  if (parts.document.empty() || !package.has(parts.document)) parts.document = "word/document.xml";
  if (!package.has("[Content_Types].xml") && !package.has(parts.document)) {
    if (auto archive = refusal(ContentKind::kZip)) return std::move(*archive);
  }
  if (!package.has(parts.document)) return not_word();
  const auto type = content_type(package, parts.document, limits);
  if (!type.ok()) return type.error();
  if (!type->empty() && type->find("wordprocessingml") == std::string::npos &&
      type->find("ms-word") == std::string::npos) {
    return not_word();
  }
  const auto below = relations(package, parts.document, limits);
  if (!below.ok()) return below.error();
  constexpr std::array<std::string_view, 4> kTexts{"header", "footer", "footnotes", "endnotes"};
  for (const Relation& relation : *below) {
    if (!package.has(relation.target)) continue;
    if (relation.type == "styles" && parts.styles.empty()) parts.styles = relation.target;
    if (relation.type == "vbaProject") parts.macros = true;
    if (std::find(kTexts.begin(), kTexts.end(), relation.type) != kTexts.end() &&
        parts.texts.size() < kMaxTexts) {
      parts.texts.push_back(relation.target);
    }
  }
  parts.macros = parts.macros || package.has(folder_of(parts.document) + "vbaProject.bin");
  parts.is_signed = package.has_below("_xmlsignatures/");
  return parts;
}

}  // namespace intake::docx
