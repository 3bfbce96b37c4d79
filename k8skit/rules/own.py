"""Own: a rule of a project is run so that no mistake in it is more than a finding about that rule.

Loaded only where a project has rules of its own.
"""

from __future__ import annotations

import sys
from contextlib import redirect_stdout

from ..finding import Finding, Origin
from .rule import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, TracebackType

    from .context import Context
    from .rule import Rule

_LACKING = "a manifest may lack every field, and any may be of a wrong type"
_YIELD = 'yield context.finding("{}", manifest, "metadata.labels", "what is wrong", help="what to do")'


def judged(rule: Rule, context: Context) -> list[Finding]:
    """Return what a rule of the project finds; K8S917 instead where it raises an exception or gives what are no findings of its own.

    What it prints goes to standard error, since standard output is for reports.

    Args:
        rule: the rule.
        context: the set.
    """
    with redirect_stdout(sys.stderr):
        try:
            given = rule.check(context)
        except (Exception, SystemExit) as e:  # the project's own code
            return [_failed(rule, e)]
        try:
            findings = list(given)
        except TypeError as e:
            if e.__traceback__ is None or e.__traceback__.tb_next is not None:
                return [_failed(rule, e)]
            return [_told(rule, f"returned {_shown(given)}, which is no list of findings", _YIELD.format(rule.code))]
        except (Exception, SystemExit) as e:
            return [_failed(rule, e)]
    for f in findings:
        problem, help = _problem(rule, f)
        if problem:
            return [_told(rule, f"gave {problem}", help)]
    return findings


def _problem(rule: Rule, f: object) -> tuple[str, str]:
    """What is wrong with one thing that a rule gave, and what helps; both empty where it is a finding."""
    if not isinstance(f, Finding):
        return f"{_shown(f)}, which is no finding", _YIELD.format(rule.code)
    if f.code != rule.code:
        return f"a finding with the code {_shown(f.code)}", f"a rule gives findings of its own code alone: {rule.code}"
    if f.severity not in SEVERITIES:
        return f"a finding with the severity {_shown(f.severity)}", f"choose from {', '.join(SEVERITIES)}"
    if type(f.message) is not str or not f.message:
        return f"a finding with the message {_shown(f.message)}", "say in one sentence what is wrong"
    for name in ("field", "help"):
        value = getattr(f, name)
        if type(value) is not str:
            return f"a finding with the {name} {_shown(value)}", f'{name} is a text; "" where there is none'
    return "", ""


def _shown(value: object) -> str:
    return repr(value[:100]) if type(value) is str else "None" if value is None else f"an object of {type(value).__name__}"


def _code(rule: Rule) -> CodeType | None:
    """The code of a rule's check, if Python can tell: of a function, or of what a partial or a callable object calls."""
    check = getattr(rule.check, "func", rule.check)
    found: CodeType | None = getattr(check, "__code__", None)
    if found is None:
        found = getattr(vars(type(check)).get("__call__"), "__code__", None)
    return found


def _told(rule: Rule, problem: str, help: str) -> Finding:
    code = _code(rule)
    at = Origin(code.co_filename, code.co_firstlineno) if code else None
    return Finding("K8S917", f"the rule {rule.code} {problem}", origin=at, help=help)


def _failed(rule: Rule, e: BaseException) -> Finding:
    """The finding about an exception, at the last line of the rule's file that it came through."""
    code = _code(rule)
    file, line = (code.co_filename, code.co_firstlineno) if code else ("", 0)
    at: TracebackType | None = e.__traceback__
    while at is not None:
        here = at.tb_frame.f_code.co_filename
        if here == file or (not code and here != __file__):
            file, line = here, at.tb_lineno
            if not code:
                break
        at = at.tb_next
    try:
        text = f"{type(e).__name__}: {e}"
    except Exception:  # whatever a __str__ of the project does
        text = type(e).__name__
    if isinstance(e, SystemExit):
        return Finding("K8S917", f"the rule {rule.code} failed: it calls sys.exit", origin=Origin(file, line), help="let it run to its end")
    return Finding("K8S917", f"the rule {rule.code} failed: {text}", origin=Origin(file, line), help=_LACKING)
