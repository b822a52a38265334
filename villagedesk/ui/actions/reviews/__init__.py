"""Review rounds: sent out to the trustees, their replies, and what is taken of them."""
