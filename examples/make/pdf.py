"""PDF forms with AcroForm fields, and prints without, written byte by byte."""


def text_string(text):
    """A PDF text string: UTF-16BE with its mark, as programs write it."""
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex().upper() + ">"


def write(objects, root):
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R >>\nstartxref\n{xref}\n%%EOF\n".encode()
    return bytes(out)


def page_stream(lines):
    shown = ["BT /F1 10 Tf 50 800 Td 14 TL"]
    for line in lines:
        shown.append("(" + line.encode("latin-1", "replace").decode("latin-1")
                     .replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ") Tj T*")
    return ("\n".join(shown) + "\nET").encode("latin-1", "replace")


def flatten(sections):
    """(label, field) in order, with the rows of grids as fields of their own."""
    for section in sections:
        yield section["heading"], None
        for field in section["fields"]:
            yield field["label"], field
        grid = section.get("grid")
        for i, values in enumerate(grid["rows"] if grid else []):
            for tag, column, value in zip(grid["tags"], grid["columns"], values):
                yield column, {"tag": f"{grid['tag']}[{i}].{tag}", "label": column, "value": value}


def form(sections, title, fillable=True):
    """`fillable` False: the same form as a print, with its values on the page and no fields."""
    lines, fields = [title, ""], []
    for label, field in flatten(sections):
        lines.append(label if field is None else label + ("" if fillable else f": {field['value']}"))
        if field is not None:
            fields.append((field, len(lines)))
    stream = page_stream(lines)
    first = 6
    numbers = list(range(first, first + len(fields))) if fillable else []
    references = " ".join(f"{n} 0 R" for n in numbers)
    catalog = "<< /Type /Catalog /Pages 2 0 R"
    if fillable:
        catalog += (f" /AcroForm << /Fields [{references}] /NeedAppearances true"
                    " /DA (/F1 10 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>")
    objects = [
        (catalog + " >>").encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        f" /Resources << /Font << /F1 5 0 R >> >> /Annots [{references}] >>".encode(),
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, (field, line) in zip(numbers, fields):
        top = 810 - 14 * line
        head = (f"<< /Type /Annot /Subtype /Widget /P 3 0 R /Rect [300 {top} 550 {top + 12}] /F 4"
                f" /T {text_string(field['tag'])} /TU {text_string(field['label'])}")
        value = field["value"]
        if isinstance(value, bool):
            state = "/Yes" if value else "/Off"
            body = f"{head} /FT /Btn /V {state} /AS {state} >>"
        elif field.get("choices"):
            items = " ".join(text_string(c) for c in field["choices"])
            body = f"{head} /FT /Ch /Ff 131072 /Opt [{items}] /V {text_string(value)} >>"
        else:
            body = f"{head} /FT /Tx /V {text_string(value)} >>"
        objects.append(body.encode())
    return write(objects, 1)
