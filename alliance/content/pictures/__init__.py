"""Pictures and documents below docs/: whether they are safe, and what of them is published."""
