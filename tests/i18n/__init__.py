"""How things are said: words, dates, numbers, names, problems."""
