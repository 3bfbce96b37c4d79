"""`python -m k8skit`: the command line."""

from __future__ import annotations

from k8skit.cli import program

if __name__ == "__main__":
    program()
