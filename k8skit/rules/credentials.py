"""Credentials: which names speak of one, and which texts look like one.

The rules about secrets in plain text share this. It returns what a text looks like, never the text.
"""

from __future__ import annotations

_LAST = frozenset(("APIKEY", "CREDENTIAL", "CREDENTIALS", "PASS", "PWD", "SECRET", "TOKEN"))
_ENDS = ("PASSPHRASE", "PASSWD", "PASSWORD")
_KEYS = frozenset(("ACCESS", "API", "AUTH", "ENCRYPTION", "PRIVATE", "SECRET", "SIGNING"))
_ELSEWHERE = ("$", "./", "/", "<", "arn:", "file:", "http://", "https://", "projects/", "ref+", "secret:", "sm://", "ssm:", "vault:", "{{")
"""Beginnings of texts that say where a credential is, rather than being one."""
_NO_SECRET = frozenset(("", "0", "1", "disabled", "enabled", "false", "no", "none", "null", "off", "on", "true", "yes"))
_TOKENS = (
    ("AIza", 35, "a key of a Google API"),
    ("AKIA", 16, "an access key of AWS"),
    ("ghp_", 36, "a token of GitHub"),
    ("gho_", 36, "a token of GitHub"),
    ("github_pat_", 40, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("sk_live_", 20, "a key of Stripe"),
    ("xoxb-", 20, "a token of Slack"),
    ("xoxp-", 20, "a token of Slack"),
)
_MARKS = ("@", "-----BEGIN ", *(prefix for prefix, _, _ in _TOKENS))
"""A text that looks like a credential has one of these in it."""
_SHORTEST = min(len(prefix) + length for prefix, length, _ in _TOKENS)
"""A shorter text is no token, and no private key."""
_COMMENTS = ("#", ";", "//", "--", "*", "<!--")
_EXPRESSION = frozenset(" \t()[]{}<>$%`|&;,\"'")
_TYPES = frozenset(("null", "optional", "password", "required", "secret", "str", "string", "text"))
_END_OF_HOST = frozenset(" \t\r\n\"'`/?#,;)]}>")


def words(name: str) -> list[str]:
    """Split a name into its words, in upper case: `dbPassword` and `DB_PASSWORD` are both DB and PASSWORD."""
    found = [""]
    before = ""
    for letter in name:
        if not letter.isalnum():
            found.append("")
        elif letter.isupper() and before.islower():
            found.append(letter)
        else:
            found[-1] += letter.upper()
        before = letter
    return [word for word in found if word]


def is_named_so(name: str) -> bool:
    """Tell whether a name says that its value is a credential: `DB_PASSWORD`, `apiKey`; not `PASSWORD_FILE`, nor `TOKEN_URL`."""
    if not may_be_named_so(name):
        return False  # by far the most
    found = words(name)
    last = found[-1]
    return last in _LAST or last.endswith(_ENDS) or (last == "KEY" and len(found) > 1 and found[-2] in _KEYS)


def may_be_named_so(names: str) -> bool:
    """Tell whether one of many names may say that its value is a credential; where none may, `is_named_so` holds of none.

    Args:
        names: the names, one a line.
    """
    upper = names.upper()
    return "KEY" in upper or "PASS" in upper or "TOKEN" in upper or "SECRET" in upper or "PWD" in upper or "CREDENTIAL" in upper


def is_literal(value: object) -> bool:
    """Tell whether the value of a credential is written out: not empty, no reference, no path, no switch, no number, no PLACE_HOLDER."""
    if type(value) is not str:
        return False
    text = value.strip()
    if text.lower() in _NO_SECRET or text.startswith(_ELSEWHERE) or "$(" in text or "${" in text or text.isdecimal():
        return False
    return not (text.isupper() and "_" in text and text.replace("_", "").isalpha())


def may_look_like(texts: str) -> bool:
    """Tell whether one of many texts may hold a credential; where none may, `looks_like` sees none in any of them.

    Args:
        texts: the texts, each on lines of its own.
    """
    for mark in _MARKS:  # noqa: SIM110 - a generator would cost more than the search itself
        if mark in texts:
            return True
    return False


def looks_like(text: object) -> str:
    """Return what kind of credential a text holds; `""` if none is seen.

    Args:
        text: a value, or a whole file.
    """
    if type(text) is not str:
        return ""
    if len(text) < _SHORTEST:
        return "a URL with a password" if "@" in text and _has_password(text) else ""
    begin = text.find("-----BEGIN ")
    if begin >= 0 and "PRIVATE KEY-----" in text[begin : begin + 60]:
        return "a private key"
    for prefix, length, what in _TOKENS:
        at = text.find(prefix)
        if at >= 0 and (at == 0 or not text[at - 1].isalnum()):
            rest = text[at + len(prefix) : at + len(prefix) + length]
            if len(rest) == length and rest.replace("_", "").replace("-", "").isalnum():
                return what
    return "a URL with a password" if "@" in text and _has_password(text) else ""


def line_with_password(text: object) -> int:
    """Return the number of the first line of a configuration file that sets a password to a literal, 1 or more; 0 if none is seen.

    Only names that end in a word for password count: what is called a secret or a token in such files is as often the name of one. A value that may be an
    expression, as in programs and templates, is none, and nor is the name of a type.

    Args:
        text: the file: lines of `name: value` or `name = value`.
    """
    if type(text) is not str or "pass" not in text.lower():
        return 0
    for number, line in enumerate(text.split("\n"), 1):
        lower = line.lower()
        if "pass" not in lower or lower.lstrip().startswith(_COMMENTS):
            continue
        at = min((i for i in (line.find(":"), line.find("=")) if i > 0), default=0)
        name, value = line[:at].strip(" \t\"'-"), line[at + 1 :].strip().rstrip(",").strip()
        if value[:1] in ("'", '"') and value[-1:] == value[:1]:
            value = value[1:-1]
        if not at or not name.upper().endswith(_ENDS) or not name.replace("_", "").replace("-", "").replace(".", "").isalnum():
            continue
        if is_literal(value) and len(value) > 3 and value.lower() not in _TYPES and _EXPRESSION.isdisjoint(value):
            return number
    return 0


def _has_password(text: str) -> bool:
    """Whether a text has a URL with user and password, both written out."""
    at = text.find("://")
    while at >= 0:
        end = at + 3
        while end < len(text) and text[end] not in _END_OF_HOST:
            end += 1
        user, found, _ = text[at + 3 : end].rpartition("@")
        _, _, password = user.partition(":")
        if found and password.strip("*xX.") and not any(mark in user for mark in "${<%["):
            return True
        at = text.find("://", end)
    return False
