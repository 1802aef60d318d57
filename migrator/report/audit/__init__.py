"""An audit as text, JSON, markdown, HTML and SARIF, each a module to be imported by itself. Decides nothing."""
