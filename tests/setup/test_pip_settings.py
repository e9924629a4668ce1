import os
from collections.abc import Mapping
from pathlib import Path

import pip_settings
import pytest

# What pip prints, whatever the order of its files.
LISTING = """\
:env:.cert='/etc/company.pem'
:env:.find-links='/wheels https://packages.example/links'
global.cert='/etc/other.pem'
global.extra-index-url='https://one.example/index\\nhttps://two.example/index'
global.index-url='https://name:pass=word@packages.example/index'
global.timeout='15'
install.timeout='60'
list.format='columns'
"""
HOME = {"HOME": os.environ.get("HOME", "/root"), "UV_CACHE_DIR": "/cache"}


def variables(
    settings: Mapping[str, str], caller: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return only what is not the same for all settings."""
    cache = Path("/cache")
    always = pip_settings.uv_variables({}, HOME, cache=cache).items()
    found = pip_settings.uv_variables(settings, {**HOME, **(caller or {})}, cache=cache).items()
    return dict(found - always)


def test_a_variable_counts_before_a_file_and_installing_before_the_rest() -> None:
    assert pip_settings.read(LISTING) == {
        "cert": "/etc/company.pem",
        "extra-index-url": "https://one.example/index\nhttps://two.example/index",
        "find-links": "/wheels https://packages.example/links",
        "index-url": "https://name:pass=word@packages.example/index",
        "timeout": "60",
    }


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, {}),
        ({"index-url": "https://a/index"}, {"UV_DEFAULT_INDEX": "https://a/index"}),
        (
            {"extra-index-url": "https://a\nfile:///b"},
            {"UV_EXTRA_INDEX_URL": "https://a file:///b"},
        ),
        ({"find-links": "https://a /tmp /nowhere"}, {"UV_FIND_LINKS": "https://a,/tmp"}),
        ({"find-links": "/nowhere"}, {}),
        ({"trusted-host": "a b:8080"}, {"UV_INSECURE_HOST": "a b:8080"}),
        ({"default-timeout": "9"}, {"UV_HTTP_TIMEOUT": "9"}),
        ({"timeout": "8", "default-timeout": "9"}, {"UV_HTTP_TIMEOUT": "8"}),
        ({"cert": "/a.pem"}, {"SSL_CERT_FILE": "/a.pem"}),
        ({"client-cert": "/b.pem"}, {"SSL_CLIENT_CERT": "/b.pem"}),
        ({"proxy": "http://p:1"}, {"HTTP_PROXY": "http://p:1", "HTTPS_PROXY": "http://p:1"}),
        ({"constraint": "c.txt", "user": "true"}, {}),
    ],
)
def test_a_setting_of_pip_becomes_one_of_uv(
    settings: dict[str, str], expected: dict[str, str]
) -> None:
    assert variables(settings) == expected


@pytest.mark.parametrize(
    ("settings", "caller", "expected"),
    [
        (
            {"index-url": "https://a"},
            {"UV_DEFAULT_INDEX": "https://b"},
            {"UV_DEFAULT_INDEX": "https://b"},
        ),
        ({"cert": "/a.pem"}, {"SSL_CERT_FILE": "/c.pem"}, {"SSL_CERT_FILE": "/a.pem"}),
        (
            {},
            {"REQUESTS_CA_BUNDLE": "/d.pem"},
            {"REQUESTS_CA_BUNDLE": "/d.pem", "SSL_CERT_FILE": "/d.pem"},
        ),
        ({}, {"UV_NO_BUILD": "1", "UV_REQUIRE_HASHES": "1", "UV_SYSTEM_PYTHON": "1"}, {}),
        ({}, {"UV_INDEX_COMPANY_PASSWORD": "p"}, {"UV_INDEX_COMPANY_PASSWORD": "p"}),
        ({}, {"EMPTY": ""}, {"EMPTY": ""}),
    ],
)
def test_variables_of_the_caller_are_kept_where_they_do_no_harm(
    settings: dict[str, str], caller: dict[str, str], expected: dict[str, str]
) -> None:
    assert variables(settings, caller) == expected


@pytest.mark.parametrize(
    ("settings", "options"),
    [
        ({}, []),
        ({"no-index": "1"}, ["--no-index"]),
        ({"no-index": "True"}, ["--no-index"]),
        ({"no-index": "0"}, []),
    ],
)
def test_an_index_can_be_forbidden(settings: dict[str, str], options: list[str]) -> None:
    assert pip_settings.uv_options(settings) == options


def test_a_home_that_cannot_hold_a_cache_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    caller = {"XDG_CACHE_HOME": str(tmp_path / "file")}
    found = pip_settings.uv_variables({}, caller, cache=tmp_path / "own")
    assert found["UV_CACHE_DIR"] == str(tmp_path / "own")


def test_a_usable_cache_of_the_user_is_left_to_uv(tmp_path: Path) -> None:
    caller = {"XDG_CACHE_HOME": str(tmp_path)}
    assert "UV_CACHE_DIR" not in pip_settings.uv_variables({}, caller, cache=tmp_path / "own")
