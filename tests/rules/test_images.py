"""Which image names say what runs."""

from __future__ import annotations

import pytest

from k8skit.rules.images import is_bare, is_latest


@pytest.mark.parametrize(
    ("image", "latest", "bare"),
    [
        ("nginx", False, True),
        ("nginx:latest", True, False),
        ("nginx:1.27", False, False),
        ("nginx:", False, True),
        ("library/nginx", True, False),
        ("registry.example.com:5000/nginx", True, False),
        ("registry.example.com:5000/nginx:1", False, False),
        ("registry.example.com:5000/nginx:latest", True, False),
        ("nginx@sha256:aa", False, False),
        ("nginx:latest@sha256:aa", False, False),
        ("auto", False, False),
        ("", False, False),
        ("x/${IMAGE}", False, False),
        ("x/{{ .image }}", False, False),
        ("<image>", False, False),
    ],
)
def test_an_image_is_the_latest_or_bare_or_neither(image: str, *, latest: bool, bare: bool) -> None:
    assert is_latest(image) is latest
    assert is_bare(image) is bare
