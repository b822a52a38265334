"""The place of what is said and asked between the group and its council."""
