"""From files to frozen content, as one page in one language sees it."""
