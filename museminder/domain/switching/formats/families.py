"""Gathers the families and guardians of a list, in which every child's row repeats them."""

from dataclasses import dataclass, field, replace

from museminder.domain.switching.formats.row_reader import RowReader
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.records import ImportedFamily, ImportedGuardian, ImportedPhone


@dataclass(slots=True)
class FamilyBook:
    """Families by key, and their guardians: the same name in the rows of two siblings is one person."""

    families: dict[str, ImportedFamily] = field(default_factory=dict)
    guardians: dict[tuple[str, str, int], ImportedGuardian] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)  # guardians of each family so far

    def enter_family(self, row: RowReader, external_id: str, name: str) -> str:
        """Enters the family of a row and returns its key; a row without an id is a family of its own."""
        key = external_id or f"row:{row.reference}"
        known = self.families.get(key)
        if known is None:
            self.families[key] = ImportedFamily(key, external_id, name, (row.reference,))
        else:
            self.families[key] = replace(
                known, name=known.name or name, rows=_with_row(known.rows, row.reference)
            )
        return key

    def enter_guardians(self, family_key: str, guardians: list[ImportedGuardian]) -> None:
        """Enters the guardians one row names; details that siblings' rows lack or add are put together.

        Two of one name in the same row are two people, the first and the second of that name.
        """
        counts: dict[str, int] = {}
        for guardian in guardians:
            name = folded(guardian.name)
            counts[name] = counts.get(name, 0) + 1
            place = (family_key, name, counts[name])
            known = self.guardians.get(place)
            if known is None:
                self.sizes[family_key] = self.sizes.get(family_key, 0) + 1
                key = f"{family_key}/{self.sizes[family_key]}"
                self.guardians[place] = replace(guardian, key=key, family_key=family_key)
            else:
                self.guardians[place] = _merged(known, guardian)


def _merged(known: ImportedGuardian, other: ImportedGuardian) -> ImportedGuardian:
    emails = _others(known.email, (*known.other_emails, other.email))
    addresses = _others(known.address, (*known.other_addresses, other.address))
    return replace(
        known,
        position=min(known.position, other.position),
        email=known.email or other.email,
        phones=_all_phones(known.phones, other.phones),
        address=known.address or other.address,
        note=known.note or other.note,
        other_emails=emails if known.email else (),
        other_addresses=addresses if known.address else (),
        rows=_with_row(known.rows, other.rows[0]),
    )


def _others(first: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """What differs from the first text in more than case and spaces."""
    seen = {" ".join(first.casefold().split())}
    others = []
    for text in texts:
        plain = " ".join(text.casefold().split())
        if plain and plain not in seen:
            seen.add(plain)
            others.append(text)
    return tuple(others)


def _all_phones(
    known: tuple[ImportedPhone, ...], others: tuple[ImportedPhone, ...]
) -> tuple[ImportedPhone, ...]:
    return tuple(dict.fromkeys((*known, *others)))


def _with_row(rows: tuple[RowReference, ...], row: RowReference) -> tuple[RowReference, ...]:
    return rows if rows[-1:] == (row,) else (*rows, row)
