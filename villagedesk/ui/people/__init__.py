"""People and organisations: the list, the card beside it, and taking in lists from outside."""
