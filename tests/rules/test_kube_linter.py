"""kube-linter's own test cases are the oracle: what it finds with one check on is found by the rules that say that they are that check, and nothing else.

A case says how many findings there are, and of the first ones of which kind of object they are. `k8skit check -f` takes its files for a part of something
larger, kube-linter for all there is; both ways are held to the cases.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import facts, rules
from k8skit.files.read import read_manifests
from k8skit.rules.known import FACTS as CHECKS_OF_FACTS
from k8skit.rules.known import equivalents
from k8skit.validate import check as validate

if TYPE_CHECKING:
    from pathlib import Path

    from k8skit.finding import Finding

FACTS = facts.load()
CODES = {name.partition(" ")[2]: codes for name, codes in equivalents().items() if name.startswith("kube-linter ")}
EXCEPTIONS = {
    # check: (findings that are missing of a part of something larger, of all there is, why)
    "dangling-networkpolicy": (1, 0, "the file has no workload at all: policies are often kept in a folder of their own"),
    "dangling-networkpolicypeer-podselector": (1, 0, "the file has no workload at all"),
    "dangling-servicemonitor": (2, 0, "two monitors look in a namespace of which the file has nothing"),
    "pdb-min-available": (1, 1, "one Deployment has no pod template, so that no pod of it is known; the API server refuses it"),
}
MORE = {
    # check: (findings that kube-linter does not have, why)
    "invalid-target-ports": (1, "the number of a container's port is out of range too"),
}
OF_ANOTHER_KIND = {
    "flag-ignore-paths": "an option of the program",
    "flag-kustomize-support": "an option of the program; k8skit reads what Kustomize has built",
    "flag-multi-format-output": "an option of the program",
    "statefulset-volumeclaimtemplate-annotation": "a check made in a configuration of one's own",
    "template-cel": "checks made in a configuration of one's own",
    "template-forbidden-annotation": "checks made in a configuration of one's own",
    "template-kubeconform": "the case schema-validation again",
}


def cases(corpora: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((corpora / "kube-linter" / "cases.json").read_text())
    return found


def check_of(case: dict[str, Any]) -> str:
    return str(case["checks"][0] if case["checks"] else case["test"])


def expected(case: dict[str, Any]) -> tuple[int, Counter[str]]:
    """How many findings there are, and of which kinds those are of which the case shows the message."""
    kinds = Counter(message.partition(":")[0].split(" ")[0] for message in case["messages"])
    return (sum(kinds.values()) if case["count"] is None else case["count"]), kinds


def found(corpora: Path, case: dict[str, Any], *, closed: bool) -> list[Finding]:
    manifests = read_manifests([str(corpora / "kube-linter" / case["file"])], None)
    codes = tuple(CODES[check_of(case)])
    findings = rules.run(manifests, FACTS, closed=closed, enable=codes)
    if any(code in CHECKS_OF_FACTS for code in codes):
        findings += validate(manifests, FACTS)
    return [f for f in findings if f.code in codes and f.object]


def judged(corpora: Path) -> list[dict[str, Any]]:
    return [case for case in cases(corpora) if case["test"] not in OF_ANOTHER_KIND]


def test_every_check_of_kube_linter_is_known(corpora: Path) -> None:
    every = cases(corpora)
    assert [check_of(c) for c in every if c["test"] not in OF_ANOTHER_KIND and check_of(c) not in CODES] == []
    assert len(CODES) == 63  # all that it has
    assert set(OF_ANOTHER_KIND) <= {c["test"] for c in every}


@pytest.mark.parametrize("closed", [False, True])
def test_what_kube_linter_finds_is_found_and_what_it_passes_is_passed(corpora: Path, *, closed: bool) -> None:
    total = hit = 0
    missing: dict[str, int] = {}
    for case in judged(corpora):
        count, kinds = expected(case)
        findings = found(corpora, case, closed=closed)
        named = [f"{f.object} {f.field}" for f in findings]
        assert [n for n in named if "dont-fire" in n or "good-" in n] == [], case["test"]
        more = MORE.get(check_of(case), (0, ""))[0]
        assert len(findings) <= count + more, (case["test"], named)
        assert not more or len(findings) == count + more, f"the exception for {case['test']} is needless"
        by_kind = Counter(f.object.kind for f in findings if f.object)
        got = min(len(findings), count)
        if sum(kinds.values()) == count:
            got = sum(min(number, by_kind[kind]) for kind, number in kinds.items())
            assert set(by_kind) <= set(kinds), (case["test"], named)
        total += count
        hit += got
        if got < count:
            missing[check_of(case)] = count - got
    assert total > 150
    assert hit >= 0.9 * total, f"{hit} of {total}: {missing}"
    assert missing == {check: numbers[closed] for check, numbers in EXCEPTIONS.items() if numbers[closed]}, (
        "an exception is missing or needless"
    )


def test_objects_are_told_apart(corpora: Path) -> None:
    """Where a case has several objects of one kind, the right ones are found."""
    lines = {
        "dangling-hpa.yml": {"hpa1"},
        "mismatching-selector.yml": {"app1", "app2"},
        "non-isolated-pod.yml": {"app1", "app2"},
        "no-anti-affinity.yml": {"app1", "app2", "fire-namespaced-with-namespaces-selector-not-matching"},
        "priority-class-name.yaml": {f"fire-{kind}" for kind in ("cronjob", "daemonset", "deployment", "job", "pod", "replicaset")}
        | {"fire-replicationcontroller"},
        "run-as-non-root.yml": {"app1", "app2", "group-zero"},
        "env-var-value-from.yml": {
            "should-fire-secret",
            "should-fire-configmap",
            "should-fire-missing-configmap",
            "should-fire-missing-secret",
        },
        "dangling-ingress.yml": {"missing-service", "bad-port"},
        "dangling-service.yml": {"app1", "app2"},
        "use-namespace.yml": {"app1"},
        "dnsconfig-options-ndots.yml": {"app1", "app2", "app3"},
    }
    seen = set()
    for case in judged(corpora):
        file = case["file"].rpartition("/")[2]
        if file in lines:
            seen.add(file)
            assert {f.object.name for f in found(corpora, case, closed=False) if f.object} == lines[file], file
    assert seen == set(lines)
