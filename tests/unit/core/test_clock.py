"""Time as it is told to the program."""

from datetime import UTC, date, datetime, timedelta

import pytest

from villagedesk.core.clock import FixedClock, SystemClock, clock_from_environment


def test_a_fixed_clock_keeps_its_date_and_its_order() -> None:
    clock = FixedClock(date(2026, 3, 12))
    first, second = clock.now(), clock.now()
    assert first == datetime(2026, 3, 12, 12, tzinfo=UTC)
    assert second - first == timedelta(milliseconds=1)
    assert clock.today() == date(2026, 3, 12)


def test_the_environment_holds_the_clock_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VILLAGEDESK_TODAY", "2026-03-12")
    assert clock_from_environment().today() == date(2026, 3, 12)
    monkeypatch.setenv("VILLAGEDESK_TODAY", "tomorrow")
    with pytest.raises(ValueError, match="tomorrow"):
        clock_from_environment()
    monkeypatch.delenv("VILLAGEDESK_TODAY")
    assert isinstance(clock_from_environment(), SystemClock)


def test_instants_are_utc_and_the_date_is_the_groups() -> None:
    assert SystemClock().now().tzinfo is UTC
    days = {(SystemClock(zone).today() - SystemClock("UTC").today()).days for zone in ("Etc/GMT+12", "Etc/GMT-14")}
    assert days & {-1, 1}  # 26 hours apart: at least one of the two has another date
