"""The configuration is found upwards, read strictly, and its errors name key, line and choices."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import UsageError
from k8skit.facts import DEFAULT_MINOR
from k8skit.files.config import Config, find_config, load_config

if TYPE_CHECKING:
    from pathlib import Path

    from k8skit.finding import Finding


def findings(path: Path, text: str) -> list[Finding]:
    path.write_text(text)
    with pytest.raises(UsageError) as caught:
        load_config(path)
    for finding in caught.value.findings:
        assert finding.origin is not None
        assert finding.origin.file == str(path)
    return list(caught.value.findings)


def one(path: Path, text: str) -> Finding:
    (finding,) = findings(path, text)
    return finding


def test_without_a_file_everything_has_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = Config()
    assert (config.root, config.file) == (str(tmp_path), "")
    assert (config.app, config.output) == (str(tmp_path / "app.py"), str(tmp_path / "dist"))
    assert (config.layout, config.kubernetes, config.crds, config.strict) == ("file-per-object", DEFAULT_MINOR, (), False)
    assert config.environments == ()
    assert find_config() is None or not str(find_config()).startswith(str(tmp_path))


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "k8skit.toml").write_text("")
    assert load_config(tmp_path / "k8skit.toml") == Config(tmp_path, file=str(tmp_path / "k8skit.toml"))


EVERYTHING = """\
app = "src/main.py"
output = "../out/"
layout = "file-per-chart"
kubernetes = "1.34"
crds = ["crds/*.yaml", "more/x.yaml"]
strict = true
environments = ["staging", "prod"]
enable = ["K8S5", "K8S412"]
disable = ["K8S203"]
gateway-api-channel = "experimental"
"""


@pytest.mark.parametrize(
    ("name", "header"), [("k8skit.toml", ""), ("pyproject.toml", "[project]\nname = 'x'\n[tool.k8skit]\n"), ("other.toml", "")]
)
def test_every_key_is_read_from_either_file(tmp_path: Path, name: str, header: str) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / name).write_text(header + EVERYTHING)
    config = load_config(folder / name)
    assert config.root == str(folder)
    assert config.file == str(folder / name)
    assert config.app == str(folder / "src" / "main.py")
    assert config.output == str(tmp_path / "out")
    assert (config.layout, config.kubernetes, config.strict) == ("file-per-chart", "1.34", True)
    assert config.crds == ("crds/*.yaml", "more/x.yaml")
    assert config.environments == ("staging", "prod")
    assert (config.enable, config.disable) == (("K8S5", "K8S412"), ("K8S203",))
    assert config.gateway_api_channel == "experimental"


def test_parts_of_toml_that_are_not_plain_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool]\nk8skit.app = """\\\n  other.py"""\n[other]\ndate = 2026-01-01\n')
    assert load_config(path).app == str(tmp_path / "other.py")
    assert find_config(tmp_path) == str(path)


@pytest.mark.parametrize("code", ["K8S5x", "503", "k8s503", "", "K8S-5"])
def test_what_is_no_code_cannot_be_enabled(tmp_path: Path, code: str) -> None:
    finding = one(tmp_path / "k8skit.toml", f'enable = ["K8S503", "{code}"]\n')
    assert (finding.code, finding.field) == ("K8S940", "enable")
    assert "K8S5" in finding.help


def test_a_replaced_value_is_the_only_difference(tmp_path: Path) -> None:
    config = Config(tmp_path, strict=True, crds=("a",))
    other = config.replace(output="/elsewhere", kubernetes="1.36")
    assert (other.output, other.kubernetes) == ("/elsewhere", "1.36")
    assert other != config
    assert other.replace(output=config.output, kubernetes=config.kubernetes) == config
    assert config != "config"
    assert "strict=True" in repr(config)


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "k8skit.toml").write_text("")
    assert find_config(deep) == str(tmp_path / "k8skit.toml")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.k8skit]\n")
    assert find_config(deep) == str(tmp_path / "a" / "pyproject.toml")
    (deep / "k8skit.toml").write_text("")
    assert find_config(deep) == str(deep / "k8skit.toml")
    assert find_config(str(deep / "app.py")) == str(deep / "k8skit.toml")


def test_two_configurations_in_one_folder_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'k8skit-app'\n")
    (tmp_path / "k8skit.toml").write_text("")
    assert find_config(tmp_path) == str(tmp_path / "k8skit.toml")
    (tmp_path / "pyproject.toml").write_text("[tool.k8skit]\n")
    with pytest.raises(UsageError, match="there are two configurations"):
        find_config(tmp_path)


@pytest.mark.parametrize("value", ["~", "~/manifests"])
def test_a_home_folder_is_not_meant_by_a_tilde(tmp_path: Path, value: str) -> None:
    (tmp_path / "k8skit.toml").write_text(f'output = "{value}"\n')
    with pytest.raises(UsageError, match="output: output cannot be '~") as e:
        load_config(tmp_path / "k8skit.toml")
    assert "would be a folder of that name" in e.value.findings[0].help
    (tmp_path / "k8skit.toml").write_text('output = "~manifests"\n')
    assert load_config(tmp_path / "k8skit.toml").output == str(tmp_path / "~manifests")


@pytest.mark.parametrize(
    "text", ["[project]\n", "[project]\ndependencies = ['k8skit']\n", "# [tool.k8skit]\n", "[tool.other]\nk8skit = 1\n"]
)
def test_a_pyproject_without_the_table_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "k8skit.toml").write_text("")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_text(text)
    assert find_config(tmp_path / "a") == str(tmp_path / "k8skit.toml")
    with pytest.raises(UsageError, match=r"has no table \[tool.k8skit\]"):
        load_config(tmp_path / "a" / "pyproject.toml")


@pytest.mark.parametrize("git", ["folder", "file"])
def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path, git: str) -> None:
    (tmp_path / "k8skit.toml").write_text("")
    inner = tmp_path / "repo" / "a"
    inner.mkdir(parents=True)
    if git == "folder":
        (tmp_path / "repo" / ".git").mkdir()
    else:
        (tmp_path / "repo" / ".git").write_text("gitdir: elsewhere")
    assert find_config(inner) is None
    (tmp_path / "repo" / "k8skit.toml").write_text("")
    assert find_config(inner) == str(tmp_path / "repo" / "k8skit.toml")


def test_a_folder_of_that_name_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "a" / "k8skit.toml").mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").mkdir()
    (tmp_path / "k8skit.toml").write_text("")
    assert find_config(tmp_path / "a") == str(tmp_path / "k8skit.toml")


def test_a_broken_pyproject_that_mentions_us_is_an_error_and_another_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.k8skit\n")
    with pytest.raises(UsageError, match="K8S940"):
        find_config(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert find_config(tmp_path) is None


def test_an_unknown_key_is_named_with_its_line_and_the_closest_key(tmp_path: Path) -> None:
    finding = one(tmp_path / "k8skit.toml", 'app = "a.py"\n\noutptu = "x"\n')
    assert (finding.code, finding.field) == ("K8S941", "outptu")
    assert finding.origin is not None
    assert finding.origin.line == 3
    assert "did you mean output?" in finding.help
    assert "environments" in finding.help
    assert "did you mean" not in one(tmp_path / "k8skit.toml", "zzzzzz = 1\n").help


def test_lines_are_counted_in_the_table_of_a_pyproject(tmp_path: Path) -> None:
    finding = one(tmp_path / "pyproject.toml", "[project]\nstrcit = 1\n[tool.k8skit]\nstrict = true\nstrcit = 1\n")
    assert finding.origin is not None
    assert (finding.code, finding.origin.line) == ("K8S941", 5)


def test_the_pyproject_table_in_the_dedicated_file_is_explained(tmp_path: Path) -> None:
    finding = one(tmp_path / "k8skit.toml", "[tool.k8skit]\napp = 'x'\n")
    assert (finding.code, finding.field) == ("K8S941", "tool")
    assert "at the top" in finding.help


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("app = 1", "app must be a string, not an integer", "app.py"),
        ('app = ""', "app must not be empty", "path"),
        ('output = ["dist"]', "output must be a string, not an array", ""),
        ('layout = "file-per-chrat"', "layout cannot be 'file-per-chrat'", 'did you mean "file-per-chart"?'),
        ('layout = "zzz"', "layout cannot be 'zzz'", "choose from file-per-object"),
        ("layout = true", "layout must be a string, not a boolean", "choose from file-per-object"),
        ('gateway-api-channel = "experimentl"', "gateway-api-channel cannot be 'experimentl'", 'did you mean "experimental"?'),
        ('kubernetes = "1.20"', "kubernetes cannot be '1.20'", "1.35"),
        ('kubernetes = "v1.35"', "kubernetes cannot be 'v1.35'", 'did you mean "1.35"?'),
        ("kubernetes = 1.35", "kubernetes must be a string, not a float", 'write it as a string: "1.35"'),
        ("kubernetes = 2026-01-01", "kubernetes must be a string, not a date", "choose from"),
        ('crds = "crds/*.yaml"', "crds must be an array of strings, not a string", "crds/*.yaml"),
        ('crds = ["a", 1]', "crds must be an array of strings, and has an integer in it", ""),
        ('crds = [""]', "crds has an empty string in it", "remove it"),
        ('strict = "yes"', "strict must be a boolean, not a string", "true or false"),
        ("strict = 1", "strict must be a boolean, not an integer", "true or false"),
        ("environments = {}", "environments must be an array of strings, not a table", "staging"),
        ('environments = ["Prod"]', "environments has a name that cannot be one, 'Prod'", ""),
        ('environments = ["../x"]', "environments has a name that cannot be one, '../x'", ""),
        ('environments = ["a", "b", "a"]', "environments has 'a' twice", "remove one"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(tmp_path: Path, text: str, message: str, help: str) -> None:
    finding = one(tmp_path / "k8skit.toml", f"# comment\n{text}\n")
    assert finding.code == "K8S940"
    assert finding.message.startswith(message)
    assert help in finding.help
    assert finding.origin is not None
    assert finding.origin.line == 2
    assert finding.field == text.partition(" ")[0]


def test_all_errors_come_together(tmp_path: Path) -> None:
    found = findings(tmp_path / "k8skit.toml", 'app = 1\nnope = 2\nstrict = "x"\n')
    assert [(f.code, f.field) for f in found] == [("K8S940", "app"), ("K8S941", "nope"), ("K8S940", "strict")]


def test_a_file_that_is_no_toml_is_an_error_with_its_line(tmp_path: Path) -> None:
    finding = one(tmp_path / "k8skit.toml", 'app = "x"\noutput = \n')
    assert finding.code == "K8S940"
    assert finding.origin is not None
    assert finding.origin.line == 2
    assert "line 2" in finding.message


def test_a_file_that_is_no_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "k8skit.toml").write_bytes(b"app = '\xff'")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_config(tmp_path / "k8skit.toml")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"K8S940.*cannot read"):
        load_config(tmp_path / "nope.toml")
    with pytest.raises(UsageError, match=r"K8S940.*cannot read"):
        load_config(tmp_path)


@pytest.mark.parametrize("text", ["[tool]\nk8skit = 1\n", "[[tool.k8skit]]\n"])
def test_a_table_that_is_none_is_an_error(tmp_path: Path, text: str) -> None:
    assert one(tmp_path / "pyproject.toml", text).code == "K8S940"


def test_reading_a_usual_configuration_loads_nothing_heavy(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "k8skit.toml").write_text(EVERYTHING)
    code = "import sys; from k8skit.files.config import find_config, load_config; load_config(find_config(sys.argv[1]))"
    code += "; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert loaded.isdisjoint({"tomllib", "re", "typing", "pathlib", "json", "dataclasses", "enum", "functools", "yaml", "pydantic"})


def test_the_reference_has_every_key_with_its_choices(root: Path) -> None:
    from k8skit.files.config import _KEYS, CHANNELS, FORMATS, IMAGES
    from k8skit.render.plain import LAYOUTS

    rows = [line for line in (root / "docs/reference/configuration.md").read_text().splitlines() if line.startswith("| `")]
    assert sorted(row.split("`")[1] for row in rows) == sorted(_KEYS)
    for key, choices in {"format": FORMATS, "layout": LAYOUTS, "images": IMAGES, "gateway-api-channel": CHANNELS}.items():
        row = next(row for row in rows if row.startswith(f"| `{key}` |"))
        assert row.split(" | ")[1] == ", ".join(f'`"{choice}"`' for choice in choices)
        assert row.split(" | ")[2] == f'`"{choices[0]}"`'


def test_all_wrong_names_of_one_table_come_together(tmp_path: Path) -> None:
    text = 'environments = ["Prod", "dev", "dev", "x_y"]\n[severity]\nnope = "warning"\nK8S5 = "loud"\n[clusters]\ndev = ["A", "b", "b"]\nprod = []\n'
    found = [f.message for f in findings(tmp_path / "k8skit.toml", text)]
    assert [m.partition(": it must")[0] for m in found] == [
        "environments has a name that cannot be one, 'Prod'",
        "environments has 'dev' twice",
        "environments has a name that cannot be one, 'x_y'",
        "severity has 'nope' in it, which is no code and no beginning of one",
        "severity of K8S5 cannot be 'loud'",
        "clusters of dev has a name that cannot be one, 'A'",
        "clusters of dev has 'b' twice",
        "clusters of prod must not be empty",
    ]
    found = [
        f.message
        for f in findings(
            tmp_path / "k8skit.toml",
            '[features]\nA = ["x"]\nb = "y"\n[ignore]\n"" = ["k"]\n"a/**" = [1, "K8S5", "z"]\n"/a/**" = ["K8S5"]\n',
        )
    ]
    assert [m.partition(": it must")[0] for m in found] == [
        "features has a name that cannot be one, 'A'",
        "features of b must be an array of strings, not a string",
        "ignore of '' names no file",
        "ignore of '' has 'k' in it, which is no code and no beginning of one",
        "ignore of 'a/**' must be an array of strings, and has an integer in it",
        "ignore of 'a/**' has 'z' in it, which is no code and no beginning of one",
        "ignore of '/a/**' is never met: patterns start from the folder of the configuration",
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_read_over(tmp_path: Path) -> None:
    (tmp_path / "k8skit.toml").write_bytes(b'\xef\xbb\xbfoutput = "out"\r\nstrict = true\r\n')
    config = load_config(tmp_path / "k8skit.toml")
    assert (config.output, config.strict) == (str(tmp_path / "out"), True)
