"""For editors: what helps to write, translate, review and keep up the content."""
