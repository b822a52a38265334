"""A topic's whole story on paper, year by year."""

from __future__ import annotations

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import Badge, Block, Cell, Column, Heading, Para, RowGroup, Table, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.packs import Imprint
from villagedesk.records.topics import Story, StoryEntry, StoryKind
from villagedesk.services.topics import by_year, kind_words
