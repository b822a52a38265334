"""Use cases as plain functions, one file per noun."""
