#!/usr/bin/python3
"""Makes the example dossiers and the labelled set from dossiers.yaml and forms.yaml.

Needs python3-yaml, nothing of Intake: what partners send is written here in another way than it is
read there. `examples/make/make.py` writes examples/dossiers/ and examples/dossiers/labels.json.
"""
import copy
import json
import pathlib
import shutil

import mails
import pdf
import word
import yaml

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "dossiers"
CERTIFICATES = HERE.parent / "certificates"
FORMS = yaml.safe_load((HERE / "forms.yaml").read_text())
DATA = yaml.safe_load((HERE / "dossiers.yaml").read_text())
# A picture of one grey point.
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010800000000"
                    "3a7e9b550000000a49444154789c63f80f0001010100b1ffd6f20000000049454e44ae426082")


def sections(form, language, fields, grids):
    """The form as a list of sections with labels and values in one language."""
    made = []
    for name in FORMS["forms"][form]["sections"]:
        section = FORMS["sections"][name]
        entries = []
        for key in section["fields"]:
            field = FORMS["fields"][key]
            value = fields.get(key)
            words = FORMS["words"][language]
            choices = None
            if "values" in field:
                value = field["values"].get(value, {}).get(language, value)
                choices = [texts[language] for texts in field["values"].values()]
            entries.append({"label": field["label"][language], "tag": field["tag"], "words": words,
                            "value": "" if value is None else value, "choices": choices})
        entry = {"heading": section["heading"][language], "fields": entries}
        if "grid" in section:
            grid = FORMS["grids"][section["grid"]]
            entry["grid"] = {"tag": section["grid"], "tags": grid["columns"],
                             "columns": [grid["labels"][c][language] for c in grid["columns"]],
                             "rows": [[row.get(c, "") for c in grid["columns"]] for row in grids.get(section["grid"], [])]}
        made.append(entry)
    return made


def canonical(case):
    """The same form as the YAML that a developer would send."""
    f, kind = case["fields"], "healthcare" if case["form"] == "healthcare" else "m2m"
    tree = {
        "procedure": case["procedure"],
        "environment": f["environment"],
        "partner": {"name": f["partner"], "kind": f["partner-kind"]},
        "form": {
            "kind": kind,
            "realm": "M2M" if kind == "m2m" else "healthcare",
            "general": {"clientId": f["client-id"], "name": f["name"], "description": f["description"]},
            "credentials": [{"identifier": f["identifier"], "type": f["type"], "applicationIdentifier": f["application"]}],
            "scopes": f["scopes"].split(" ; "),
            "targetGroups": case["grids"]["targetGroups"],
            "userGroups": f["user-groups"],
            "endUsers": f["end-users"],
            "existingClient": {"exists": f["exists"]},
        },
    }
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


def form_file(case, how):
    """(file name, bytes) of the form in one of the ways it is sent."""
    kind, _, layout = how.partition(":")
    shape = sections(case["form"], case["language"], case["fields"], case["grids"])
    title = FORMS["forms"][case["form"]]["title"][case["language"]]
    stem = "IAM-Connect-Healthcare" if case["form"] == "healthcare" else "IAM-Connect-M2M"
    if kind == "docx":
        return f"{stem}.docx", word.form(shape, title, layout)
    if kind == "pdf":
        return f"{stem}.pdf", pdf.form(shape, title)
    if kind == "print":
        return f"{stem}.pdf", pdf.form(shape, title, fillable=False)
    if kind == "png":
        return "formulier.png", PNG
    if kind == "yaml":
        return f"{stem}.yaml", canonical(case)
    raise ValueError(how)


def resolve(entry):
    """A dossier with everything of its base."""
    case = copy.deepcopy(DATA["bases"][entry["base"]])
    for key in ("form", "language", "procedure"):
        case[key] = entry.get(key, case[key])
    case["fields"].update(entry.get("set", {}))
    case["grids"].update(entry.get("grids", {}))
    case["mail"].update(entry.get("mail", {}))
    return case


def write(entry, how, number):
    """Writes one dossier; its label."""
    case = resolve(entry)
    carrier, _, form = how.partition("+")
    name = f"{entry['name']}-{how.replace('+', '-').replace(':', '-')}"
    files = [form_file(case, form)] if form else []
    if "second" in entry:
        second = resolve({"base": entry["second"]})
        files.append(form_file(second, form))
    extra = [(file, (CERTIFICATES / file).read_bytes()) for file in entry.get("attach", [])]
    label = {"name": name, "rules": entry.get("rules", []), "outcome": entry["outcome"],
             "good": entry["name"].find("-good") >= 0, "procedure": case["procedure"]}
    if "mistake" in entry:
        label["mistake"] = entry["mistake"]
    if carrier == "eml":
        head = dict(case["mail"], id=f"<{number:03}.{entry['base']}@dossiers.example>")
        content = mails.mail(head, head["body"], files + extra, html=number % 3 == 0)
        (OUT / f"{name}.eml").write_bytes(content)
        label["files"] = [f"{name}.eml"]
        return label
    folder = OUT / name
    folder.mkdir()
    for file, content in files + extra:
        (folder / file).write_bytes(content)
    label["files"], label["together"] = [name], True
    if label["outcome"] != ["reject"]:  # the mail is not there
        label["outcome"] = ["incomplete"] + [o for o in label["outcome"] if o == "reject"]
    return label


def write_example(entry):
    """The form alone, the mail with everything, and a folder of a mail with the form and, beside it,
    the rest. `json`: also the YAML beside it, which is written by hand, as JSON."""
    case = resolve(entry)
    path = HERE.parent / entry["path"]
    if entry.get("json"):
        tree = yaml.safe_load(path.with_suffix(".yaml").read_text())
        path.with_suffix(".json").write_text(json.dumps(tree, indent=2, ensure_ascii=False) + "\n")
    extra = [(file, (CERTIFICATES / file).read_bytes()) for file in entry.get("attach", [])]
    document, print_form = form_file(case, "docx:controls"), form_file(case, "pdf")
    path.with_suffix(".docx").write_bytes(document[1])
    path.with_suffix(".pdf").write_bytes(print_form[1])
    head = dict(case["mail"], id=f"<{entry['path'].replace('/', '.')}@dossiers.example>")
    path.with_suffix(".eml").write_bytes(mails.mail(head, head["body"], [document] + extra))
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    for file, content in [("mail.eml", mails.mail(head, head["body"], [document]))] + extra:
        (path / file).write_bytes(content)


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    labels = []
    for entry in DATA["dossiers"]:
        for how in entry["formats"]:
            labels.append(write(entry, how, len(labels) + 1))
    for entry in DATA["examples"]:
        write_example(entry)
    (OUT / "labels.json").write_text(json.dumps(labels, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(labels)} dossiers, {sum(label['good'] for label in labels)} of them good")


if __name__ == "__main__":
    main()
