"""Find in all minutes, and a topic's story over the years."""
