"""What is arranged for the backups of this computer: which store, and which public keys."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from museminder.foundation.backups.keys import HOLDERS, Signer, make_private_keys, recipient
from museminder.foundation.backups.sealing import FORMAT, Sealed, Source, seal
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.foundation.embedded.secrets import write_private

WHOSE = "installation.json"
HOLDER_OF = {"studios": "studios", "public": "studios", "home": "studios", "vault": "vault"}


class NotArranged(Exception):
    """There is no store for the backups yet, or it is another's; the message says what to do."""


@dataclass(frozen=True)
class Arrangement:
    """The store and the public keys of one MuseMinder folder."""

    home: Path
    address: str
    recipients: Mapping[str, str]

    @property
    def folder(self) -> Path:
        """What this computer remembers of its backups, and what still waits to be shipped."""
        return folder_of(self.home)

    @property
    def signer(self) -> Signer:
        """Signs what is put there."""
        return Signer(self.home)

    def store(self) -> Store:
        """The store, reached, and known to be ours; raises ``StoreSilent``, ``NotArranged``."""
        store = Store(self.address)
        check_whose(store, self.signer.installation)
        return store

    def seal(self, store: Store, path: str, source: Source, *, made_at: dt.datetime) -> Sealed:
        """Seal something to whoever may open what lies in that folder of the store."""
        to = recipient(self.recipients[HOLDER_OF[path.partition("/")[0]]])
        return seal(store, path, source, to=to, by=self.signer, made_at=made_at)


def folder_of(home: Path) -> Path:
    """Where a MuseMinder folder keeps what belongs to its backups."""
    return home / "backups"


def begin_backups(home: Path, *, address: str, keys: Path) -> Arrangement:
    """Choose the store and make the keys: the private ones go into the folder ``keys`` and are not kept here.

    Raises ``NotArranged`` when something else is in the store, ``WrongKey`` when there are keys in that folder.
    """
    keys = keys.absolute()
    if keys.is_relative_to(home.resolve()):
        raise NotArranged(f"{keys} is in MuseMinder's own folder: the private keys must be kept elsewhere.")
    address = address if "://" in address else str(Path(address).absolute())
    if Path(address) == keys or keys.is_relative_to(address):
        raise NotArranged("The private keys must not lie in the store: who finds one would have the other.")
    signer = Signer(home)
    store = Store(address, make=True)
    _claim(store, signer.installation)
    arranged = Arrangement(home, address, make_private_keys(keys, signer))
    facts = {name: value for name, value in asdict(arranged).items() if name != "home"}
    write_private(arranged.folder / "arrangement.json", json.dumps(facts, indent=2) + "\n")
    return arranged


def arrangement_of(home: Path) -> Arrangement:
    """What was arranged for a MuseMinder folder; raises ``NotArranged``."""
    try:
        facts = json.loads((folder_of(home) / "arrangement.json").read_text())
    except FileNotFoundError:
        raise NotArranged(
            "There are no backups yet. Begin: museminder backup begin --store ADDRESS --keys FOLDER"
        ) from None
    return Arrangement(home, facts["address"], {holder: facts["recipients"][holder] for holder in HOLDERS})


def check_whose(store: Store, installation: str) -> None:
    """Go on only if this store holds the backups of that installation; raises ``NotArranged``, ``StoreSilent``."""
    try:
        found = json.loads(store.get(WHOSE))
    except FileNotFoundError:
        raise NotArranged(f"{store.address} holds no backups of MuseMinder.") from None
    except ValueError:
        raise NotArranged(f"{WHOSE} in {store.address} is broken.") from None
    if found["format"] > FORMAT:
        raise NotArranged(f"{store.address} was begun by a newer MuseMinder: bring this one up to date.")
    if found["installation"] != installation:
        raise NotArranged(
            f"{store.address} holds the backups of another installation, {found['installation']}; "
            f"this is {installation}."
        )


def _claim(store: Store, installation: str) -> None:
    if store.has(WHOSE):
        check_whose(store, installation)
        return
    if store.names():
        raise NotArranged(f"{store.address} is not empty. Choose an empty folder or prefix.")
    store.put(WHOSE, json.dumps({"format": FORMAT, "installation": installation}).encode())
    if not store.has(WHOSE):
        raise StoreSilent(f"The store {store.address} does not keep what it is given.")
