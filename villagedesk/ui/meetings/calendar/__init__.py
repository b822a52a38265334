"""Meetings to and from other programs: calendars, councils, Word."""
