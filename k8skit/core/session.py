"""The session: how a run of app.py hands its App to whoever runs it.

`k8skit synth` and the pytest plugin begin a session, run app.py, and look at what it left here. Without a session, `App.synth()` writes by
itself.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .construct import Construct
    from .guests import Watch


class Session:
    """What one run of app.py has made so far.

    Args:
        environment: name of the environment that is built, `""` for none; None leaves it to the App (see `App.environment`).
        values: the folder with the values of the environments; `""` leaves it to the App.
        cluster: name of the cluster that is built, `""` for none.

    Attributes:
        apps: every App that was made, in order.
        synths: the App of every `synth()` call, in order.
        features: feature -> whether it is on; None leaves it to the App.
        watch: what sees a program of cdk8s; None where apps are made by others than a program that k8skit runs.
    """

    __slots__ = ("apps", "cluster", "environment", "features", "synths", "values", "watch")

    def __init__(self, environment: str | None = None, values: str = "", cluster: str = "") -> None:
        self.apps: list[Construct] = []
        self.synths: list[Construct] = []
        self.environment = environment
        self.values = values
        self.cluster = cluster
        self.features: Mapping[str, bool] | None = None
        self.watch: Watch | None = None


_stack: list[Session] = []


def begin(environment: str | None = None, values: str = "", cluster: str = "", *, program: bool = False) -> Session:
    """Start a session and return it; sessions nest, the newest is current.

    Args:
        environment: as for `Session`.
        values: as for `Session`.
        cluster: as for `Session`.
        program: whether it is for one program, whose Apps of cdk8s count too (default False).
    """
    session = Session(environment, values, cluster)
    _stack.append(session)
    if program:
        from .guests import Watch

        session.watch = Watch()
        session.watch.enter()
    return session


def end() -> None:
    """End the current session."""
    session = _stack.pop()
    if session.watch is not None:
        session.watch.leave()


def current() -> Session | None:
    """Return the current session, or None outside of one."""
    return _stack[-1] if _stack else None
