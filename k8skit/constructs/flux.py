"""Flux: lets Flux apply the output of the app: a GitRepository or OCIRepository, and a Kustomization for each chart."""

from __future__ import annotations

from ..core.delivery import PROTECTED, Delivery, annotated
from ..core.types import EnvName, LabelName, NamespaceName, ObjectName
from ..errors import CheckError
from ..finding import WARNING, Finding
from ..objects.typed import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from ..core.delivery import Part, Stage
    from ..finding import Origin
    from ..manifest import Manifest

PRUNE = "kustomize.toolkit.fluxcd.io/prune"
SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute"
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


class Flux(Delivery):
    """How Flux gets the output into clusters: a source, and a Kustomization for each chart that waits for the charts it depends on.

    The objects stand in a folder of their own in the output: `flux/<cluster>/`, or `flux/<environment>/` where no clusters are named. That is what
    `flux bootstrap --path` is given. The app is run once for each environment, so every parameter may differ between them.

        Flux(app, "shop-delivery", repo="https://git.example.com/shop/deploy.git", path="dist", clusters=["eu", "us"])

    Kustomizations are named `<chart>-<environment>`. They apply in the order of the app's dependencies (`dependsOn`): what `node.add_dependency` says
    between charts, and the chart that makes a namespace before those that use it.

    Args:
        scope: the App.
        id: its id, and name of the source.
        repo: URL of the repository that the output is committed to, or `oci://...` of an artifact.
        path: where the output folder is in the repository (default `dist`).
        branch: branch to follow (default: `main`, unless a tag or a range of versions is given).
        tag: tag to follow; of an OCI artifact too (default: none, `latest` for OCI).
        semver: range of versions to follow, such as `">=1.0.0 <2.0.0"` (default: none).
        provider: how to log in to the registry or repository (default `generic`).
        secret: name of the Secret with credentials for the source (default: none).
        clusters: names of the clusters that get this environment's output; each has a folder (default: the one that is built, where the
            configuration names clusters; else one folder for the environment).
        namespace: namespace of the objects (default `flux-system`).
        interval: how often to look for changes and to put right what was changed in the cluster, as a Go duration (default `10m`).
        timeout: how long one apply and its health checks may take (default `5m`).
        prune: delete what the output does not have any more (default True).
        wait: be ready only when all objects are healthy; `dependsOn` waits for that (default True).
        service_account: name of a ServiceAccount in each chart's namespace that applies the chart's namespaced objects; the Kustomization then stands in
            that namespace too. Needs layout `folder-per-scope`: a team's account may not touch cluster-scoped objects (default: Flux's own rights).
        protect: never prune Namespaces, CustomResourceDefinitions, StatefulSets, PersistentVolumes and their claims (default False).
        substitute: variables that Flux replaces in the output, name -> value (default: none). Everything else that looks like one is kept as it is.
        substitute_from: ConfigMaps and Secrets with variables, `ConfigMap/name` or `Secret/name` (default: none).
        variables: names of the variables that these bring (default: none).
        decryption: name of the Secret with the keys for SOPS, used where a chart has files of SOPS (default `sops-age`).
        patch: a merge patch (RFC 7386) for every Kustomization, applied last (default: none).
        patches: kind -> merge patch for the source, `GitRepository` or `OCIRepository`, applied last (default: none).
        folder: folder of the objects in the output (default `flux`).

    Raises:
        CallError: as every construct, and K8S902 for parameters that contradict each other. At synth: K8S965 for a layout that Flux cannot read.
    """

    repo: str
    path: str = "dist"
    branch: str | None = None
    tag: str | None = None
    semver: str | None = None
    provider: Literal["generic", "aws", "azure", "gcp", "github"] = "generic"
    secret: ObjectName | None = None
    clusters: Sequence[LabelName] = ()
    namespace: NamespaceName = "flux-system"
    interval: str = "10m"
    timeout: str = "5m"
    prune: bool = True
    wait: bool = True
    service_account: ObjectName | None = None
    protect: bool = False
    substitute: Mapping[EnvName, str] = EMPTY
    substitute_from: Sequence[str] = ()
    variables: Sequence[EnvName] = ()
    decryption: ObjectName = "sops-age"
    patch: Mapping[str, Any] = EMPTY
    patches: Mapping[str, Mapping[str, Any]] = EMPTY
    folder: LabelName = "flux"

    def compose(self) -> None:
        """Check what leaves no trace in the objects."""
        super().compose()
        oci = self.repo.startswith("oci://")
        self.refuse_patches(["OCIRepository" if oci else "GitRepository"])
        given = [name for name in ("branch", "tag", "semver") if getattr(self, name) is not None]
        if len(given) > 1:
            raise self.refuse(f"only one of {' and '.join(given)} can be followed", field=given[1], help="leave the others out")
        if oci and self.branch is not None:
            raise self.refuse("an OCI artifact has no branch", field="branch", value=self.branch, help="give a tag or a range of versions")
        if self.variables and not self.substitute_from:
            help = 'name where they come from: substitute_from=["ConfigMap/..."]'
            raise self.refuse("variables come from nowhere", field="variables", value=list(self.variables), help=help)
        for source in self.substitute_from:
            kind, slash, name = source.partition("/")
            if kind not in ("ConfigMap", "Secret") or not slash or not name:
                raise self.refuse("must be ConfigMap/name or Secret/name", field="substitute_from", value=source, help="ConfigMap/cluster")
        wrong = [name for name in (*self.substitute, *self.variables) if not name or name[0].isdigit() or not _NAME.issuperset(name)]
        if wrong:
            help = "letters, digits and '_', and no digit first (Flux documentation, Post build variable substitution)"
            raise self.refuse(f"{wrong[0]} is no name of a variable to Flux", field="substitute", value=wrong[0], help=help)

    def adjust(self, manifests: list[Manifest], found: list[Finding], *, joined: bool) -> list[Manifest]:  # noqa: ARG002 (not needed)
        """Return the objects as Flux must find them: protected ones marked, and what is no variable kept from its substitution.

        Args:
            manifests: the objects of one environment.
            found: not used: nothing can go wrong.
            joined: not used.
        """
        declared = {*self.substitute, *self.variables}
        replaces = bool(self.substitute or self.substitute_from)
        out = []
        for m in manifests:
            if self.protect and (m.group, m.kind) in PROTECTED:
                m = annotated(m, PRUNE, "disabled")
            if replaces and not m.text:
                m = _kept(m, declared)
            out.append(m)
        return out

    def targets(self, stage: Stage) -> list[tuple[str, ...]]:
        """Return what tells the clusters apart: the folders that they read.

        Args:
            stage: the environment.
        """
        return [(self.folder, cluster or f"of {stage.environment}") for cluster in self.clusters_of(stage)]

    def warnings(self, stage: Stage) -> list[Finding]:
        """Return K8S968 for each namespace that nobody makes: Flux makes none. Where the app makes any, a rule says so of the others.

        Args:
            stage: the environment.
        """
        if any(m.kind == "Namespace" and not m.group for part in stage.parts for m in part.manifests):
            return []
        used: dict[str, Manifest] = {}
        for part in stage.parts:
            for m in part.manifests:
                if m.namespace:
                    used.setdefault(m.namespace, m)
        help = 'make it in the app (Namespace, Tenant), or declare it: external(app, "Namespace", ...)'
        return [
            Finding(
                "K8S968", f"nobody makes the namespace {n}, and Flux does not", severity=WARNING, origin=m.origin, object=m.id, help=help
            )
            for n, m in sorted(used.items())
            if n not in stage.made and n not in ("default", "kube-system", "kube-public")
        ]

    @classmethod
    def deliver(cls, stages: list[Stage]) -> dict[str, list[tuple[dict[str, Any], Origin]]]:
        """Return the sources and Kustomizations by folder.

        Args:
            stages: the environments.

        Raises:
            CheckError: K8S965 for a layout that Flux cannot read.
        """
        made: dict[str, list[tuple[dict[str, Any], Origin]]] = {}
        for stage in stages:
            own: Flux = stage.delivery
            own._refuse_layout(stage.parts)
            for cluster in own.clusters_of(stage):
                folder = "/".join(n for n in (own.folder, cluster or stage.environment) if n)
                objects = made.setdefault(folder, [])
                source = own._source()
                for object, _ in objects:
                    if object["kind"] == source["kind"] and object["metadata"]["name"] == source["metadata"]["name"]:
                        if object != source:
                            raise CheckError(own._two_sources(cluster))
                        break
                else:
                    objects.append((source, own._origin()))
                objects += [(own.kustomization(stage, part), own._origin()) for part in stage.parts]
        return made

    def _two_sources(self, cluster: str) -> Finding:
        message = f"two environments of cluster {cluster} read {self.repo} in different ways with one source"
        help = f'give each environment a source of its own: Flux(app, f"{self.id}-{{app.environment}}", ...)'
        return Finding("K8S965", message, origin=self._origin(), help=help)

    def _refuse_layout(self, parts: list[Part]) -> None:
        message = help = ""
        if any(part.include for part in parts) and len(parts) > 1:
            message = "Flux applies folders, and this layout has a file for each chart"
            help = "use layout file-per-object, folder-per-scope or file-per-app"
        elif self.service_account and any(part.namespace and not part.scope for part in parts):
            message = "a ServiceAccount that applies namespaced objects needs them apart from cluster-scoped ones"
            help = 'write layout = "folder-per-scope" into the configuration'
        if message:
            raise CheckError(Finding("K8S965", message, origin=self._origin(), help=help))

    def _metadata(self, name: str, namespace: str) -> dict[str, Any]:
        labels = {"app.kubernetes.io/part-of": self.id, "app.kubernetes.io/managed-by": "k8skit"}
        return {"name": name, "namespace": namespace, "labels": labels}

    def _source(self) -> dict[str, Any]:
        oci = self.repo.startswith("oci://")
        following = {k: v for k, v in (("branch", self.branch), ("tag", self.tag), ("semver", self.semver)) if v is not None}
        spec: dict[str, Any] = {
            "interval": self.interval,
            "url": self.repo,
            "ref": following or ({"tag": "latest"} if oci else {"branch": "main"}),
        }
        if self.provider != "generic":
            spec["provider"] = self.provider
        if self.secret:
            spec["secretRef"] = {"name": self.secret}
        made = {
            "apiVersion": "source.toolkit.fluxcd.io/v1",
            "kind": "OCIRepository" if oci else "GitRepository",
            "metadata": self._metadata(self.id, self.namespace),
            "spec": spec,
        }
        return self.patched(made)

    def _place(self, stage: Stage, part: Part) -> tuple[str, str]:
        """Name and namespace of a Kustomization."""
        names = (part.chart or self.id, part.scope if part.scope == "cluster" else "", stage.environment)
        apart = bool(self.service_account) and part.scope == "namespaced" and bool(part.namespace)
        return "-".join(n for n in names if n), part.namespace if apart else self.namespace

    def kustomization(self, stage: Stage, part: Part) -> dict[str, Any]:
        """Return a Kustomization.

        Args:
            stage: the environment.
            part: what it applies.
        """
        name, namespace = self._place(stage, part)
        spec: dict[str, Any] = {"interval": self.interval, "retryInterval": "1m", "timeout": self.timeout}
        source: dict[str, Any] = {"kind": "OCIRepository" if self.repo.startswith("oci://") else "GitRepository", "name": self.id}
        if namespace != self.namespace:
            source["namespace"] = self.namespace
            spec["serviceAccountName"] = self.service_account
        spec["sourceRef"] = source
        folders = [n for text in (self.path, part.folder) for n in text.split("/") if n not in ("", ".")]
        spec["path"] = "/".join([".", *folders])
        spec["prune"] = self.prune
        spec["wait"] = self.wait
        waits = [self._place(stage, p) for p in stage.parts if p.chart in part.after or (p.chart == part.chart and p.scope < part.scope)]
        if waits:
            spec["dependsOn"] = [{"name": n, **({"namespace": ns} if ns != namespace else {})} for n, ns in sorted(waits)]
        if any(m.text and "sops" in m.object for m in part.manifests):
            spec["decryption"] = {"provider": "sops", "secretRef": {"name": self.decryption}}
        post = self._post_build()
        if post:
            spec["postBuild"] = post
        made: dict[str, Any] = {
            "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
            "kind": "Kustomization",
            "metadata": self._metadata(name, namespace),
            "spec": spec,
        }
        if self.patch:
            from ..core.plain import plain
            from ..process.patches import merge_patch

            made = merge_patch(made, plain(self.patch))
        return made

    def _post_build(self) -> dict[str, Any]:
        post: dict[str, Any] = {}
        if self.substitute:
            post["substitute"] = dict(self.substitute)
        if self.substitute_from:
            sources = [source.partition("/") for source in self.substitute_from]
            post["substituteFrom"] = [{"kind": kind, "name": name} for kind, _, name in sources]
        return post


def _kept(m: Manifest, declared: set[str]) -> Manifest:
    """An object whose texts come through Flux's substitution as they are, but for declared variables.

    Without a declared variable in it the object is left out of the substitution by an annotation; with one, everything else is escaped.
    """
    if not _any_text(m.object, lambda text: "$$" in text or "${" in text):
        return m
    if not _any_text(m.object, lambda text: escaped(text, declared) != escaped(text, set())):
        return annotated(m, SUBSTITUTE, "disabled")
    return m.replace(_each_text(m.object, declared))


def _any_text(value: Any, says: Any) -> bool:
    kind = type(value)
    if kind is dict:
        return any(says(k) or _any_text(v, says) for k, v in value.items())
    if kind is list:
        return any(_any_text(v, says) for v in value)
    return kind is str and says(value)


def _each_text(value: Any, declared: set[str]) -> Any:
    kind = type(value)
    if kind is dict:
        return {escaped(k, declared): _each_text(v, declared) for k, v in value.items()}
    if kind is list:
        return [_each_text(v, declared) for v in value]
    return escaped(value, declared) if kind is str else value


def escaped(text: str, declared: set[str]) -> str:
    """Return a text that Flux's substitution turns into this one, with declared variables replaced.

    To Flux, `${` begins a variable, `$$` is a dollar sign, and any other dollar sign is itself (fluxcd/pkg, envsubst). The dollar signs before the
    brace of a declared variable stay as they are: whoever writes `$${cluster}` there means it so.

    Args:
        text: any text.
        declared: names of the variables that are meant to be replaced.
    """
    if "$" not in text:
        return text
    out = []
    at = 0
    while at < len(text):
        start = text.find("$", at)
        if start < 0:
            out.append(text[at:])
            break
        end = start
        while end < len(text) and text[end] == "$":
            end += 1
        out.append(text[at:start])
        run, brace = text[start:end], text[end : end + 1] == "{"
        if brace and _variable(text, end + 1) in declared:
            close = _closing(text, end) if len(run) % 2 else end
            out.append(text[start:close])
            end = close
        else:
            out.append(run if len(run) == 1 and not brace else run * 2)
        at = end
    return "".join(out)


def _closing(text: str, at: int) -> int:
    """The place behind the brace that closes the one at a place; the end where none does."""
    depth = 1
    at += 1
    while at < len(text) and depth:
        if text.startswith("${", at):
            depth += 1
            at += 1
        elif text[at] == "}":
            depth -= 1
        at += 1
    return at


def _variable(text: str, at: int) -> str:
    """The name of the variable that begins at a place, behind the brace; `#` before it asks for its length."""
    if text[at : at + 1] == "#":
        at += 1
    end = at
    while end < len(text) and text[end] in _NAME:
        end += 1
    return text[at:end]
