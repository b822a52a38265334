"""What every table shares: text keys, UTC instants, the bin and the audience."""

from __future__ import annotations

import enum
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import Dialect, Enum, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from villagedesk.core.audience import Audience


class UtcDateTime(TypeDecorator[datetime]):
    """An instant that happened, kept as ISO 8601 text in UTC. ValueError for a naive value."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


def _values(members: type[enum.Enum]) -> list[str]:
    return [member.value for member in members]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own name
        datetime: UtcDateTime(),
        enum.Enum: Enum(enum.Enum, native_enum=False, create_constraint=False, length=24, values_callable=_values),
    }


Key = Annotated[str, mapped_column(String(36), primary_key=True)]


def refers(target: str, *, child: bool = False) -> Any:
    """A reference to another row. A `child` goes when its parent row goes; any other loses only the reference."""
    return mapped_column(
        String(36), ForeignKey(f"{target}.id", ondelete="CASCADE" if child else "SET NULL"), index=True
    )


class Binned:
    """A root that can be put in the bin; every ORM read leaves binned rows out (store/engine.py)."""

    binned_at: Mapped[datetime | None] = mapped_column()


class Audienced:
    """A record that says who may see it; the committee only unless said otherwise."""

    audience: Mapped[Audience] = mapped_column(default=Audience.COMMITTEE)
