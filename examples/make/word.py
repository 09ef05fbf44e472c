"""Word forms in the shapes that partners send them, written without any part of Intake."""
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    "</Relationships>"
)
STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:rPr><w:color w:val="808080"/></w:rPr></w:style></w:styles>'
)


def run(text, bold=False, style=None):
    props = ("<w:b/>" if bold else "") + (f'<w:rStyle w:val="{style}"/>' if style else "")
    parts = []
    for i, line in enumerate(text.split("\n")):
        if i:
            parts.append("<w:br/>")
        parts.append(f'<w:t xml:space="preserve">{escape(line)}</w:t>')
    return f"<w:r>{'<w:rPr>' + props + '</w:rPr>' if props else ''}{''.join(parts)}</w:r>"


def split_run(text):
    """As Word leaves text that was typed, corrected and spell-checked: in several runs."""
    third = max(1, len(text) // 3)
    pieces = [text[:third], text[third:2 * third], text[2 * third:]]
    return '<w:proofErr w:type="spellStart"/>'.join(run(piece) for piece in pieces if piece)


def paragraph(content, style=None):
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{props}{content}</w:p>"


def cell(content):
    return f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows):
    return ('<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
            '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
            f"{''.join(rows)}</w:tbl>")


def control(tag, alias, text, placeholder="Klik hier om tekst in te voeren.", choices=None):
    props = f"<w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/>"
    if not text:
        props += "<w:showingPlcHdr/>"
    if choices:
        items = "".join(f'<w:listItem w:displayText={quoteattr(c)} w:value={quoteattr(c)}/>' for c in choices)
        props += f"<w:dropDownList>{items}</w:dropDownList>"
    else:
        props += "<w:text/>"
    shown = run(text) if text else run(placeholder, style="PlaceholderText")
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def checkbox(tag, alias, checked):
    mark = "☒" if checked else "☐"
    return (f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/>"
            f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run(mark)}</w:sdtContent></w:sdt>")


def package(body):
    document = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{body}'
                '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONS),
                           ("word/document.xml", document),
                           ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
                           ("word/styles.xml", STYLES)]:
            entry = zipfile.ZipInfo(name, (2026, 11, 2, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return out.getvalue()


def as_text(field):
    value = field["value"]
    if isinstance(value, bool):
        return field["words"][0] if value else field["words"][1]
    return value


def grid_rows(grid):
    head = row(*[cell(paragraph(run(c, bold=True))) for c in grid["columns"]])
    body = [row(*[cell(paragraph(run(v) if v else "")) for v in values]) for values in grid["rows"]]
    return [head] + body


def form(sections, title, layout):
    """`layout`: table (label and value side by side), controls (content controls), paragraphs
    (`label: value`), split (a table whose values Word has cut into runs)."""
    body = [paragraph(run(title), "Title")]
    for section in sections:
        body.append(paragraph(run(section["heading"]), "Heading1"))
        rows = []
        for field in section["fields"]:
            text, label = as_text(field), field["label"]
            if layout == "paragraphs":
                body.append(paragraph(run(f"{label}: ", bold=True) + run(text)))
                continue
            if layout == "controls":
                if isinstance(field["value"], bool):
                    yes, no = field["words"]
                    value = (checkbox(field["tag"] + "=true", yes, field["value"]) + run(f" {yes}   ") +
                             checkbox(field["tag"] + "=false", no, not field["value"]) + run(f" {no}"))
                else:
                    value = control(field["tag"], label, text, choices=field.get("choices"))
            else:
                value = split_run(text) if layout == "split" else (run(text) if text else "")
            rows.append(row(cell(paragraph(run(label, bold=True))), cell(paragraph(value))))
        if rows:
            body.append(table(*rows))
        if section.get("grid"):
            body.append(paragraph(""))
            body.append(table(*grid_rows(section["grid"])))
    return package("".join(body) + paragraph(""))
