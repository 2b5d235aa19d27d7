"""What helps those who write and translate."""
