"""Mails as mail programs send them."""
from email import policy
from email.message import EmailMessage

TYPES = {
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("application", "pdf"),
    "pem": ("application", "x-pem-file"),
    "json": ("application", "json"),
    "png": ("image", "png"),
    "p12": ("application", "x-pkcs12"),
    "yaml": ("application", "octet-stream"),
}


def mail(head, body, attachments, html=False):
    """`attachments`: (file name, bytes)."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = head["from"]
    if head.get("to"):
        message["To"] = ", ".join(head["to"])
    if head.get("cc"):
        message["Cc"] = ", ".join(head["cc"])
    if head.get("subject") is not None:
        message["Subject"] = head["subject"]
    message["Date"] = "Mon, 02 Nov 2026 09:12:00 +0100"
    message["Message-ID"] = head["id"]
    message.set_content(body, cte="quoted-printable")
    if html:
        lines = "".join(f"<p>{line}</p>" for line in body.splitlines() if line)
        message.add_alternative(f"<html><body>{lines}</body></html>", subtype="html", cte="quoted-printable")
        message.set_boundary("=_alternative")
    for name, content in attachments:
        kind = TYPES.get(name.rsplit(".", 1)[-1], ("application", "octet-stream"))
        message.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
    if message.is_multipart():
        message.set_boundary("=_part_" + head["id"].strip("<>").split("@")[0])
    return message.as_bytes()
