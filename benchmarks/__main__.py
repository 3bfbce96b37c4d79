"""The command line of the benchmarks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from .compare import chosen, compare, machine, memory_folder
from .document import machine_line, put
from .peers import K8SKIT
from .table import comparison, ratio, table


def main() -> int:
    """Run what the command line asks for.

    Returns:
        Exit code: 1 if a budget is not held.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "suite", nargs="?", default="compare", choices=["compare", "layers", "budgets", "bridge", "install"], help="default: compare"
    )
    parser.add_argument("--sizes", default="1,10,100,1000,10000", help="numbers of web services, of six objects each (compare)")
    parser.add_argument("--rounds", type=int, help="rounds per size (default: fewer for more services)")
    parser.add_argument("--peers", nargs="+", default=[], metavar="NAME", help="only programs whose name holds one of these")
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the tables into FILE, between its marks for the suite")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run to FILE as well")
    parser.add_argument(
        "--cache", type=Path, default=_cache(), help="folder for the other tools and compiled modules (default: %(default)s)"
    )
    parser.add_argument("--work", type=Path, default=memory_folder(), help="folder for temporary files (default: %(default)s)")
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    if args.suite == "install":
        from .install import install

        install(args.cache)
        return 0
    markdown = args.markdown or args.into is not None
    started = machine()
    result: Any
    code = 0
    if args.suite == "compare":
        result = compare(args.cache, args.work, [int(size) for size in args.sizes.split(",")], chosen(args.peers), args.rounds)
        text = comparison(result, K8SKIT, markdown=markdown)
        told = machine_line(started, result["versions"])
    elif args.suite == "layers":
        from .layers import run

        result = run(args.cache, args.work, args.rounds or 5)
        text = _layers(result, markdown=markdown)
        told = machine_line(started)
    else:
        if args.suite == "bridge":
            from .bridge import bridge

            found = bridge(args.work, args.rounds or 5)
        else:
            from .budgets import budgets

            found = budgets(args.cache, args.work, args.rounds or 15)
        rows = [[budget.name, ratio(budget.value), ratio(budget.most), "held" if budget.held else "NOT HELD"] for budget in found]
        text = table(["budget", "found", "at most", ""], rows, markdown=markdown)
        told = machine_line(started)
        result = {budget.name: {"found": budget.value, "most": budget.most} for budget in found}
        code = 0 if all(budget.held for budget in found) else 1
    print(text)
    if args.into is not None:
        put(args.into, args.suite, f"{told}\n\n{text}")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    return code


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "k8skit-benchmarks"


def _layers(result: dict[str, Any], *, markdown: bool) -> str:
    parts = [
        table(["import", "x python -c pass"], [[name, ratio(value)] for name, value in result["imports"].items()], markdown=markdown),
        table(["facts", "ms CPU"], [[name, f"{value * 1e3:.1f}"] for name, value in result["facts"].items()], markdown=markdown),
        table(
            ["layer", "us CPU per object"],
            [[name, f"{value * 1e6:.1f}"] for name, value in (result["layers"] | result["writing"]).items()],
            markdown=markdown,
        ),
        table(
            ["rule", "us CPU per object, 100 services", "1000 services"],
            [[code, *(f"{value * 1e6:.2f}" for value in values)] for code, values in result["rules"].items()],
            markdown=markdown,
        ),
        table(
            ["services", "us wall per further object", "us CPU", "bytes of memory"],
            [
                [size, f"{row['wall'] * 1e6:.1f}", f"{row['cpu'] * 1e6:.1f}", f"{row['memory']:.0f}"]
                for size, row in result["growth"].items()
            ],
            markdown=markdown,
        ),
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
