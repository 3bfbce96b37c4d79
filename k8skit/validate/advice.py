"""Advice: what to do about a problem whose check says what is wrong and no more.

Asked once something is wrong, so that checks of single values stay short. The advice never holds a value that may be a secret.
"""

from __future__ import annotations

from ..names import dns1123_label, suggest_dns1123_label, suggest_dns1123_subdomain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .problem import Problem

_BY_TYPE = {
    "an object": "write a mapping: its fields by name, each with a value",
    "a list": "write a list, also of a single item",
    "a string": "write one text, in quotes where it would read as something else",
    "true or false": "write true or false, without quotes",
    "an integer": "write a whole number, without quotes",
    "a number": "write a number, without quotes",
    "an integer or a string": "write a whole number, or a text in quotes",
}
_BY_WORD = {
    "K8S105": (
        ("must not be empty", "give it a value, or remove it"),
        ("characters", "change the length of the text"),
        ("MiB", "put a part of it into another object"),
        ("KiB", "shorten the annotations, or put their text into a ConfigMap"),
        ("must have at least", "add what is missing"),
        ("must have at most", "remove what is too much, or put it into another object"),
        ("%", "write a smaller percentage"),
        ("", "write a number that is within the limit"),
    ),
    "K8S106": (
        ("negative", "write zero or more"),
        ("write ", "write it so"),
        ("", 'write a number, or a number with a unit, as in "500m", "1.5" or "2Gi"'),
    ),
    "K8S107": (
        ("micro", "write the time as in 2030-01-31T12:00:00.000000Z"),
        ("the time zone", "write the name of the time zone as in Europe/Berlin"),
        ("the time", "write the time as in 2030-01-31T12:00:00Z"),
        ("duration", "write the duration as in 30s or 1h30m"),
        ("base64", "encode it with base64, or use stringData where the kind has it"),
        ("range", "write the range as in 192.0.2.0/24"),
        ("address", "write the address as in 192.0.2.7 or 2001:db8::7"),
        ("schedule", 'write the five fields of cron, as in "30 3 * * *"'),
        ("header", "write letters, digits and '-', as in X-Request-Id"),
        ("URL", "write the whole URL, as in https://example.com/path"),
        ("", "write it in the form that is wanted, or remove it"),
    ),
    "K8S115": (
        ("is missing", "give the one that is meant"),
        ("exactly one of these forms", "write it in the one form that is meant"),
        ("one of these forms", "write it in one of these forms"),
        ("", "remove one of the fields that must not stand together, or add the one that is missing"),
    ),
    "K8S121": (
        ("key", "write the key as in app or example.com/app"),
        ("at most", "shorten it, or put the text into an annotation: these take any"),
        ("", "use letters, digits, '-', '_' and '.', with a letter or a digit at both ends; an annotation takes any text"),
    ),
    "K8S123": (
        ("name", "give it a short name of lower case letters, digits and '-', as in http"),
        ("", "write the number that the program listens on"),
    ),
    "K8S130": (
        ("left out", "remove it"),
        ("must not", "remove it, or what it must not stand beside"),
        ("only", "remove it, or write what it needs"),
        ("need", "add what is missing"),
        ("missing", "add what is missing"),
        ("required", "add what is missing"),
        ("", "write it so, or remove it"),
    ),
    "K8S132": (
        ("duration", "write the duration as in 30s or 1h30m"),
        ("port", "write the number of a port of the service"),
        ("label", "use letters, digits, '-', '_' and '.', with a letter or a digit at both ends"),
        ("URL", "write the whole URL, as in https://example.com/path"),
        ("", "write it in the form that is wanted, or remove it"),
    ),
}
_BY_CODE = {
    "K8S110": "serve a version of the kind in its CRD, or remove the object",
    "K8S113": "write apiVersion and kind as in the documentation of the kind, such as apps/v1 and Deployment",
    "K8S122": "write the key as in note or example.com/note",
    "K8S124": "use letters, digits, '-', '_' and '.', as in a file's name",
    "K8S125": "write it without '=', as in LOG_LEVEL",
    "K8S131": "remove one of the two, or make them differ",
    "K8S133": "put a part of the matches into a route of its own",
}
_LAST = "write it as the documentation of the field says, or remove it"
_SAMPLES = (
    "example",
    "Example",
    "example.com",
    "*.example.com",
    "example.com/name",
    "example.com/Name",
    "30s",
    "1h30m",
    "8080",
    "https://example.com",
    "/path",
    "192.0.2.7",
    "192.0.2.0/24",
    "25%",
    "v1",
    "500m",
    "1.0.0",
    "EXAMPLE",
    "name@example.com",
    "2030-01-31T12:00:00Z",
    "sha256:" + 64 * "0",
    40 * "0",
)


def advice(problem: Problem) -> str:
    """Return what to do about a problem that has no help of its own; never empty.

    Args:
        problem: what a check of this package found.
    """
    code, message = problem.code, problem.message
    if code == "K8S102":
        wanted = message.partition(" stands where ")[2].removesuffix(" is expected")
        return _BY_TYPE.get(wanted) or f"write {wanted or 'a value of the type that is wanted'}"
    if code == "K8S104":
        return "write one of these" if " or " in message else "write it so"
    if code == "K8S114":
        return _of_pattern(message.partition(" pattern ")[2])
    if code == "K8S120" and isinstance(problem.value, str):
        return proposal(problem.value, message)
    for word, text in _BY_WORD.get(code, ()):
        if word in message:
            return text
    return _BY_CODE.get(code, _LAST)


def proposal(name: str, problem: str, rule: Callable[[str], str] = dns1123_label) -> str:
    """Return what to do about a name: a valid one that is like it, where there is one.

    Args:
        name: the name as it is.
        problem: what is wrong with it, as its rule says.
        rule: returns `""` for a name that will do (default: that of DNS labels, which most others take too).
    """
    if "at most" in problem:
        return "shorten it"
    for text in (suggest_dns1123_label(name), suggest_dns1123_subdomain(name)):
        if text and not rule(text) and not ("start with" in problem and text[0].isdigit()):
            return f"write {text}"
    return "choose another name"


def _of_pattern(pattern: str) -> str:
    """Return a text that a pattern matches, as an example of its form."""
    from .patterns import compile_pattern

    matches = compile_pattern(pattern) if pattern else None
    for sample in _SAMPLES if matches is not None else ():
        if matches is not None and matches(sample):
            return f"write a text of that form, such as {sample}"
    return "write a text that the whole pattern allows; the documentation of the field has examples"
