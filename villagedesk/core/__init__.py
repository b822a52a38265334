"""What the program knows without a screen, a file or a database."""
