"""Disk: the configuration, app.py, manifests of any origin, and the output folder.

Called by the command line, the pipeline and the pytest plugin; everything below works on data alone.
"""
