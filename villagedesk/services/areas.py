"""Areas: wards and divisions, made and moved by hand where no list brings them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.models import Area, Organization, Post
from villagedesk.records.people import AreaCard, AreaDraft, Choice
from villagedesk.store.writer import Work


def of_body(session: Session, organization_id: str) -> list[AreaCard]:
    """The areas of a body: its own, those within it, and those that its posts stand for, by name."""
    parent, posts = aliased(Area), func.count(Post.id)
    own = select(Organization.area_id).where(Organization.id == organization_id).scalar_subquery()
    of_posts = select(Post.area_id).where(Post.organization_id == organization_id, Post.area_id.is_not(None))
    found = session.execute(
        select(Area.id, Area.name, Area.name_cy, Area.label, Area.parent_id, parent.name, posts)
        .outerjoin(parent, parent.id == Area.parent_id)
        .outerjoin(Post, (Post.area_id == Area.id) & (Post.organization_id == organization_id))
        .where((Area.id == own) | (Area.parent_id == own) | Area.id.in_(of_posts))
        .group_by(Area.id)
    )
    cards = [AreaCard(key, name, cy, label, up, above or "", n) for key, name, cy, label, up, above, n in found]
    return sorted(cards, key=lambda card: (card.parent_id is not None, fold(card.name)))


def choices(session: Session) -> list[Choice]:
    """Every area to choose from, by name; what it lies in tells namesakes apart."""
    parent = aliased(Area)
    found = session.execute(
        select(Area.id, Area.name, Area.label, parent.name).outerjoin(parent, parent.id == Area.parent_id)
    )
    listed = [Choice(key, name, ", ".join(filter(None, (label, above)))) for key, name, label, above in found]
    return sorted(listed, key=lambda choice: fold(choice.name))


def add(work: Work, organization_id: str, draft: AreaDraft) -> str:
    """Add an area of a body; its key. Refused without a name.

    Without `parent_id` it lies in the body's own area; a body that has none gets the first one as its own.
    """
    body = work.session.get(Organization, organization_id)
    if body is None:
        raise Refused(_("That organisation is no longer here."))
    area = Area(id=work.new_id(), name="", audience=body.audience)
    _write(work, area, AreaDraft(draft.name, draft.name_cy, draft.label, draft.parent_id or body.area_id))
    work.session.add(area)
    work.session.flush()
    if body.area_id is None:
        body.area_id = area.parent_id or area.id
    return area.id


def edit(work: Work, area_id: str, draft: AreaDraft) -> None:
    """Put an area right or move it into another. Refused without a name, or when it would lie within itself."""
    area = work.session.get(Area, area_id)
    if area is None:
        raise Refused(_("That area is no longer here."))
    _write(work, area, draft)


def bin_area(work: Work, area_id: str) -> None:
    """Put an area in the bin. Refused while posts stand for it."""
    area = work.session.get(Area, area_id)
    if area is None:
        raise Refused(_("That area is no longer here."))
    if n := work.session.scalar(select(func.count(Post.id)).where(Post.area_id == area_id)):
        raise Refused(_("{n} posts stand for it. Move them to another ward first.").format(n=n))
    area.binned_at = work.now


def _write(work: Work, area: Area, draft: AreaDraft) -> None:
    if not (name := one_line(draft.name)):
        raise Refused(_("A ward needs a name."), "name")
    above = draft.parent_id
    while above:
        if above == area.id:
            raise Refused(_("A place cannot lie within itself."), "parent_id")
        above = work.session.scalar(select(Area.parent_id).where(Area.id == above))
    area.name, area.name_cy, area.label = name, one_line(draft.name_cy), one_line(draft.label)
    area.parent_id = draft.parent_id
