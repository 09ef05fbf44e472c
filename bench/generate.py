#!/usr/bin/env python3
"""Writes the workload: requests to configure a client, 2.3 KB of JSON each, seeded.

generate.py OUT-FOLDER SOURCE-FOLDER. Three in ten documents have one to four faults that a person would
make; of docs_good none has, of docs_faulty all have. Equal seeds give equal bytes. All strings are invented;
people, hospitals and keys do not exist.

    docs_1k, docs_10k, docs_100k.ndjson   the mix
    docs_good.ndjson, docs_faulty.ndjson  10,000 documents each
    one_ok.json, one_bad.json             one document
    mid_250k.json, big_25m.json           one document, its lists grown
    ctr_rest.ndjson                       10,000 submissions made from examples/ctr-rest
"""
import copy
import json
import os
import random
import sys

CITIES = ["Gent", "Liège", "Namur", "Brugge", "Hasselt", "Mons", "Leuven", "Charleroi", "Aalst", "Arlon",
          "Genk", "Tournai"]
KINDS = ["AZ", "CHR", "Clinique", "Hôpital", "UZ", "CHU", "Sint", "Centre hospitalier"]
NAMES = ["Sint-Example", "Saint-Modèle", "de la Vallée", "Noordzee", "Ter Linde", "du Parc", "Maria Testa",
         "Demo"]
FIRST_NAMES = ["An", "Bram", "Chloé", "Dirk", "Élise", "Farid", "Greet", "Hugo", "Ines", "Jef", "Karim",
               "Lotte"]
LAST_NAMES = ["Peeters", "Janssens", "Dubois", "Lambert", "Maes", "Jacobs", "Mertens", "Willems", "Claes",
              "Goossens"]
SOFTWARE = ["MediSoft 7", "CareFlow 4.2", "ImplantTrack", "XDoc Suite 12", "HospIT Core 3"]
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
RECIPIENT = "integration-support@ehealth.fgov.be"
IN_COPY = "wolf.wauters@ehealth.fgov.be"


def base64url(r, length):
    bits = r.getrandbits(6 * length)
    out = []
    for _ in range(length):
        out.append(BASE64URL[bits & 63])
        bits >>= 6
    return "".join(out)


def ascii_of(text):
    for accented, plain in zip("éèçôÉ", "eecoE"):
        text = text.replace(accented, plain)
    return text


def rsa_key(r, kid):
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": base64url(r, 342), "e": "AQAB"}


def ec_key(r, kid):
    return {"kty": "EC", "use": "enc", "alg": "ECDH-ES", "kid": kid, "crv": "P-256",
            "x": base64url(r, 43), "y": base64url(r, 43)}


def contact(r, role):
    first, last = r.choice(FIRST_NAMES), r.choice(LAST_NAMES)
    return {
        "role": role, "firstName": first, "lastName": last,
        "email": f"{ascii_of(first).lower()}.{last.lower()}@{r.choice(['hosp', 'az', 'chu', 'it'])}"
                 f"-{r.randrange(100)}.example.be",
        "phone": "+32 " + str(r.randrange(2, 10)) + " "
                 + " ".join(f"{r.randrange(100):02d}" for _ in range(4)),
        "language": r.choice(["fr", "nl", "de", "en"])}


def good(r, scale=1):
    """A document without faults; with `scale` its lists grow, 1.9 KB for each."""
    nihii = "71" + f"{r.randrange(1000000):06d}"
    city = r.choice(CITIES)
    name = f"{r.choice(KINDS)} {r.choice(NAMES)} {city}"
    cbe = r.random() < 0.08
    domain = f"{ascii_of(city).lower()}-{r.randrange(1000)}.example.be"
    organisation = {"name": name, "kind": "CBE" if cbe else "NIHII"}
    if cbe:
        organisation["cbe"] = f"0{r.randrange(400000000, 900000000)}"
    else:
        organisation["nihii"] = nihii
    organisation["address"] = {
        "street": f"Teststraat {r.randrange(1, 300)}", "postalCode": str(r.randrange(1000, 9993)),
        "city": city, "country": "BE"}
    identifier = {"identifier": nihii, "type": "NIHII-HOSPITAL"}
    if r.random() < 0.6:
        identifier["applicationIdentifier"] = r.choice(["CRT-01", "RCT", "IMPLANT.V2", "ETEE_7"])
    software = r.choice(SOFTWARE)
    document = {
        "form": {"type": "M2M", "version": "2.0", "language": r.choice(["fr", "nl"]),
                 "environment": r.choice(["ACC", "PROD"])},
        "realm": "M2M",
        "submittedAt": f"2024-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}"
                       f"T{r.randrange(24):02d}:{r.randrange(60):02d}:00Z",
        "organisation": organisation,
        "clientId": f"nihdi-hospital-{nihii}" + ("-crt" if r.random() < 0.5 else ""),
        "name": name,
        "description": f"REST client of {name} for the central traceability registry; "
                       f"software: {software}.",
        "reuseExistingClient": r.random() < 0.3,
        "credentials": {
            "jwksUrl": f"https://auth.{domain}/.well-known/jwks.json",
            "identifiers": [identifier],
            "jwks": {"keys": [rsa_key(r, f"{nihii}-sig-{r.randrange(10000)}"),
                              ec_key(r, f"{nihii}-enc-{r.randrange(10000)}")]},
        },
        "scopes": ["rct:api", "webaccess:cacerts"],
        "targetGroups": ["HOSPITAL"],
        "contacts": [contact(r, "TECHNICAL"), contact(r, r.choice(["PROJECT", "BUSINESS", "SECURITY"]))],
        "mail": {
            "to": [RECIPIENT], "cc": [IN_COPY],
            "subject": f"Configure Client REST RCT for {name} in realm M2M",
            "body": f"Dear colleagues,\n\n{name} would like to register and consult insertions and removals "
                    f"of medical implants with {software}. We use the methods \"createNotification\", "
                    f"\"consultNotification\" and \"getProof\".\n\n"
                    f"Expected volume: about {r.randrange(2, 90) * 10} calls per working day, "
                    f"{r.randrange(2, 20)} users.\n"
                    f"Please find the completed form attached.\n\n"
                    f"Kind regards,\n{r.choice(FIRST_NAMES)} {r.choice(LAST_NAMES)}\n{city}",
            "attachments": [{"fileName": f"IAM_Connect_M2M_{nihii}.pdf", "mediaType": "application/pdf",
                             "size": r.randrange(20000, 900000)}],
        },
    }
    if scale > 1:
        document["contacts"] += [contact(r, r.choice(["PROJECT", "BUSINESS", "SECURITY"]))
                                 for _ in range(4 * scale)]
        document["credentials"]["identifiers"] += [
            {"identifier": f"71{r.randrange(1000000):06d}", "type": "NIHII-HOSPITAL",
             "applicationIdentifier": f"APP-{k}"} for k in range(3 * scale)]
        document["credentials"]["jwks"]["keys"] += [
            rsa_key(r, f"{nihii}-sig-x{k}") if k % 2 else ec_key(r, f"{nihii}-enc-x{k}")
            for k in range(3 * scale)]
        document["mail"]["attachments"] += [
            {"fileName": f"annex-{k}.pdf", "mediaType": "application/pdf", "size": 1000 + k}
            for k in range(2 * scale)]
    return document


def first_identifier(d):
    return d["credentials"]["identifiers"][0]


def other_number(r, number):
    return "71" + f"{(int(number[2:]) + r.randrange(1, 999999)) % 1000000:06d}"


def put(d, *path_and_value):
    *path, value = path_and_value
    for key in path[:-1]:
        d = d[key]
    d[path[-1]] = value


def key(d, index):
    return d["credentials"]["jwks"]["keys"][index]


def has_keys(d):
    return "jwks" in d["credentials"]


FAULTS = [
    lambda r, d: put(d, "clientId", d["clientId"].replace("-crt", "")[:-1]),
    lambda r, d: put(d, "clientId", d["clientId"].replace("nihdi", "nihii")),
    lambda r, d: put(d, "clientId", d["clientId"].replace("-crt", "") + "-CRT"),
    lambda r, d: put(d, "clientId", " " + d["clientId"]),
    lambda r, d: put(first_identifier(d), "identifier",
                     other_number(r, first_identifier(d)["identifier"])),
    lambda r, d: put(first_identifier(d), "type", "NIHII"),
    lambda r, d: put(first_identifier(d), "applicationIdentifier", ""),
    lambda r, d: put(d, "organisation", "nihii", 71000000 + r.randrange(999999)),
    lambda r, d: (put(d, "realm", "HEALTHCARE"), put(d, "form", "type", "HEALTHCARE")),
    lambda r, d: put(d, "realm", "m2m"),
    lambda r, d: put(d, "scopes", ["rct:api"]),
    lambda r, d: put(d, "scopes", ["rct:api", "webaccess:cacerts", "rct:api"]),
    lambda r, d: put(d, "scopes", "rct:api;webaccess:cacerts"),
    lambda r, d: put(d, "mail", "cc", []),
    lambda r, d: put(d, "mail", "to", ["support@ehealth.example"]),
    lambda r, d: put(d, "mail", "subject", f"Configure I.AM Connect client REST for {d.get('name', 'us')}"),
    lambda r, d: put(d, "mail", "subject", "Configure Client REST RCT for our hospital in realm M2M"),
    lambda r, d: put(d, "mail", "attachments", []),
    lambda r, d: put(d, "mail", "attachments",
                     [{"fileName": "form.zip", "mediaType": "application/zip", "size": 1200}]),
    lambda r, d: put(d, "credentials", "jwksUrl",
                     d["credentials"]["jwksUrl"].replace("https://", "http://")),
    lambda r, d: put(key(d, 1), "kid", key(d, 0)["kid"]) if has_keys(d) else None,
    lambda r, d: d["credentials"].pop("jwks", None),
    lambda r, d: put(key(d, 0), "n", base64url(r, 171)) if has_keys(d) else None,
    lambda r, d: put(d["contacts"][0], "email", d["contacts"][0]["email"].replace("@", " at ")),
    lambda r, d: put(d["contacts"][0], "phone", "ask reception"),
    lambda r, d: put(d["contacts"][0], "role", "TECH"),
    lambda r, d: put(d, "targetGroups", []),
    lambda r, d: put(d, "targetGroups", ["HOSPITAL", "DOCTOR"]),
    lambda r, d: d.pop("name", None),
    lambda r, d: put(d, "mail", "body", "See attachment."),
    lambda r, d: put(d, "description", None),
    lambda r, d: put(d, "form", "type", "M2m"),
]


def mixed(r, faulty=0.30):
    document = good(r)
    if r.random() < faulty:
        for fault in r.sample(FAULTS, r.choice([1, 1, 1, 2, 2, 3, 4])):
            fault(r, document)
    return document


def ctr_rest(r, model, broken):
    """The good example with another hospital; three in ten take one to four parts from the broken one."""
    d = copy.deepcopy(model)
    name = f"{r.choice(KINDS)} {r.choice(NAMES)} {r.choice(CITIES)}"
    number = "71" + f"{r.randrange(10000):04d}"
    number += f"{97 - int(number) % 97:02d}"  # the check digits of a NIHII number
    put(d, "partner", "name", name)
    put(d, "partner", "identifiers", 0, "value", number)
    put(d, "form", "general", "clientId", f"nihdi-hospital-{number}-crt")
    put(d, "form", "general", "name", name)
    put(d, "form", "general", "description", f"{r.choice(SOFTWARE)}, implant module")
    put(d, "form", "credentials", 0, "identifier", number)
    put(d, "form", "targetGroups", 0, "name", name)
    put(d, "mail", "from", "name", f"{r.choice(FIRST_NAMES)} {r.choice(LAST_NAMES)}")
    put(d, "mail", "subject", f"Configure Client REST RCT for {name} in realm M2M")
    if r.random() < 0.30:
        parts = [("form", "general", "clientId"), ("form", "credentials"), ("form", "scopes"),
                 ("mail", "subject"), ("mail", "body"), ("acceptance",), ("environment",)]
        for path in r.sample(parts, r.choice([1, 1, 1, 2, 2, 3, 4])):
            value = broken
            for step in path:
                value = value[step]
            put(d, *path, copy.deepcopy(value))
    return d


def line(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def write(folder, name, documents):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as out:
        for document in documents:
            out.write(line(document))


def main():
    out, source = sys.argv[1:3]
    seed = 1
    os.makedirs(out, exist_ok=True)
    r = random.Random(seed)
    first = [line(mixed(r)) for _ in range(10000)]
    for name, count in (("docs_1k.ndjson", 1000), ("docs_10k.ndjson", 10000)):
        with open(os.path.join(out, name), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(first[:count])
    with open(os.path.join(out, "docs_100k.ndjson"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(first)
        for _ in range(90000):
            file.write(line(mixed(r)))
    r = random.Random(seed + 1)
    ok = good(r)
    write(out, "one_ok.json", [ok])
    bad = good(r)
    for index in (0, 4, 11, 16):
        FAULTS[index](r, bad)
    write(out, "one_bad.json", [bad])
    r = random.Random(seed + 10)
    write(out, "docs_good.ndjson", (mixed(r, 0) for _ in range(10000)))
    write(out, "docs_faulty.ndjson", (mixed(r, 1) for _ in range(10000)))
    write(out, "mid_250k.json", [good(random.Random(7), 132)])
    write(out, "big_25m.json", [good(random.Random(7), 13200)])
    examples = {}
    for name in ("good", "broken"):
        with open(os.path.join(source, f"examples/ctr-rest/{name}.json"), encoding="utf-8") as file:
            examples[name] = json.load(file)
    r = random.Random(seed + 20)
    write(out, "ctr_rest.ndjson",
          (ctr_rest(r, examples["good"], examples["broken"]) for _ in range(10000)))


main()
