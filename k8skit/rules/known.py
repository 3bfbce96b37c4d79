"""Known: which codes answer the checks of other tools, those of rules and those of manifests against the facts."""

from __future__ import annotations

from . import load_all

FACTS: dict[str, tuple[str, ...]] = {
    "K8S101": ("istioctl IST0106", "kube-linter schema-validation", "kubeconform validate"),
    "K8S102": ("istioctl IST0106", "kube-linter schema-validation", "kubeconform validate"),
    "K8S103": ("istioctl IST0106", "kube-linter schema-validation", "kubeconform validate", "datree HPA_MISSING_MAXREPLICAS_KEY"),
    "K8S104": ("istioctl IST0106", "kube-linter schema-validation", "kubeconform validate"),
    "K8S105": ("istioctl IST0106", "kube-linter schema-validation", "kubeconform validate"),
    "K8S107": ("datree CRONJOB_INVALID_SCHEDULE_VALUE",),
    "K8S108": ("kube-linter duplicate-env-var", "kube-score environment-variable-key-duplication"),
    "K8S110": ("kube-linter schema-validation", "kubeconform validate"),
    "K8S121": ("datree WORKLOAD_INVALID_LABELS_VALUE", "kube-score label-values"),
    "K8S123": ("kube-linter invalid-target-ports",),
    "K8S128": ("datree RESOURCE_MISSING_NAME",),
    "K8S130": ("istioctl IST0106",),
    "K8S131": ("istioctl IST0106",),
    "K8S132": ("istioctl IST0106",),
    "K8S601": (
        "datree K8S_DEPRECATED_APIVERSION",
        "kube-linter no-extensions-v1beta",
        "kube-score stable-version",
        "kubent scan",
        "pluto detect",
    ),
    "K8S602": ("kube-score stable-version", "kubent scan", "pluto detect"),
}
"""Code of a check against the facts -> what other tools call a check that asks the same."""


def equivalents() -> dict[str, list[str]]:
    """Return check of another tool, as `tool name` -> the codes that answer it, both sorted."""
    found: dict[str, set[str]] = {}
    pairs = [(rule.code, rule.known_as) for rule in load_all()]
    for code, names in (*pairs, *FACTS.items()):
        for name in names:
            found.setdefault(name, set()).add(code)
    return {name: sorted(found[name]) for name in sorted(found)}
