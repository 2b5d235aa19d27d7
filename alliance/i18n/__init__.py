"""How it is said: messages, catalogues, dates, numbers and names in each language."""
