"""A form as one web page that works without a network and saves what was answered as a small file."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape

from villagedesk.core import paths
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import file_stem
from villagedesk.records.forms import FieldKind, FormEntry, FormField, ReplyForm


def as_html(form: ReplyForm) -> bytes:
    """The page: style and script inside, nothing fetched and nothing sent (its own policy forbids it).

    "Save the reply" downloads a JSON file that `exchange.replies` reads.
    """
    style, script = (paths.resource(f"forms/reply.{kind}").read_text("utf-8") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:"
    body = [
        f"<header><p class=group>{escape(form.group)}</p><h1>{escape(form.title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in form.intro),
        "</header>",
        *_sections(form),
        "<form id=reply autocomplete=off novalidate>",
        f"<section class=head>{''.join(_field(field, '', field.label) for field in form.head)}{_names(form)}</section>",
        *_parts(form),
        f"<footer><p id=count></p><button type=submit>{escape(_('Save the reply'))}</button>",
        f"<p id=told role=status aria-live=polite>{escape(form.how)}</p></footer></form>",
    ]
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(form.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="VillageDesk reply form">\n<title>{escape(form.title)}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n{chr(10).join(body)}\n"
        f"<p class=small>{escape(_('As at {date}.').format(date=show_date(form.as_at)))}</p>\n"
        f'<script type="application/json" id=about>{_json(_about(form))}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )
    return page.encode()


def _about(form: ReplyForm) -> dict[str, object]:
    """What the script needs to know: which form it is, and its words."""
    return {
        "kind": form.kind,
        "form": form.id,
        "file": file_stem(form.title),
        "words": {
            "saved": _("Saved as {file}. Please send that file back."),
            "nothing": _("Nothing is filled in yet."),
            "name": _("Please say who you are first."),
            "reply": _("Reply"),
            "count": _("{done} of {all} answered"),
        },
    }


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _sections(form: ReplyForm) -> list[str]:
    made = []
    for section in form.sections:
        lines = "".join(f"<li>{escape(line)}</li>" for line in section.lines)
        made.append(f"<section><h2>{escape(section.title)}</h2><ul>{lines}</ul></section>")
    return made


def _names(form: ReplyForm) -> str:
    options = "".join(f'<option value="{escape(name)}">' for name in form.names)
    return f"<datalist id=names>{options}</datalist>"


def _parts(form: ReplyForm) -> list[str]:
    made = []
    for part in form.parts:
        title = f"<h2>{escape(part.title)}</h2>" if part.title else ""
        made.append(f"<section>{title}{''.join(_entry(form, entry) for entry in part.entries)}</section>")
    return made


def _entry(form: ReplyForm, entry: FormEntry) -> str:
    number = f"<b>{escape(entry.number)}</b> " if entry.number else ""
    notes = "".join(f"<p class=note>{escape(note)}</p>" for note in entry.notes)
    called = entry.number or entry.text
    asked = "".join(_field(field, entry.id, f"{called}: {field.label}") for field in form.asked)
    return (
        f'<fieldset data-entry="{escape(entry.id)}"><legend>{number}'
        f"<span class=text>{escape(entry.text)}</span></legend>{notes}<div class=asked>{asked}</div></fieldset>"
    )


def _field(field: FormField, entry: str, name: str) -> str:
    """A question with its label; `name` is what a screen reader calls it, `entry` whose it is."""
    key = f"{entry}:{field.name}"
    said = f'id="{escape(key)}" name="{escape(key)}" data-field="{escape(field.name)}" aria-label="{escape(name)}"'
    match field.kind:
        case FieldKind.TICK:
            return f"<label class=tick><input type=checkbox {said}> {escape(field.label)}</label>"
        case FieldKind.CHOICE:
            options = "".join(f'<option value="{escape(key)}">{escape(words)}</option>' for key, words in field.choices)
            box = f"<select {said}><option value=''></option>{options}</select>"
        case FieldKind.DATE:
            box = f"<input type=date {said}>"
        case FieldKind.LINE:
            box = f"<input type=text list={'names' if field.name == 'name' else 'none'} maxlength=500 {said}>"
        case FieldKind.LINES:
            box = f"<textarea rows=2 maxlength=5000 {said}></textarea>"
    return f"<label class={field.kind}>{escape(field.label)}{box}</label>"
