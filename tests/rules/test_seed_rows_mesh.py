"""What people learn of service meshes and gateways, row by row, and which finding they get where they get it wrong."""

from __future__ import annotations

from textwrap import dedent

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest
from k8skit.validate import check as validate
from k8skit.yamltext import load_all

FACTS = facts.load()

SHOP = """
apiVersion: v1
kind: Namespace
metadata: {name: istio-system}
---
apiVersion: v1
kind: Namespace
metadata: {name: other}
---
apiVersion: v1
kind: Namespace
metadata: {name: prod, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Service
metadata: {name: myapp, namespace: prod}
spec: {selector: {app: myapp}, ports: [{name: http, port: 80, targetPort: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: myapp-blue, namespace: prod}
spec:
  selector: {matchLabels: {app: myapp, version: blue}}
  template:
    metadata: {labels: {app: myapp, version: blue}}
    spec: {containers: [{name: web, image: "registry.example.com/web:1.0.0", ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: myapp, namespace: prod}
spec: {host: myapp, subsets: [{name: blue, labels: {version: blue}}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: myapp-gateway, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [myapp.example.com]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: myapp, namespace: prod}
spec:
  hosts: [myapp.example.com]
  gateways: [istio-system/myapp-gateway]
  http:
    - match: [{uri: {prefix: /blue/}}]
      rewrite: {uri: /}
      route: [{destination: {host: myapp, subset: blue}}]
    - route: [{destination: {host: myapp, subset: blue}}]
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: prod}
spec: {mtls: {mode: STRICT}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: prod}
spec: {gatewayClassName: gke-l7-rilb, listeners: [{name: http, port: 80, protocol: HTTP, hostname: myapp.example.com}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: myapp, namespace: prod}
spec: {parentRefs: [{name: public}], hostnames: [myapp.example.com], rules: [{backendRefs: [{name: myapp, port: 80}]}]}
"""


def told(text: str) -> list[str]:
    manifests = [Manifest(d.object) for d in load_all(dedent(text), "test.yaml")]
    findings = validate(manifests, FACTS) + rules.run(manifests, FACTS, closed=True)
    return sorted(f"{f.code} {f.severity} {f.object} {f.field}" for f in findings)


def changed(old: str, new: str) -> str:
    assert old in SHOP
    return SHOP.replace(old, new)


def test_the_application_is_right() -> None:
    assert told(SHOP) == []


ROWS = {
    "68 a route is for a listener of its Gateway": (
        "parentRefs: [{name: public}]",
        "parentRefs: [{name: public, sectionName: https}]",
        "K8S750 error HTTPRoute prod/myapp spec.parentRefs[0].sectionName",
    ),
    "68 a route has a host of its Gateway": (
        "hostnames: [myapp.example.com]",
        "hostnames: [myapp.example.org]",
        "K8S750 error HTTPRoute prod/myapp spec.hostnames",
    ),
    "69, 70, G22 there is no internal class across regions for one cluster": (
        "gke-l7-rilb",
        "gke-l7-cross-regional-internal-managed",
        "K8S757 error Gateway prod/public spec.gatewayClassName",
    ),
    "70 a class is one of nine": ("gke-l7-rilb", "gke-l7-ilb", "K8S757 warning Gateway prod/public spec.gatewayClassName"),
    "73 the hosts of a route at the gateway are those of the Gateway": (
        "hosts: [myapp.example.com]}]}",
        "hosts: [other.example.com]}]}",
        "K8S708 error VirtualService prod/myapp spec.gateways[0]",
    ),
    "73 a route for a gateway names one that there is": (
        "gateways: [istio-system/myapp-gateway]",
        "gateways: [istio-system/myap-gateway]",
        "K8S708 error VirtualService prod/myapp spec.gateways[0]",
    ),
    "74 the route without a match is the last": (
        "match: [{uri: {prefix: /blue/}}]\n      rewrite: {uri: /}",
        "timeout: 1s",
        "K8S705 warning VirtualService prod/myapp spec.http[1]",
    ),
    "75, G11 a prefix is cut as text": (
        "prefix: /blue/}",
        "prefix: /blue}",
        "K8S706 warning VirtualService prod/myapp spec.http[0].match[0].uri.prefix",
    ),
    "76 the host of a destination is a Service": (
        "    - route: [{destination: {host: myapp, subset: blue}}]",
        "    - route: [{destination: {host: myap}}]",
        "K8S701 error VirtualService prod/myapp spec.http[1].route[0].destination.host",
    ),
    "76, G14 the subset of a destination is defined": (
        "    - route: [{destination: {host: myapp, subset: blue}}]",
        "    - route: [{destination: {host: myapp, subset: green}}]",
        "K8S702 error VirtualService prod/myapp spec.http[1].route[0].destination.subset",
    ),
    "77, G14 a subset selects labels of the pod template": (
        "subsets: [{name: blue, labels: {version: blue}}]",
        "subsets: [{name: blue, labels: {version: blau}}]",
        "K8S703 error DestinationRule prod/myapp spec.subsets[0].labels",
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_is_got_wrong_is_told_and_nothing_else_is(row: str) -> None:
    old, new, finding = ROWS[row]
    assert told(changed(old, new)) == [finding]


def test_g12_a_virtual_service_for_gateways_alone_does_not_conflict_with_one_for_the_mesh() -> None:
    mesh = """
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: myapp-mesh, namespace: prod}
    spec: {hosts: [myapp.example.com, myapp], http: [{route: [{destination: {host: myapp, subset: blue}}]}]}
    """
    assert told(SHOP + dedent(mesh)) == []
    assert told(SHOP + dedent(mesh) + dedent(mesh).replace("myapp-mesh", "myapp-again")) == [
        "K8S718 error VirtualService prod/myapp-again spec.hosts[0]",
        "K8S718 error VirtualService prod/myapp-again spec.hosts[1]",
        "K8S718 error VirtualService prod/myapp-mesh spec.hosts[0]",
        "K8S718 error VirtualService prod/myapp-mesh spec.hosts[1]",
    ]


def test_g13_a_virtual_service_that_its_gateways_do_not_see_is_told() -> None:
    text = changed("gateways: [istio-system/myapp-gateway]", "gateways: [istio-system/myapp-gateway]\n  exportTo: [.]")
    assert told(text) == ["K8S745 warning VirtualService prod/myapp spec.exportTo"]


def test_g15_a_destination_rule_of_a_third_namespace_is_not_looked_at() -> None:
    text = changed(
        "metadata: {name: myapp, namespace: prod}\nspec: {host: myapp, sub",
        "metadata: {name: myapp, namespace: other}\nspec: {host: x, sub",
    )
    text = text.replace("host: x", "host: myapp.prod.svc.cluster.local")
    assert told(text)[:2] == [
        "K8S702 error VirtualService prod/myapp spec.http[0].route[0].destination.subset",
        "K8S702 error VirtualService prod/myapp spec.http[1].route[0].destination.subset",
    ]


def test_g16_a_second_peer_authentication_for_the_same_pods_is_told() -> None:
    second = """
    ---
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: lenient, namespace: prod}
    spec: {mtls: {mode: PERMISSIVE}}
    """
    assert told(SHOP + dedent(second)) == ["K8S709 error PeerAuthentication prod/lenient spec"]


def test_80_modes_of_ports_need_selected_pods() -> None:
    text = changed("spec: {mtls: {mode: STRICT}}", "spec: {mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}}")
    assert "K8S709 error PeerAuthentication prod/default spec.portLevelMtls" in told(text)
