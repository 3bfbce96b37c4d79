"""One way of making objects with cdk8s, k8skit or both; `nothing` only imports cdk8s.

Usage: python cdk8s_bridge.py nothing|plus|plus-in-k8skit|bare|k8skit-in-cdk8s FOLDER
"""

from __future__ import annotations

import sys

import cdk8s
import cdk8s_plus_36 as kplus

IMAGE = "registry.example.com/web:1"


def plus(chart: cdk8s.Chart) -> None:
    """Three hundred objects of cdk8s-plus."""
    for i in range(100):
        web = kplus.Deployment(chart, f"web-{i}", containers=[kplus.ContainerProps(image=IMAGE, port_number=8080)])
        web.expose_via_service()
        kplus.ConfigMap(chart, f"settings-{i}", data={"a": "b"})


def run(way: str, folder: str) -> None:
    """Make the objects and write them."""
    if way == "nothing":
        return
    if way == "plus-in-k8skit":
        from k8skit import App, Cdk8sChart
        from k8skit.files.write import write

        root = App()
        Cdk8sChart(root, "shop", plus)
        write(folder, root.synthesis().texts("file-per-chart"))
        return
    app = cdk8s.App(outdir=folder)
    chart = cdk8s.Chart(app, "shop")
    if way == "plus":
        plus(chart)
    elif way == "bare":
        for i in range(600):
            cdk8s.ApiObject(chart, f"web-{i}", api_version="v1", kind="ConfigMap", metadata={"name": f"web-{i}"})
    else:
        from k8skit import WebService

        for i in range(150):  # of four objects each
            WebService(chart, f"web-{i}", image=IMAGE, readiness="/")
    app.synth()


run(*sys.argv[1:])
