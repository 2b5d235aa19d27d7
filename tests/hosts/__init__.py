"""The sites in real web servers, and the workflows of hosts."""
