"""App: the root of the tree."""

from __future__ import annotations

from .core import session
from .core.construct import Construct
from .core.origins import caller
from .core.plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .pipeline import Synthesis


class App(Construct):
    """The root of the tree. Constructs directly under it are units of output, named by their ids.

        app = App()
        shop = Chart(app, "shop", namespace="shop")
        ...
        app.synth()

    `k8skit synth`, `python app.py` and a pytest test all run such a file and get the same manifests.
    """

    _leading = "nothing"

    if TYPE_CHECKING:

        def __init__(self) -> None: ...

    else:

        def __init__(self, *args: Any, **given: Any) -> None:
            d = self.__dict__
            d["scope"] = None
            d["id"] = ""
            d["_at"] = caller(self)
            d["_root"] = self
            d["_unit"] = None
            self._fill_and_compose(args, given)
            current = session.current()
            if current is not None:
                current.apps.append(self)
            else:
                from .cli.standalone import is_program, tell_errors

                if is_program(d["_at"][0]):
                    tell_errors()

    def synth(self) -> None:
        """Synthesise the app: check it and write its output. Nothing can be added to it afterwards.

        Under `k8skit synth` and in tests this only marks the app as complete; run by `python app.py` it does what `k8skit synth` does, with
        the configuration found upwards of the file that calls it, and exits with a code other than 0 if that fails.
        """
        current = session.current()
        if current is not None:
            current.synths.append(self)
        else:
            from .cli.standalone import synth

            synth(self, caller()[0])
        self.__dict__["_locked"] = True

    def synthesis(self) -> Synthesis:
        """Return the checked result without writing: manifests, warnings, charts, texts.

        Raises:
            CheckError: with every finding, if one is an error.
        """
        from .pipeline import synth

        return synth(self)

    def manifests(self) -> list[dict[str, Any]]:
        """Return the checked, ordered objects as plain data, without writing anything.

        Raises:
            CheckError: with every finding, if one is an error.
        """
        return [plain(m.object) for m in self.synthesis().manifests]
