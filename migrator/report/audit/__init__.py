"""An audit as text, JSON, markdown, HTML and SARIF. Decides nothing."""

from migrator.report.audit.document import audit_document
from migrator.report.audit.html import audit_html
from migrator.report.audit.markdown import audit_markdown
from migrator.report.audit.sarif import audit_sarif
from migrator.report.audit.text import audit_page

__all__ = ["audit_document", "audit_html", "audit_markdown", "audit_page", "audit_sarif"]
