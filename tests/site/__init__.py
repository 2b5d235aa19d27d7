"""Which pages there are, and what surrounds their content."""
