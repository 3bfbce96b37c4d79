"""What a namespace runs fits its ResourceQuota: its pods with their resources, its claims and the other objects that the quota counts.

Reads ResourceQuotas, and of their namespaces the workloads (after the defaults of its LimitRanges, at the most that their scalers allow), claims and claim
templates, Services, ConfigMaps, Secrets and what `count/...` names. Steady state over the quota is an error, unless the set is not all there is and names no
namespace for some of it; what only a rollout's extra pods exceed is a warning that says what happens. A container without a value that the quota demands
is an error too, since the API server refuses its pod, and so is a key that is none.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import ERROR, WARNING
from ...quantities import parse
from ...semantics import quotas
from ...semantics.pod_resources import amounts, write
from ..capacity import Load, loads
from ..context import SECRET_SOURCES, WORKLOADS, mapping, sequence
from ..rule import Rule
from ..scaling import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S505"
_COUNTED = ("ConfigMap", "PersistentVolumeClaim", "ReplicationController", "ResourceQuota", "Secret", "Service", "ServiceAccount")
_GIVEN = {"ConfigMap": "kube-root-ca.crt", "ServiceAccount": "default"}
"""Kind -> the object of it that every namespace has anyway."""


class Use:
    """What one thing uses of one key of a quota.

    Args:
        who: what it is: for people, or a workload.
        amount: how much, in units of 10^-9.
        least: how much at least.
    """

    __slots__ = ("amount", "least", "who")

    def __init__(self, who: str | Load, amount: int, least: int) -> None:
        self.who = who
        self.amount = amount
        self.least = least

    @property
    def title(self) -> str:
        """What it is, for people."""
        return self.who if isinstance(self.who, str) else self.who.workload.title


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each key that is exceeded, for each rollout that exceeds one, and for each container that sets too little."""
    known: dict[str, list[Load]] = {}
    for quota in context.of("ResourceQuota"):
        namespace = context.namespace_of(quota)
        if namespace not in known:
            known[namespace] = loads(context, namespace)
        yield from _judge(context, quota, namespace, known[namespace])


def _judge(context: Context, quota: Manifest, namespace: str, workloads: list[Load]) -> Iterator[Finding]:
    spec = mapping(quota.object.get("spec"))
    yield from _unknown(context, quota, mapping(spec.get("hard")))
    hard = {key: value for key, value in mapping(spec.get("hard")).items() if type(key) is str and type(value) in (str, int)}
    counted = [load for load in workloads if load.most and quotas.counts(spec, load.workload.spec, load.pod)]
    for load in counted:
        yield from _demanded(context, quota, load, list(hard))
    over: dict[int, list[tuple[str, int, int]]] = {}
    for key, value in hard.items():
        try:
            bound = parse(value).nano
        except CallError:
            continue  # another finding
        uses = _uses(context, key, namespace, counted, workloads, scoped=quotas.has_scopes(spec))
        total, least = sum(u.amount for u in uses), sum(u.least for u in uses)
        if total > bound:
            yield _exceeded(context, quota, namespace, key, value, uses, total)
            continue
        for i, load in enumerate(counted):
            one = quotas.of_pod(key, load.pod)
            if one is None:
                break
            if load.ends:
                if total + one * load.most > bound:
                    yield _no_room(context, quota, load, key, value, one * load.most, total, certain=least + one * load.most > bound)
            elif load.rollout is not None and total + one * load.rollout.surge > bound:
                over.setdefault(i, []).append((key, (bound - total) // one, total + one * load.rollout.surge))
    for i, exceeded in over.items():
        yield _rollout(context, quota, counted[i], exceeded, hard)


def _unknown(context: Context, quota: Manifest, hard: dict[str, Any]) -> Iterator[Finding]:
    for key, value in hard.items():
        if type(key) is not str or quotas.is_key(key):
            continue
        if type(value) is dict and key in ("limits", "requests"):
            help = f"keys are not nested: write {' and '.join(f'{key}.{inner}' for inner in value)}"
        else:
            help = context.choose(key, quotas.KEYS, "there is also count/<resources>.<group>; the others are")
        message = f'ResourceQuota "{quota.name}" has the key {key}, which is none'
        yield context.finding(CODE, quota, f"spec.hard[{key}]", message, value=value, help=help)


def _demanded(context: Context, quota: Manifest, load: Load, keys: list[str]) -> Iterator[Finding]:
    for path, container, missing in quotas.unmet(keys, load.pod):
        w = load.workload
        fields = [".".join(quotas.COMPUTE[key]) for key in missing]
        yield context.finding(
            CODE,
            w.manifest,
            w.field(f"{path}.resources"),
            f'container "{container.get("name")}" of {w.title} has no {" and no ".join(fields)}, which ResourceQuota "{quota.name}" demands',
            severity=context.missing(),
            value=mapping(container.get("resources")),
            help=f"set resources.{' and resources.'.join(fields)}, or make a LimitRange with defaults; without them the pod is refused",
        )


def _uses(context: Context, key: str, namespace: str, counted: list[Load], workloads: list[Load], *, scoped: bool) -> list[Use]:
    """What uses a key all the time."""
    found = []
    for load in counted:
        one = quotas.of_pod(key, load.pod)
        if one is None:
            break
        if not load.ends:
            found.append(Use(load, one * load.most, one * load.least))
    if scoped:
        return found  # only of pods
    found += _claims(context, key, namespace, workloads)
    for service in context.of("Service"):
        if context.namespace_of(service) == namespace:
            amount = quotas.of_service(key, mapping(service.object.get("spec")))
            if amount is None:
                break
            if amount:
                found.append(Use(f'Service "{service.name}"', amount, amount))
    return found or _objects(context, key, namespace)


def _claims(context: Context, key: str, namespace: str, workloads: list[Load]) -> Iterator[Use]:
    """What claims use of a key: those of the set, those of claim templates, and those that live with their pods."""
    if "storage" not in key and "persistentvolumeclaims" not in key:
        return
    for claim in context.of("PersistentVolumeClaim"):
        if context.namespace_of(claim) == namespace:
            amount = _claim(key, mapping(claim.object.get("spec")))
            if amount:
                yield Use(f'PersistentVolumeClaim "{claim.name}"', amount, amount)
    for load in workloads:
        templates = [mapping(t).get("spec") for t in sequence(load.workload.declared.get("volumeClaimTemplates"))]
        volumes = [mapping(v).get("ephemeral") for v in sequence(load.workload.spec.get("volumes"))]
        templates += [mapping(mapping(v).get("volumeClaimTemplate")).get("spec") for v in volumes if v is not None]
        one = sum(_claim(key, mapping(t)) for t in templates)
        if one and not load.ends:
            yield Use(load, one * load.most, one * load.least)


def _claim(key: str, spec: dict[str, Any]) -> int:
    storage = amounts(mapping(spec.get("resources")).get("requests")).get("storage", 0)
    return quotas.of_claim(key, spec, storage) or 0


def _objects(context: Context, key: str, namespace: str) -> list[Use]:
    """What the objects of a kind use of a key that counts them."""
    name = key.removeprefix("count/")
    plural, _, group = name.partition(".")
    if plural == "secrets" and not group:
        from ..sources import secrets

        return [Use(f'Secret "{n}"', quotas.ONE, quotas.ONE) for n in secrets(context).names(namespace)]
    kinds = [k.kind for k in context.facts.kinds(group) if k.plural == plural and not k.list] if context.facts.has_group(group) else []
    if not kinds or (name == key and kinds[0] not in _COUNTED):
        return []
    kind = kinds[0]
    names = {m.name for m in context.of(f"{group}/{kind}" if group else kind) if context.namespace_of(m) == namespace}
    if not group and kind in _GIVEN:
        names.add(_GIVEN[kind])
    return [Use(f'{kind} "{n}"', quotas.ONE, quotas.ONE) for n in sorted(names)]


def _sure(context: Context, quota: Manifest, namespace: str) -> str:
    """The severity of what is over a quota: certain, unless the namespace of something is only assumed where the set is not all there is."""
    if context.closed:
        return ERROR
    kinds = (*KINDS, *WORKLOADS, *_COUNTED, *SECRET_SOURCES)
    assumed = any(m.namespace != quota.namespace and context.namespace_of(m) == namespace for m in context.of(*kinds))
    return WARNING if assumed else ERROR


def _exceeded(context: Context, quota: Manifest, namespace: str, key: str, hard: object, uses: list[Use], total: int) -> Finding:
    scaled = any(u.least != u.amount for u in uses)
    largest = sorted(uses, key=lambda u: (-u.amount, u.title))
    listed = ", ".join(f"{u.title} {write(u.amount, hard)}" for u in largest[:3]) + (f" and {len(uses) - 3} more" if len(uses) > 3 else "")
    return context.finding(
        CODE,
        quota,
        f"spec.hard[{key}]",
        f"namespace {namespace} uses {write(total, hard)} of {key}{' where its scalers are at their most' if scaled else ''},"
        f' and ResourceQuota "{quota.name}" allows {hard}',
        severity=_sure(context, quota, namespace),
        value=hard,
        help=f"{listed}; what comes last is refused: allow more, or use less",
    )


def _much(amount: int, key: str, like: object) -> str:
    return f"{write(amount, like)} {key}" if key == "pods" else f"{write(amount, like)} of {key}"


def _no_room(context: Context, quota: Manifest, load: Load, key: str, hard: object, needed: int, total: int, *, certain: bool) -> Finding:
    w = load.workload
    least = "" if certain else " while its scalers are at their most"
    return context.finding(
        CODE,
        w.manifest,
        "spec",
        f'{w.title} needs {_much(needed, key, hard)}, and beside the other workloads ResourceQuota "{quota.name}" leaves'
        f" {write(max(0, parse(str(hard)).nano - total), hard)}{least}",
        severity=_sure(context, quota, w.namespace) if certain else WARNING,
        value=write(needed, hard),
        help=f"the quota allows {hard}; its pods are refused until others go: allow more, or use less",
    )


def _rollout(context: Context, quota: Manifest, load: Load, exceeded: list[tuple[str, int, int]], hard: dict[str, Any]) -> Finding:
    w, posts = load.workload, load.rollout
    assert posts is not None
    room = max(0, min(room for _, room, _ in exceeded))
    wanted = " and ".join(f"{_much(peak, key, hard[key])} (allowed {hard[key]})" for key, _, peak in exceeded)
    if room:
        effect = f"at most {room} of {posts.surge} new pods start beside the old ones" + (
            f", the rest as old ones are taken down, {posts.unavailable} at a time" if posts.unavailable else ", so that it takes longer"
        )
    elif posts.unavailable:
        effect = f"no new pod starts beside the old ones: it goes on only as old ones are taken down first, {posts.unavailable} at a time"
    else:
        effect = "no new pod starts and, since maxUnavailable is 0, no old one is taken down: it never gets on"
    return context.finding(
        CODE,
        w.manifest,
        "spec.strategy",
        f'a rollout of {w.title} takes the namespace to {wanted}, over ResourceQuota "{quota.name}"',
        severity=WARNING,
        value={"replicas": load.most, "maxSurge": posts.surge, "maxUnavailable": posts.unavailable},
        help=f"{effect}; leave room in the quota, or set a smaller maxSurge",
    )


RULE = Rule(
    CODE,
    "a namespace fits its quota",
    severity=ERROR,
    on=("ResourceQuota",),
    reads=("LimitRange", *KINDS, *WORKLOADS, *_COUNTED, *SECRET_SOURCES),
    check=check,
    why="Pods and objects over the quota are refused: a workload runs with fewer pods than it should, or a rollout stands still.",
    source="Kubernetes documentation, Resource Quotas; Limit Ranges; Deployments: Max Surge",
    fix="Allow more in the quota, or let the workloads use less.",
)
