"""Bytes to records and records to bytes: the one door through which everything from outside comes in."""

from villagedesk.exchange.formats import FORMATS, accepted, read, read_pasted

__all__ = ["FORMATS", "accepted", "read", "read_pasted"]
