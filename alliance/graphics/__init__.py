"""How it is drawn, from plain numbers; nothing here knows the content."""
