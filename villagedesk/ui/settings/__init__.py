"""Settings of the group and of this computer."""
