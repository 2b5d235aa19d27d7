"""The report of what changed as one HTML file that needs nothing else."""

from __future__ import annotations

from alliance.review.changereport import Report
from alliance.views.templates import environment


def to_html(report: Report) -> str:
    """Return the report as a page; its texts are escaped."""
    return environment().get_template("changes.html").render(report=report)
