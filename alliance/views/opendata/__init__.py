"""The records as data: JSON, CSV, Data Package."""
