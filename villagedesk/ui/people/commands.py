"""What can be done in People: a table of commands."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.ui.commands import Command


def here() -> tuple[Command, ...]:
    """What can be done while People is shown."""
    return (
        Command("add_person", _("Add &person"), "person", words=_("new contact councillor officer member")),
        Command("add_organization", _("Add &organisation"), "organisation", words=_("new body council funder")),
        Command("edit_card", _("&Edit this card"), "edit", "Ctrl+Return", words=_("change details")),
        Command("hand_on", _("&Hand on promises"), "right", words=_("departed left successor turnover")),
        Command("succeed", _("This body is &followed by..."), "right", words=_("succession ends merged unitary")),
        Command("review_people", _("&Review who to keep"), "clock", words=_("retention data protection erase")),
        Command("people_table", _("As a &table"), "", "Ctrl+Shift+T", "view", words=_("columns sort cards list")),
        Command("people_narrow", _("Na&rrow"), "search", "Ctrl+Shift+F", words=_("filter tag organisation as it was")),
        Command("people_keep", _("&Keep this filter"), "star", words=_("save filter")),
        Command("people_rename", _("Rename this filter"), "", words=_("saved")),
        Command("people_drop", _("Remove this filter"), "", words=_("saved delete")),
        Command("people_vote", _("Who may &vote"), "people", words=_("electors voting members agm day")),
        Command("people_registers", _("Re&gisters"), "document", words=_("members trustees pdf xlsx print")),
        Command("save_briefing", _("Save a &briefing"), "document", "Ctrl+Shift+B", words=_("print one page PDF")),
        Command("export_people", _("E&xport people"), "export", words=_("save list csv excel vcard contacts")),
    )


def anywhere() -> tuple[Command, ...]:
    """What leads to People from wherever one is."""
    return (
        Command("find_help", _("Find who can &help"), "people", "", "go", _("offer skill van room language lend")),
        Command("find_duplicates", _("Find dup&licates"), "search", "", "edit", _("merge twice same double")),
    )
