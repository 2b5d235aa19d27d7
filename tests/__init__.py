"""The tests: of each module, of the built sites, and of the sites in a browser."""
