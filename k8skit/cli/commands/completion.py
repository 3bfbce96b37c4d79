"""`k8skit completion`: print a script that lets a shell complete commands and options."""

from __future__ import annotations

from k8skit.cli.options import Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal

SHELLS = ("bash", "fish", "zsh")

SUMMARY = "print a completion script for a shell"
DESCRIPTION = """Print a script that lets a shell complete the commands and options of k8skit.

Write it to where the shell looks for such scripts; it takes effect in the next shell."""
OPTIONS = (Option("shell", metavar="SHELL", choices=lambda: SHELLS, required=True, help="the shell"),)
EXAMPLES = (
    ("k8skit completion bash > ~/.local/share/bash-completion/completions/k8skit", ""),
    ("k8skit completion fish > ~/.config/fish/completions/k8skit.fish", ""),
    ("k8skit completion zsh > ~/.zfunc/_k8skit", "with ~/.zfunc in fpath"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Print the script; see the module."""
    import shtab

    from k8skit.cli.parser import whole

    shell = args.text("shell") or ""
    parser = whole({"file": shtab.FILE, "directory": shtab.DIRECTORY})
    terminal.out(shtab.complete(parser, shell) + "\n")
    return 0
