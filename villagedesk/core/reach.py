"""Telephone numbers and e-mail addresses: shown as written, compared in one form."""

from __future__ import annotations

import re

from villagedesk.core.i18n import _
from villagedesk.core.words import ContactKind

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_AROUND = re.compile(r"^\s*tel:|;.*|\s*(?:ext|extn|extension)\b\.?\s*\d{1,7}\s*$", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"(?:mailto:|.*<(?:mailto:)?)?\s*([^\s<>]+?)\s*>?", re.IGNORECASE | re.DOTALL)


def as_e164(number: str, region: str = "GB") -> str:
    """ "020 7946 0000" as "+442079460000", without its extension; "" for what can't be a telephone number.

    Numbers without a country's code are taken as those of `region` (ISO 3166).
    """
    return _parts(number, region)[0]


def number_key(number: str) -> str:
    """What a telephone number is compared by: two that can be dialled alike have the same key; "" for no number.

    The extension belongs to it ("+442079460000x12"); short codes such as 101 are their digits.
    """
    e164, extension = _parts(number, "GB")
    if e164:
        return f"{e164}x{extension}" if extension else e164
    return "" if _LETTERS.search(number) else "".join(re.findall(r"\d", number))


def same_number(one: str, other: str) -> bool:
    """Whether both are the same telephone number, however they are written."""
    key = number_key(one)
    return bool(key) and key == number_key(other)


def is_mobile(number: str) -> bool:
    """Whether a number is that of a mobile: in the United Kingdom one in the range 07, pagers (076) left out."""
    e164 = as_e164(number)
    if e164.startswith("+44"):
        return e164.startswith("+447") and not e164.startswith(("+4470", "+4476"))
    import phonenumbers

    return bool(e164) and phonenumbers.number_type(phonenumbers.parse(e164)) == phonenumbers.PhoneNumberType.MOBILE


def as_email(text: str) -> str:
    """The address in "mailto:jo@x.org" or "Jo <jo@x.org>", its domain in small letters; "" when there is none."""
    from email_validator import EmailNotValidError, validate_email

    found = _ADDRESS.fullmatch(text.strip())
    if not found or "." not in found[1].rpartition("@")[2]:
        return ""
    try:
        return validate_email(found[1], check_deliverability=False, globally_deliverable=False).normalized
    except EmailNotValidError:
        return ""


def email_key(text: str) -> str:
    """What an e-mail address is compared by: without case; "" when it is none."""
    return as_email(text).casefold()


def _parts(number: str, region: str) -> tuple[str, str]:
    """(E.164, extension), both "" for what can't be dialled."""
    import phonenumbers

    if len(number) > 60 or _LETTERS.search(_AROUND.sub("", number)):
        return "", ""
    try:
        found = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return "", ""
    if not phonenumbers.is_possible_number(found):
        return "", ""
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164), found.extension or ""


def doubt(kind: ContactKind, value: str) -> str:
    """What looks wrong with a way to reach somebody and how to put it right; "" when nothing does."""
    typed = value.strip()
    if kind in (ContactKind.PHONE, ContactKind.MOBILE) and typed and not number_key(typed):
        return _("“{typed}” does not look like a telephone number. It was kept as it is.").format(typed=typed)
    if kind is ContactKind.EMAIL and typed and not as_email(typed):
        return _("“{typed}” does not look like an e-mail address. It was kept as it is.").format(typed=typed)
    return ""
