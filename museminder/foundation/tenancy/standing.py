"""Questions that pages ask again and again: the SQL is written once in a process, and only the values change.

Django takes about a millisecond to write a statement, longer than most take to run. A standing question is an ordinary
queryset over ``Given`` values; asked inside a studio, it is bound to that studio like every other statement. What
shapes the statement itself, such as which page of a list, is handed over by position and stands before a ``/``.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Expression, Field, ForeignObject, Lookup, QuerySet

from museminder.foundation.tenancy.context import OutsideStudio, current_site, current_studio_id

_STUDIO = "the studio in hand"
_SHAPES_KEPT = 200  # of one question; more are forgotten together and written anew
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Given(Expression):
    """A value that is known only when the question is asked; stands in a filter where the value would."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, *_: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """``x__among=Given("ids")``: x is one of a list; one statement however many there are, unlike ``in``."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_params, *right_params]


def studio_to_bind() -> Any:
    """What a statement is bound to: the studio in hand, or, while a standing question is written, its place."""
    return Given(_STUDIO) if _writing.get() else current_studio_id()


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as one site's database role asks it."""

    rows: Any
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    converters: Any


class Standing:
    """A question written once; called with the values, it answers with a list of what its queryset yields."""

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build
        named = inspect.signature(build).parameters.values()
        self._names = frozenset(each.name for each in named if each.kind is not each.POSITIONAL_ONLY)
        self._written: dict[tuple[Any, ...], _Written] = {}
        self.__doc__ = build.__doc__

    def __call__(self, *shape: Any, **values: Any) -> list[Any]:
        """Ask inside the studio in hand. ``OutsideStudio`` outside one, TypeError for other values than named."""
        site, studio = current_site(), current_studio_id()
        if site is None or studio is None:
            raise OutsideStudio("a standing question was asked outside a studio")
        if values.keys() != self._names:
            raise TypeError(f"this question is asked with {sorted(self._names)}, not {sorted(values)}")
        written = self._written.get((site, *shape)) or self._write(site, shape)
        values[_STUDIO] = studio
        params = tuple(values[each.name] if isinstance(each, Given) else each for each in written.params)
        making = written.rows._iterable_class  # noqa: SLF001  how this queryset makes its rows
        return list(making(_Asked(written, params, site)))

    def _write(self, site: str, shape: tuple[Any, ...]) -> _Written:
        token = _writing.set(True)
        try:
            rows: Any = self._build(*shape, **{name: Given(name) for name in self._names}).using(site)
            if rows._prefetch_related_lookups:  # noqa: SLF001  each of them would be a statement more
                raise TypeError("a standing question is one statement: what belongs to its rows is another")
            compiler = rows.query.get_compiler(using=site)
            sql, params = compiler.as_sql()
        finally:
            _writing.reset(token)
        fields = [selected[0] for selected in compiler.select[: compiler.col_count]]
        made = _Written(rows, compiler, sql, tuple(params), compiler.get_converters(fields))
        if len(self._written) >= _SHAPES_KEPT:
            self._written.clear()
        self._written[site, *shape] = made
        return made


class _Asked:
    """What Django's own making of rows needs to know of a queryset: where it is asked, and its finished statement."""

    def __init__(self, written: _Written, params: tuple[Any, ...], site: str) -> None:
        self.db, self.query = site, self
        self._known_related_objects: dict[Any, Any] = {}
        self._fields = written.rows._fields
        self._written, self._params = written, params

    def __getattr__(self, name: str) -> Any:
        return getattr(self._written.rows.query, name)

    def get_compiler(self, using: str) -> Any:
        """A copy of the finished compiler, with these values, on the connection in hand."""
        asking = copy.copy(self._written.compiler)
        statement = self._written.sql, self._params
        asking.connection = connections[using]
        asking.as_sql = lambda: statement
        asking.get_converters = lambda _fields: self._written.converters
        return asking


def standing(build: Callable[..., QuerySet]) -> Standing:
    """Makes a standing question of a function from ``Given`` values to a queryset."""
    return Standing(build)
