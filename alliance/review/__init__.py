"""For reviewers: what changed, what is out of date, what the check found."""
