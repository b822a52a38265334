"""People, organisations, the posts that outlive their holders, and how each is reached (Popolo's classes)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import ContactKind, LawfulBasis, OrganizationKind, Role
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Person(Binned, Audienced, Base):
    """Somebody. Titles ("Cllr", "Dr") and honours ("MBE") stand apart from the name.

    `lawful_basis` is set where it is another than the one that follows from what they are. `restricted_at` marks what
    had to stay after an erasure: nothing is added to it any more.
    """

    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(default="")
    honours: Mapped[str] = mapped_column(default="")
    pronouns: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    access_needs: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    picture_id: Mapped[str | None] = refers("document")
    lawful_basis: Mapped[LawfulBasis | None]
    basis_note: Mapped[str] = mapped_column(default="")
    restricted_at: Mapped[datetime | None]


class OtherName(Base):
    """A name that somebody or a body also has or had."""

    __tablename__ = "other_name"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]


class Area(Binned, Audienced, Base):
    """A place with borders. `label` is what its kind is called there: ward, division, district electoral area."""

    __tablename__ = "area"

    id: Mapped[Key]
    name: Mapped[str]
    name_cy: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[str | None] = refers("area")


class Organization(Binned, Audienced, Base):
    """A body of any sort: a council, its departments, a funder, a partner, a party, the group itself.

    `elects_on` is its next polling day; `listed_on` the day on which a list of its members was last taken in.
    """

    __tablename__ = "organization"

    id: Mapped[Key]
    name: Mapped[str]
    name_cy: Mapped[str] = mapped_column(default="")
    sort_name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[OrganizationKind] = mapped_column(default=OrganizationKind.OTHER)
    tier: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[str | None] = refers("organization")
    area_id: Mapped[str | None] = refers("area")
    founded_on: Mapped[date | None]
    dissolved_on: Mapped[date | None]
    elects_on: Mapped[date | None]
    listed_on: Mapped[date | None]
    summary: Mapped[str] = mapped_column(default="")


class Succession(Base):
    """A body is followed by another from a date; one may be followed by several."""

    __tablename__ = "succession"

    id: Mapped[Key]
    predecessor_id: Mapped[str] = refers("organization", child=True)
    successor_id: Mapped[str] = refers("organization", child=True)
    on_date: Mapped[date]


class Post(Binned, Audienced, Base):
    """A position that exists whether or not anybody holds it: a seat, a portfolio, an office."""

    __tablename__ = "post"

    id: Mapped[Key]
    organization_id: Mapped[str] = refers("organization", child=True)
    label: Mapped[str]
    label_cy: Mapped[str] = mapped_column(default="")
    role: Mapped[Role] = mapped_column(default=Role.OTHER)
    area_id: Mapped[str | None] = refers("area")
    seat: Mapped[int | None]


class Membership(Base):
    """Somebody belongs to a body between two dates, maybe in a post, maybe for a party, with a vote or without.

    `member_class` is the class of membership as the constitution calls it ("Associate").
    """

    __tablename__ = "membership"

    id: Mapped[Key]
    person_id: Mapped[str] = refers("person", child=True)
    organization_id: Mapped[str] = refers("organization", child=True)
    post_id: Mapped[str | None] = refers("post")
    on_behalf_of_id: Mapped[str | None] = refers("organization")
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    label: Mapped[str] = mapped_column(default="")
    votes: Mapped[bool] = mapped_column(default=False)
    member_class: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")


class ContactDetail(Audienced, Base):
    """One way to reach a person, a body, or whoever holds a post."""

    __tablename__ = "contact_detail"
    __table_args__ = (
        CheckConstraint(
            "(person_id IS NOT NULL) + (organization_id IS NOT NULL) + (post_id IS NOT NULL) = 1", name="one_owner"
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)
    post_id: Mapped[str | None] = refers("post", child=True)
    kind: Mapped[ContactKind]
    value: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    preferred: Mapped[bool] = mapped_column(default=False)
    do_not_use: Mapped[bool] = mapped_column(default=False)


class Identifier(Base):
    """What somebody else calls a row: ModernGov's number with its council, a GSS code, a vCard's UID."""

    __tablename__ = "identifier"
    __table_args__ = (
        Index("ix_identifier_scheme_value", "scheme", "value"),
        Index("ix_identifier_row", "kind", "row_id"),
    )

    id: Mapped[Key]
    scheme: Mapped[str]
    value: Mapped[str]
    kind: Mapped[str] = mapped_column(String(24))
    row_id: Mapped[str] = mapped_column(String(36))


class Note(Audienced, Base):
    """Something worth remembering about a person or a body."""

    __tablename__ = "note"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)
    on_date: Mapped[date]
    text: Mapped[str]


class Interest(Audienced, Base):
    """An interest that somebody has declared for as long as it lasts (the standing register)."""

    __tablename__ = "interest"

    id: Mapped[Key]
    person_id: Mapped[str] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization")
    text: Mapped[str]
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]


class Tag(Base):
    """A word of the group's own to find people and bodies by."""

    __tablename__ = "tag"

    id: Mapped[Key]
    name: Mapped[str]


class Tagging(Base):
    """A tag on a person or a body."""

    __tablename__ = "tagging"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    tag_id: Mapped[str] = refers("tag", child=True)
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)


class SavedFilter(Base):
    """A question put to a list that is worth keeping; `query` is JSON."""

    __tablename__ = "saved_filter"

    id: Mapped[Key]
    place: Mapped[str] = mapped_column(String(24))
    name: Mapped[str]
    query: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class DistinctPair(Base):
    """Two rows that look alike and were said to be two: they are not put forward again."""

    __tablename__ = "distinct_pair"
    __table_args__ = (Index("ix_distinct_pair_one_id_other_id", "one_id", "other_id"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(24))
    one_id: Mapped[str] = mapped_column(String(36))
    other_id: Mapped[str] = mapped_column(String(36))
