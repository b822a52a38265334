"""What comes back each year: rules in months, and the dates that regulators ask for, each with its source."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core import recurrence
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.legalforms import LegalForm, legal_form
from villagedesk.core.text import fold

EVERY = (1, 3, 6, 12, 24, 36, 60)
"""Months after which a duty can come again."""


class Register(StrEnum):
    """Who keeps the register of charities that a group is on."""

    NONE = ""
    CCEW = "ccew"
    OSCR = "oscr"
    CCNI = "ccni"


@dataclass(frozen=True, slots=True)
class Offer:
    """A duty that a group of this form has: when it is next due, how often, and which rule asks for it.

    `needs_date` when the day hangs on something that is not known here, so that `first_on` is a guess.
    """

    key: str
    title: str
    first_on: date
    every: int
    days_before: int
    source: str
    needs_date: bool = False


def rule_for(every: int, first_on: date) -> str:
    """The RRULE of a duty that comes every so many months; on the last day where `first_on` is one."""
    if first_on.day == monthrange(first_on.year, first_on.month)[1]:
        days = "BYMONTHDAY=-1"
    elif first_on.day > 28:  # the last of these that the month has
        days = f"BYMONTHDAY={','.join(map(str, range(28, first_on.day + 1)))};BYSETPOS=-1"
    else:
        days = f"BYMONTHDAY={first_on.day}"
    return f"FREQ=MONTHLY;INTERVAL={every};{days}"


def every_of(rule: str) -> int:
    """After how many months a rule comes again; 12 for one that says something else."""
    found = re.search(r"FREQ=MONTHLY;INTERVAL=(\d+)", rule)
    return int(found[1]) if found else 12


def every_words(every: int) -> str:
    """ "Every year", "Every 6 months"."""
    if every % 12 == 0:
        return ngettext("Every year", "Every {n} years", every // 12).format(n=every // 12)
    return ngettext("Every month", "Every {n} months", every).format(n=every)


def times(rule: str, first_on: date, after: date | None, until: date) -> list[date]:
    """The days of a duty after one day (from the first, when None) and until another."""
    start = first_on if after is None else max(first_on, date.fromordinal(after.toordinal() + 1))
    return recurrence.dates(rule, first_on, start, until)


def next_on(rule: str, first_on: date, after: date | None, today: date) -> date | None:
    """When a duty is due next, counted from the last time that was raised; None when its rule ends or says nothing."""
    start = max(today, first_on)
    found = times(rule, first_on, after, date(start.year + 6, 1, 1))
    return found[0] if found else None


def offers(form: str, register: Register, year_end: tuple[int, int], today: date) -> list[Offer]:
    """What the law asks of a group each year, the next time of each; of one that is on no register, nothing.

    `year_end` is (day, month). Deadlines are those in force in 2026.
    """
    found = [*_charity(register, year_end, today)]
    words = set(re.findall(r"\w+", fold(form).replace(".", "")))
    if words & {"cic"} or {"community", "interest"} <= words:
        found += [*_company(year_end, today, is_cic=True)]
    elif legal_form(form) is LegalForm.COMPANY:
        found += [*_company(year_end, today, is_cic=False)]
    elif words & {"society", "cbs", "cooperative", "bencom"} or {"co", "operative"} <= words:
        found.append(
            Offer(
                "fca_return",
                _("Send the annual return and accounts to the Financial Conduct Authority"),
                _deadline(year_end, 7, today),
                12,
                56,
                _("Co-operative and Community Benefit Societies Act 2014, section 89: within 7 months of the year end"),
            )
        )
    return found


def _charity(register: Register, year_end: tuple[int, int], today: date) -> list[Offer]:
    if register is Register.CCEW:
        title = _("Send the annual return to the Charity Commission")
        source = _(
            "Charities Act 2011, sections 163 and 169: within 10 months of the year end. With an income of up to "
            "£10,000, a charity that is no CIO brings its details up to date instead"
        )
        return [Offer("ccew_return", title, _deadline(year_end, 10, today), 12, 56, source)]
    if register is Register.OSCR:
        title = _("Send the annual return, report and accounts to OSCR")
        source = _("Charities Accounts (Scotland) Regulations 2006: within 9 months of the year end")
        return [Offer("oscr_return", title, _deadline(year_end, 9, today), 12, 56, source)]
    if register is Register.CCNI:
        title = _("Send the annual monitoring return to the Charity Commission for Northern Ireland")
        source = _("Charities Act (Northern Ireland) 2008, sections 68 and 70: within 10 months of the year end")
        return [Offer("ccni_return", title, _deadline(year_end, 10, today), 12, 56, source)]
    return []


def _company(year_end: tuple[int, int], today: date, *, is_cic: bool) -> list[Offer]:
    title, key = _("Send the accounts to Companies House"), "ch_accounts"
    source = _("Companies Act 2006, section 442: within 9 months of the year end; the first accounts differ")
    if is_cic:
        title, key = _("Send the accounts and the report CIC34 to Companies House"), "ch_cic34"
        source = _(
            "Companies Act 2006, section 442, and Community Interest Company Regulations 2005: "
            "within 9 months of the year end; the first accounts differ"
        )
    statement = Offer(
        "ch_statement",
        _("Send the confirmation statement to Companies House"),
        _deadline(year_end, 12, today), 12, 28,
        _("Companies Act 2006, section 853A: within 14 days of the day that Companies House names"),
        needs_date=True,
    )  # fmt: skip
    return [Offer(key, title, _deadline(year_end, 9, today), 12, 56, source), statement]


def _deadline(year_end: tuple[int, int], months: int, today: date) -> date:
    """The next day on which so many months after a year end are over; from a month's last day to a month's last day."""
    return next(
        day for year in range(today.year - 2, today.year + 2) if (day := _after(year_end, year, months)) >= today
    )


def _after(year_end: tuple[int, int], year: int, months: int) -> date:
    day, month = year_end
    is_last = day >= monthrange(year, month)[1]
    years, place = divmod(month - 1 + months, 12)
    last = monthrange(year + years, place + 1)[1]
    return date(year + years, place + 1, last if is_last else min(day, last))
