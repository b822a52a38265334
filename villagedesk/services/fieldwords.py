"""What the fields that an import asks for are called in its preview."""

from __future__ import annotations

from villagedesk.core.i18n import _


def field_words() -> dict[str, str]:
    """Every field that an import may ask for, by the name of its column."""
    return {
        "name": _("Name"),
        "title": _("Title"),
        "honours": _("Honours"),
        "pronouns": _("Pronouns"),
        "languages": _("Languages"),
        "summary": _("About"),
        "on_behalf_of_id": _("Party"),
        "start_on": _("From"),
        "end_on": _("Until"),
        "value": _("Contact"),
        "label": _("Sort of area"),
        "votes": _("Votes"),
        "member_class": _("Class of membership"),
        "post_id": _("Position"),
        "picture_id": _("Picture"),
        "sort_name": _("Sorted as"),
        "name_cy": _("Name in Welsh"),
        "parent_id": _("Part of"),
        "area_id": _("Area"),
        "founded_on": _("Founded"),
        "dissolved_on": _("Dissolved"),
        "listed_on": _("Last listed"),
        "elects_on": _("Next election"),
        "row_id": _("Known by the list as"),
    }
