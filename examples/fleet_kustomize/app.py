"""The fleet of `../fleet` once more, as a Kustomize base with an overlay for each cluster of each environment."""

import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "fleet"))

from fleet import build
from k8skit import App

app = App()
build(app, path="dist/fleet_kustomize")
app.synth()
