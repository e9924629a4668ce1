"""Programs that speak to the API: they send JSON and a token, and never a cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from flask import Flask
from werkzeug.test import TestResponse

from argmap.library import Library

Told: TypeAlias = dict[str, Any]
"""What an answer holds."""

ADD = {"edit": "add-claim", "role": "thesis", "sentence": "A tunnel."}


@dataclass(frozen=True)
class Program:
    """Who asks the API; `token` is that of an account, and empty for nobody."""

    site: Flask
    token: str = ""

    def asks(
        self,
        address: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        json: object = None,
        data: str | bytes | None = None,
        content_type: str | None = None,
    ) -> TestResponse:
        """Send a request."""
        proof = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.site.test_client(use_cookies=False).open(
            f"/api{address}",
            method=method,
            headers={**proof, **(headers or {})},
            json=json,
            data=data,
            content_type=content_type,
        )

    def reads(self, address: str) -> Told:
        """Return what stands at an address."""
        answer = self.asks(address)
        assert answer.status_code == 200, answer.text
        return told(answer)

    def posts(
        self, address: str, headers: Mapping[str, str] | None = None, **members: object
    ) -> TestResponse:
        """Send members as JSON."""
        return self.asks(address, method="POST", headers=headers, json=members)

    def puts(self, address: str, text: str, **headers: str) -> TestResponse:
        """Send a text as YAML."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.asks(
            address, method="PUT", data=text, content_type="application/yaml", headers=named
        )


def of_account(site: Flask, library: Library, name: str) -> Program:
    """Return a program with a new token of an account."""
    account = library.membership.account(name)
    return Program(site, library.authentication.new_token(account, "a test"))


def told(answer: TestResponse) -> Told:
    """Return what an answer holds."""
    assert answer.is_json, answer.text
    return cast("Told", answer.json)
