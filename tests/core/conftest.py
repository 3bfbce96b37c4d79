"""Fixtures of the tests of the tree."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App, CallError
from k8skit.core import session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def refused() -> Callable[..., Any]:
    """Call something that must raise one CallError with one finding; return the finding."""

    def call(do: Callable[..., Any], *args: Any, **given: Any) -> Any:
        with pytest.raises(CallError) as raised:
            do(*args, **given)
        [finding] = raised.value.findings
        return finding

    return call


@pytest.fixture
def line() -> Callable[..., tuple[str, int]]:
    """The file and line of the call, some lines further."""

    def at(offset: int = 0) -> tuple[str, int]:
        frame = sys._getframe(1)
        return frame.f_code.co_filename, frame.f_lineno + offset

    return at


@pytest.fixture
def in_session() -> Iterator[session.Session]:
    """A session, as a run of app.py has one."""
    yield session.begin()
    session.end()
