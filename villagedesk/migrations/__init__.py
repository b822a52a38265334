"""Alembic revisions, with literal tables."""
