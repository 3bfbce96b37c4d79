"""The fleet as plain YAML: a folder for each cluster of each environment, and in it for each team."""

from fleet import build
from k8skit import App

app = App()
build(app, path="dist/fleet")
app.synth()
