#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "formats/docx/blank_parts.h"
#include "formats/docx/docx.h"
#include "formats/docx/package.h"
#include "formats/docx/splice.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

constexpr std::uint32_t kWidth = 9638;  // of the page between its margins, in twentieths of a point
constexpr std::uint32_t kLabelWidth = 3800;
constexpr std::uint32_t kMaxRows = 200;
constexpr std::size_t kMaxColumns = 12;
/// The colour of the style once more: LibreOffice leaves the style out in text controls.
constexpr std::string_view kPlaceholderLook =
    "<w:rStyle w:val=\"PlaceholderText\"/><w:color w:val=\"707070\"/>";
constexpr std::string_view kHeadFill = "DCE6F1";
constexpr std::string_view kLabelFill = "F3F6FA";

enum class Kind : std::uint8_t { kText, kMultiline, kChoice, kCheckbox, kCheckboxes, kDate };
struct KindName {
  std::string_view name;
  Kind kind;
};
constexpr std::array kKinds{
    KindName{"text", Kind::kText},
    KindName{"multiline", Kind::kMultiline},
    KindName{"choice", Kind::kChoice},
    KindName{"checkbox", Kind::kCheckbox},
    KindName{"checkboxes", Kind::kCheckboxes},
    KindName{"date", Kind::kDate},
};

/// What stands in a control until something is filled in, where the description has no words.
struct Prompts {
  std::string_view language;
  std::string_view text;
  std::string_view choice;
  std::string_view date;
};
constexpr std::array kPrompts{
    Prompts{"en", "Click to enter text", "Choose an item", "Choose a date"},
    Prompts{"fr", "Cliquez pour saisir du texte", "Choisissez un élément", "Choisissez une date"},
    Prompts{"nl", "Klik om tekst in te vullen", "Kies een item", "Kies een datum"},
    Prompts{"de", "Klicken, um Text einzugeben", "Wählen Sie ein Element aus",
            "Wählen Sie ein Datum aus"},
};

Error wrong(std::string what) {
  Error error;
  error.code = ErrorCode::kUsage;
  error.what = "the description of the form is wrong: " + std::move(what);
  return error;
}

std::string text_of(View value) {
  if (!value.is_string()) return value.absent() || value.is_null() ? std::string{} : to_json(value);
  return std::string(value.text());
}

/// For XML, which has no control characters.
std::string clean(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
      },
      ' ');
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = clean(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return "\"" + escape_xml(out) + "\"";
}

std::string run(std::string_view text, std::string_view look = {}) {
  std::string out = "<w:r>";
  if (!look.empty()) out += "<w:rPr>" + std::string(look) + "</w:rPr>";
  const std::string content = clean(text);
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    out += "<w:t xml:space=\"preserve\">" +
           escape_xml(std::string_view(content).substr(begin, end - begin)) + "</w:t>";
    if (end == content.size()) return out + "</w:r>";
    out += "<w:br/>";
    begin = end + 1;
  }
}

std::string paragraph(std::string_view style, const std::string& runs) {
  return "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>" + runs + "</w:p>";
}

struct Option {
  std::string value;
  std::string text;
};

std::vector<Option> options(View choices) {
  std::vector<Option> out;
  std::set<std::string> values;
  for (std::uint32_t i = 0; i < choices.size(); ++i) {
    const View item = choices.at(i);
    Option option;
    option.value = text_of(item.is_object() ? item.member("value") : item);
    option.text = item.is_object() ? text_of(item.member("text")) : option.value;
    if (option.text.empty()) option.text = option.value;
    if (!option.value.empty() && values.insert(option.value).second) out.push_back(option);
  }
  return out;
}

class Builder {
 public:
  Builder(View form, const Limits& limits) : form_(form), limits_(limits) {}

  Result<std::string> build() {
    if (!form_.is_object()) return wrong("it is no object");
    language_ = text_of(form_.member("language"));
    if (language_.empty()) language_ = "en";
    if (language_.size() > 20) return wrong("`language` is no language");
    prompts_ = kPrompts.front();
    for (const Prompts& prompts : kPrompts) {
      if (language_.starts_with(prompts.language)) prompts_ = prompts;
    }
    const std::string title = text_of(form_.member("title"));
    std::string body = paragraph("Title", run(title));
    texts("Normal", form_.member("intro"), body);
    const View sections = form_.member("sections");
    for (std::uint32_t i = 0; i < sections.size(); ++i) {
      INTAKE_RETURN_IF_ERROR(section(sections.at(i), body));
    }
    body += paragraph("FormGap", "");
    texts("FormSectionGuidance", form_.member("notes"), body);
    body +=
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>"
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" "
        "w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
        "</w:sectPr>";
    return pack(title, body);
  }

 private:
  Result<std::string> pack(const std::string& title, const std::string& body) const {
    const std::string head(kXmlHead);
    const std::string spaces(kWordSpaces);
    const std::string language = quoted(language_);
    const std::string defaults =
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" "
        "w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
        "<w:lang w:val=" +
        language + " w:eastAsia=" + language +
        " w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing "
        "w:after=\"120\" w:line=\"259\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
        "</w:docDefaults>";
    const std::string footer = paragraph(
        "Footer", run(title) + "<w:r><w:tab/></w:r><w:fldSimple w:instr=\" PAGE \">" + run("1") +
                      "</w:fldSimple>" + run(" / ") + "<w:fldSimple w:instr=\" NUMPAGES \">" +
                      run("1") + "</w:fldSimple>");
    const std::string core =
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
        "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
        escape_xml(clean(title)) + "</dc:title><dc:language>" + escape_xml(clean(language_)) +
        "</dc:language></cp:coreProperties>";
    return make_package({
        {"[Content_Types].xml", head + std::string(kContentTypes)},
        {"_rels/.rels", head + std::string(kPackageRelations)},
        {"word/document.xml",
         head + "<w:document" + spaces + "><w:body>" + body + "</w:body></w:document>"},
        {"word/_rels/document.xml.rels", head + std::string(kDocumentRelations)},
        {"word/styles.xml",
         head + "<w:styles" + spaces + ">" + defaults + std::string(kStyleSheet) + "</w:styles>"},
        {"word/settings.xml", head + "<w:settings" + spaces + ">" + std::string(kSettings) +
                                  "<w:themeFontLang w:val=" + language + "/></w:settings>"},
        {"word/footer1.xml", head + "<w:ftr" + spaces + ">" + footer + "</w:ftr>"},
        {"docProps/core.xml", head + core},
    });
  }

  static void texts(std::string_view style, View list, std::string& out) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      out += paragraph(style, run(text_of(list.at(i))));
    }
  }

  Status section(View section, std::string& out) {
    const std::string heading = text_of(section.member("heading"));
    if (!heading.empty()) out += paragraph("Heading1", run(heading));
    const std::string guidance = text_of(section.member("guidance"));
    if (!guidance.empty()) out += paragraph("FormSectionGuidance", run(guidance));
    const View fields = section.member("fields");
    if (fields.size() > 0) {
      out += table_head({kLabelWidth, kWidth - kLabelWidth});
      for (std::uint32_t i = 0; i < fields.size(); ++i) {
        INTAKE_RETURN_IF_ERROR(field_row(fields.at(i), out));
      }
      out += "</w:tbl>";
    }
    const View grid = section.member("grid");
    if (!grid.is_object()) return Done{};
    if (fields.size() > 0) out += paragraph("FormGap", "");
    return grid_table(grid, out);
  }

  static std::string table_head(const std::vector<std::uint32_t>& widths) {
    std::string out =
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"FormTable\"/><w:tblW w:w=\"" + std::to_string(kWidth) +
        "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0000\"/></w:tblPr>"
        "<w:tblGrid>";
    for (const std::uint32_t width : widths) {
      out += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
    }
    return out + "</w:tblGrid>";
  }

  static std::string cell(std::uint32_t width, std::string_view fill, const std::string& content) {
    std::string out = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
    if (!fill.empty()) {
      out += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" + std::string(fill) + "\"/>";
    }
    return out + "</w:tcPr>" + content + "</w:tc>";
  }

  Status field_row(View field, std::string& out) {
    const std::string label = text_of(field.member("label"));
    const std::string guidance = text_of(field.member("guidance"));
    std::string named = paragraph("FormLabel", run(label));
    if (!guidance.empty()) named += paragraph("FormGuidance", run(guidance));
    Result<std::string> value = controls(field, text_of(field.member("name")), label);
    if (!value.ok()) return std::move(value).error();
    out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cell(kLabelWidth, kLabelFill, named) +
           cell(kWidth - kLabelWidth, "", *value) + "</w:tr>";
    return Done{};
  }

  Status grid_table(View grid, std::string& out) {
    const View columns = grid.member("columns");
    if (columns.size() == 0 || columns.size() > kMaxColumns) {
      return wrong("a grid has no columns, or too many");
    }
    const View rows = grid.member("rows");
    const std::int64_t wanted = rows.is_integer() ? rows.node().payload.integer : 1;
    if (wanted < 1 || wanted > kMaxRows) return wrong("a grid has no rows, or too many");
    const std::uint32_t each = kWidth / columns.size();
    std::vector<std::uint32_t> widths(columns.size(), each);
    widths.back() = kWidth - each * (columns.size() - 1);
    out += table_head(widths) + "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for (std::uint32_t i = 0; i < columns.size(); ++i) {
      const View column = columns.at(i);
      std::string head = paragraph("FormLabel", run(text_of(column.member("label"))));
      const std::string guidance = text_of(column.member("guidance"));
      if (!guidance.empty()) head += paragraph("FormGuidance", run(guidance));
      out += cell(widths[i], kHeadFill, head);
    }
    out += "</w:tr>";
    const std::string name = text_of(grid.member("name"));
    for (std::int64_t row = 0; row < wanted; ++row) {
      out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
      for (std::uint32_t i = 0; i < columns.size(); ++i) {
        const View column = columns.at(i);
        Result<std::string> value = controls(
            column, name + "[" + std::to_string(row) + "]." + text_of(column.member("name")),
            text_of(column.member("label")));
        if (!value.ok()) return std::move(value).error();
        out += cell(widths[i], "", *value);
      }
      out += "</w:tr>";
    }
    out += "</w:tbl>";
    return Done{};
  }

  /// The paragraphs of a cell that is filled in.
  Result<std::string> controls(View field, const std::string& name, const std::string& label) {
    if (name.empty()) return wrong("a field has no name");
    const std::string kind_name = text_of(field.member("kind"));
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& known) {
      return known.name == (kind_name.empty() ? "text" : kind_name);
    });
    if (kind == kKinds.end()) return wrong("no kind `" + kind_name + "` of field");
    const std::vector<Option> choices = options(field.member("choices"));
    const View value = field.member("value");
    if (kind->kind != Kind::kCheckboxes) {
      std::string content = control(kind->kind, field, name, label, choices, value);
      if (kind->kind == Kind::kCheckbox && !choices.empty()) content += run(" " + choices[0].text);
      if (fields_ > limits_.form_fields) return wrong("it has too many fields");
      return paragraph("FormValue", content);
    }
    if (choices.empty()) return wrong("`" + name + "` has no choices");
    std::string out;
    for (const Option& choice : choices) {
      out +=
          paragraph("FormValue", check_box(name + "=" + choice.value, label, holds(value, choice)) +
                                     run(" " + choice.text));
    }
    if (fields_ > limits_.form_fields) return wrong("it has too many fields");
    return out;
  }

  static bool holds(View value, const Option& choice) {
    if (value.is_array()) {
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        if (text_of(value.at(i)) == choice.value) return true;
      }
      return false;
    }
    const std::string all = text_of(value);
    std::string_view rest = all;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" ,;\n"), rest.size());
      if (rest.substr(0, end) == choice.value) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  }

  std::string properties(const std::string& name, const std::string& label, bool placeholder) {
    ++fields_;
    return "<w:sdt><w:sdtPr><w:alias w:val=" + quoted(label) + "/><w:tag w:val=" + quoted(name) +
           "/><w:id w:val=\"" + std::to_string(100'000 + fields_) +
           "\"/><w:lock w:val=\"sdtLocked\"/>" + (placeholder ? "<w:showingPlcHdr/>" : "");
  }

  std::string check_box(const std::string& name, const std::string& label, bool checked) {
    return properties(name, label, false) + "<w14:checkbox><w14:checked w14:val=\"" +
           (checked ? "1" : "0") +
           "\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>"
           "<w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr>"
           "<w:sdtContent>" +
           run(checked ? "\u2612" : "\u2610",
               "<w:rFonts w:ascii=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:eastAsia=\"MS Gothic\" "
               "w:hint=\"eastAsia\"/>") +
           "</w:sdtContent></w:sdt>";
  }

  std::string control(Kind kind, View field, const std::string& name, const std::string& label,
                      const std::vector<Option>& choices, View value) {
    if (kind == Kind::kCheckbox) {
      return check_box(name, label,
                       (value.is_bool() && value.boolean()) || text_of(value) == "true");
    }
    std::string shown = text_of(value);
    std::string type;
    std::string_view prompt = prompts_.text;
    if (kind == Kind::kChoice) {
      type = "<w:dropDownList>";
      for (const Option& choice : choices) {
        type += "<w:listItem w:displayText=" + quoted(choice.text) +
                " w:value=" + quoted(choice.value) + "/>";
        if (choice.value == text_of(value)) shown = choice.text;
      }
      type += "</w:dropDownList>";
      prompt = prompts_.choice;
    } else if (kind == Kind::kDate) {
      type =
          "<w:date" + (shown.size() == 10 ? " w:fullDate=" + quoted(shown + "T00:00:00Z") : "") +
          "><w:dateFormat w:val=\"yyyy-MM-dd\"/><w:lid w:val=" + quoted(language_) +
          "/><w:storeMappedDataAs w:val=\"dateTime\"/><w:calendar w:val=\"gregorian\"/></w:date>";
      prompt = prompts_.date;
    }
    // Text: a rich text control, which says nothing of its type. LibreOffice makes plain input of
    // plain text controls, and their placeholders with it.
    const bool empty = shown.empty();
    if (empty) {
      shown = text_of(field.member("placeholder"));
      if (shown.empty()) shown = prompt;
    }
    return properties(name, label, empty) + type + "</w:sdtPr><w:sdtContent>" +
           run(shown, empty ? kPlaceholderLook : std::string_view{}) + "</w:sdtContent></w:sdt>";
  }

  View form_;
  const Limits& limits_;
  std::string language_;
  Prompts prompts_ = kPrompts.front();
  std::uint32_t fields_ = 0;
};

}  // namespace

Result<std::string> blank(View description, const Limits& limits) {
  return Builder(description, limits).build();
}

}  // namespace intake::docx
