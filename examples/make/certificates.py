"""Certificates and key sets for the examples, made with the openssl program.

Keys are made anew on each run, so the files differ then; what is checked of them stays the same.
Private keys exist in a temporary folder only. `python3 certificates.py FOLDER`
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

ACCEPTANCE = "/C=BE/O=ZETES SA/serialNumber=001/CN=TEST-ZetesConfidens-eHealth acceptance test-issuing CA 001"
PRODUCTION = "/C=BE/O=ZETES SA/serialNumber=001/CN=ZetesConfidens Private Trust PKI - eHealth issuing CA 001"


def subject(kind, number, owner, application=""):
    identifier = f"{kind}={number}"
    name = identifier + (f", {application}" if application else "")
    units = ["eHealth-platform Belgium", owner.upper(), identifier] + ([application] if application else [])
    parts = ["C=BE", "O=Federal Government"] + [f"OU={u}" for u in units] + [f"CN={name}"]
    return "/" + "/".join(p.split("=", 1)[0] + "=" + p.split("=", 1)[1].replace("/", "\\/") for p in parts)


HOSPITAL = "Algemeen Ziekenhuis Voorbeeld"
# name: (subject, issuer, from, until, bits); dates are ASN.1 times. Checked on 2026-11-22.
CERTIFICATES = {
    "hospital-acceptance": (subject("NIHII-HOSPITAL", "71089815", HOSPITAL, "IMPLANTS"), ACCEPTANCE, "250301000000Z", "280301000000Z", 2048),
    "hospital-production": (subject("NIHII-HOSPITAL", "71089815", HOSPITAL, "IMPLANTS"), PRODUCTION, "250301000000Z", "280301000000Z", 2048),
    "hospital-without-application": (subject("NIHII-HOSPITAL", "71089815", HOSPITAL), ACCEPTANCE, "250301000000Z", "280301000000Z", 2048),
    "hospital-expired": (subject("NIHII-HOSPITAL", "71089815", HOSPITAL, "IMPLANTS"), ACCEPTANCE, "230301000000Z", "260301000000Z", 2048),
    "hospital-near-its-end": (subject("NIHII-HOSPITAL", "71089815", HOSPITAL, "IMPLANTS"), ACCEPTANCE, "240115000000Z", "270115000000Z", 2048),
    "hospital-short-key": (subject("NIHII-HOSPITAL", "71089815", HOSPITAL, "IMPLANTS"), ACCEPTANCE, "250301000000Z", "280301000000Z", 1024),
    "other-hospital": (subject("NIHII-HOSPITAL", "71072393", "Ander Ziekenhuis", "IMPLANTS"), ACCEPTANCE, "250301000000Z", "280301000000Z", 2048),
    "hospital-enterprise-number": (subject("CBE", "0406798006", HOSPITAL), ACCEPTANCE, "250301000000Z", "280301000000Z", 2048),
    "nurses": (subject("CBE", "0406798006", "Soins a Domicile Exemple", "SOINS"), ACCEPTANCE, "250301000000Z", "280301000000Z", 2048),
}


def openssl(*arguments, cwd=None):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=cwd).stdout


def authority(folder, name):
    """A certification authority that openssl ca can issue dates of our choice with."""
    folder.mkdir(exist_ok=True)
    if not (folder / "ca.pem").exists():
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "9000",
                "-subj", name, "-sha256", cwd=folder)
        (folder / "index.txt").write_text("")
        (folder / "index.txt.attr").write_text("unique_subject = no\n")
        (folder / "ca.cnf").write_text(
            "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n"
            "policy=p\ncertificate=ca.pem\nprivate_key=ca.key\npreserve=yes\nemail_in_dn=no\nx509_extensions=e\n"
            "[p]\ncountryName=optional\norganizationName=optional\norganizationalUnitName=optional\ncommonName=optional\n[e]\nkeyUsage=critical,digitalSignature,nonRepudiation\nbasicConstraints=critical,CA:FALSE\n")
    return folder


def number(value):
    return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


def key_set(key, certificate, private=False, **changes):
    text = openssl("rsa", "-in", str(key), "-noout", "-modulus").decode()
    modulus = int(text.strip().split("=")[1], 16)
    der = openssl("x509", "-in", str(certificate), "-outform", "DER")
    member = {"kty": "RSA", "use": "sig", "kid": str(int.from_bytes(hashlib.sha256(der).digest()[:8], "big")),
              "n": number(modulus), "e": "AQAB", "x5c": [base64.b64encode(der).decode()]}
    if private:  # a made-up number of the right size: no real private key leaves the temporary folder
        member["d"] = number(int.from_bytes(hashlib.sha512(der).digest() * 4, "big"))
    for name, value in changes.items():
        if value is None:
            member.pop(name, None)
        else:
            member[name] = value
    return json.dumps({"keys": [member]}, indent=2) + "\n"


def make(target):
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        keys = {}
        for name, (who, issuer, begin, end, bits) in CERTIFICATES.items():
            ca = authority(scratch / ("acceptance" if issuer == ACCEPTANCE else "production"), issuer)
            key, request, out = scratch / f"{name}.key", scratch / f"{name}.csr", target / f"{name}.pem"
            openssl("req", "-new", "-newkey", f"rsa:{bits}", "-nodes", "-keyout", str(key), "-out", str(request),
                    "-subj", who, "-sha256")
            openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-in", str(request), "-out", str(scratch / "out.pem"),
                    "-startdate", "20" + begin, "-enddate", "20" + end, cwd=ca)
            out.write_bytes(openssl("x509", "-in", str(scratch / "out.pem")))
            keys[name] = key
        good = (keys["hospital-acceptance"], target / "hospital-acceptance.pem")
        sets = {
            "hospital": key_set(*good),
            "hospital-private": key_set(*good, private=True),
            "hospital-without-use": key_set(*good, use=None),
            "hospital-without-kid": key_set(*good, kid=None),
            "hospital-certificate-as-text": key_set(*good, x5c=good[1].read_text()),
            "hospital-other-certificate": key_set(keys["other-hospital"], target / "hospital-acceptance.pem"),
        }
        for name, text in sets.items():
            (target / f"{name}.jwks.json").write_text(text)
        openssl("pkcs12", "-export", "-inkey", str(keys["hospital-short-key"]), "-in",
                str(target / "hospital-short-key.pem"), "-out", str(target / "authentication.acc-p12"), "-passout", "pass:example")


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "certificates"))
