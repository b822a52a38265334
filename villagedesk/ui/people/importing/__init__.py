"""Taking lists of people in from outside, and writing them out."""
