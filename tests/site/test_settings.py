"""Production refuses to start on a setting that is missing or unsafe, and says what to set."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from clinic_site import databases, keys
from tests.programs import manage

# Fixed: the values name the test cases, which every worker must collect alike.
SAFE = {
    "SECRET_KEY": "".join(chr(ord("!") + number) for number in range(60)),
    "ALLOWED_HOSTS": "www.example.com",
    "FIELD_ENCRYPTION_KEYS": "b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OWFiY2RlZmc=",
    "BLIND_INDEX_KEY": "blind-index-key-of-at-least-32-characters",
    "BEHIND_PROXY": "on",
}


def test_safe_settings_pass_the_deployment_check(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "INFO", VAR_DIR=str(tmp_path), **SAFE)

    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert "identified no issues" in result.stdout


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "", "missing"),
        ("SECRET_KEY", "short", "too easy"),
        ("SECRET_KEY", "a" * 60, "too easy"),
        ("SECRET_KEY", "django-insecure-" + SAFE["SECRET_KEY"], "too easy"),
        ("ALLOWED_HOSTS", "", "missing"),
        ("ALLOWED_HOSTS", "*", "Name the hosts"),
        ("ALLOWED_HOSTS", "www.example.com,*", "Name the hosts"),
        ("ALLOWED_HOSTS", "https://www.example.com", "names alone"),
        ("ALLOWED_HOSTS", "www.example.com:8000", "names alone"),
        ("DEBUG", "1", "leave it out"),
        ("DEBUG", "on", "leave it out"),
        ("FIELD_ENCRYPTION_KEYS", "", "missing"),
        ("FIELD_ENCRYPTION_KEYS", "not-a-key", "not 32 bytes"),
        ("FIELD_ENCRYPTION_KEYS", SAFE["FIELD_ENCRYPTION_KEYS"] + ",bad", "not 32 bytes"),
        ("BLIND_INDEX_KEY", "", "missing"),
        ("BLIND_INDEX_KEY", "short", "shorter"),
        ("BLIND_INDEX_KEY", SAFE["FIELD_ENCRYPTION_KEYS"], "same as another"),
    ],
)
def test_serve_refuses_an_unsafe_setting_in_one_line(tmp_path, name, value, said):
    result = manage("serve", VAR_DIR=str(tmp_path), **(SAFE | {name: value}))

    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{name}: ")
    assert said in line


def test_serve_names_every_missing_setting_at_once(tmp_path):
    result = manage("serve", VAR_DIR=str(tmp_path))

    assert result.returncode == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "FIELD_ENCRYPTION_KEYS",
        "BLIND_INDEX_KEY",
    ]


def test_refusals_never_repeat_the_secret(tmp_path):
    result = manage("serve", VAR_DIR=str(tmp_path), **(SAFE | {"SECRET_KEY": "hunter2-hunter2"}))

    assert "hunter2" not in result.stderr + result.stdout


def test_generated_keys_are_stable_and_readable_by_their_owner_alone(tmp_path):
    var_dir = tmp_path / "var"

    first = keys.read_or_create(var_dir, "field_encryption")

    assert keys.read_or_create(var_dir, "field_encryption") == first
    assert keys.read_or_create(var_dir, "other") != first
    Fernet(first)
    assert mode(var_dir / "keys" / "field_encryption.key") == 0o600
    assert mode(var_dir / "keys") == mode(var_dir) == 0o700
    assert sorted(path.name for path in (var_dir / "keys").iterdir()) == [
        "field_encryption.key",
        "other.key",
    ]


def test_keys_in_an_impossible_folder_give_one_line(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="Set VAR_DIR to a folder"):
        keys.read_or_create(tmp_path / "file" / "var", "secret")


def test_database_url_chooses_postgresql_with_checked_lasting_connections(tmp_path):
    settings = databases.configure("postgres://u:p@db.example:5433/clinic", var_dir=tmp_path)

    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", 5433, "clinic")
    assert settings["CONN_MAX_AGE"] is None
    assert settings["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "url",
    [
        "garbage",
        "foo://u:secret@host/name",
        "mysql://u:secret@host/name",
        "postgres://u:secret@host:port/name",
        "postgres://u:secret@host",
        "sqlite://",
        "sqlite://:memory:",
    ],
)
def test_a_database_url_that_is_none_says_how_to_write_it(tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: write it as") as caught:
        databases.configure(url, var_dir=tmp_path)

    assert "secret" not in str(caught.value)


def test_a_damaged_key_file_is_named(tmp_path):
    keys.read_or_create(tmp_path, "secret")
    (tmp_path / "keys" / "secret.key").write_bytes(b"\xff\xfe")

    with pytest.raises(ImproperlyConfigured, match=r"secret\.key holds no key"):
        keys.read_or_create(tmp_path, "secret")


def test_sqlite_by_url_is_set_up_like_the_default(tmp_path):
    by_url = databases.configure(f"sqlite:///{tmp_path}/clinic.sqlite3", var_dir=Path("elsewhere"))

    assert by_url == databases.configure("", var_dir=tmp_path)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
