"""What people offer, and who can help."""
