"""SQLAlchemy models, one file per aggregate."""
