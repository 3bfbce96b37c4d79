"""The rules, one per file. Each binds the name RULE; `python -m k8skit.codegen rules` writes the table that finds them."""
