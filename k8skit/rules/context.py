"""Context: a read-only view of a set of manifests, with the indexes that rules share, each built on first use."""

from __future__ import annotations

from ..finding import ERROR, NO_VALUE, WARNING, Finding
from .workload import GENERATED, WORKLOADS, Environment, Workload, mapping, sequence, shown, template_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import Any

    from ..facts import Facts
    from ..fix import Edit, Fix
    from ..manifest import Manifest
    from ..semantics.selectors import Selector

__all__ = ["WORKLOADS", "Context", "Workload", "kind_of", "mapping", "sequence", "shown"]

SECRET_KINDS = (
    "Secret",
    "bitnami.com/SealedSecret",
    "cert-manager.io/Certificate",
    "external-secrets.io/ClusterExternalSecret",
    "external-secrets.io/ExternalSecret",
    "isindir.github.com/SopsSecret",
    "secrets-store.csi.x-k8s.io/SecretProviderClass",
)
"""Kinds that are Secrets or become some."""
SECRET_SOURCES = (*SECRET_KINDS, "postgresql.cnpg.io/Cluster")
"""Those kinds, and others whose controllers make Secrets beside something else."""
GATEWAY_LABEL = "gateway.networking.k8s.io/gateway-name"
"""Label of the pods and Services that controllers of the Gateway API make for a Gateway."""
CONFIG_KINDS = ("ConfigMap", "trust.cert-manager.io/Bundle")
"""Kinds that are ConfigMaps or become some."""
MAKERS = frozenset(
    (
        "argoproj.io/Application",
        "argoproj.io/ApplicationSet",
        "argoproj.io/Experiment",
        "flagger.app/Canary",
        "helm.toolkit.fluxcd.io/HelmRelease",
        "keda.sh/ScaledJob",
        "kustomize.toolkit.fluxcd.io/Kustomization",
        "monitoring.coreos.com/Alertmanager",
        "monitoring.coreos.com/Prometheus",
        "monitoring.coreos.com/PrometheusAgent",
        "monitoring.coreos.com/ThanosRuler",
        "postgresql.cnpg.io/Cluster",
        "postgresql.cnpg.io/Pooler",
    )
)
"""Kinds whose controllers make pods that no manifest shows, with the Services, Secrets and claims of these."""

_COMPARISONS = 20_000
"""How many words are compared at most to find the closest; what comes after that many is only listed."""

INERT = frozenset(
    (
        "cilium.io",
        "config.gatekeeper.sh",
        "constraints.gatekeeper.sh",
        "crd.projectcalico.org",
        "elbv2.k8s.aws",
        "isindir.github.com",
        "karpenter.k8s.aws",
        "karpenter.sh",
        "kyverno.io",
        "metallb.io",
        "policy.linkerd.io",
        "projectcalico.org",
        "secrets-store.csi.x-k8s.io",
        "templates.gatekeeper.sh",
        "traefik.containo.us",
        "traefik.io",
        "trust.cert-manager.io",
        "velero.io",
    )
)
"""Groups without facts whose objects make no pods and nothing that pods refer to but what the rules know of."""


def kind_of(m: Manifest) -> str:
    """`group/Kind`, the core group without a slash."""
    return f"{m.group}/{m.kind}" if m.group else m.kind


class Context:
    """What a rule sees.

    Objects without a namespace stand in `default`, as the API server puts them. Where the set is not all there is and names exactly one namespace,
    they stand in that one: files are often written for whatever namespace they are applied to.

    Args:
        manifests: the set.
        facts: the facts of the target minor.
        closed: whether the set is all there is.
        externals: declared references to what lives elsewhere.
        options: code -> name -> what the configuration sets of a rule (default: nothing).

    Attributes:
        facts: the facts.
        closed: whether the set is all there is.
        kinds: the kinds present, as `group/Kind`.
        options: what the configuration sets of rules; rules ask `Rule.option`.
        read: the kinds that were asked for; the test of a rule compares it with what the rule declares.
    """

    __slots__ = (
        "_all",
        "_blank",
        "_by_kind",
        "_by_label",
        "_by_name",
        "_comparisons",
        "_environments",
        "_externals",
        "_makers",
        "_names",
        "_served",
        "_shared",
        "_spaces",
        "_specs",
        "_standing",
        "_targets",
        "_workloads",
        "closed",
        "facts",
        "kinds",
        "options",
        "read",
    )

    def __init__(
        self,
        manifests: list[Manifest],
        facts: Facts,
        *,
        closed: bool,
        externals: Iterable[dict[str, Any]] = (),
        options: Mapping[str, Mapping[str, Any]] = {},
    ) -> None:
        self.facts = facts
        self.options = options
        self.closed = closed
        self.read: set[str] = set()
        by_kind: dict[str, list[Manifest]] = {}
        for m in manifests:
            kind = f"{m.group}/{m.kind}" if m.group else m.kind
            if kind in by_kind:
                by_kind[kind].append(m)
            else:
                by_kind[kind] = [m]
        self._by_kind = by_kind
        self.kinds = by_kind.keys()
        self._blank = "default"
        if not closed:
            named = {m.namespace for m in manifests}
            named.discard("")
            if len(named) == 1:
                self._blank = named.pop()
        self._externals = {(e["group"], e["kind"], e["namespace"] or "", e["name"]): e for e in externals if "assumed" not in e}
        self._by_name: dict[str, dict[tuple[str, str], Manifest]] = {}
        self._all: list[Workload] = []
        self._workloads: dict[str, list[Workload]] | None = None
        self._environments: list[Environment] | None = None
        self._by_label: dict[str, dict[tuple[str, str], list[Workload]]] = {}
        self._makers: set[str] | None = None
        self._names: dict[str, dict[str, list[str]]] = {}
        self._spaces: dict[str, dict[str, set[str]]] = {}
        self._comparisons = _COMPARISONS
        self._shared: dict[str, Any] = {}
        self._specs: dict[tuple[str, ...], list[tuple[Manifest, str, dict[str, Any]]]] = {}
        self._served: list[tuple[Manifest, dict[str, Any], list[Workload]]] | None = None
        self._targets: dict[tuple[str, str, str], Workload] | None = None
        self._standing: dict[str, set[str]] = {}

    def count(self) -> dict[str, int]:
        """Return kind -> number of its objects."""
        return {kind: len(manifests) for kind, manifests in self._by_kind.items()}

    def keys(self) -> set[str]:
        """Return every key that occurs in an object of the set, at any depth.

        For a key with a domain, as labels and annotations have, that domain is there too, without subdomains and with a slash: a rule that needs any
        key of `istio.io` and its subdomains needs `istio.io/`.
        """
        found: set[str] = set()
        is_text, is_dict, is_list = str, dict, list  # as local names: this looks at each value of the whole set
        some: list[Any] = [m.object for manifests in self._by_kind.values() for m in manifests]
        while some:
            lists: list[list[Any]] = []
            for part in some:  # which grows meanwhile
                for value in part.values():
                    if type(value) is is_text:
                        continue  # so are by far the most
                    if type(value) is is_dict:
                        some.append(value)
                    elif type(value) is is_list:
                        lists.append(value)
            found.update(*some)
            some = []
            for items in lists:  # which grows too
                for value in items:
                    if type(value) is is_dict:
                        some.append(value)
                    elif type(value) is is_list:
                        lists.append(value)
        for key in [key for key in found if type(key) is str and "/" in key]:
            found.add(".".join(key.partition("/")[0].split(".")[-2:]) + "/")
        return found

    def of(self, *kinds: str) -> list[Manifest]:
        """Return the objects of these kinds, in the order of the set.

        Args:
            *kinds: as `group/Kind`, the core group without a slash.
        """
        self.read.update(kinds)
        return [m for kind in kinds for m in self._by_kind.get(kind, ())]

    def specs(self, *kinds: str) -> list[tuple[Manifest, str, dict[str, Any]]]:
        """Return the objects of these kinds, in the order of the set, each with the namespace that it stands in and its `spec`.

        Args:
            *kinds: as for `of`.
        """
        self.read.update(kinds)
        found = self._specs.get(kinds)
        if found is None:
            found = self._specs[kinds] = []
            for m in self.of(*kinds):
                spec = m.object.get("spec")
                found.append((m, m.namespace or self._blank, spec if type(spec) is dict else {}))
        return found

    def services(self) -> list[tuple[Manifest, dict[str, Any], list[Workload]]]:
        """Return the Services, each with its `spec` and the workloads whose pods its selector selects."""
        self.read.add("Service")
        found = self._served
        if found is None:
            found = self._served = []
            for service, namespace, spec in self.specs("Service"):
                selector = spec.get("selector")
                found.append((service, spec, self.selected(namespace, selector) if type(selector) is dict else []))
        return found

    def every(self) -> list[Manifest]:
        """Return all objects, kind by kind."""
        self.read.add("*")
        return [m for some in self._by_kind.values() for m in some]

    def namespace_of(self, m: Manifest) -> str:
        """Return the namespace that a namespaced object stands in."""
        return m.namespace or self._blank

    def find(self, kind: str, namespace: str, name: object) -> Manifest | None:
        """Return the namespaced object of a kind, namespace and name, or None; the first, if it is there twice.

        Args:
            kind: as `group/Kind`, the core group without a slash.
            namespace: the namespace; for cluster-scoped kinds any.
            name: the name; anything else than a string is found nowhere.
        """
        self.read.add(kind)
        index = self._by_name.get(kind)
        if index is None:
            index = self._by_name[kind] = {}
            for m in self._by_kind.get(kind, ()):
                index.setdefault((m.namespace or self._blank, m.name), m)
        return index.get((namespace, name)) if type(name) is str else None

    def namespace(self, name: str) -> Manifest | None:
        """Return the Namespace object of this name, or None."""
        self.read.add("Namespace")
        index = self._by_name.get("Namespace")
        if index is None:
            index = self._by_name["Namespace"] = {("", m.name): m for m in self._by_kind.get("Namespace", ())}
        return index.get(("", name))

    def workloads(self, namespace: str | None = None) -> list[Workload]:
        """Return the objects with pods, those of custom kinds with a pod template too.

        Args:
            namespace: only of this namespace (default: all).
        """
        found = self._workloads
        if found is None:
            self.read.update(WORKLOADS)
            found = self._workloads = {}
            for kind, manifests in self._by_kind.items():
                path = WORKLOADS.get(kind)
                if path is None:
                    group = kind.partition("/")[0]
                    if "." not in group or group.endswith("k8s.io"):
                        continue
                where = ".".join(("spec", "template") if path is None else path)
                for m in manifests:
                    template = template_of(m.object, path)
                    if template is not None:
                        at = m.namespace or self._blank
                        w = Workload(m, at, where, template)
                        if at in found:
                            found[at].append(w)
                        else:
                            found[at] = [w]
            self._all = [w for some in found.values() for w in some]
        return self._all if namespace is None else found.get(namespace, [])

    def environments(self) -> list[Environment]:
        """Return the variables of each container that lists some."""
        found = self._environments
        if found is None:
            found = self._environments = []
            for w in self.workloads():
                for path, c in w.containers:
                    items = c.get("env")
                    if type(items) is list and items:
                        found.append(Environment(w, path, c, items))
        return found

    def workload(self, namespace: str, kind: str, name: str) -> Workload | None:
        """Return the workload of a namespace, kind and name, or None; the first, if it is there twice."""
        if self._targets is None:
            self._targets = {}
            for w in self.workloads():
                self._targets.setdefault((w.namespace, w.manifest.kind, w.manifest.name), w)
        return self._targets.get((namespace, kind, name))

    def shared(self, name: str, make: Callable[[Context], Any]) -> Any:
        """Return what several rules derive from the set, made when the first asks for it.

        Args:
            name: its name.
            make: makes it.
        """
        if name not in self._shared:
            self._shared[name] = make(self)
        return self._shared[name]

    def populated(self) -> list[str]:
        """Return the namespaces with workloads."""
        self.workloads()
        return list(self._workloads or ())

    def selected(self, namespace: str, labels: dict[str, Any]) -> list[Workload]:
        """Return the workloads whose pods a plain map of labels selects, such as `spec.selector` of a Service; an empty one selects none.

        Labels that controllers put on their pods count as met where that controller is at work.

        Args:
            namespace: the namespace of the pods.
            labels: the map.
        """
        having = self._by_label.get(namespace)
        if having is None:
            having = self._labelled(namespace)
        best: list[Workload] | None = None
        for pair in labels.items():
            if type(pair[1]) is not str:
                return []
            if pair[0] in GENERATED:
                return [w for w in self.workloads(namespace) if w.selected_by(labels)]
            some = having.get(pair)
            if some is None:
                return []
            if best is None or len(some) < len(best):
                best = some
        if best is None or len(labels) == 1:
            return best or []
        wanted = labels.items()
        return [w for w in best if wanted <= w.labels.items()]

    def matching(self, namespace: str, selector: Selector) -> list[Workload]:
        """Return the workloads whose pods a selector selects.

        Args:
            namespace: the namespace of the pods.
            selector: the selector.
        """
        if selector.nothing:
            return []
        best: list[Workload] | None = None
        having = self._labelled(namespace)
        for r in selector.requirements:
            if r.operator == "In" and len(r.values) == 1:
                some = having.get((r.key, r.values[0]), [])
                if best is None or len(some) < len(best):
                    best = some
        return [w for w in (self.workloads(namespace) if best is None else best) if selector.matches(w.labels)]

    def _labelled(self, namespace: str) -> dict[tuple[str, str], list[Workload]]:
        """Label -> the workloads of a namespace whose pods have it."""
        found = self._by_label.get(namespace)
        if found is None:
            found = self._by_label[namespace] = {}
            for w in self.workloads(namespace):
                for pair in w.labels.items():
                    if type(pair[1]) is str:
                        if pair in found:
                            found[pair].append(w)
                        else:
                            found[pair] = [w]
        return found

    def makes_pods(self, namespace: str) -> bool:
        """Whether something of this namespace makes pods that no manifest shows: an operator's object, or one of an unknown kind."""
        if self._makers is None:
            self._makers = set()
            for kind, manifests in self._by_kind.items():
                group, _, name = kind.partition("/")
                unknown = "." in group and group not in INERT and kind not in WORKLOADS and not self._is_known(group, name)
                if kind in MAKERS or unknown:
                    self._makers.update(m.namespace or self._blank for m in manifests if template_of(m.object, None) is None)
        return namespace in self._makers

    def _is_known(self, group: str, kind: str) -> bool:
        """Whether the facts tell of a kind; of a group of Kubernetes itself they tell of all."""
        return self.facts.has_group(group) and (group.endswith("k8s.io") or any(k.kind == kind for k in self.facts.kinds(group)))

    def external(self, group: str, kind: str, namespace: str, name: str) -> dict[str, Any] | None:
        """Return the declaration that an object lives elsewhere, or None."""
        return self._externals.get((group, kind, namespace, name)) or self._externals.get((group, kind, "", name))

    def names(self, kind: str, namespace: str) -> list[str]:
        """Return the names of the objects of a kind in a namespace, sorted."""
        if kind not in self._names:
            self.read.add(kind)
            found: dict[str, list[str]] = {}
            for m in self._by_kind.get(kind, ()):
                found.setdefault(m.namespace or self._blank, []).append(m.name)
            self._names[kind] = {at: sorted(set(some)) for at, some in found.items()}
        return self._names[kind].get(namespace, [])

    def namespaces(self, kind: str, name: str) -> list[str]:
        """Return the namespaces in which there is an object of a kind and name, sorted."""
        if kind not in self._spaces:
            self.read.add(kind)
            found: dict[str, set[str]] = {}
            for m in self._by_kind.get(kind, ()):
                found.setdefault(m.name, set()).add(m.namespace or self._blank)
            self._spaces[kind] = found
        return sorted(self._spaces[kind].get(name, ()))

    def may_compare(self, count: int) -> bool:
        """Tell whether so many more words may be compared to find the closest, and count them.

        Only so many are compared in all, so that a set in which nothing fits does not cost the square of its size.

        Args:
            count: how many words are to be compared.
        """
        self._comparisons -= count
        return self._comparisons > -count

    def choose(self, word: str, choices: Collection[str], what: str, otherwise: str = "") -> str:
        """Return help that leads from a word to what was probably meant, as far as words may still be compared.

        Args:
            word: what is written.
            choices: what could be.
            what: what the choices are, with its verb: `the keys are`.
            otherwise: what to do if it is none of them (default: nothing more is said).

        Returns:
            A question with the closest choice, else the first choices.
        """
        if not choices and otherwise:
            return f"there is none; {otherwise}"
        if self.may_compare(len(choices)):
            from ..names import closest

            near = closest(word, choices)
            if near is not None:
                return f"did you mean {near}?" + (f" Otherwise {otherwise}" if otherwise else "")
        listed = ", ".join(list(choices)[:10]) + (", ..." if len(choices) > 10 else "")
        return f"{what} {listed or 'none'}" + (f"; {otherwise}" if otherwise else "")

    def cluster(self, kind: str, name: object) -> Manifest | None:
        """Return the cluster-scoped object of a kind and name, or None.

        Args:
            kind: as `group/Kind`, the core group without a slash.
            name: the name; anything else than a string is found nowhere.
        """
        self.read.add(kind)
        index = self._by_name.get(kind)
        if index is None:
            index = self._by_name[kind] = {("", m.name): m for m in self._by_kind.get(kind, ())}
        return index.get(("", name)) if type(name) is str else None

    def cluster_names(self, kind: str) -> list[str]:
        """Return the names of the cluster-scoped objects of a kind, sorted."""
        self.cluster(kind, None)
        return sorted(name for _, name in self._by_name[kind])

    def absent_in_cluster(self, kind: str) -> str:
        """The severity of a reference to a cluster-scoped object that is not in the set; `""` for no finding, as of `absent`.

        Args:
            kind: the kind that it would have, as `group/Kind`.
        """
        return ERROR if self.closed else WARNING if kind in self._by_kind else ""

    def namespaces_used(self) -> set[str]:
        """Return the namespaces that something of the set stands in, or that it makes."""
        found: set[str] = self.shared(
            "namespaces used", lambda context: {m.name if m.kind == "Namespace" else self.namespace_of(m) for m in context.every()}
        )
        self.read.add("*")
        return found

    def missing(self) -> str:
        """The severity of something that a whole set would show to be wrong."""
        return ERROR if self.closed else WARNING

    def absent(self, namespace: str, *kinds: str) -> str:
        """The severity of a reference to something that is not in the set; `""` for no finding at all.

        Where the set is not all there is, a reference is only worth a word if such things of that namespace are in the set, all but this one. Where an
        operator is at work in the namespace, it may well make what is missing.

        Args:
            namespace: where it is looked for.
            *kinds: the kinds that could be it, as `group/Kind`.
        """
        if self.closed:
            return WARNING if self.makes_pods(namespace) else ERROR
        for kind in kinds:
            standing = self._standing.get(kind)
            if standing is None:
                standing = self._standing[kind] = {m.namespace or self._blank for m in self._by_kind.get(kind, ())}
            if namespace in standing:
                return WARNING
        return ""

    @staticmethod
    def finding(
        rule: str,
        manifest: Manifest,
        field: str,
        message: str,
        *,
        severity: str = ERROR,
        value: object = NO_VALUE,
        help: str = "",
        fix: Sequence[Edit] = (),
    ) -> Finding:
        """Make a finding about a field of an object.

        Args:
            rule: the code.
            manifest: the object.
            field: field path.
            message: what is wrong.
            severity: `ERROR` (default) or `WARNING`.
            value: the value found.
            help: what to do.
            fix: the edits of the object that put it right, where they are certain (default: none is).
        """
        made: Fix | None = None
        if fix:
            from ..fix import Fix

            made = Fix(manifest.object, *fix)
        return Finding(
            rule, message, severity=severity, origin=manifest.origin, object=manifest.id, field=field, value=value, help=help, fix=made
        )
