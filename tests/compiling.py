"""Templates and routes compiled once for all sites of a process: most tests make a site of their own."""

from collections.abc import Callable
from types import CodeType
from typing import Any, TypeAlias

from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

Builder: TypeAlias = Callable[..., tuple[str, str]]


class Compiled(BytecodeCache):
    """The code of each template, by its name and what it says."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template the code that was made of it before."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class SharedEnvironment(Environment):
    """What a site makes pages with, which compiles no template that another site has compiled."""

    def __init__(self, app: App, **options: Any) -> None:  # noqa: ANN401 - those of Jinja
        super().__init__(app, bytecode_cache=COMPILED, **options)


_BUILDERS: dict[tuple[object, ...], Builder] = {}


class SharedRule(Rule):
    """A route; what makes addresses of it takes nearly all the time that making a site takes."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002 - werkzeug's
        """Return what was compiled for the same parts; it asks the rule that it is bound to for all else."""
        if self.defaults:
            return super()._compile_builder(append_unknown)
        key = (self.rule, *self._trace, append_unknown)
        if key not in _BUILDERS:
            _BUILDERS[key] = super()._compile_builder(append_unknown)
        return _BUILDERS[key]
