"""What one page shows: blocks, and the views that directives place."""
