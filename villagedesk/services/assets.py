"""What residents, groups and partners offer: kept with their consent, and found by a plain question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core import availability
from villagedesk.core.audience import Audience
from villagedesk.core.availability import Question
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import AssetKind
from villagedesk.models import Asset, Organization, Person
from villagedesk.records.assets import AssetCard, AssetDraft
from villagedesk.services import restriction
from villagedesk.services.search import matching
from villagedesk.store.writer import Work

_WITHOUT_ASKING = (Audience.COMMITTEE, Audience.TRUSTEES)
_ANYTHING = Question("")
_PLURAL = 4  # letters from which a word that ends in "s" may be several of a thing


@dataclass(frozen=True, slots=True)
class AssetQuery:
    """What a list of offers asks for: a question, one kind or all, and the order ("name", "owner" or "fit")."""

    question: Question = _ANYTHING
    kind: AssetKind | None = None
    sort: str = "fit"
    descending: bool = False


def ids(session: Session, query: AssetQuery) -> list[str]:
    """The keys of the offers that answer: those that surely do first, then those of which nobody said when."""
    order = {"owner": _owner_sort(), "kind": Asset.kind}.get(query.sort, func.fold(Asset.name))
    ordered = (order.desc() if query.descending else order, func.fold(Asset.name), Asset.id)
    where = _asked(query.question)
    if query.kind:
        where.append(Asset.kind == query.kind)
    fitting = [
        (row.id, fit)
        for row in session.execute(_of_somebody(Asset.id, Asset.days, Asset.times).where(*where).order_by(*ordered))
        if (fit := availability.fits(row.days, row.times, query.question)) is not False
    ]
    if query.sort == "fit":
        fitting.sort(key=lambda found: found[1] is None)
    return [key for key, _fit in fitting]


def counts(session: Session, question: Question) -> dict[AssetKind | None, int]:
    """How many offers of each kind answer the question; under None, of all."""
    found = session.execute(_of_somebody(Asset.kind, Asset.days, Asset.times).where(*_asked(question)))
    counted = Counter(row.kind for row in found if availability.fits(row.days, row.times, question) is not False)
    return {None: sum(counted.values())} | {kind: counted[kind] for kind in AssetKind}


def rows(session: Session, keys: Sequence[str]) -> list[AssetCard]:
    """The offers of these keys, in any order."""
    return _cards(session, Asset.id.in_(keys))


def of(session: Session, owner_id: str) -> list[AssetCard]:
    """What a person or an organisation offers, by kind and name."""
    return _cards(session, or_(Asset.person_id == owner_id, Asset.organization_id == owner_id))


def add(work: Work, owner_kind: str, owner_id: str, draft: AssetDraft) -> str:
    """Add what a "person" or an "organization" offers; the new key. Refused as `edit`, or when they are gone."""
    model: Any = {"person": Person, "organization": Organization}[owner_kind]
    if work.session.get(model, owner_id) is None:
        raise Refused(_("Whoever offers this is no longer here."))
    restriction.check(work.session, owner_id)
    found = Asset(id=work.new_id(), name="", **{f"{owner_kind}_id": owner_id})
    _write(work, found, draft)
    work.session.add(found)
    work.session.flush()
    return found.id


def edit(work: Work, asset_id: str, draft: AssetDraft) -> None:
    """Keep what was typed about an offer. Refused without a name, or when it is for others without their consent."""
    _write(work, _asset(work, asset_id), draft)


def bin_asset(work: Work, asset_id: str) -> None:
    """Put an offer in the bin."""
    _asset(work, asset_id).binned_at = work.now


def kind_words() -> dict[AssetKind, str]:
    """What kinds of offers are called on screen."""
    return {
        AssetKind.SKILL: _("Skill"),
        AssetKind.SPACE: _("Space"),
        AssetKind.EQUIPMENT: _("Equipment"),
        AssetKind.LANGUAGE: _("Language"),
        AssetKind.KNOWLEDGE: _("Knowledge"),
    }


def when(card: AssetCard) -> str:
    """When it can be had, as one phrase; "" when nobody said."""
    return ", ".join(filter(None, (availability.show_days(card.days), card.times)))


def _write(work: Work, found: Asset, draft: AssetDraft) -> None:
    name = one_line(draft.name)
    if not name:
        raise Refused(_("Say what is offered."), "name")
    if draft.audience not in _WITHOUT_ASKING and draft.agreed_on is None:
        raise Refused(_("Say when they agreed to this, or keep it to the committee."), "agreed_on")
    if draft.agreed_on and draft.agreed_on > work.today:
        raise Refused(_("They cannot have agreed after today."), "agreed_on")
    found.name, found.kind, found.detail = name, draft.kind, draft.detail.strip()
    found.days, found.times = availability.as_days(draft.days.split()), one_line(draft.times)
    found.audience, found.agreed_on, found.agreed_how = draft.audience, draft.agreed_on, one_line(draft.agreed_how)


def _asset(work: Work, asset_id: str) -> Asset:
    found = work.session.get(Asset, asset_id)
    if found is None or found.binned_at is not None:
        raise Refused(_("That offer is no longer here."))
    return found


def _asked(question: Question) -> list[ColumnElement[bool]]:
    """Every word that is asked for stands at the beginning of one, of several things also as of one."""
    parts = []
    for word in question.words:
        forms = [word, word[:-1]] if len(word) >= _PLURAL and word.endswith("s") else [word]
        parts.append("(" + " OR ".join(f'"{form}"*' for form in forms) + ")")
    return [Asset.id.in_(matching("asset", " AND ".join(parts)))] if parts else []


def _owner_sort() -> ColumnElement[str]:
    return func.coalesce(Person.sort_name, Organization.sort_name)


def _of_somebody(*columns: Any) -> Select[Any]:
    """Offers of those who are not in the bin."""
    return (
        select(*columns)
        .select_from(Asset)
        .outerjoin(Person, Person.id == Asset.person_id)
        .outerjoin(Organization, Organization.id == Asset.organization_id)
        .where(Asset.binned_at.is_(None), or_(Person.id.isnot(None), Organization.id.isnot(None)))
    )


def _cards(session: Session, where: ColumnElement[bool]) -> list[AssetCard]:
    columns = (Asset, Person.name.label("person"), Organization.name.label("organization"), Person.do_not_contact)
    found = session.execute(_of_somebody(*columns).where(where).order_by(Asset.kind, func.fold(Asset.name), Asset.id))
    return [
        AssetCard(
            id=row.id, kind=row.kind, name=row.name, about=row.detail, person_id=row.person_id, person=person or "",
            organization_id=row.organization_id, organization=body or "", days=row.days, times=row.times,
            audience=row.audience, agreed_on=row.agreed_on, agreed_how=row.agreed_how,
            do_not_contact=bool(do_not_contact),
        )
        for row, person, body, do_not_contact in found
    ]  # fmt: skip
