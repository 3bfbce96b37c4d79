"""Which names speak of a credential, and which texts look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.rules.credentials import is_literal, is_named_so, line_with_password, looks_like, may_be_named_so, may_look_like, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DB_PASSWORD", ["DB", "PASSWORD"]),
        ("dbPassword", ["DB", "PASSWORD"]),
        ("--db-password", ["DB", "PASSWORD"]),
        ("APIKey", ["APIKEY"]),
        ("api.key", ["API", "KEY"]),
        ("", []),
        ("__", []),
    ],
)
def test_a_name_is_split_into_its_words(name: str, expected: list[str]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "DB_PASSWORD",
        "PGPASSWORD",
        "password",
        "apiKey",
        "API_KEY",
        "STRIPE_SECRET_KEY",
        "GH_TOKEN",
        "clientSecret",
        "db-pwd",
        "MYSQL_PASSWD",
    ],
)
def test_names_of_credentials_are_known(name: str) -> None:
    assert is_named_so(name)


@pytest.mark.parametrize(
    "name",
    [
        "PASSWORD_FILE",
        "TOKEN_URL",
        "SECRET_NAME",
        "KEY",
        "PUBLIC_KEY",
        "KEYBOARD",
        "PASSWORD_MIN_LENGTH",
        "TOKENS",
        "BYPASS",
        "COMPASS",
        "",
    ],
)
def test_names_that_only_have_the_word_in_them_are_not(name: str) -> None:
    assert not is_named_so(name)


@given(st.text())
def test_the_words_of_a_name_are_its_letters_and_digits(name: str) -> None:
    assert "".join(words(name)) == "".join(c.upper() for c in name if c.isalnum())


@pytest.mark.parametrize("value", ["tulip", " tulip ", "p4$$w0rd", "12ab", "TULIP", "A_1"])
def test_a_written_value_is_literal(value: str) -> None:
    assert is_literal(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "true",
        "No",
        "4096",
        "/run/secret",
        "$(DB)",
        "a$(DB)",
        "${X}",
        "{{ .x }}",
        "https://x/y",
        "<set me>",
        "vault:a",
        "API_KEY_VAL",
        None,
        1,
    ],
)
def test_a_reference_a_path_a_switch_and_a_number_are_not(value: object) -> None:
    assert not is_literal(value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-----BEGIN RSA PRIVATE KEY-----\nabc", "a private key"),
        ("key: |\n  -----BEGIN PRIVATE KEY-----", "a private key"),
        ("-----BEGIN CERTIFICATE-----\nabc", ""),
        ("AKIA" + "A1" * 8, "an access key of AWS"),
        ("xAKIA" + "A1" * 8, ""),
        ("AKIA" + "A1" * 7, ""),
        ("token: ghp_" + "a" * 36, "a token of GitHub"),
        ("postgres://shop:tulip@db/shop", "a URL with a password"),
        ("a http://x b amqp://shop:tulip@queue", "a URL with a password"),
        ("postgres://shop@db/shop", ""),
        ("postgres://shop:$(PASSWORD)@db/shop", ""),
        ("postgres://shop:${PASSWORD}@db/shop", ""),
        ("postgres://shop:****@db/shop", ""),
        ("postgres://shop:xxx@db/shop", ""),
        ("http://host:8080/a@b", ""),
        ("http://host:8080", ""),
        ("", ""),
        ("://", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_texts_that_look_like_credentials_are_known(text: object, what: str) -> None:
    assert looks_like(text) == what


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("db:\n  user: shop\n  password: tulip", 3),
        ("db:\n  password: 'tulip'\n", 2),
        ('{\n  "dbPassword": "tulip",\n}', 2),
        ("spring.datasource.password=tulip\n", 1),
        ("[db]\nadmin_password = tulip\n", 2),
        ("- PGPASSWORD: tulip\n", 1),
        ("db:\n  # password: tulip\n  ;password = tulip\n", 0),
        ("password: ${DB_PASSWORD}\npassword: $PASSWORD\npassword: {{ .password }}", 0),
        ("password: /run/secrets/db\npassword_file: tulip", 0),
        ("password = os.environ['PASSWORD']\npassword = input()\npassword := read(x)", 0),
        ("password: string\npassword: null\npassword: ''\npassword:", 0),
        ("export PASSWORD=$(cat /run/db)\nif [ -z $PASSWORD ]", 0),
        ("secret: tulip\ntoken: tulip\npassword-length: 12345", 0),
        ("the password: is tulip\nrules for passwords", 0),
        ("password: <your password>\npassword: CHANGE_ME", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_lines_that_set_a_password_are_known(text: object, line: int) -> None:
    assert line_with_password(text) == line


@given(st.text(alphabet="pasword:=' \n-#$tulip"))
def test_a_line_that_sets_a_password_is_one_of_the_text(text: str) -> None:
    line = line_with_password(text)
    assert line == 0 or "password" in text.split("\n")[line - 1]


@given(st.text(alphabet="ab:/@ \n", max_size=60))
def test_a_text_without_a_user_and_password_before_a_host_is_no_url_with_a_password(text: str) -> None:
    hosts = [part.split("/")[0].split()[0] if part.split("/")[0].split() else "" for part in text.split("://")[1:]]
    if not any("@" in host for host in hosts):
        assert looks_like(text) == ""


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert looks_like(text) in ("", "a URL with a password", "a private key") or "_" in text or "A" in text


PIECES = ("DB_", "password", "Key", "API", "_TOKEN", "secret", "pwd", "credentials", "\u017fecret", "x")


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("".join), max_size=5))
def test_names_of_which_none_may_speak_of_a_credential_have_none_that_does(names: list[str]) -> None:
    assert may_be_named_so("\n".join(names)) or not any(map(is_named_so, names))


def test_ordinary_names_are_no_reason_to_look_closer() -> None:
    assert not may_be_named_so("APP_NAME\nDB_HOST\nPORT\nLOG_LEVEL")
    assert not may_be_named_so("")


TEXTS = (
    "AKIAABCDEFGHIJKLMNOP",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "glpat-abcdefghijklmnopqrstu",
    "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
    "redis://user:p4ssword@cache:6379/0",
    "a@b",
    "redis://cache:6379/0",
    "plain",
)


@given(st.lists(st.sampled_from(TEXTS) | st.text(), max_size=5))
def test_texts_of_which_none_may_look_like_a_credential_have_none_that_does(texts: list[str]) -> None:
    assert may_look_like("\n".join(texts)) or not any(map(looks_like, texts))


def test_ordinary_texts_are_no_reason_to_look_closer() -> None:
    assert not may_look_like("redis://cache:6379/0\nsearch,basket,vouchers\neu-west-1")
    assert not may_look_like("")
