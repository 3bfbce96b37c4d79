"""Engine: what a StatefulDB needs to know of a database, and the presets for the common ones. Data, no behaviour."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import EnvName, Path, Port, PortName, Seconds
from .typed import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Engine(Value):
    """A database engine as its container image wants it.

    In `env`, `args` and `probe` the words `{user}` and `{database}` stand for the database's own; `$(PASSWORD)` in `args` is the variable that
    Kubernetes fills in.

    Args:
        image: repository of the image, without a tag.
        port: port it listens on.
        port_name: name of the port.
        data: folder of the data.
        user_id: user and group id that the image runs as.
        alpine_user_id: the same where the tag says `alpine` (default: `user_id`).
        probe: command that succeeds when it answers.
        scheme: scheme of its URLs.
        env: variables it always gets (default: none).
        password_env: variable that sets the password (default: none).
        auth_env: variable from which its client, and so the probe, takes the password (default: none).
        command: replaces the image's entry point (default: the image's).
        args: arguments (default: the image's).
        config_dir: folder of configuration files (default: it takes none).
        config_args: arguments that name the first configuration file as `{file}` (default: it finds them itself).
        writable: folders that need an empty one, since the root file system is read-only (default `/tmp`).
        grace: seconds it may take to stop (default 120).
        url_query: what follows the database in its URLs, such as `"authSource=admin"` (default: nothing).
    """

    image: str
    port: Port
    port_name: PortName
    data: Path
    user_id: int
    probe: Sequence[str]
    scheme: str
    env: Mapping[EnvName, str] = EMPTY
    password_env: EnvName | None = None
    auth_env: EnvName | None = None
    command: Sequence[str] = ()
    args: Sequence[str] = ()
    config_dir: Path | None = None
    config_args: Sequence[str] = ()
    writable: Sequence[Path] = ("/tmp",)  # noqa: S108
    grace: Seconds = 120
    alpine_user_id: int | None = None
    url_query: str = ""


PRESETS: dict[str, dict[str, object]] = {
    "postgres": {
        "image": "docker.io/library/postgres",
        "port": 5432,
        "port_name": "tcp-postgres",
        "data": "/var/lib/postgresql/data",
        "user_id": 999,
        "alpine_user_id": 70,
        "probe": ["pg_isready", "--host=127.0.0.1", "--username={user}", "--dbname={database}"],
        "scheme": "postgresql",
        "env": {"PGDATA": "/var/lib/postgresql/data/pgdata", "POSTGRES_USER": "{user}", "POSTGRES_DB": "{database}"},
        "password_env": "POSTGRES_PASSWORD",
        "config_dir": "/etc/postgresql/conf.d",
        "config_args": [
            "-c",
            "config_file=/etc/postgresql/conf.d/{file}",
            "-c",
            "listen_addresses=*",
        ],  # a file that does not say it listens to itself only
        "writable": ["/tmp", "/var/run/postgresql"],  # noqa: S108
    },
    "mysql": {
        "image": "docker.io/library/mysql",
        "port": 3306,
        "port_name": "tcp-mysql",
        "data": "/var/lib/mysql",
        "user_id": 999,
        "probe": ["mysqladmin", "ping", "--host=127.0.0.1"],
        "scheme": "mysql",
        "env": {"MYSQL_RANDOM_ROOT_PASSWORD": "yes", "MYSQL_USER": "{user}", "MYSQL_DATABASE": "{database}"},
        "password_env": "MYSQL_PASSWORD",
        "config_dir": "/etc/mysql/conf.d",
        "writable": ["/tmp", "/var/run/mysqld"],  # noqa: S108
    },
    "mariadb": {
        "image": "docker.io/library/mariadb",
        "port": 3306,
        "port_name": "tcp-mysql",
        "data": "/var/lib/mysql",
        "user_id": 999,
        "probe": ["healthcheck.sh", "--connect", "--innodb_initialized"],
        "scheme": "mysql",
        "env": {"MARIADB_RANDOM_ROOT_PASSWORD": "yes", "MARIADB_USER": "{user}", "MARIADB_DATABASE": "{database}"},
        "password_env": "MARIADB_PASSWORD",
        "config_dir": "/etc/mysql/conf.d",
        "writable": ["/tmp", "/run/mysqld"],  # noqa: S108
    },
    "redis": {
        "image": "docker.io/library/redis",
        "port": 6379,
        "port_name": "tcp-redis",
        "data": "/data",
        "user_id": 999,
        "probe": ["redis-cli", "ping"],
        "scheme": "redis",
        "auth_env": "REDISCLI_AUTH",
        "command": ["redis-server"],
        "args": ["--dir", "/data", "--appendonly", "yes", "--requirepass", "$(REDISCLI_AUTH)"],
        "config_dir": "/usr/local/etc/redis",
        "config_args": ["/usr/local/etc/redis/{file}"],
    },
    "valkey": {
        "image": "docker.io/valkey/valkey",
        "port": 6379,
        "port_name": "tcp-redis",
        "data": "/data",
        "user_id": 999,
        "probe": ["valkey-cli", "ping"],
        "scheme": "redis",
        "auth_env": "REDISCLI_AUTH",
        "command": ["valkey-server"],
        "args": ["--dir", "/data", "--appendonly", "yes", "--requirepass", "$(REDISCLI_AUTH)"],
        "config_dir": "/usr/local/etc/valkey",
        "config_args": ["/usr/local/etc/valkey/{file}"],
    },
    "mongodb": {
        "image": "docker.io/library/mongo",
        "port": 27017,
        "port_name": "tcp-mongo",
        "data": "/data/db",
        "user_id": 999,
        "probe": ["mongosh", "--quiet", "--eval", "quit(db.adminCommand('ping').ok ? 0 : 1)"],
        "scheme": "mongodb",
        "url_query": "authSource=admin",  # the image makes its user in the database admin
        "env": {"MONGO_INITDB_ROOT_USERNAME": "{user}", "MONGO_INITDB_DATABASE": "{database}"},
        "password_env": "MONGO_INITDB_ROOT_PASSWORD",
        "config_dir": "/etc/mongo",
        "config_args": ["--config", "/etc/mongo/{file}"],
        "writable": ["/tmp", "/data/configdb"],  # noqa: S108
    },
}
"""The presets by name; each is the keywords of an Engine. What they say of the images is from the images' own documentation on Docker Hub."""

_made: dict[str, Engine] = {}


def preset(name: str) -> Engine:
    """Return a preset.

    Args:
        name: one of `PRESETS`.
    """
    found = _made.get(name)
    if found is None:
        found = _made[name] = Engine(**PRESETS[name])  # type: ignore[arg-type]
    return found
