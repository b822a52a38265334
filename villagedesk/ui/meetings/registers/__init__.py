"""The registers that fill themselves: decisions, interests declared, attendance, the rhythm of meeting."""
