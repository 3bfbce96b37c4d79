"""Formats of findings: one module each, found by its name; `report(findings, options) -> str`."""
