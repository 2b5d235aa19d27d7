"""Files beside the pages, and how a finished site is put in place."""
