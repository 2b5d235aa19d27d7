"""What developers run: the set-up, tests of the site, pictures, and the words of templates."""
