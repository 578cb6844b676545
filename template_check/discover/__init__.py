"""Files: which are messages, what stands beside each, and the templates that Jinja asks for."""
