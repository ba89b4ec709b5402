"""Located forms and sections to figures and records as printed."""
