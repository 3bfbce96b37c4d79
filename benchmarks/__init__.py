"""Benchmarks of k8skit: whole runs beside other tools, and each layer by itself. Ratios within one run count; absolute times do not.

Run as `python -m benchmarks`; nothing in k8skit knows of them.
"""
