"""From YAML text to nodes that know their place, or problems in plain words."""
