"""The commands of `python -m alliance`: one module each, named as the command is."""
