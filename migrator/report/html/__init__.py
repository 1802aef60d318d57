"""Reports as one HTML file that needs nothing else: no network, no other file, and nothing in it is run but its own."""

from migrator.report.html.plan import plan_html

__all__ = ["plan_html"]
