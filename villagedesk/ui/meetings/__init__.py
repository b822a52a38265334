"""Meetings: the list, the plan, what came of it, and taking minutes."""
