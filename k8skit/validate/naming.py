"""Names of objects: what metadata.name, generateName and namespace may be, by kind.

Knows kinds and names; nothing of schemas.

Sources: Kubernetes documentation, Object Names and IDs; the functions that Kubernetes' API validation hands to `ValidateObjectMeta` for
each kind; for custom resources, DNS subdomains.
"""

from __future__ import annotations

from .. import names
from ..finding import WARNING
from . import leaves
from .fieldrules import service_name
from .problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..facts import Kind

_NAMELESS = frozenset(
    (
        ("authentication.k8s.io", "SelfSubjectReview"),
        ("authentication.k8s.io", "TokenRequest"),
        ("authentication.k8s.io", "TokenReview"),
        ("authorization.k8s.io", "LocalSubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectRulesReview"),
        ("authorization.k8s.io", "SubjectAccessReview"),
    )
)
"""Kinds that are questions to the API server: nothing is stored, so they need no name."""


def _ip_address(v: str) -> str:
    problem = names.ip(v)
    return f"must be the address itself: {problem}" if problem else ""


def _job(v: str) -> str:
    """Jobs put their name into labels of their pods."""
    return names.dns1123_subdomain(v) or ("must be at most 63 characters, since it becomes a label of the pods" if len(v) > 63 else "")


def _cron_job(v: str) -> str:
    """The names of a CronJob's Jobs have up to 11 characters more."""
    return names.dns1123_subdomain(v) or ("must be at most 52 characters, since the names of its Jobs add 11 more" if len(v) > 52 else "")


def _csi_driver(v: str) -> str:
    return names.dns1123_subdomain(v) or ("must be at most 63 characters" if len(v) > 63 else "")


def _trust_bundle(v: str) -> str:
    """A bundle of a signer is named `<signer>:<name>`, with `:` in place of the signer's `/`."""
    return names.dns1123_subdomain(v.rpartition(":")[2]) if ":" in v else names.dns1123_subdomain(v)


_RULES: dict[tuple[str, str], Callable[[str], str]] = {
    ("", "Event"): names.path_segment_name,
    ("", "Namespace"): names.dns1123_label,
    ("apps", "StatefulSet"): names.dns1123_label,
    ("batch", "CronJob"): _cron_job,
    ("batch", "Job"): _job,
    ("certificates.k8s.io", "CertificateSigningRequest"): names.path_segment_name,
    ("certificates.k8s.io", "ClusterTrustBundle"): _trust_bundle,
    ("internal.apiserver.k8s.io", "StorageVersion"): names.path_segment_name,
    ("networking.k8s.io", "IPAddress"): _ip_address,
    ("rbac.authorization.k8s.io", "ClusterRole"): names.path_segment_name,
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"): names.path_segment_name,
    ("rbac.authorization.k8s.io", "Role"): names.path_segment_name,
    ("rbac.authorization.k8s.io", "RoleBinding"): names.path_segment_name,
    ("storage.k8s.io", "CSIDriver"): _csi_driver,
}
"""(group, kind) -> rule of metadata.name; all others are DNS subdomains."""


def rule_of(group: str, kind: str, minor: str) -> Callable[[str], str]:
    """Return the rule of metadata.name for a kind: a function that returns `""` or what is wrong.

    Args:
        group: API group.
        kind: kind.
        minor: target minor, such as `1.35`.
    """
    if (group, kind) == ("", "Service"):
        return service_name(minor)
    return _RULES.get((group, kind), names.dns1123_subdomain)


class Naming:
    """The checks of the names of one kind.

    Args:
        group: API group.
        kind: kind.
        minor: target minor.
        known: what the facts say about the kind; None if nothing, then the scope is not checked.
    """

    __slots__ = ("by_spec", "cluster", "good_names", "good_namespaces", "group", "kind", "named", "rule")

    def __init__(self, group: str, kind: str, minor: str, known: Kind | None) -> None:
        self.group = group
        self.kind = kind
        self.rule = rule_of(group, kind, minor)
        self.by_spec = kind in ("StatefulSet", "CustomResourceDefinition", "APIService")
        self.named = (group, kind) not in _NAMELESS
        self.cluster = known is not None and bool(known.plural) and not known.namespaced
        # What needs no second look: the objects of one workload have one name and one namespace.
        self.good_names: set[str] = set() if self.by_spec else leaves.good(self.rule)
        self.good_namespaces: set[str] = set() if self.cluster else leaves.good(names.dns1123_label)

    def check(self, obj: dict[str, Any]) -> list[Problem] | None:
        """Check metadata.name, generateName and namespace.

        Args:
            obj: the object; what is not of the right type is left to the schema.
        """
        meta = obj.get("metadata")
        if type(meta) is not dict:
            return None if meta is not None or not self.named else [self._missing()]
        name, namespace = meta.get("name"), meta.get("namespace")
        known = type(name) is str and name in self.good_names
        if known and (namespace is None or (type(namespace) is str and namespace in self.good_namespaces)):
            return None
        found: list[Problem] = []
        if type(name) is str and name:
            problem = self.rule(name)
            if problem:
                found.append(_at("name", Problem("K8S120", f"the name {problem}", name, _proposed(name, self.rule, problem))))
            elif self.by_spec:
                found += self._by_spec(name, obj)
            else:
                leaves.remember(self.good_names, name)
        elif name is None or name == "":
            generate = meta.get("generateName")
            if type(generate) is str and generate:
                # The API server cuts it to 58 characters and appends five.
                problem = self.rule(f"{generate[:58]}x5z9k")
                if problem:
                    help = _proposed(generate, names.generate_name, problem)
                    help += "-" if help.startswith("write ") else ""
                    found.append(_at("generateName", Problem("K8S120", f"the start of the name {problem}", generate, help)))
            elif (generate is None or generate == "") and self.named:
                found.append(self._missing())
        if type(namespace) is str and namespace:
            if namespace in self.good_namespaces:
                pass
            elif self.cluster:
                # The API server clears it without a word (Kubernetes documentation, Namespaces: Not all objects are in a namespace).
                problem = f"{self.kind} is not namespaced, so its namespace is ignored"
                needless = Problem("K8S127", problem, namespace, "remove metadata.namespace", WARNING)
                needless.edit = ("remove", "")
                found.append(_at("namespace", needless))
            else:
                problem = names.dns1123_label(namespace)
                if problem:
                    help = _proposed(namespace, names.dns1123_label, problem)
                    found.append(_at("namespace", Problem("K8S126", f"the namespace {problem}", namespace, help)))
                else:
                    leaves.remember(self.good_namespaces, namespace)
        return found or None

    def _missing(self) -> Problem:
        return _at(
            "name", Problem("K8S128", f"the {self.kind or 'object'} has no name", help="give it metadata.name, or metadata.generateName")
        )

    def _by_spec(self, name: str, obj: dict[str, Any]) -> list[Problem]:
        """Check a name against what the spec says it must be."""
        spec = obj.get("spec")
        if self.kind == "StatefulSet":
            if self.group == "apps" and len(name) > 52:
                help = "the label controller-revision-hash of its pods is the name and up to 11 characters more, and must fit into 63"
                return [
                    _at("name", Problem("K8S120", "the name is longer than 52 characters, so its pods may be refused", name, help, WARNING))
                ]
            return []
        if type(spec) is not dict:
            return []
        if (self.group, self.kind) == ("apiextensions.k8s.io", "CustomResourceDefinition"):
            plural = spec["names"].get("plural") if type(spec.get("names")) is dict else None
            parts = (plural, spec.get("group"))
        elif (self.group, self.kind) == ("apiregistration.k8s.io", "APIService"):
            parts = (spec.get("version"), spec.get("group"))
        else:
            return []
        if all(type(p) is str and p for p in parts):
            wanted = f"{parts[0]}.{parts[1]}"
            if name != wanted:
                return [
                    _at("name", Problem("K8S120", f"the name must be {wanted}, as the spec says", name, "rename it, or change the spec"))
                ]
        return []


def _at(field: str, problem: Problem) -> Problem:
    problem.path += [field, "metadata"]
    return problem


def _proposed(name: str, rule: Callable[[str], str], problem: str) -> str:
    """Return what to do about a name that breaks a rule."""
    from .advice import proposal

    return proposal(name, problem, rule)
