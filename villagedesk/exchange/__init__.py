"""Bytes from outside to records and back; nothing here knows the database."""
