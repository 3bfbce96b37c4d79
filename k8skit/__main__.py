"""`python -m k8skit`: the command line."""

from __future__ import annotations

import sys

from k8skit.cli import main

if __name__ == "__main__":
    sys.exit(main())
