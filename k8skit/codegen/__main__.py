"""`python -m k8skit.codegen`: make facts, stubs, registries and pages again, or check that nothing would change.

The one place of code generation that writes files. Run it after a change of a table, of a generator or of a pinned package.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import K8skitError
from ..facts import MINORS, store
from . import catalog, construct_pages, core, datafiles, kinds_page, listing, object_pages, registries, rules_page, stubs, tools_page
from .datafiles import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
"""Folder of the project: generation works on a checkout."""
API = ROOT / "k8skit" / "api"
"""Folder of the typed API."""
KINDS_PAGE = ROOT / "docs" / "reference" / "kinds.md"
"""The list of kinds."""
RULES_PAGE = ROOT / "docs" / "reference" / "rules.md"
"""The list of rules."""
TOOLS_PAGE = ROOT / "docs" / "reference" / "other-tools.md"
"""Which codes answer the checks of other tools."""

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
    names, taken = catalog.core_names(), set[str]()
    out: Outputs = {}
    groups: dict[str, list[str]] = {}
    versions = f"{MINORS[0]}-{MINORS[-1]}"
    sets = {"core": {"title": "Kubernetes", "version": versions, "licence": "Apache-2.0", "source": "github.com/kubernetes/kubernetes"}}
    for k in datafiles.core_groups():
        groups.setdefault(k, []).append("core")
    for project in catalog.projects():
        facts = catalog.fact_set(project, files, names, taken)
        out[DATA / f"{project.name}.facts"] = datafiles.fact_set_bytes(facts["kinds"], facts["definitions"])
        sets[project.name] = {"title": project.title, "version": project.version, "licence": project.licence, "source": project.source}
        for group in facts["kinds"]:
            groups.setdefault(group, []).append(project.name)
    out[DATA / "index.facts"] = datafiles.index_bytes(groups, sets)
    return out


def stub_files() -> Outputs:
    """Return the stubs and the modules of the typed API."""
    return {API / path: text.encode() for path, text in stubs.files()}


def registry_files() -> Outputs:
    """Return the modules whose tables are derived: the public names, the rules, and what the other codes mean."""
    package = registries.PACKAGE
    return {
        package / "__init__.py": registries.init_text().encode(),
        package / "rules" / "table.py": registries.rules_text().encode(),
        package / "report" / "codes.py": registries.codes_text().encode(),
    }


def main(argv: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments, by default those of the process.

    Returns:
        0 if all is written or nothing would change, 1 if `--check` found a difference, 2 for a wrong call.
    """
    parser = argparse.ArgumentParser(prog="python -m k8skit.codegen", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "what", choices=("core", "crds", "stubs", "registries", "docs", "all", "show"), help="what to make; show prints a data file"
    )
    parser.add_argument("file", nargs="?", type=Path, help="the data file to show")
    parser.add_argument(
        "--source", type=Path, metavar="PATH", help="for crds and all: folder or tar archive of CRDs, one folder per project"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something would change")
    parser.add_argument("--offline", action="store_true", help="download nothing")
    args = parser.parse_args(argv)
    if args.what == "show":
        if args.file is None:
            parser.error("show needs a file")
        for line in listing.lines(args.file.read_bytes()):
            print(line)
        return 0
    steps: list[Callable[[], Outputs]] = []
    if args.what in ("core", "all"):
        steps.append(lambda: core_files(download=not args.offline))
    if args.what == "crds" or (args.what == "all" and args.source):
        if args.source is None:
            parser.error("crds needs --source")
        steps.append(lambda: crd_files(args.source))
    if args.what in ("stubs", "all"):
        steps.append(stub_files)
    if args.what in ("registries", "all"):
        steps.append(registry_files)
    if args.what in ("docs", "all"):
        steps.append(lambda: {KINDS_PAGE: kinds_page.page().encode()})
        steps.append(lambda: {RULES_PAGE: rules_page.page().encode(), TOOLS_PAGE: tools_page.page().encode()})
        steps.append(lambda: {path: text.encode() for path, text in construct_pages.pages().items()})
        steps.append(lambda: {object_pages.PAGE: object_pages.page().encode()})
    changed = False
    made: Outputs = {}
    try:
        for step in steps:  # each is made from what the ones before have written
            outputs = step()
            made |= outputs
            changed |= _write(outputs, check=args.check)
            store.forget()
    except K8skitError as e:
        print(e, file=sys.stderr)
        return e.exit_code
    changed |= _remove_stale(made, _made(args.what, args.source), check=args.check)
    return 1 if changed and args.check else 0


def _write(outputs: Outputs, *, check: bool) -> bool:
    """Write what differs, or say what would be written; return whether anything differs."""
    changed = sorted(p for p, content in outputs.items() if not p.exists() or p.read_bytes() != content)
    for p in changed:
        print(f"{'would write' if check else 'write'} {p.relative_to(ROOT)}")
        if not check:
            p.parent.mkdir(parents=True, exist_ok=True)
            p.write_bytes(outputs[p])
    return bool(changed)


def _remove_stale(made: Outputs, owned: list[tuple[Path, str]], *, check: bool) -> bool:
    """Remove files of the owned patterns that were not made, or say so; return whether there are any."""
    stale = sorted(p for folder, pattern in owned for p in folder.glob(pattern) if p not in made)
    for p in stale:
        print(f"{'would remove' if check else 'remove'} {p.relative_to(ROOT)}")
        if not check:
            p.unlink()
    return bool(stale)


def _made(what: str, source: Path | None) -> list[tuple[Path, str]]:
    """Return folders and patterns of files of which only what was made just now may exist."""
    out = [(API, "*/*.py"), (API, "*/*.pyi")] if what in ("stubs", "all") else []
    out += [(construct_pages.FOLDER, "*.md")] if what in ("docs", "all") else []
    return [*out, (DATA, "*.facts")] if what == "all" and source else out


if __name__ == "__main__":
    sys.exit(main())
