"""Values of environments: read through the user's model, with every mistake at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from k8skit.errors import CallError, K8skitError, UsageError
from k8skit.files.values import Reading, files_of, read_values

if TYPE_CHECKING:
    from pathlib import Path

    from k8skit.finding import Finding

AT = ("/project/app.py", 7)


class Resources(BaseModel):
    cpu: str = "100m"
    memory: str = "128Mi"


class Values(BaseModel):
    host: str
    replicas: int = Field(default=1, ge=1)
    tier: Literal["small", "large"] = "small"
    resources: Resources = Resources()
    teams: list[Resources] = []
    extra: dict[str, int] = {}
    token: SecretStr | None = None

    @field_validator("host")
    @classmethod
    def _has_a_dot(cls, value: str) -> str:
        if "." not in value:
            raise ValueError("a host has a dot")
        return value


def write(folder: Path, **files: str) -> str:
    """Write files, named `prod_yaml` for prod.yaml, and return the folder."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return str(folder)


def refused(folder: str, model: type[BaseModel] = Values, environment: str = "prod") -> list[Finding]:
    with pytest.raises(K8skitError) as caught:
        read_values(model, folder, environment, AT)
    return list(caught.value.findings)


def only(folder: str, **more: Any) -> Finding:
    (found,) = refused(folder, **more)
    return found


class TestReading:
    def test_yaml(self, tmp_path: Path) -> None:
        folder = write(tmp_path, prod_yaml="host: a.b\nreplicas: 3\nresources: {cpu: '2'}\n")
        assert read_values(Values, folder, "prod", AT) == Values(host="a.b", replicas=3, resources=Resources(cpu="2"))

    def test_toml(self, tmp_path: Path) -> None:
        folder = write(tmp_path, prod_toml='host = "a.b"\n[resources]\ncpu = "2"\n[[teams]]\ncpu = "3"\n')
        read = read_values(Values, folder, "prod", AT)
        assert (read.resources.cpu, read.teams[0].cpu) == ("2", "3")

    def test_it_is_the_users_class(self, tmp_path: Path) -> None:
        assert type(read_values(Values, write(tmp_path, prod_yaml="host: a.b"), "prod", AT)) is Values

    def test_the_common_file_stands_below(self, tmp_path: Path) -> None:
        folder = write(
            tmp_path,
            common_yaml="host: all.b\nreplicas: 5\nresources: {cpu: '1', memory: 1Gi}\nextra: {a: 1}\nteams: [{}, {}]\n",
            prod_toml='replicas = 7\nteams = []\nextra = {b = 2}\n[resources]\ncpu = "2"\n',
        )
        read = read_values(Values, folder, "prod", AT)
        assert read == Values(host="all.b", replicas=7, resources=Resources(cpu="2", memory="1Gi"), extra={"a": 1, "b": 2}, teams=[])

    def test_an_empty_file_leaves_the_defaults(self, tmp_path: Path) -> None:
        assert read_values(Resources, write(tmp_path, prod_yaml=""), "prod", AT) == Resources()
        assert read_values(Resources, write(tmp_path, prod_yaml="# nothing\n"), "prod", AT) == Resources()

    def test_files_of_other_environments_do_not_count(self, tmp_path: Path) -> None:
        assert read_values(Resources, write(tmp_path, prod_yaml="cpu: '1'", dev_yaml=": ]"), "prod", AT).cpu == "1"


class TestPlaces:
    def test_a_value_of_a_wrong_type(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, prod_yaml="host: a.b\n\nreplicas: many\n"))
        assert (finding.code, finding.field, finding.value) == ("K8S945", "replicas", "many")
        assert finding.message == "the model refuses replicas: input should be a valid integer, unable to parse string as an integer"
        assert finding.origin is not None
        assert (finding.origin.file, finding.origin.line) == (str(tmp_path / "prod.yaml"), 3)

    def test_deep_in_lists_and_mappings(self, tmp_path: Path) -> None:
        found = refused(write(tmp_path, prod_yaml="host: a.b\nteams:\n- cpu: '1'\n- memory: '2'\n  cpu: 3\nextra:\n  x: none\n"))
        assert [(f.field, f.origin and f.origin.line) for f in found] == [("teams[1].cpu", 5), ("extra.x", 7)]

    def test_in_toml(self, tmp_path: Path) -> None:
        text = 'host = "a.b"\n\n[resources]\ncpu = 3\n[[teams]]\n[[teams]]\nmemory = 1\n[extra]\n"a b".c = 1\n'
        found = refused(write(tmp_path, prod_toml=text))
        assert [(f.field, f.origin and f.origin.line) for f in found] == [("resources.cpu", 4), ("teams[1].memory", 7), ("extra.a b", 9)]

    def test_of_a_merged_value_that_of_the_file_it_comes_from(self, tmp_path: Path) -> None:
        folder = write(tmp_path, common_yaml="host: a.b\nresources:\n  cpu: 1\n  memory: 2\n", prod_yaml="\n\nresources: {memory: 3}\n")
        places = [(f.field, f.origin and (f.origin.file, f.origin.line)) for f in refused(folder)]
        assert places == [("resources.cpu", (f"{folder}/common.yaml", 3)), ("resources.memory", (f"{folder}/prod.yaml", 3))]

    def test_of_a_list_that_is_replaced_nothing_is_left(self, tmp_path: Path) -> None:
        folder = write(tmp_path, common_yaml="host: a.b\nteams:\n- {}\n- {cpu: 1}\n", prod_yaml="teams:\n- {}\n- {cpu: 2}\n")
        assert [(f.origin and f.origin.file, f.origin and f.origin.line) for f in refused(folder)] == [(f"{folder}/prod.yaml", 3)]

    def test_a_missing_value_is_named(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, prod_yaml="replicas: 2\n"))
        assert (finding.field, finding.message) == ("host", "the value host is missing")
        assert finding.origin is not None
        assert (finding.origin.file, finding.origin.line) == (str(tmp_path / "prod.yaml"), 1)

    def test_a_validator_of_the_user_speaks_for_itself(self, tmp_path: Path) -> None:
        assert only(write(tmp_path, prod_yaml="host: a\n")).message == "the model refuses host: a host has a dot"

    def test_a_secret_is_not_shown(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, prod_yaml="host: a.b\ntoken: [hunter2]\n"))
        assert "hunter2" not in repr((finding.message, finding.value, finding.help))


class TestKeys:
    @pytest.mark.parametrize("extra", ["ignore", "allow", "forbid"])
    def test_a_key_that_the_model_does_not_take_whatever_it_says(self, tmp_path: Path, extra: Literal["ignore", "allow", "forbid"]) -> None:
        class Own(BaseModel):
            model_config = ConfigDict(extra=extra)
            replicas: int = 1

        finding = only(write(tmp_path, prod_yaml="replicas: 1\nreplcias: 2\n"), model=Own)
        assert (finding.code, finding.field, finding.message) == ("K8S946", "replcias", "the model does not take the key 'replcias'")
        assert finding.origin is not None
        assert finding.origin.line == 2
        assert finding.help == 'did you mean "replicas"? the model takes replicas here'

    def test_beside_values_that_are_missing_or_wrong(self, tmp_path: Path) -> None:
        found = refused(write(tmp_path, prod_yaml="hots: a.b\nreplicas: x\nresources: {cpus: 1}\n"))
        assert [(f.code, f.field) for f in found] == [
            ("K8S945", "host"),
            ("K8S946", "hots"),
            ("K8S945", "replicas"),
            ("K8S946", "resources.cpus"),
        ]

    def test_in_the_common_file(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, common_yaml="replica: 2\n", prod_yaml="host: a.b\n"))
        assert finding.origin is not None
        assert finding.origin.file.endswith("common.yaml")


class TestFiles:
    def test_both_forms_of_one_file(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, prod_yaml="", prod_toml=""))
        assert (finding.code, finding.message) == ("K8S947", "there is both prod.toml and prod.yaml")

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, pord_yaml="", dev_yaml=""))
        assert finding.code == "K8S945"
        assert finding.message == f"there is no {tmp_path}/prod.yaml, nor one with .toml"
        assert "is pord.yaml meant to be it?" in finding.help
        assert "there is dev.yaml, pord.yaml" in finding.help
        assert finding.origin is not None
        assert (finding.origin.file, finding.origin.line) == AT

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        assert only(str(tmp_path / "environments")).code == "K8S945"

    @pytest.mark.parametrize(
        ("text", "code", "line", "message"),
        [
            ("a: [1\nb: 2\n", "K8S920", 2, "not valid YAML"),
            ("a: 1\na: 2\n", "K8S921", 2, "set twice"),
            ("- 1\n", "K8S945", 1, "holds a list, not values by their names"),
            ("just text\n", "K8S945", 1, "holds a single value"),
            ("a: !!python/name:os.system x\n", "K8S920", 1, "tag"),
        ],
    )
    def test_yaml_that_is_none(self, tmp_path: Path, text: str, code: str, line: int, message: str) -> None:
        finding = only(write(tmp_path, prod_yaml=text))
        assert finding.code == code
        assert message in finding.message
        assert finding.origin is not None
        assert (finding.origin.file, finding.origin.line) == (f"{tmp_path}/prod.yaml", line)

    def test_toml_that_is_none(self, tmp_path: Path) -> None:
        finding = only(write(tmp_path, prod_toml='a = 1\nb = "x\n'))
        assert finding.code == "K8S945"
        assert finding.origin is not None
        assert (finding.origin.file, finding.origin.line) == (f"{tmp_path}/prod.toml", 2)
        (tmp_path / "prod.toml").write_bytes(b"a = '\xff'")
        assert "is not UTF-8" in only(str(tmp_path)).message

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        (tmp_path / "prod.yaml").mkdir()
        assert "cannot read" in only(str(tmp_path)).message

    def test_mistakes_of_both_files_come_together(self, tmp_path: Path) -> None:
        assert [f.code for f in refused(write(tmp_path, common_yaml=":", prod_yaml="- 1"))] == ["K8S920", "K8S945"]


class TestCalls:
    def test_there_must_be_environments(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"K8S945.*no environments are configured \(/project/app.py:7\); write environments"):
            read_values(Values, str(tmp_path), "", AT)

    @pytest.mark.parametrize("model", [dict, "Values", None, Resources()])
    def test_the_model_must_be_one(self, tmp_path: Path, model: Any) -> None:
        with pytest.raises(CallError, match=r"K8S902.*pydantic model"):
            read_values(model, str(tmp_path), "prod", AT)


class TestAccount:
    def test_a_file_of_no_environment(self, tmp_path: Path) -> None:
        reading = Reading(write(tmp_path, prod_yaml="", pord_yaml="", common_yaml="", readme_md="", _hidden_yaml=""), ["dev", "prod"])
        reading.noted("prod", read=True)
        (finding,) = reading.strays()
        assert finding.code == "K8S947"
        assert finding.message == f"{tmp_path.name}/pord.yaml holds the values of no environment"
        assert finding.help.startswith('did you mean "prod"?')

    def test_a_folder_that_nobody_reads_may_hold_anything(self, tmp_path: Path) -> None:
        reading = Reading(write(tmp_path, other_yaml=""), ["prod"])
        reading.noted("prod", read=False)
        assert reading.strays() == []

    def test_a_file_that_the_app_never_asks_for(self, tmp_path: Path) -> None:
        reading = Reading(write(tmp_path, prod_yaml="", dev_yaml="", common_yaml=""), ["dev", "prod"])
        reading.noted("dev", read=True)
        reading.noted("prod", read=False)
        assert reading.unread("dev") == []
        (finding,) = reading.unread("prod")
        assert (finding.code, finding.severity) == ("K8S948", "error")
        assert "prod.yaml are never read" in finding.message
        nobody = Reading(str(tmp_path), ["dev", "prod"])
        nobody.noted("dev", read=False)
        assert len(nobody.unread("dev")) == 1  # prod is not built, and may read the common file
        nobody.noted("prod", read=False)
        assert len(nobody.unread("dev")) == 2

    def test_an_environment_that_failed_is_not_judged(self, tmp_path: Path) -> None:
        reading = Reading(write(tmp_path, prod_yaml=""), ["prod"])
        assert reading.unread("prod") == []

    def test_files_are_found_by_their_names(self, tmp_path: Path) -> None:
        folder = write(tmp_path, a_yaml="", a_toml="", b_yml="", c_txt="")
        assert files_of(folder) == {"a": ["a.toml", "a.yaml"], "b": ["b.yml"]}
