"""VillageDesk: the desk of a volunteer-run community group that works with its council."""

__version__ = "0.1.0"
