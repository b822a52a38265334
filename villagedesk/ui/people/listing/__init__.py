"""The list of people and organisations, what narrows it, and what is done to several."""
