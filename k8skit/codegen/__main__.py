"""`python -m k8skit.codegen`: make facts, stubs and the list of kinds again, or check that nothing would change.

The one place of code generation that writes files. Run it after a change of a table, of a generator or of a pinned package.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import K8skitError
from ..facts import MINORS
from . import catalog, core, datafiles
from .datafiles import DATA

ROOT = Path(__file__).resolve().parents[2]
"""Folder of the project: generation works on a checkout."""

Outputs = dict[Path, bytes]


def core_files(*, download: bool = True) -> Outputs:
    """Return the data files of the core facts and of the life cycle."""
    return {
        DATA / "core.facts": datafiles.fact_set_bytes(*core.fact_set(download=download)),
        DATA / "lifecycle.facts": datafiles.lifecycle_bytes(core.lifecycle()),
    }


def crd_files(source: Path) -> Outputs:
    """Return the data files of all CRD projects and the index of all fact sets.

    Args:
        source: folder or archive with the CRDs, one folder per project, as `tables/projects.txt` names them.
    """
    files = catalog.read_files(source)
    names = catalog.core_names()
    out: Outputs = {}
    groups: dict[str, list[str]] = {}
    versions = f"{MINORS[0]}-{MINORS[-1]}"
    sets = {"core": {"title": "Kubernetes", "version": versions, "licence": "Apache-2.0", "source": "github.com/kubernetes/kubernetes"}}
    for k in datafiles.core_groups():
        groups.setdefault(k, []).append("core")
    for project in catalog.projects():
        facts = catalog.fact_set(project, files, names)
        out[DATA / f"{project.name}.facts"] = datafiles.fact_set_bytes(facts["kinds"], facts["definitions"])
        sets[project.name] = {"title": project.title, "version": project.version, "licence": project.licence, "source": project.source}
        for group in facts["kinds"]:
            groups.setdefault(group, []).append(project.name)
    out[DATA / "index.facts"] = datafiles.index_bytes(groups, sets)
    return out


def main(argv: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments, by default those of the process.

    Returns:
        0 if all is written or nothing would change, 1 if `--check` found a difference, 2 for a wrong call.
    """
    parser = argparse.ArgumentParser(prog="python -m k8skit.codegen", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("core", "crds", "all"), help="what to make; crds needs --source")
    parser.add_argument("--source", type=Path, metavar="PATH", help="folder or tar archive of CRDs, one folder per project")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something would change")
    parser.add_argument("--offline", action="store_true", help="download nothing")
    args = parser.parse_args(argv)
    outputs: Outputs = {}
    try:
        if args.what in ("core", "all"):
            outputs |= core_files(download=not args.offline)
        if args.what == "crds" or (args.what == "all" and args.source):
            if args.source is None:
                parser.error("crds needs --source")
            outputs |= crd_files(args.source)
    except K8skitError as e:
        print(e, file=sys.stderr)
        return e.exit_code
    changed = [p for p, content in outputs.items() if not p.exists() or p.read_bytes() != content]
    for p in changed:
        print(("would change " if args.check else "wrote ") + str(p.relative_to(ROOT)))
        if not args.check:
            p.parent.mkdir(parents=True, exist_ok=True)
            p.write_bytes(outputs[p])
    return 1 if changed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
