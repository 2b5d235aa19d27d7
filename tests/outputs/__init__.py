"""Which files come out, and how they are published."""
