"""The example group: invented people, meetings and actions, the same for the same seed, scale and day."""

from villagedesk.services.sample.making import NAME, create, fill

__all__ = ["NAME", "create", "fill"]
