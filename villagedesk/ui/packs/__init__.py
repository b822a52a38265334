"""The place where packs are put together, looked at and saved."""
