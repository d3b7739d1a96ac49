"""Everything a template writes out is escaped; this does it with as little around it as possible.

What is written out is joined into the page at once, so it need not be marked as safe piece by piece: a list of 500 rows
has 7,500 pieces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import markupsafe
from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_escape_inner: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined]  # noqa: SLF001


def written(value: Any) -> str:
    """A value as it stands in a page: text escaped, what is marked as safe as it is, anything else as ``str``."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is str:
        return _escape_inner(value)
    return str(value) if kind is int else escape(value)


class _PageCode(CodeGenerator):
    def _output_child_pre(self, node: Any, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.written(")
        if finalize.src is not None:
            self.write(finalize.src)


class PageEnvironment(Environment):
    """Jinja2 whose templates write with ``written``."""

    code_generator_class = _PageCode
    written = staticmethod(written)
