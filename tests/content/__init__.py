"""Reading and checking what editors write."""
