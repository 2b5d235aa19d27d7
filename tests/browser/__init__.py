"""The built sites in a real Chromium."""
