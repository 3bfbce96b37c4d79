"""Semantics: how Kubernetes reads what manifests say: selectors, ports, durations, schedules, the arithmetic of rollouts and scaling.

Rules, constructs and simulations ask these modules. They take plain values, know no finding's code and no construct, and guess nothing.
"""
