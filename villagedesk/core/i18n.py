"""Every string on screen and in packs passes through here (gettext)."""

from __future__ import annotations

import gettext as _gettext

from villagedesk.core import paths

_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en_GB"


def use_language(language: str) -> None:
    """Take the catalogue of `language` ("en_GB", "cy"); English where there is none."""
    global _translations, _language
    _translations = _gettext.translation("villagedesk", paths.resource("locale"), languages=[language], fallback=True)
    _language = language


def language() -> str:
    """The language in use, as it was asked for."""
    return _language


def _(message: str) -> str:
    """`message` in the language in use."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` by `count`, in the language in use; the caller formats the count in."""
    return _translations.ngettext(one, many, count)
