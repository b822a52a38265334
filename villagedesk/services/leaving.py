"""The rows that go with a person who is erased: which they are, and taking them out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from villagedesk.models import Attachment, Base, Identifier, Interaction, Membership, Participant, Person
from villagedesk.services import traces
from villagedesk.services.mentioned import Rows
from villagedesk.services.posts import current, own_body
from villagedesk.store.writer import Work


def take_out(session: Session, person: Person, going: Rows, *, keep_register: bool, work: Work) -> None:
    """Delete what goes; the person last, or what is left of them restricted."""
    person_id = person.id
    for table, column, kind in traces.SOFT:
        here = Base.metadata.tables[table]
        theirs = (here.c[column] == person_id) & (here.c[kind] == "person" if kind else True)
        if kind:
            session.connection().execute(delete(here).where(theirs))
        else:
            session.connection().execute(update(here).where(theirs).values({column: None}))
    order = [table.name for table in reversed(Base.metadata.sorted_tables)]
    for table in order:
        keys = [key for name, key in going if name == table and name != "person"]
        here = Base.metadata.tables[table]
        for start in range(0, len(keys), 500):
            session.connection().execute(delete(here).where(here.c.id.in_(keys[start : start + 500])))
    session.expire_all()
    if keep_register:
        _restrict(session, person, work)
    else:
        people = Base.metadata.tables["person"]
        session.connection().execute(delete(people).where(people.c.id == person_id))
    session.expire_all()


def _restrict(session: Session, person: Person, work: Work) -> None:
    """Leave the name alone of the person, and nothing that refers to it but what must stay."""
    for reference in traces.references():
        if not reference.is_child:
            column = Base.metadata.tables[reference.table].c[reference.column]
            session.connection().execute(update(column.table).where(column == person.id).values({column.name: None}))
    people = Base.metadata.tables["person"]
    blank: dict[str, Any] = {
        column.name: "" if column.name != "sort_name" else person.sort_name
        for column in people.c
        if column.name in {c.name for table, columns in traces.text_columns() if table is people for c in columns}
        and column.name != "name"
    }
    blank |= {"picture_id": None, "lawful_basis": None, "do_not_contact": True, "restricted_at": work.now}
    session.connection().execute(update(people).where(people.c.id == person.id).values(blank))


def rows_with(session: Session, person_id: str, today: date, *, keep_register: bool) -> Rows:
    """Every row that goes with the person: what hangs on them, and the entries of the log about them alone."""
    going: Rows = {("person", person_id)}
    for (table, key), columns in traces.linked(session, person_id).items():
        if any(ref.is_child and ref.column in columns for ref in traces.references() if ref.table == table):
            going.add((table, key))
    going |= {("interaction", key) for key in _alone(session, person_id, today)}
    if keep_register:
        own = select(Membership.id).where(
            Membership.person_id == person_id, Membership.organization_id == own_body(session)
        )
        going -= {("membership", key) for key in session.scalars(own)}
    going |= _hanging(session, going)
    picture = session.scalar(
        select(Person.picture_id).where(Person.id == person_id), execution_options={"binned": True}
    )
    going |= {("document", key) for key in _only_there(session, going, picture)}
    return with_identifiers(session, going)


def with_identifiers(session: Session, rows: Rows) -> Rows:
    """The rows, and what others call them: an identifier has no use, and may name somebody, when its row is gone."""
    known = session.execute(select(Identifier.id, Identifier.kind, Identifier.row_id))
    return rows | {("identifier", key) for key, kind, row_id in known if (kind, row_id) in rows}


def _alone(session: Session, person_id: str, today: date) -> list[str]:
    """The entries of the log in which nobody took part but the person, and people of ours."""
    theirs = select(Participant.interaction_id).where(Participant.person_id == person_id)
    ours = select(Membership.person_id).where(Membership.organization_id == own_body(session), current(today))
    others = select(Participant.interaction_id).where(
        or_(Participant.person_id.is_(None), Participant.person_id != person_id),
        or_(Participant.person_id.is_(None), Participant.person_id.not_in(ours)),
    )
    alone = select(Interaction.id).where(Interaction.id.in_(theirs), Interaction.id.not_in(others))
    return list(session.scalars(alone, execution_options={"binned": True}))


def _hanging(session: Session, going: Rows) -> Rows:
    """The rows that go because a row goes, at any depth."""
    found: Rows = set()
    todo = {pair for pair in going if pair[0] != "person"}
    while todo:
        more: Rows = set()
        for table in Base.metadata.sorted_tables:
            for key in table.foreign_keys:
                parents = [row_id for name, row_id in todo if name == key.column.table.name]
                if parents and key.ondelete == "CASCADE" and table.name not in traces.NOT_RECORDS:
                    here = select(table.c.id).where(key.parent.in_(parents))
                    more |= {(table.name, row_id) for (row_id,) in session.connection().execute(here)}
        todo = more - found - going
        found |= todo
    return found


def _only_there(session: Session, going: Rows, picture: str | None) -> set[str]:
    """The documents that nothing refers to but rows that go."""
    attached = [key for table, key in going if table == "attachment"]
    wanted = set(session.scalars(select(Attachment.document_id).where(Attachment.id.in_(attached))))
    wanted |= {picture} if picture else set()
    used: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "document":
                rows = session.connection().execute(select(table.c.id, key.parent).where(key.parent.in_(wanted)))
                used |= {document for row_id, document in rows if (table.name, row_id) not in going}
    return wanted - used
