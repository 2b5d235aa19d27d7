"""What may stand in a record."""
