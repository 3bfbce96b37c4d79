"""A namespace for each team of a list: rights, quota, limits and network policies from one line of `teams.csv`."""

import csv
from pathlib import Path

from k8skit import App, Tenant

app = App()

with (Path(__file__).parent / "teams.csv").open(encoding="utf-8", newline="") as file:
    for team in csv.DictReader(file):
        Tenant(
            app,
            team["name"],
            admins=[f"group:{team['name']}-leads"],
            editors=[f"group:{team['name']}"],
            viewers=["group:support"],
            quota={"cpu": int(team["cpu"]), "memory": team["memory"], "pods": int(team["pods"])},
            allow_from=["ingress"] if team["public"] == "yes" else [],
            labels={"cost-centre": team["cost_centre"]},
            ci=True,
        )

app.synth()
