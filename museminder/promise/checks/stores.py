"""Where information lies: in three database servers and a few folders of the program's own, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from museminder.promise.checking import Found, World, check

PACKAGE = Path(__file__).resolve().parents[2]
# Which files the program writes, and what is in them; nothing else may write one.
WRITES = {
    "web/assets.py": "built styles and scripts",
    "web/messages.py": "translations of the program's own words",
    "web/finishing.py": "translations of the program's own words",
    "cli/reference.py": "the program's own documentation",
    "cli/demonstration.py": "sign-ins of the demonstration, which is nobody's",
    "cli/supervisor.py": "a lock without contents",
    "cli/switching.py": "ids of an import, where whoever starts it says",
    "cli/drill_copies.py": "the number of a child, in a copy that is thrown away",
    "cli/access_log.py": "signed heads of the access log, where whoever starts it says",
    "foundation/identity/breached/making.py": "fingerprints of passwords everybody knows",
    "foundation/embedded/": "the servers' own folders and the passwords of their roles",
    "foundation/backups/": "sealed copies on their way to the store, and what came back from it",
    "foundation/vault/": "the outermost keys, and the ids of what was erased",
    "domain/leaving/formats/writing.py": "an export, where the school's owner says",
    "promise/mutants/program.py": "a page of a sabotage, gone with it",
}
WRITERS = {
    "write_text",
    "write_bytes",
    "mkstemp",
    "NamedTemporaryFile",
    "TemporaryFile",
    "SpooledTemporaryFile",
}
_MENTIONED = re.compile(rf"\b(?:{'|'.join(sorted(WRITERS))}|open|copyfile|copytree)\b")
_WRITING = re.compile(r"[rbt]*[wax+][bt+]*")
# Keeps attempts to sign in, in the studios' own database.
CACHE = "museminder.foundation.identity.limits.LimitStore"
FILES = {
    "staticfiles": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    "default": "django.core.files.storage.InMemoryStorage",
}


@check(
    "stores.declared",
    "Compares where the program is told to keep things, and every place in it that writes a file, with the list.",
)
def declared(world: World) -> Found:
    """Servers, caches and file stores that nobody declared, and modules that write files without being on the list."""
    settled = list(_settled())
    wrong = [said for _, said in settled if said]
    files = sorted(PACKAGE.rglob("*.py"))
    for path in files:
        place = path.relative_to(PACKAGE).as_posix()
        if not place.startswith(tuple(WRITES)):
            wrong += [f"{place} writes a file, line {line}" for line in written_in(path.read_text())]
    noticed = written_in("from pathlib import Path\nPath('copy').write_text('x')\nopen('y', 'w')") == [2, 3]
    return Found(
        len(settled) + len(files),
        wrong,
        noticed and written_in("open('z')") == [],
        f"{len(settled)} places that are set up and {len(files):,} files of the program, {len(wrong)} undeclared",
    )


def _settled() -> Iterator[tuple[str, str]]:
    """Each place the settings name, and what is wrong with it, if anything."""
    studios = _server(settings.DATABASES["default"])
    for alias, database in settings.DATABASES.items():
        yield alias, "" if _server(database) == studios else f"{alias} is kept on another server"
    for name in ("VAULT_SERVER", "PUBLIC_SERVER"):
        yield name, "" if getattr(settings, name).get("host") else f"{name} is nowhere"
    for name, cache in settings.CACHES.items():
        yield name, "" if cache["BACKEND"] == CACHE else f"the cache {name} is kept in {cache['BACKEND']}"
    for name, store in settings.STORAGES.items():
        known = FILES.get(name) == store["BACKEND"]
        yield name, "" if known else f"files are kept in the store {name}: {store['BACKEND']}"


def _server(database: dict[str, Any]) -> tuple[str, str]:
    return str(database["HOST"]), str(database.get("PORT", ""))


def written_in(source: str) -> list[int]:
    """The lines of a program's text that write, or could write, a file."""
    if not _MENTIONED.search(source):  # most files; reading each as a tree takes seconds
        return []
    return [
        node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and _writes(node)
    ]


def _writes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in WRITERS | {"copyfile", "copytree"}:
        return True
    if name != "open":
        return False
    named_first = isinstance(call.func, ast.Name)  # open(path, mode), but path.open(mode)
    given = [*call.args[named_first:], *(each.value for each in call.keywords if each.arg == "mode")]
    words = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    of_system = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "os"
    return of_system or any(_WRITING.fullmatch(word) for word in words)
