"""Two rows that are one: compared field by field, and merged in one step in which every reference follows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold
from villagedesk.models import (
    Area,
    ContactDetail,
    Document,
    Identifier,
    Membership,
    Organization,
    OtherName,
    Person,
    Tag,
    Tagging,
)
from villagedesk.records.duplicates import Belonging, Comparison, SideBySide
from villagedesk.services import folding, people, posts, references
from villagedesk.services.group import audience_words
from villagedesk.services.reach import same
from villagedesk.services.references import MERGED
from villagedesk.store.writer import Work

_MODELS: dict[str, Any] = {"person": Person, "organization": Organization}
_ORDER = (Audience.COMMITTEE, Audience.TRUSTEES, Audience.MEMBERS, Audience.COUNCIL, Audience.PUBLIC)


@dataclass(frozen=True, slots=True)
class _Field:
    """Something to choose: the columns that go together, the first of which is shown."""

    label: str
    columns: tuple[str, ...]
    prefers_other: Callable[[Any, Any], bool] = lambda mine, theirs: not mine and bool(theirs)


def compare(session: Session, kind: str, one_id: str, other_id: str) -> Comparison:
    """Both rows side by side; which of them stays is decided here, and is all the same but to lists from outside.

    Refused when one of them is gone.
    """
    keep, other = _order(session, kind, one_id, other_id)
    fields = [
        SideBySide(name, field.label, shown[0], shown[1], field.prefers_other(mine, theirs))
        for name, field in _fields(kind).items()
        for mine, theirs in [(getattr(keep, name), getattr(other, name))]
        for shown in [(_shown(session, name, mine), _shown(session, name, theirs))]
        if any(shown)
    ]
    belongings = _belongings(session, kind, keep.id, other.id)
    follows = _follows(references.counts(session, kind, other.id))
    return Comparison(kind, keep.id, other.id, keep.name, other.name, tuple(fields), belongings, follows)


def compare_if_there(session: Session, kind: str, one_id: str, other_id: str) -> Comparison | None:
    """As `compare`; None when one of them is gone."""
    model = _MODELS[kind]
    there = session.scalars(select(model.id).where(model.id.in_((one_id, other_id)))).all()
    return compare(session, kind, one_id, other_id) if len(there) == 2 else None


def merge(work: Work, kind: str, keep_id: str, other_id: str, taken: Collection[str] = ()) -> None:
    """Make two into one: `keep_id` stays, with the fields named in `taken` from the other, which goes.

    Everything that referred to the other refers to the one that stays, and what is the same twice is folded. It is not
    to be contacted when either was not, and is seen by the fewer unless the audience was taken.
    Refused when one is gone, in the bin or the group itself, or when a body would become a part of its own part.
    """
    session = work.session
    session.flush()
    keep, other = _there(session, kind, keep_id), _there(session, kind, other_id)
    _may_be_merged(session, kind, keep, other)
    own = folding.hanging(session, kind, keep_id)
    names = {keep.name, other.name}
    values = {
        column: getattr(other, column)
        for name, field in _fields(kind).items()
        if name in taken
        for column in field.columns
    } | _safest(kind, keep, other, taken)
    goes = _picture_that_goes(keep, other, taken)
    if values:
        session.execute(update(_MODELS[kind]).where(_MODELS[kind].id == keep_id).values(values))
    references.follow(session, kind, other_id, keep_id)
    _no_loops(session, kind, keep_id)
    folding.fold_all(session, kind, keep_id, own)
    _remember_names(work, kind, keep_id, names)
    session.execute(delete(_MODELS[kind]).where(_MODELS[kind].id == other_id))
    session.add(Identifier(id=work.new_id(), scheme=MERGED, value=other_id, kind=kind, row_id=keep_id))
    session.flush()
    if goes and not references.counts(session, "document", goes):
        session.execute(delete(Document).where(Document.id == goes))
    session.expire_all()


def _safest(kind: str, keep: Any, other: Any, taken: Collection[str]) -> dict[str, Any]:
    """What no merging may open: who asked not to be contacted stays so, and who may see it only widens by choice."""
    safest: dict[str, Any] = {}
    if "audience" not in taken and _is_narrower(keep.audience, other.audience):
        safest["audience"] = other.audience
    if kind == "person":
        safest["do_not_contact"] = keep.do_not_contact or other.do_not_contact
    return safest


def _picture_that_goes(keep: Any, other: Any, taken: Collection[str]) -> str | None:
    loses = keep if "picture_id" in taken else other
    return loses.picture_id if isinstance(loses, Person) else None


# -- which stays


def _there(session: Session, kind: str, key: str) -> Any:
    found = session.scalar(select(_MODELS[kind]).where(_MODELS[kind].id == key))
    if found is None:
        raise Refused(_("One of the two is no longer here."))
    return found


def _order(session: Session, kind: str, one_id: str, other_id: str) -> tuple[Any, Any]:
    """The one that stays first: the group itself, else whom lists from outside know, else whom more refers to."""
    own = posts.own_body(session)

    def weight(row: Any) -> tuple[bool, int, int]:
        known = select(func.count()).select_from(Identifier).where(Identifier.row_id == row.id)
        return row.id == own, session.scalar(known) or 0, sum(references.counts(session, kind, row.id).values())

    one, other = _there(session, kind, one_id), _there(session, kind, other_id)
    return (one, other) if weight(one) >= weight(other) else (other, one)


def _may_be_merged(session: Session, kind: str, keep: Any, other: Any) -> None:
    if keep.id == other.id:
        raise Refused(_("These are one already."))
    if kind == "organization" and other.id == posts.own_body(session):
        raise Refused(_("The group itself stays: merge the other into it."))
    if kind == "person" and (keep.restricted_at or other.restricted_at):
        raise Refused(_("One of the two was erased, and nothing is added to what had to stay."))


def _no_loops(session: Session, kind: str, keep_id: str) -> None:
    """No body is a part of itself, nor of its own parts."""
    if kind != "organization":
        return
    itself = update(Organization).where(Organization.id == keep_id, Organization.parent_id == keep_id)
    session.execute(itself.values(parent_id=None))
    at, seen = keep_id, set[str]()
    while parent := session.scalar(select(Organization.parent_id).where(Organization.id == at)):
        if parent in seen:
            raise Refused(_("One of the two is a part of a part of the other. Change that first."))
        seen.add(parent)
        at = parent


def _remember_names(work: Work, kind: str, keep_id: str, names: set[str]) -> None:
    """A name that was not chosen stays as another name; one that was is no other name any more."""
    session, column = work.session, OtherName.person_id if kind == "person" else OtherName.organization_id
    chosen = fold(session.scalar(select(_MODELS[kind].name).where(_MODELS[kind].id == keep_id)) or "")
    also = session.execute(select(OtherName.id, OtherName.name).where(column == keep_id)).all()
    for key, name in also:
        if fold(name) == chosen:
            session.execute(delete(OtherName).where(OtherName.id == key))
    for name in sorted(names):
        if fold(name) not in {chosen, *(fold(known) for _key, known in also)}:
            session.add(OtherName(id=work.new_id(), name=name, **{column.key: keep_id}))
    session.flush()


# -- side by side


def _fields(kind: str) -> dict[str, _Field]:
    """What can be chosen, by its first column."""
    known = _of_person() if kind == "person" else _of_organization()
    return {field.columns[0]: field for field in known}


def _of_person() -> tuple[_Field, ...]:
    return (
        _Field(_("Name"), ("name", "sort_name")),
        _Field(_("Title"), ("title",)),
        _Field(_("Honours"), ("honours",)),
        _Field(_("Pronouns"), ("pronouns",)),
        _Field(_("Languages"), ("languages",)),
        _Field(_("Access needs"), ("access_needs",)),
        _Field(_("About"), ("summary",)),
        _Field(_("Picture"), ("picture_id",)),
        _Field(_("Do not contact"), ("do_not_contact",)),
        _Field(_("Lawful basis"), ("lawful_basis", "basis_note")),
        _Field(_("Who may see it"), ("audience",), _is_narrower),
    )


def _of_organization() -> tuple[_Field, ...]:
    def is_later(mine: date | None, theirs: date | None) -> bool:
        return theirs is not None and (mine is None or theirs > mine)

    return (
        _Field(_("Name"), ("name", "sort_name")),
        _Field(_("Welsh name"), ("name_cy",)),
        _Field(_("Kind"), ("kind",)),
        _Field(_("Tier"), ("tier",)),
        _Field(_("Part of"), ("parent_id",)),
        _Field(_("Area"), ("area_id",)),
        _Field(_("About"), ("summary",)),
        _Field(_("Founded"), ("founded_on",)),
        _Field(_("Dissolved"), ("dissolved_on",)),
        _Field(_("Next polling day"), ("elects_on",), is_later),
        _Field(_("List last taken in"), ("listed_on",), is_later),
        _Field(_("Who may see it"), ("audience",), _is_narrower),
    )


def _is_narrower(mine: Audience, theirs: Audience) -> bool:
    """Nothing is shown to more people than before only because it was merged."""
    return _ORDER.index(theirs) < _ORDER.index(mine)


def _shown(session: Session, name: str, value: Any) -> str:
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return _("Yes")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Audience):
        return audience_words()[value]
    if name == "kind":
        return people.kind_words()[value]
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ").capitalize()
    named: dict[str, Any] = {"parent_id": Organization, "area_id": Area, "picture_id": Document}
    if name in named:
        return session.scalar(select(named[name].name).where(named[name].id == value)) or ""
    return str(value)


def _belongings(session: Session, kind: str, keep_id: str, other_id: str) -> tuple[Belonging, ...]:
    """What both have, each once."""
    both: dict[tuple[str, str], Belonging] = {}
    for side, key in (("keep", keep_id), ("other", other_id)):
        for label, mark, value in _held(session, kind, key):
            known = both.get((label, mark))
            of = "both" if known and known.of != side else side
            both[label, mark] = Belonging(label, known.value if known else value, of)
    return tuple(both.values())


def _held(session: Session, kind: str, key: str) -> list[tuple[str, str, str]]:
    """(what it is called, what it is compared by, how it is said) of all that hangs on a row and is worth seeing."""
    owner = f"{kind}_id"
    contacts = select(ContactDetail).where(getattr(ContactDetail, owner) == key).order_by(ContactDetail.id)
    found = [(_("Ways to reach them"), same(row.kind, row.value)[1], row.value) for row in session.scalars(contacts)]
    if kind == "person":
        held = posts.memberships(session, Membership.person_id == key, date.max)
        phrases = [posts.phrase([card]) for card in held]
        found += [(_("Positions"), fold(phrase), phrase) for phrase in phrases]
    tags = select(Tag.name).join(Tagging, Tagging.tag_id == Tag.id).where(getattr(Tagging, owner) == key)
    also = select(OtherName.name).where(getattr(OtherName, owner) == key)
    found += [(_("Tags"), fold(name), name) for name in session.scalars(tags.order_by(Tag.name))]
    return found + [(_("Also known as"), fold(name), name) for name in session.scalars(also.order_by(OtherName.name))]


def _follows(counts: dict[str, int]) -> tuple[str, ...]:
    """What will refer to the one that stays, in words; what is shown beside anyway is left out."""
    said = []
    for table, words in _reference_words().items():
        if n := counts.pop(table, 0):
            said.append(words(n).format(n=n))
    for table in ("contact_detail", "tagging", "other_name"):
        counts.pop(table, None)
    if rest := sum(counts.values()):
        said.append(ngettext("{n} other record", "{n} other records", rest).format(n=rest))
    return tuple(said)


def _reference_words() -> dict[str, Callable[[int], str]]:
    return {
        "membership": lambda n: ngettext("{n} position", "{n} positions", n),
        "action": lambda n: ngettext("{n} action", "{n} actions", n),
        "attendance": lambda n: ngettext("{n} attendance", "{n} attendances", n),
        "meeting": lambda n: ngettext("{n} meeting", "{n} meetings", n),
        "agenda_item": lambda n: ngettext("{n} item", "{n} items", n),
        "decision": lambda n: ngettext("{n} decision", "{n} decisions", n),
        "participant": lambda n: ngettext("{n} entry in the log", "{n} entries in the log", n),
        "question": lambda n: ngettext("{n} question", "{n} questions", n),
        "note": lambda n: ngettext("{n} note", "{n} notes", n),
        "asset": lambda n: ngettext("{n} offer", "{n} offers", n),
    }
