"""Comments on draft minutes that are taken, until the minutes say what they ask for."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from villagedesk.models import MinuteBlock, MinutesComment
from villagedesk.store.writer import Work


def settle(work: Work, block: MinuteBlock, text: str | None = None) -> None:
    """What was taken of comments on a block, or on the whole of its item, is in the minutes now.

    Not where the new `text` of the block is what it says already.
    """
    if text is not None and text.strip() == block.text:
        return
    of_item = and_(MinutesComment.block_id.is_(None), MinutesComment.item_id == block.item_id)
    owed = select(MinutesComment).where(
        MinutesComment.minutes_id == block.minutes_id, MinutesComment.taken.is_(True), ~MinutesComment.is_put_right,
        or_(MinutesComment.block_id == block.id, of_item),
    )  # fmt: skip
    for said in work.session.scalars(owed):
        said.is_put_right = True
