"""Kills writing processes at random moments and looks at what they leave.

Run as a script: folder, number of kills that must hit a change in the middle, seed. Prints one line of JSON: how many kills left nothing,
an undecided or a decided change behind, how many of those changes were half done, and every violation. A script of its own, so that no
thread of a test runner is alive when it forks.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from typing import NoReturn

from k8skit.files.index import mark, render
from k8skit.files.write import check, write

VERSIONS = [
    {f"chart-{i % 5}/file-{i}.yaml": f"version: A\nnumber: {i}\n" * (1 + i % 7) for i in range(30)},
    {f"chart-{i % 6}/file-{i}.yaml": f"version: B\nnumber: {i}\n" * (1 + i % 400) for i in range(5, 40)},
    {f"chart-{i % 5}/deep/{i % 3}/file-{i}.yaml": f"version: C\nnumber: {i}\n" for i in range(10)}
    | {"chart-0/file-0.yaml": "version: C\n"},
]
STRANGERS = {"README.md": "mine", "chart-0/notes.txt": "mine", "chart-5/mine.yaml": "mine: 1\n"}


def visible(root: str) -> dict[str, str]:
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if not path.startswith(".k8skit"):
                with open(os.path.join(root, path)) as file:
                    found[path] = file.read()
    return found


def writer(root: str, ready: int) -> NoReturn:
    """Write one version after the other until the end."""
    os.write(ready, b"x")
    turn = 0
    while True:
        write(root, VERSIONS[turn % 3])
        turn += 1


def main(root: str, kills: int, seed: int) -> None:
    rng = random.Random(seed)
    allowed = {path: {v[path] for v in (*VERSIONS, STRANGERS) if path in v} for v in (*VERSIONS, STRANGERS) for path in v}
    seen = {"clean": 0, "undecided": 0, "decided": 0, "half done": 0}
    wrong = []
    write(root, VERSIONS[0])
    for path, text in STRANGERS.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), "w") as file:
            file.write(text)
    began = time.perf_counter()
    for turn in range(3):
        write(root, VERSIONS[turn])
    cycle = time.perf_counter() - began
    kill = 0
    while seen["undecided"] + seen["decided"] < kills and kill < 20 * kills:
        kill += 1
        reader, ready = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                writer(root, ready)
            finally:
                os._exit(1)
        os.read(reader, 1)
        os.close(reader)
        os.close(ready)
        time.sleep(rng.uniform(0, 2 * cycle))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            wrong.append(f"kill {kill}: the writer had ended by itself: {status}")
        present = visible(root)
        staging = os.path.join(root, ".k8skit-staging")
        decided = os.path.exists(os.path.join(staging, "journal"))
        seen["decided" if decided else "undecided" if os.path.exists(staging) else "clean"] += 1
        whole = any(present == {**version, **STRANGERS} for version in VERSIONS)
        seen["half done"] += decided and not whole
        if not decided and not whole:
            wrong.append(f"kill {kill}: neither old nor new, and nothing says so")
        wrong += [f"kill {kill}: {path} is not whole" for path, text in present.items() if text not in allowed.get(path, ())]
        wrong += [f"kill {kill}: {path} of someone else is gone" for path in STRANGERS if path not in present]
        texts = rng.choice(VERSIONS)
        check(root, texts)
        write(root, texts)
        if visible(root) != {**texts, **STRANGERS}:
            wrong.append(f"kill {kill}: the next run did not make it right")
        with open(os.path.join(root, ".k8skit"), "rb") as file:
            if file.read() != render({path: mark(text.encode()) for path, text in texts.items()}):
                wrong.append(f"kill {kill}: the index is not right")
        if os.path.exists(staging):
            wrong.append(f"kill {kill}: the next run left its staging folder")
    print(json.dumps({"seen": seen, "wrong": wrong[:20], "seed": seed, "cycle_ms": round(cycle * 1000, 1)}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
