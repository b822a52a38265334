"""How many statements a read sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from villagedesk.services.desk import Desk


def statements(desk: Desk, job: Callable[[Any], Any]) -> int:
    """How many SELECTs `job` needs."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            sent.append(statement)

    def counted(session: Any) -> Any:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            return job(session)
        finally:
            event.remove(engine, "before_cursor_execute", note)

    desk.read(counted)
    return len(sent)
