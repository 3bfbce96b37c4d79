"""Backend: what a route needs to know of a construct whose pods stand behind a Service. Constructs meet here, not by importing each other."""

from __future__ import annotations

from ..core.construct import Construct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .service import Service


class Backend(Construct):
    """A construct with pods behind a Service. A company's own construct becomes one by inheriting from it and giving these three."""

    @property
    def backend_service(self) -> Service:
        """The Service; several backends may share one."""
        raise AssertionError(f"{type(self).__name__} names no Service")

    @property
    def backend_port(self) -> int:
        """The port of the Service that takes the requests."""
        raise AssertionError(f"{type(self).__name__} names no port")

    @property
    def pod_selector(self) -> dict[str, str]:
        """Labels that its pods have, and no other pods of the namespace."""
        raise AssertionError(f"{type(self).__name__} names no pods")

    @property
    def fewest_pods(self) -> int:
        """How many pods it has at least."""
        raise AssertionError(f"{type(self).__name__} does not say how many pods it has")
