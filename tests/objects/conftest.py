"""Fixtures of the tests of lower-level objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App, CallError, Chart

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def chart() -> Chart:
    """A chart of a new app."""
    return Chart(App(), "shop", namespace="shop")


@pytest.fixture
def refused() -> Callable[..., Any]:
    """Call something that must raise one CallError with one finding; return the finding."""

    def call(do: Callable[..., Any], *args: Any, **given: Any) -> Any:
        with pytest.raises(CallError) as raised:
            do(*args, **given)
        [finding] = raised.value.findings
        return finding

    return call
