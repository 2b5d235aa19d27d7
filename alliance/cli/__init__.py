"""The commands of `python -m alliance`, one module each."""
