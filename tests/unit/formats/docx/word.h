#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/docx/docx.h"
#include "formats/docx/package.h"
#include "support/catch.h"

/// Small Word files for tests.
namespace intake::word {

/// A main part around a body, with the prefixes w, w14, w15 and mc.
inline std::string document(std::string_view body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
         "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
         "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" "
         "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
         std::string(body) + "</w:body></w:document>";
}

using Entries = std::vector<std::pair<std::string, std::string>>;

/// The parts of a Word file with that main part: what Word cannot do without, styles, a header and
/// a picture that nobody reads.
inline Entries entries(std::string main) {
  const std::string types =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
      "PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
      "wordprocessingml.document.main+xml\"/></Types>";
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string relations =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"a\" Type=\"" +
      type + "officeDocument\" Target=\"word/document.xml\"/></Relationships>";
  const std::string below =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"a\" Type=\"" +
      type + "styles\" Target=\"styles.xml\"/><Relationship Id=\"b\" Type=\"" + type +
      "header\" Target=\"header1.xml\"/></Relationships>";
  const std::string space =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  const std::string styles =
      "<w:styles" + space +
      "><w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:basedOn "
      "w:val=\"Kop1\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Level\"><w:name w:val=\"Level\"/><w:pPr>"
      "<w:outlineLvl w:val=\"2\"/></w:pPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Tekst\"><w:name w:val=\"Placeholder Text\"/>"
      "</w:style><w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/>"
      "<w:rPr><w:b/></w:rPr></w:style></w:styles>";
  const std::string header =
      "<w:hdr" + space + "><w:p><w:r><w:t>Client ID: in the header</w:t></w:r></w:p></w:hdr>";
  return {{"[Content_Types].xml", types},
          {"_rels/.rels", relations},
          {"word/document.xml", std::move(main)},
          {"word/_rels/document.xml.rels", below},
          {"word/styles.xml", styles},
          {"word/header1.xml", header},
          {"word/media/image1.png", std::string("\x89PNG\r\n\0\1\2", 9)}};
}

inline std::string file_of(const Entries& all) {
  auto made = docx::make_package(all);
  REQUIRE(made.ok());
  return std::move(*made);
}

/// A Word file with that body.
inline std::string file(std::string_view body) { return file_of(entries(document(body))); }

inline Reading must_read(const std::string& bytes) {
  auto reading = docx::read("form.docx", bytes, Limits{});
  INFO((reading.ok() ? "" : reading.error().what));
  REQUIRE(reading.ok());
  return std::move(*reading);
}

/// `section > label [column] {name} (option) = value`, without what is empty.
inline std::string summary(const FormField& field) {
  std::string out;
  if (!field.section.empty()) out += field.section + " > ";
  out += field.label;
  if (!field.column.empty()) out += " [" + field.column + "]";
  if (!field.name.empty()) out += " {" + field.name + "}";
  if (!field.option.empty()) out += " (" + field.option + ")";
  return out + " = " + field.value;
}

inline std::vector<std::string> summaries(const Reading& reading) {
  std::vector<std::string> out;
  for (const FormField& field : reading.fields) out.push_back(summary(field));
  return out;
}

// Pieces of a body.
inline std::string run(std::string_view text, std::string_view look = {}) {
  return "<w:r>" + (look.empty() ? "" : "<w:rPr>" + std::string(look) + "</w:rPr>") +
         "<w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}
inline std::string paragraph(std::string_view runs, std::string_view style = {}) {
  return "<w:p>" +
         (style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>") +
         std::string(runs) + "</w:p>";
}
/// A paragraph of plain text.
inline std::string line(std::string_view text) { return paragraph(run(text)); }
inline std::string bold(std::string_view text) { return paragraph(run(text, "<w:b/>")); }
inline std::string cell(std::string_view content) {
  return "<w:tc><w:tcPr><w:tcW w:w=\"100\"/></w:tcPr>" + std::string(content) + "</w:tc>";
}
inline std::string row(const std::vector<std::string>& cells, std::string_view properties = {}) {
  std::string out = "<w:tr>" + std::string(properties);
  for (const std::string& content : cells) out += cell(content);
  return out + "</w:tr>";
}
inline std::string table(const std::vector<std::string>& rows) {
  std::string out = "<w:tbl><w:tblPr/>";
  for (const std::string& each : rows) out += each;
  return out + "</w:tbl>";
}
inline std::string control(std::string_view properties, std::string_view content) {
  return "<w:sdt><w:sdtPr>" + std::string(properties) + "</w:sdtPr><w:sdtContent>" +
         std::string(content) + "</w:sdtContent></w:sdt>";
}
/// A legacy form field with its result.
inline std::string legacy(std::string_view data, std::string_view result) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>" + std::string(data) +
         "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>"
         "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
         std::string(result) + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

/// A zip without compression, with faults that no library writes.
struct RawEntry {
  std::string name;
  std::string content;
  bool encrypted = false;
  std::uint32_t declared = 0;  // size instead of the real one
};
std::string raw_zip(const std::vector<RawEntry>& all);

}  // namespace intake::word
