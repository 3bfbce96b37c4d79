"""An admission webhook can be called: where, for what, and in which form.

Reads ValidatingWebhookConfigurations and MutatingWebhookConfigurations.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import fully_qualified_name
from ..context import mapping
from ..pods import items
from ..requests import conditions, operations
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S170"
KINDS = (
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
)
_KNOWN = ("v1", "v1beta1")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of(*KINDS):
        for i, hook in items(m.object, "webhooks"):
            yield from _hook(context, m, f"webhooks[{i}]", hook)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _hook(context: Context, m: Manifest, at: str, hook: dict[str, Any]) -> Iterator[Finding]:
    name = hook.get("name")
    if type(name) is str and fully_qualified_name(name):
        help = "write a name with three parts or more, such as pods.example.com"
        yield _wrong(context, m, f"{at}.name", f'has a webhook "{name}" without a full name', help, name)
    named = f'has a webhook "{name}"'
    effects = hook.get("sideEffects")
    if effects in ("Some", "Unknown"):
        help = "use None or NoneOnDryRun, and let the webhook change nothing in a dry run"
        yield _wrong(context, m, f"{at}.sideEffects", f"{named} with side effects in a dry run", help, effects)
    versions = hook.get("admissionReviewVersions")
    if type(versions) is list and not any(v in versions for v in _KNOWN):
        help = "add v1"
        yield _wrong(
            context, m, f"{at}.admissionReviewVersions", f"{named} that reads no review which the API server writes", help, versions
        )
    timeout = hook.get("timeoutSeconds")
    if type(timeout) is int and not 1 <= timeout <= 30:
        yield _wrong(context, m, f"{at}.timeoutSeconds", f"{named} with {timeout} seconds to answer", "set 1 to 30 seconds", timeout)
    client = hook.get("clientConfig")
    if type(client) is dict:
        yield from _client(context, m, f"{at}.clientConfig", named, client)
    yield from conditions(context, CODE, m, at, named, hook)
    for i, rule in items(hook, "rules"):
        yield from operations(context, CODE, m, f"{at}.rules[{i}]", named, rule)


def _client(context: Context, m: Manifest, at: str, named: str, client: dict[str, Any]) -> Iterator[Finding]:
    url, service = client.get("url"), client.get("service")
    if (url is None) == (service is None):
        what = "both by a URL and as a Service" if url is not None else "nowhere"
        yield _wrong(context, m, at, f"{named} that is called {what}", "set one of url and service")
    if type(url) is str:
        host = url.removeprefix("https://")
        if host == url or not host.partition("/")[0] or any(c in url for c in "?#") or "@" in host.partition("/")[0]:
            help = "write https://, a host and a path; no user, no ? and no #"
            yield _wrong(context, m, f"{at}.url", f"{named} whose URL the API server cannot call", help, url)
    path = mapping(service).get("path")
    if type(path) is str and path and (path[:1] != "/" or "//" in path):
        yield _wrong(context, m, f"{at}.service.path", f"{named} whose path is none", "begin it with /, and write each / once", path)


RULE = Rule(
    CODE,
    "an admission webhook can be called",
    severity=ERROR,
    on=KINDS,
    reads=KINDS,
    check=check,
    why="The API server refuses the configuration.",
    source="Kubernetes documentation, Dynamic Admission Control: Contacting the webhook, Side effects, Matching requests: rules, Timeouts",
    fix="Complete the webhook as the finding says.",
)
