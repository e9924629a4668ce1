"""Translates pip's settings, where packages come from and whom to trust, into those of uv."""

import ast
import os
import ssl
import sys
from collections.abc import Mapping
from pathlib import Path

Settings = Mapping[str, str]

# The caller's own variables for uv that say where packages come from. Others, like UV_NO_BUILD, could break the set-up.
KEPT_VARIABLES = (
    "UV_CACHE_DIR",
    "UV_DEFAULT_INDEX",
    "UV_EXTRA_INDEX_URL",
    "UV_FIND_LINKS",
    "UV_HTTP_",
    "UV_INDEX",
    "UV_INSECURE_HOST",
    "UV_KEYRING_PROVIDER",
    "UV_LINK_MODE",
    "UV_OFFLINE",
    "UV_SYSTEM_CERTS",
)


def read(listing: str) -> Settings:
    """Return the settings in the output of `pip config list` by name; a variable counts before a file."""
    # global.index-url='https://packages.example/simple'
    lines = [line.partition("=") for line in listing.splitlines()]
    return {
        key.removeprefix(section): str(ast.literal_eval(value))
        for section in ("global.", "install.", ":env:.")
        for key, _, value in lines
        if key.startswith(section)
    }


def uv_options(settings: Settings) -> list[str]:
    """Return the options of uv for what it takes from no variable."""
    return (
        ["--no-index"] if settings.get("no-index", "").lower() in {"1", "on", "true", "yes"} else []
    )


def uv_variables(settings: Settings, caller: Mapping[str, str], *, cache: Path) -> dict[str, str]:
    """Return variables that let uv find packages where pip does; those the caller set for uv count first.

    The cache is used if the user's own cannot be.
    """
    kept = {
        name: value
        for name, value in caller.items()
        if not name.startswith("UV_") or name.startswith(KEPT_VARIABLES)
    }
    ours = _indexes(settings) | {
        "UV_CACHE_DIR": "" if has_cache(caller) else str(cache),
        "UV_SYSTEM_CERTS": "true" if has_certificates() else "",
    }
    fixed = {"UV_NO_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never"}
    return _present(ours) | kept | _present(_trust(settings, caller)) | fixed


def _indexes(settings: Settings) -> dict[str, str]:
    several = {name: value.split() for name, value in settings.items()}
    # pip passes over a folder that is not there; uv would stop.
    links = [link for link in several.get("find-links", ()) if "://" in link or Path(link).exists()]
    return {
        "UV_DEFAULT_INDEX": settings.get("index-url", ""),
        "UV_EXTRA_INDEX_URL": " ".join(several.get("extra-index-url", ())),
        "UV_FIND_LINKS": ",".join(links),
        "UV_HTTP_TIMEOUT": settings.get("timeout") or settings.get("default-timeout", ""),
        # As pip does. No index can slip in another package: each is pinned by its hash.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_INSECURE_HOST": " ".join(several.get("trusted-host", ())),
    }


def _trust(settings: Settings, caller: Mapping[str, str]) -> dict[str, str]:
    cert = settings.get("cert") or caller.get("REQUESTS_CA_BUNDLE") or caller.get("CURL_CA_BUNDLE")
    return {
        "HTTPS_PROXY": settings.get("proxy", ""),
        "HTTP_PROXY": settings.get("proxy", ""),
        "SSL_CERT_FILE": cert or "",
        "SSL_CLIENT_CERT": settings.get("client-cert", ""),
    }


def _present(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if value}


def has_cache(caller: Mapping[str, str]) -> bool:
    """True if uv can keep downloads in the user's cache: there may be no home folder, or a locked one."""
    if caller.get("UV_CACHE_DIR"):
        return True
    try:
        cache = Path(caller.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "uv"
        cache.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: nobody knows where home is
        return False
    return os.access(cache, os.W_OK)


def has_certificates() -> bool:
    """True if the system has certificate authorities: uv refuses to use a store that is empty."""
    paths = ssl.get_default_verify_paths()
    folder = Path(paths.capath) if paths.capath else None
    return sys.platform == "darwin" or bool(paths.cafile or (folder and any(folder.iterdir())))
