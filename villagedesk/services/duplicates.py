"""People and organisations that may be here twice: found by name, e-mail and telephone, never merged by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.text import fold
from villagedesk.core.words import ContactKind, OrganizationKind
from villagedesk.models import ContactDetail, DistinctPair, Identifier, Organization, OtherName, Person
from villagedesk.records.duplicates import Known, Pair, Sign, Somebody
from villagedesk.services.reach import Same, same
from villagedesk.services.references import MERGED
from villagedesk.store.writer import Work

_ALIKE = 90  # how alike two names are, of 100, to be put forward for that alone
_AKIN = 60  # the same when they share an address that many share
_SHORTENED = 92  # what an initial or a name without its middle names counts
_SHARED = 3  # so many with one address or number are a household or an office
_BEGINNING = 3  # letters of a word of a name by which names come together to be compared
_LEGAL = frozenset(["the", "of", "and", "ltd", "limited", "cic", "cio", "plc", "llp"])
_PHONES = (ContactKind.PHONE, ContactKind.MOBILE)
_CROWD = 50  # so many with one address or number have nothing in common
_TELLS_EVERY = 50  # people between two reports
_Couple = tuple[str, str]
_Share = Callable[[float], None]


def gather(session: Session) -> Known:
    """Read everybody who is to be compared; quick, so that no change has to wait for it."""
    names, reached, apart = _names(session), _reached(session), _apart(session)
    people = select(Person.id, Person.name).where(Person.restricted_at.is_(None)).order_by(Person.sort_name, Person.id)
    bodies = (
        select(Organization.id, Organization.name, Organization.parent_id)
        .where(Organization.kind != OrganizationKind.PARTY)
        .order_by(Organization.sort_name, Organization.id)
    )
    everybody = [
        _somebody("person", row.id, row.name, None, names, reached, apart) for row in session.execute(people)
    ] + [
        _somebody("organization", row.id, row.name, row.parent_id, names, reached, apart)
        for row in session.execute(bodies)
    ]
    pairs = session.execute(select(DistinctPair.one_id, DistinctPair.other_id))
    return Known(tuple(everybody), frozenset(frozenset(pair) for pair in pairs))


def find(known: Known, report: Report = silent) -> list[Pair]:
    """The pairs that may be one, the surest first. Takes seconds for thousands: run it in a task, outside a read."""
    total = 2 * len(known.everybody)
    compared = []
    for done, somebody in enumerate(known.everybody):
        if done % _TELLS_EVERY == 0:
            report(done, total)
        compared.append(_Compared(somebody))
    people = [one for one in compared if one.row.kind == "person"]
    bodies = [one for one in compared if one.row.kind != "person"]
    found = [
        *_pairs(people, known.distinct, lambda share: report(len(compared) + round(share * len(people)), total)),
        *_pairs(bodies, known.distinct, lambda share: report(total - round((1 - share) * len(bodies)), total)),
    ]
    found.sort(key=lambda pair: (-_sureness(pair), pair.one.name, pair.id))
    return found


def reasons(pair: Pair) -> str:
    """Why two are put forward, in words."""
    said = []
    if Sign.NAME in pair.signs:
        same = pair.alike == 100
        said.append(_("same name") if same else _("names alike {n}%").format(n=pair.alike))
    if Sign.EMAIL in pair.signs:
        said.append(_("same e-mail"))
    if Sign.PHONE in pair.signs:
        said.append(_("same telephone"))
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


def keep_apart(work: Work, kind: str, one_id: str, other_id: str) -> None:
    """Remember that these are two: they are not put forward again."""
    one_id, other_id = sorted((one_id, other_id))
    both = DistinctPair.one_id == one_id, DistinctPair.other_id == other_id
    if work.session.scalar(select(func.count()).select_from(DistinctPair).where(*both)) == 0:
        work.session.add(DistinctPair(id=work.new_id(), kind=kind, one_id=one_id, other_id=other_id))


# -- reading


def _names(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person_id, body_id, name in session.execute(
        select(OtherName.person_id, OtherName.organization_id, OtherName.name)
    ):
        found.setdefault(person_id or body_id or "", []).append(name)
    return found


def _reached(session: Session) -> dict[str, tuple[list[str], list[str]]]:
    """The e-mail addresses and the numbers of each, as they are written."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    wanted = select(ContactDetail.person_id, ContactDetail.organization_id, ContactDetail.kind, ContactDetail.value)
    kinds = (ContactKind.EMAIL, *_PHONES)
    owned = or_(ContactDetail.person_id.isnot(None), ContactDetail.organization_id.isnot(None))
    for person_id, body_id, kind, value in session.execute(wanted.where(ContactDetail.kind.in_(kinds), owned)):
        emails, phones = found.setdefault(person_id or body_id or "", ([], []))
        (emails if kind is ContactKind.EMAIL else phones).append(value)
    return found


def _apart(session: Session) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    known = select(Identifier.row_id, Identifier.scheme, Identifier.value)
    for key, scheme, value in session.execute(known.where(Identifier.scheme != MERGED)):
        found.setdefault(key, set()).add((scheme, value))
    return found


def _somebody(
    kind: str, key: str, name: str, parent_id: str | None, names: dict[str, list[str]],
    reached: dict[str, tuple[list[str], list[str]]], apart: dict[str, set[tuple[str, str]]],
) -> Somebody:  # fmt: skip
    emails, phones = reached.get(key, ((), ()))
    return Somebody(
        key, kind, name, (name, *names.get(key, ())), frozenset(emails), frozenset(phones),
        frozenset(apart.get(key, ())), parent_id,
    )  # fmt: skip


# -- comparing


class _Compared:
    """Somebody with their names as words, and what they are reached by in its comparable form, which takes longest."""

    __slots__ = ("emails", "phones", "row", "texts")

    def __init__(self, row: Somebody) -> None:
        self.row = row
        self.emails = {same(ContactKind.EMAIL, value) for value in row.emails}
        self.phones = {same(ContactKind.PHONE, value) for value in row.phones}
        self.texts = tuple(" ".join(sorted(words)) for name in row.names if (words := _words(name, row.kind)))


def _words(name: str, kind: str) -> tuple[str, ...]:
    words = [word for part in fold(name).replace("&", " ").split() if (word := part.strip(".,'’()-"))]
    return tuple(word for word in words if kind == "person" or word not in _LEGAL)


def _pairs(those: list[_Compared], distinct: frozenset[frozenset[str]], report: _Share) -> Iterator[Pair]:
    by_id = {one.row.id: one for one in those}
    same_email = _sharing((one.row.id, key) for one in those for key in one.emails)
    same_phone = _sharing((one.row.id, key) for one in those for key in one.phones)
    for couple in same_email.keys() | same_phone.keys() | set(_names_alike(those, report)):
        one, other = by_id[couple[0]], by_id[couple[1]]
        if frozenset(couple) in distinct or _are_two(one.row, other.row):
            continue
        alike = _alikeness(one, other)
        signs = [Sign.NAME] if alike >= _ALIKE else []
        for sign, sharing in ((Sign.EMAIL, same_email), (Sign.PHONE, same_phone)):
            if couple in sharing and (sharing[couple] < _SHARED or alike >= _AKIN):
                signs.append(sign)
        if signs and not (signs == [Sign.NAME] and _are_parts_of_two(one.row, other.row)):
            first, second = sorted((one.row, other.row), key=lambda row: (row.name, row.id))
            yield Pair(first.kind, first, second, tuple(signs), alike)


def _are_parts_of_two(one: Somebody, other: Somebody) -> bool:
    """Whether they are parts of two bodies: most councils have a "Highways"."""
    return None not in (one.parent_id, other.parent_id) and one.parent_id != other.parent_id


def _sharing(keys: Iterable[tuple[str, Same]]) -> dict[_Couple, int]:
    """Couples that have something in common, with how many have it in all; a crowd has nothing in common."""
    groups: dict[Same, set[str]] = {}
    for owner, key in keys:
        groups.setdefault(key, set()).add(owner)
    found: dict[_Couple, int] = {}
    for owners in groups.values():
        if 1 < len(owners) <= _CROWD:
            for couple in combinations(sorted(owners), 2):
                found[couple] = min(found.get(couple, len(owners)), len(owners))
    return found


def _names_alike(those: list[_Compared], report: _Share) -> Iterator[_Couple]:
    """Couples whose names are worth a closer look; only names with a word that begins alike are compared."""
    from rapidfuzz import fuzz, process

    blocks: dict[str, dict[str, list[str]]] = {}
    for one in those:
        for text in one.texts:
            for beginning in {word[:_BEGINNING] for word in text.split()}:
                blocks.setdefault(beginning, {}).setdefault(text, []).append(one.row.id)
    for number, block in enumerate(blocks.values()):
        report(number / len(blocks))
        texts = list(block)
        words = [frozenset(text.split()) for text in texts]
        for place, text in enumerate(texts):
            yield from _couples(block[text], block[text])
            rest = texts[place + 1 :]
            alike = process.extract(text, rest, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
            shortened = (other for n, other in enumerate(rest, place + 1) if _is_shortened(words[place], words[n]))
            for other in {*(found for found, _score, _n in alike), *shortened}:
                yield from _couples(block[text], block[other])


def _couples(some: list[str], others: list[str]) -> Iterator[_Couple]:
    for one in some:
        for other in others:
            if one < other:
                yield one, other
            elif other < one:
                yield other, one


def _is_shortened(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one name is the other without its middle names, or with a first name as an initial."""
    if len(words) < 2 or len(others) < 2:
        return False
    mine, theirs = words - others, others - words
    if not mine or not theirs:
        return True
    if len(mine) != 1 or len(theirs) != 1:
        return False
    one, other = *mine, *theirs
    return one[0] == other[0] and 1 in (len(one), len(other))


def _alikeness(one: _Compared, other: _Compared) -> int:
    """How alike the names are that are most alike, from 0 to 100; 100 is only for the same words."""
    from rapidfuzz import fuzz

    best = 0
    for mine in one.texts:
        for theirs in other.texts:
            if mine == theirs:
                return 100
            score = min(99, round(fuzz.ratio(mine, theirs)))
            if score < _SHORTENED and _is_shortened(frozenset(mine.split()), frozenset(theirs.split())):
                score = _SHORTENED
            best = max(best, score)
    return best


def _are_two(one: Somebody, other: Somebody) -> bool:
    """Whether somebody else's list has both, under two numbers."""
    schemes = {scheme for scheme, _value in one.apart} & {scheme for scheme, _value in other.apart}
    return any(not {pair for pair in one.apart if pair[0] == scheme} & other.apart for scheme in schemes)


def _sureness(pair: Pair) -> int:
    return pair.alike + 60 * (Sign.EMAIL in pair.signs) + 40 * (Sign.PHONE in pair.signs)
