"""What changed, and what is out of date."""
