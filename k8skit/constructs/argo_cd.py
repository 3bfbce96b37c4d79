"""ArgoCD: lets Argo CD apply the output of the app: Applications or an ApplicationSet, and their AppProject."""

from __future__ import annotations

from ..core.delivery import PROTECTED, Delivery, annotated, waves
from ..core.plain import plain
from ..core.types import LabelName, NamespaceName, ObjectName
from ..errors import CheckError
from ..finding import Finding
from ..objects.typed import EMPTY
from ..process.patches import merge_patch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from ..core.delivery import Part, Stage
    from ..finding import Origin
    from ..manifest import Manifest

    Parts = list[tuple[Stage, Part, str]]

API = "argoproj.io/v1alpha1"
WAVE = "argocd.argoproj.io/sync-wave"
OPTIONS = "argocd.argoproj.io/sync-options"
LARGEST = 262144
"""Bytes that all annotations of an object may have; a client-side apply puts the whole object into one (Kubernetes, apimachinery)."""
IN_CLUSTER = "https://kubernetes.default.svc"


class ArgoCD(Delivery):
    """How Argo CD gets the output into clusters: an Application for each chart, environment and cluster, and their AppProject.

    The objects stand in a folder of their own in the output, `argocd/`, one flat folder for all environments, which a root Application, made once by
    hand, reads. The app is run once for each environment, so every parameter may differ between them.

        ArgoCD(app, "shop-delivery", repo="https://git.example.com/shop/deploy.git", path="dist", clusters=["eu", "us"])

    Applications are named `<chart>-<environment>-<cluster>`, without what there is none of. The AppProject allows what the output needs and no more: this
    repository, the clusters and namespaces that objects go to, and the cluster-scoped kinds that occur.

    Args:
        scope: the App.
        id: its id; name of the AppProject, and of the ApplicationSet.
        repo: URL of the repository that the output is committed to, or `oci://...` of an artifact.
        path: where the output folder is in the repository (default `dist`).
        revision: branch, tag or commit to follow; for OCI the tag (default `HEAD`).
        clusters: names of the clusters, as Argo CD knows them, that get this environment's output (default: the one that is built, where the
            configuration names clusters; else the one that Argo CD runs in).
        project: name of an AppProject that exists; then none is made (default: one of its own).
        namespace: namespace of Argo CD (default `argocd`).
        style: `applications`, or one `applicationset` that makes them (default `applications`: each is seen in the diff).
        rolling: in an ApplicationSet, update one environment after the other, in the order of the configuration (RollingSync; the controller needs
            `--enable-progressive-syncs`, and automated sync is off then; default False).
        automated: sync without being asked (default True).
        prune: delete what the output does not have any more (default True).
        self_heal: put right what was changed in the cluster (default True).
        server_side_apply: let the API server merge (default True). Without, the last applied object is kept in an annotation, which large ones do not fit in.
        waves: put the steps of dependencies within a chart on its objects as sync waves (default True).
        protect: ask before Namespaces, CustomResourceDefinitions, StatefulSets, PersistentVolumes and their claims are pruned or deleted (default False).
        plugin: name of a config management plugin that runs k8skit; then `path` is where the app is, and Argo CD reads no committed output (default: none;
            see `ArgoCDPlugin`).
        prefix: put before the names of the Applications, where another app has charts of the same names (default: nothing).
        annotations: annotations of the Applications, such as those of notifications (default: none).
        patch: a merge patch (RFC 7386) for every Application, applied last; in an ApplicationSet for its template (default: none).
        patches: kind -> merge patch for the other objects, `ApplicationSet` and `AppProject`, applied last (default: none).
        folder: folder of the objects in the output (default `argocd`).

    Raises:
        CallError: as every construct, and K8S902 for parameters that contradict each other. At synth: K8S966 for an object that is too large for a
            client-side apply.
    """

    repo: str
    path: str = "dist"
    revision: str = "HEAD"
    clusters: Sequence[LabelName] = ()
    project: ObjectName | None = None
    namespace: NamespaceName = "argocd"
    style: Literal["applications", "applicationset"] = "applications"
    rolling: bool = False
    automated: bool = True
    prune: bool = True
    self_heal: bool = True
    server_side_apply: bool = True
    waves: bool = True
    protect: bool = False
    plugin: ObjectName | None = None
    prefix: str = ""
    annotations: Mapping[str, str] = EMPTY
    patch: Mapping[str, Any] = EMPTY
    patches: Mapping[str, Mapping[str, Any]] = EMPTY
    folder: LabelName = "argocd"

    def compose(self) -> None:
        """Check what leaves no trace in the objects."""
        super().compose()
        if self.rolling and self.style != "applicationset":
            raise self.refuse("rolling needs an ApplicationSet", field="rolling", value=True, help='add style="applicationset"')
        if self.rolling and not self._root.environment:  # type: ignore[attr-defined]
            raise self.refuse("rolling needs environments", field="rolling", value=True, help="name them in the configuration")
        kinds = ["ApplicationSet"] * (self.style == "applicationset") + ["AppProject"] * (not self.project)
        self.refuse_patches(kinds or ["Application"])
        if self.style == "applicationset" and not {"metadata", "spec"}.issuperset(self.patch):
            help = 'write {"metadata": {...}, "spec": {...}} as of an Application; patches={"ApplicationSet": ...} changes the set itself'
            raise self.refuse("the template of an ApplicationSet has metadata and spec", field="patch", value=list(self.patch), help=help)

    def adjust(self, manifests: list[Manifest], found: list[Finding], *, joined: bool) -> list[Manifest]:
        """Return the objects with sync waves and sync options.

        Args:
            manifests: the objects of one environment.
            found: gets K8S966 for each object that is too large for a client-side apply.
            joined: whether all charts are one Application.
        """
        steps = waves(manifests, joined=joined or bool(self.plugin)) if self.waves else {}
        out = []
        for m in manifests:
            step = steps.get(m.key)
            if step:
                m = annotated(m, WAVE, str(step))
            if self.protect and (m.group, m.kind) in PROTECTED:
                m = annotated(m, OPTIONS, "Prune=confirm,Delete=confirm")
            out.append(m)
        if not self.server_side_apply:
            found += self._too_large(out)
        return out

    def targets(self, stage: Stage) -> list[tuple[str, ...]]:
        """Return what tells the clusters apart: an Argo CD, by the folder that it reads, and its name for the cluster.

        Args:
            stage: the environment.
        """
        return [(self.folder, self.namespace, cluster) for cluster in self.clusters_of(stage)]

    def _too_large(self, manifests: list[Manifest]) -> list[Finding]:
        from json import dumps

        findings = []
        for m in manifests:
            size = len(dumps(m.object, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")) + 1
            if size > LARGEST and "ServerSideApply=true" not in str(_annotations(m.object).get(OPTIONS, "")):
                message = f"{m.id} is too large for a client-side apply: {size} bytes would go into an annotation of at most {LARGEST}"
                help = f'leave out server_side_apply=False, or annotate the object with {OPTIONS}: "ServerSideApply=true"'
                findings.append(Finding("K8S966", message, origin=m.origin, object=m.id, help=help))
        return findings

    @classmethod
    def deliver(cls, stages: list[Stage]) -> dict[str, list[tuple[dict[str, Any], Origin]]]:
        """Return the Applications or ApplicationSets and the AppProjects by folder.

        Args:
            stages: the environments.
        """
        made: dict[str, list[tuple[dict[str, Any], Origin]]] = {}
        projects: dict[tuple[str, str, str], Parts] = {}
        sets: dict[tuple[str, str], dict[str, Parts]] = {}
        for stage in stages:
            own: ArgoCD = stage.delivery
            for part in own._joined(stage.parts) if own.plugin else stage.parts:
                for cluster in own.clusters_of(stage):
                    if not own.project:
                        projects.setdefault((own.folder, own.namespace, own.id), []).append((stage, part, cluster))
                    if own.style == "applications":
                        made.setdefault(own.folder, []).append((own.application(stage, part, cluster), own._origin()))
                    else:
                        alike = sets.setdefault((own.folder, own.id), {})
                        alike.setdefault(own._settings(), []).append((stage, part, cluster))
        for (folder, id), alike in sets.items():
            for some in alike.values():
                first: Stage = some[0][0]
                name = id if len(alike) == 1 else f"{id}-{first.build.replace('/', '-') or first.delivery.namespace}"
                made.setdefault(folder, []).append((_application_set(name, some), first.delivery._origin()))
        for (folder, _, _), some in projects.items():
            some[0][0].delivery._refuse_two_patches([stage.delivery for stage, _, _ in some])
            made.setdefault(folder, []).append((_project(some), some[0][0].delivery._origin()))
        return made

    def _refuse_two_patches(self, others: Sequence[ArgoCD]) -> None:
        if any(other.patches.get("AppProject") != self.patches.get("AppProject") for other in others):
            message = f"two environments patch the AppProject {self.id} in different ways"
            help = f'give each a project of its own: ArgoCD(app, f"{self.id}-{{app.environment}}", ...)'
            raise CheckError(Finding("K8S965", message, origin=self._origin(), field="patches", help=help))

    def application_name(self, stage: Stage, part: Part, cluster: str) -> str:
        """Return the name of an Application.

        Args:
            stage: the environment.
            part: what it applies.
            cluster: the cluster, `""` for Argo CD's own.
        """
        names = (part.chart or self.id, part.scope if part.scope == "cluster" else "", stage.environment, cluster)
        return self.prefix + "-".join(n for n in names if n)

    def application(self, stage: Stage, part: Part, cluster: str) -> dict[str, Any]:
        """Return an Application.

        Args:
            stage: the environment.
            part: what it applies.
            cluster: the cluster, `""` for Argo CD's own.
        """
        annotations = {}
        wave = stage.depths.get(part.chart, 0)
        if part.scope:
            wave = 2 * wave + (part.scope == "namespaced")
        if wave:
            annotations[WAVE] = str(wave)
        create = bool(part.namespace) and part.namespace not in stage.made
        app: dict[str, Any] = {
            "apiVersion": API,
            "kind": "Application",
            "metadata": self._metadata(self.application_name(stage, part, cluster), stage.environment, cluster, part.bases, annotations),
            "spec": self._spec(stage.build, part, cluster, create=create),
        }
        return _merged(app, self.patch) if self.patch else app

    def _metadata(self, name: str, environment: str, cluster: str, bases: Sequence[str], annotations: dict[str, str]) -> dict[str, Any]:
        labels = {"app.kubernetes.io/part-of": self.id, "app.kubernetes.io/managed-by": "k8skit"}
        labels.update({k: v for k, v in (("environment", environment), ("cluster", cluster)) if v})
        # only a change in what the application is built from makes Argo CD render it again
        reads = ";".join([".", *(f"/{joined(self.path, base)}" for base in bases)])
        notes = {**annotations, "argocd.argoproj.io/manifest-generate-paths": reads, **self.annotations}
        return {"name": name, "namespace": self.namespace, "labels": labels, "annotations": notes}

    def _spec(self, build: str, part: Part, cluster: str, *, create: bool) -> dict[str, Any]:
        source: dict[str, Any] = {"repoURL": self.repo, "targetRevision": self.revision, "path": joined(self.path, part.folder)}
        if self.plugin:
            source["path"] = self.path
            source["plugin"] = _plugin(self.plugin, build)
        elif part.include:
            source["directory"] = {"include": part.include}
        destination = {"name": cluster} if cluster else {"server": IN_CLUSTER}
        if part.namespace:
            destination["namespace"] = part.namespace
        return {
            "project": self.project or self.id,
            "source": source,
            "destination": destination,
            "syncPolicy": self._sync_policy(create=create),
        }

    def _sync_policy(self, *, create: bool) -> dict[str, Any]:
        policy: dict[str, Any] = {}
        if self.automated and not self.rolling:
            policy["automated"] = {"prune": self.prune, "selfHeal": self.self_heal}
        options = [o for o, on in (("CreateNamespace=true", create), ("ServerSideApply=true", self.server_side_apply)) if on]
        if options:
            policy["syncOptions"] = options
        policy["retry"] = {"limit": 5, "backoff": {"duration": "5s", "factor": 2, "maxDuration": "3m0s"}}
        return policy

    def _settings(self) -> str:
        """What all Applications of one ApplicationSet must have in common."""
        names = (
            "repo",
            "path",
            "project",
            "namespace",
            "rolling",
            "automated",
            "prune",
            "self_heal",
            "server_side_apply",
            "plugin",
            "prefix",
        )
        changes = [plain(self.patch), plain(self.patches.get("ApplicationSet", {}))]
        return repr([(n, getattr(self, n)) for n in names] + [bool(self.clusters), sorted(self.annotations.items()), changes])

    def _joined(self, parts: list[Part]) -> list[Part]:
        """All parts as one: what a plugin makes in one go."""
        from ..core.delivery import Part

        return [Part("", "", "", "", [m for p in parts for m in p.manifests])] if parts else []


def _application_set(name: str, parts: Parts) -> dict[str, Any]:
    """An ApplicationSet over some parts: what differs between them is in the elements of its list."""
    own: ArgoCD = parts[0][0].delivery
    create = any(p.namespace and p.namespace not in stage.made for stage, p, _ in parts)
    elements: list[dict[str, str]] = []
    for stage, part, cluster in parts:
        it: ArgoCD = stage.delivery
        element = {"name": it.application_name(stage, part, cluster)}
        element.update(environment=stage.environment, cluster=cluster, namespace=part.namespace, revision=it.revision)
        if it.plugin and stage.cluster:
            element.update(build=stage.build)
        element.update(path=it.path if it.plugin else joined(it.path, part.folder), include=part.include)
        elements.append(element)
    varying = [k for k in elements[0] if k == "name" or any(e[k] != elements[0][k] for e in elements)]

    def value(key: str) -> str:
        return f"{{{{.{key}}}}}" if key in varying else elements[0][key]

    source: dict[str, Any] = {"repoURL": own.repo, "targetRevision": value("revision"), "path": value("path")}
    if own.plugin:
        source["plugin"] = _plugin(own.plugin, value("build" if "build" in elements[0] else "environment"))
    elif value("include"):
        source["directory"] = {"include": value("include")}
    destination = {"name": value("cluster")} if value("cluster") else {"server": IN_CLUSTER}
    if value("namespace"):
        destination["namespace"] = value("namespace")
    bases = [f"{base.rpartition('/')[0]}/{value('environment')}" if "/" in base else base for base in parts[0][1].bases]
    metadata = own._metadata("{{.name}}", value("environment"), value("cluster"), bases, {})
    del metadata["namespace"]
    spec: dict[str, Any] = {
        "goTemplate": True,
        "goTemplateOptions": ["missingkey=error"],
        "generators": [{"list": {"elements": [{k: e[k] for k in varying} for e in elements]}}],
        "template": _merged(
            {
                "metadata": metadata,
                "spec": {
                    "project": own.project or own.id,
                    "source": source,
                    "destination": destination,
                    "syncPolicy": own._sync_policy(create=create),
                },
            },
            own.patch,
        ),
    }
    if own.rolling:
        environments = list(dict.fromkeys(stage.environment for stage, _, _ in parts))
        steps = [{"matchExpressions": [{"key": "environment", "operator": "In", "values": [e]}]} for e in environments]
        spec["strategy"] = {"type": "RollingSync", "rollingSync": {"steps": steps}}
    labels = {"app.kubernetes.io/part-of": own.id, "app.kubernetes.io/managed-by": "k8skit"}
    metadata = {"name": name, "namespace": own.namespace, "labels": labels}
    return own.patched({"apiVersion": API, "kind": "ApplicationSet", "metadata": metadata, "spec": spec})


def _plugin(name: str, environment: str) -> dict[str, Any]:
    """What a source says of the plugin that renders it."""
    env = [{"name": "K8SKIT_ENVIRONMENT", "value": environment}]
    return {"name": name, "env": env} if environment else {"name": name}


def _project(parts: Parts) -> dict[str, Any]:
    """The AppProject that allows what some parts need, and no more."""
    own: ArgoCD = parts[0][0].delivery
    places: set[tuple[str, str]] = set()
    kinds: set[tuple[str, str]] = set()
    for stage, part, cluster in parts:
        if part.namespace:
            places.add((cluster, part.namespace))
            if part.namespace not in stage.made:
                kinds.add(("", "Namespace"))
        for m in part.manifests:
            if stage.is_namespaced(m):
                places.add((cluster, m.namespace or part.namespace or "default"))
            else:
                kinds.add((m.group, m.kind))
        if not part.namespace and not any(stage.is_namespaced(m) for m in part.manifests):
            places.add((cluster, "default"))  # an Application without a namespace is held to this one
    destinations = [{**({"name": c} if c else {"server": IN_CLUSTER}), "namespace": n} for c, n in sorted(places)]
    made = {
        "apiVersion": API,
        "kind": "AppProject",
        "metadata": {
            "name": own.id,
            "namespace": own.namespace,
            "labels": {"app.kubernetes.io/part-of": own.id, "app.kubernetes.io/managed-by": "k8skit"},
        },
        "spec": {
            "sourceRepos": sorted({stage.delivery.repo for stage, _, _ in parts}),
            "destinations": destinations,
            "clusterResourceWhitelist": [{"group": g, "kind": k} for g, k in sorted(kinds)],
        },
    }
    return own.patched(made)


def joined(*parts: str) -> str:
    """Return a path in a repository from its parts, `.` for its root.

    Args:
        *parts: paths with `/`, with or without one at their ends.
    """
    names = [n for part in parts for n in part.split("/") if n not in ("", ".")]
    return "/".join(names) or "."


def _annotations(object: dict[str, Any]) -> dict[str, Any]:
    metadata = object.get("metadata")
    found = metadata.get("annotations") if type(metadata) is dict else None
    return found if type(found) is dict else {}


def _merged(value: Any, patch: Any) -> Any:
    """A value with a merge patch (RFC 7386) applied."""
    return merge_patch(value, plain(patch)) if patch else value
