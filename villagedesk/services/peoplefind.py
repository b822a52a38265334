"""Which people and organisations a list shows, and in which order: one SELECT for each question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from villagedesk.core.text import fold
from villagedesk.core.words import ContactKind, OrganizationKind, Presence, Role
from villagedesk.models import (
    Area,
    Attendance,
    ContactDetail,
    Group,
    Interaction,
    Meeting,
    Membership,
    Organization,
    OtherName,
    Participant,
    Person,
    Post,
    Tag,
    Tagging,
)
from villagedesk.records.people import PeopleFilter, PeopleQuery
from villagedesk.services.posts import current

NUMBERS = (ContactKind.PHONE, ContactKind.MOBILE)
CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)
_ROLES = {
    PeopleFilter.COUNCILLORS: (Role.COUNCILLOR,),
    PeopleFilter.OFFICERS: (Role.OFFICER,),
    PeopleFilter.MEMBERS: (Role.MEMBER, Role.COMMITTEE, Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.TRUSTEE),
}
_MARKS = str.maketrans(dict.fromkeys('<>()"“”,;', " "))
_OPENING = (" ", "(", '"', "“")  # what a word of a stored name begins after
_AS_TYPED = str.maketrans({mark: "/" + mark for mark in "/%_"})  # marks that LIKE would take for something else
_PART_OF_A_NUMBER = 3  # characters: fewer are in most numbers
_WEIGHT = {role: place for place, role in enumerate(Role)}


def ordered(query: PeopleQuery, today: date) -> Select[tuple[str]]:
    """The keys asked for, in the order asked for; those without a value in that column come last."""
    rows = found(query, today)
    chosen = select(rows.c.id)
    if query.sort == "kind":
        order: list[ColumnElement[Any]] = [rows.c.kind, rows.c.sort_name]
    elif query.sort == "name":
        order = [rows.c.sort_name]
    else:
        values = _values(query.sort, query.on or today)
        chosen = chosen.outerjoin(values, values.c.id == rows.c.id)
        blank = func.coalesce(values.c.value, "") == ""
        value = values.c.value.desc() if query.descending else values.c.value
        return chosen.order_by(blank, value, rows.c.sort_name, rows.c.id)
    return chosen.order_by(*(column.desc() if query.descending else column for column in order), rows.c.id)


def found(query: PeopleQuery, today: date) -> Subquery:
    """Whom a query asks for, in no order: id, sort_name and kind ("" for a person)."""
    parts: list[Any] = []
    if query.only not in (PeopleFilter.ORGANIZATIONS, PeopleFilter.FUNDERS):
        people = select(Person.id.label("id"), Person.sort_name.label("sort_name"), literal("").label("kind"))
        parts.append(people.where(*_people_where(query, query.on or today)))
    if query.only in (PeopleFilter.ALL, PeopleFilter.ORGANIZATIONS, PeopleFilter.FUNDERS):
        bodies = select(
            Organization.id.label("id"),
            Organization.sort_name.label("sort_name"),
            Organization.kind.cast(String).label("kind"),
        )
        parts.append(bodies.where(*_organizations_where(query)))
    return union_all(*parts).subquery()


def _people_where(query: PeopleQuery, on: date) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Person.binned_at.is_(None)]
    holders = select(Membership.person_id).where(current(on))
    if roles := _ROLES.get(query.only):
        where.append(Person.id.in_(holders.where(Membership.role.in_(roles))))
    if query.body_id:
        whole = select(Organization.id).where(
            or_(Organization.id == query.body_id, Organization.parent_id == query.body_id)
        )
        where.append(Person.id.in_(holders.where(Membership.organization_id.in_(whole))))
    where += [Person.id.in_(_tagged(Tagging.person_id, tag)) for tag in query.tags]
    return where + _each(_words(query), lambda word: _person_like(word, holders), Person.id, ContactDetail.person_id)


def _person_like(word: str, holders: Select[Any]) -> ColumnElement[bool]:
    """Whether a name begins with `word`, or what somebody holds, a tag, an e-mail address or a number has it in it.

    Each part is a list that SQLite makes once, so that ten thousand people are looked through within a keystroke.
    """
    bodies = select(Organization.id).where(func.instr(Organization.sort_name, word) > 0)
    areas = select(Area.id).where(func.instr(func.fold(Area.name), word) > 0)
    posts = select(Post.id).where(or_(func.instr(func.fold(Post.label), word) > 0, Post.area_id.in_(areas)))
    held = or_(
        Membership.organization_id.in_(bodies), Membership.on_behalf_of_id.in_(bodies), Membership.post_id.in_(posts)
    )
    return or_(
        _begins(Person.sort_name, word),
        and_(func.instr(Person.name, "<") > 0, func.instr(func.fold(Person.name), "<" + word) > 0),  # not sorted by
        Person.id.in_(holders.where(held)),
        *_like(Person.id, OtherName.person_id, Tagging.person_id, ContactDetail.person_id, word),
    )


def _organizations_where(query: PeopleQuery) -> list[ColumnElement[bool]]:
    where = [Organization.binned_at.is_(None), Organization.kind != OrganizationKind.PARTY]
    if query.only is PeopleFilter.FUNDERS:
        where.append(Organization.kind == OrganizationKind.FUNDER)
    if query.body_id:
        where.append(or_(Organization.id == query.body_id, Organization.parent_id == query.body_id))
    where += [Organization.id.in_(_tagged(Tagging.organization_id, tag)) for tag in query.tags]
    columns = (OtherName.organization_id, Tagging.organization_id, ContactDetail.organization_id)

    def like(word: str) -> ColumnElement[bool]:
        return or_(_begins(Organization.sort_name, word), *_like(Organization.id, *columns, word))

    return where + _each(_words(query), like, Organization.id, ContactDetail.organization_id)


def _each(
    words: list[str], like: Callable[[str], ColumnElement[bool]], key: Any, reached: Any
) -> list[ColumnElement[bool]]:
    """Each word is found somewhere; those of a number together, as "07700 9", else one by one."""
    numbers = _numbers(words)
    found = [like(word) for word in words if word not in numbers]
    if numbers:
        found.append(or_(key.in_(_reached_by(reached, *numbers)), and_(*map(like, numbers))))
    return found


def _words(query: PeopleQuery) -> list[str]:
    """The words typed, without the marks that may stand around a part of a name: "Jo <j" asks for "jo" and "j"."""
    return fold(query.words).translate(_MARKS).split()


def _begins(name: Any, word: str) -> ColumnElement[bool]:
    """Whether a word of a folded name begins with `word`."""
    return or_(*(func.instr(" " + name, mark + word) > 0 for mark in _OPENING))


def _tagged(owner: Any, tag_id: str) -> Select[Any]:
    return select(owner).where(Tagging.tag_id == tag_id, owner.is_not(None))


def _numbers(words: list[str]) -> list[str]:
    """The words that may be a part of a number: a digit or two only beside three, as in "07700 9", not in "ward 9"."""
    numbers = [word for word in words if any(letter.isdigit() for letter in word)]
    return numbers if any(len(word) >= _PART_OF_A_NUMBER for word in numbers) else []


def _like(key: Any, name_of: Any, tag_of: Any, reached: Any, word: str) -> list[ColumnElement[bool]]:
    names = select(name_of).where(name_of.is_not(None), _begins(func.fold(OtherName.name), word))
    tags = select(tag_of).join(Tag, Tag.id == Tagging.tag_id).where(tag_of.is_not(None))
    parts = [key.in_(names), key.in_(tags.where(func.instr(func.fold(Tag.name), word) > 0))]
    if "@" in word:
        parts.append(key.in_(_reached_by(reached, word)))
    return parts


def _reached_by(owner: Any, *parts: str) -> Select[Any]:
    """Whose address or number has these in it, one after another."""
    pattern = "%" + "%".join(part.translate(_AS_TYPED) for part in parts) + "%"
    return select(owner).where(owner.is_not(None), ContactDetail.value.like(pattern, escape="/"))


# what the columns of the table are ordered by


def _values(column: str, on: date) -> Subquery:
    """(id, value) of a column, for people and organisations; KeyError for a column that is not there."""
    return {
        "what": _what, "body": _body, "ward": _ward, "party": _party, "member_class": _own, "joined": _own,
        "email": _reached, "phone": _reached, "last": _last, "tags": _tags,
    }[column](column, on).subquery()  # fmt: skip


def _lead(on: date, *values: Any) -> Select[Any]:
    """The weightiest of what each person holds: SQLite takes the other columns from the row of the minimum."""
    weight = func.printf("%02d%s", case(_WEIGHT, value=Membership.role), Membership.id)
    first = (
        select(Membership.person_id, Membership.id.label("id"), func.min(weight)).where(current(on))
        .group_by(Membership.person_id).subquery()
    )  # fmt: skip
    return select(first.c.person_id.label("id"), *values).join_from(first, Membership, Membership.id == first.c.id)


def _what(_column: str, on: date) -> Select[Any]:
    words = func.coalesce(func.nullif(Post.label, ""), func.nullif(Membership.label, ""), Membership.role.cast(String))
    people = _lead(on, func.fold(words).label("value")).outerjoin(Post, Post.id == Membership.post_id)
    return _both(people, select(Organization.id, Organization.kind.cast(String)))


def _body(_column: str, on: date) -> Select[Any]:
    people = _lead(on, Organization.sort_name.label("value"))
    parent = aliased(Organization)
    parts = select(Organization.id, parent.sort_name).join(parent, parent.id == Organization.parent_id)
    return _both(people.join(Organization, Organization.id == Membership.organization_id), parts)


def _ward(_column: str, on: date) -> Select[Any]:
    people = _lead(on, func.fold(Area.name).label("value")).join(Post, Post.id == Membership.post_id)
    return people.join(Area, Area.id == Post.area_id)


def _party(_column: str, on: date) -> Select[Any]:
    people = _lead(on, Organization.sort_name.label("value"))
    return people.join(Organization, Organization.id == Membership.on_behalf_of_id)


def _own(column: str, on: date) -> Select[Any]:
    value: Any = func.max(func.fold(Membership.member_class))
    if column == "joined":
        value = func.min(Membership.start_on)
    own = select(Group.organization_id).scalar_subquery()
    of_ours = select(Membership.person_id.label("id"), value.label("value"))
    return of_ours.where(Membership.organization_id == own, current(on)).group_by(Membership.person_id)


def _reached(column: str, _on: date) -> Select[Any]:
    kinds = (ContactKind.EMAIL,) if column == "email" else NUMBERS
    owner = _owner(ContactDetail)
    first = func.min(func.printf("%d%s", ~ContactDetail.preferred, ContactDetail.id))
    wanted = select(owner.label("id"), func.lower(ContactDetail.value).label("value"), first)
    return wanted.where(ContactDetail.kind.in_(kinds), ~ContactDetail.do_not_use).group_by(owner)


def _last(_column: str, on: date) -> Select[Any]:
    return last_in_touch(on)


def last_in_touch(on: date) -> Select[Any]:
    """(id, value): when each was last in the log or at a meeting, up to a day."""
    owner = _owner(Participant)
    spoke = select(owner.label("id"), Interaction.on_date.label("day")).join(
        Interaction, Interaction.id == Participant.interaction_id
    )
    met = select(Attendance.person_id, Meeting.on_date).join(Meeting, Meeting.id == Attendance.meeting_id)
    days = union_all(
        spoke.where(owner.is_not(None), Interaction.on_date <= on),
        met.where(Attendance.person_id.is_not(None), Attendance.presence.in_(CAME), Meeting.on_date <= on),
    ).subquery()
    return select(days.c.id, func.max(days.c.day).label("value")).group_by(days.c.id)


def _tags(_column: str, _on: date) -> Select[Any]:
    owner = _owner(Tagging)
    named = select(owner.label("id"), func.min(func.fold(Tag.name)).label("value")).join(Tag, Tag.id == Tagging.tag_id)
    return named.group_by(owner)  # type: ignore[return-value]


def _owner(model: type[ContactDetail] | type[Tagging] | type[Participant]) -> ColumnElement[str]:
    """Whose a row is. As text, so that SQLite makes an index of it to join by."""
    return func.coalesce(model.person_id, model.organization_id).cast(String)


def _both(people: Any, bodies: Any) -> Select[Any]:
    whole = union_all(people, bodies).subquery()
    return select(whole.c.id, whole.c.value)
