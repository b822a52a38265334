"""Writes an e-mail that is still to be sent as a file (RFC 5322 with MIME)."""

from __future__ import annotations

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from villagedesk.records.mail import Mailbox, OutMail


def as_eml(mail: OutMail) -> bytes:
    """The e-mail; `X-Unsent` lets Outlook open it to be sent. What is no address is left out."""
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    if mail.sender and (sender := _address(mail.sender)):
        message["From"] = sender
    if to := [found for box in mail.to if (found := _address(box))]:
        message["To"] = to
    if blind := [found for box in mail.blind if (found := _address(box))]:
        message["Bcc"] = blind
    message["Subject"] = mail.subject
    message.set_content(mail.text)
    for name, media_type, data in mail.files:
        kind, _slash, sort = media_type.partition("/")
        message.add_attachment(data, maintype=kind, subtype=sort, filename=name)
    return message.as_bytes()


def _address(box: Mailbox) -> Address | None:
    try:
        return Address(display_name=box.name, addr_spec=box.address)
    except (ValueError, IndexError):  # what the header parser raises for what is no address
        return None
