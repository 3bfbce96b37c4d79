"""URLs as Go reads those of a request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.urls import read


@pytest.mark.parametrize(
    ("text", "scheme", "hostname", "port", "path", "query"),
    [
        ("https://example.com:8443/a/b?c=d", "https", "example.com", "8443", "/a/b", "c=d"),
        ("HTTP://user:pass@example.com", "http", "example.com", "", "", ""),
        ("https://[2001:db8::1]:80/", "https", "2001:db8::1", "80", "/", ""),
        ("https://[fe80::1%25en0]/", "https", "fe80::1%en0", "", "/", ""),
        ("https://example.com:/", "https", "example.com", "", "/", ""),
        ("/a%20b", "", "", "", "/a b", ""),
        ("//a/b", "", "", "", "//a/b", ""),
        ("file:///a", "file", "", "", "/a", ""),
        ("oci:a/b", "oci", "", "", "", ""),
        ("a.b+c-1:x", "a.b+c-1", "", "", "", ""),
        ("*", "", "", "", "*", ""),
    ],
)
def test_parts(text: str, scheme: str, hostname: str, port: str, path: str, query: str) -> None:
    url = read(text)
    assert url is not None
    assert (url.scheme, url.hostname, url.port, url.path, url.query) == (scheme, hostname, port, path, query)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a/b", ":a", "1a:b", "http://a b", "http://a:b", "http://[::1", "http://[::1]x", "http://a/%zz", "http://%41/", "http://a\n",
     "http://a^b/", "http://a/%2", "http://a@b@c d/", "http://u\\:p@a/", "../a"],
)  # fmt: skip
def test_what_is_no_url(text: str) -> None:
    assert read(text) is None


def test_a_path_is_escaped_again() -> None:
    url = read("/a%20b%2Fc/ä")
    assert url is not None
    assert url.path == "/a b/c/ä"
    assert url.escaped_path == "/a%20b/c/%C3%A4"


@given(st.text(alphabet="ab:/?#[]@%41. \x00é", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    url = read(text)
    if url is not None:
        assert text.isprintable()
        assert url.scheme == url.scheme.lower()
        assert url.scheme or text[0] in "/*"
