"""The generator: from records and pages to everything a visitor or a machine can read."""
