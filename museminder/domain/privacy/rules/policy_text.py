"""A privacy policy as sentences with numbers, so that each can be bound to a check and compared with a later one."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class BlockKind(StrEnum):
    """What a block of the text is on the page."""

    HEADING = "heading"
    NOTE = "note"
    PARAGRAPH = "paragraph"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``id`` is the same in every version that says something about the same thing."""

    id: str
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the words, whatever their spacing and Unicode form: 64 hexadecimal digits."""
        words = " ".join(unicodedata.normalize("NFC", self.text).split())
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or note (one item without numbers), a paragraph (one item), or a list (several items)."""

    kind: BlockKind
    items: tuple[tuple[Sentence, ...], ...] = ()
    words: str = ""

    @property
    def plain(self) -> str:
        """The block as it is written in a letter."""
        if self.words:
            return self.words
        items = [" ".join(sentence.text for sentence in item) for item in self.items]
        return "\n".join(f"  • {item}" for item in items) if self.kind is BlockKind.LIST else items[0]


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The text of one version, or its version for children."""

    blocks: tuple[Block, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence that promises something, in order; headings promise nothing."""
        return tuple(sentence for block in self.blocks for item in block.items for sentence in item)

    @property
    def plain(self) -> str:
        """The text as it is written in a letter: blocks with an empty line between them."""
        return "\n\n".join(block.plain for block in self.blocks)

    def as_json(self) -> list[dict[str, Any]]:
        """The blocks as they are stored."""
        return [_block_as_json(block) for block in self.blocks]


def policy_text(blocks: Sequence[Mapping[str, Any]]) -> PolicyText:
    """A text from its stored blocks: ``{"heading": …}``, ``{"paragraph": [{id, text}, …]}``, ``{"list": [[…], …]}``.

    Raises ValueError for an unknown kind of block, and for a number that stands twice.
    """
    text = PolicyText(tuple(_block(next(iter(block.items()))) for block in blocks))
    ids = [sentence.id for sentence in text.sentences]
    if len(ids) != len(set(ids)):
        raise ValueError("a sentence's number stands twice")
    return text


class Difference(StrEnum):
    """What became of a sentence between two versions."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Compared:
    """One sentence in two versions; the side on which it does not stand is empty."""

    id: str
    difference: Difference
    before: str
    after: str


def compared(before: PolicyText, after: PolicyText) -> list[Compared]:
    """Two versions sentence by sentence: in the order of the later one, what was removed at the end."""
    old = {sentence.id: sentence for sentence in before.sentences}
    new = {sentence.id: sentence for sentence in after.sentences}
    return [*_found_again(old, after.sentences), *_gone(before.sentences, new)]


def _found_again(old: Mapping[str, Sentence], sentences: Sequence[Sentence]) -> Iterator[Compared]:
    for sentence in sentences:
        was = old.get(sentence.id)
        if was is None:
            yield Compared(sentence.id, Difference.ADDED, "", sentence.text)
        else:
            kind = Difference.KEPT if was.sha256 == sentence.sha256 else Difference.CHANGED
            yield Compared(sentence.id, kind, was.text, sentence.text)


def _gone(sentences: Sequence[Sentence], new: Mapping[str, Sentence]) -> Iterator[Compared]:
    for sentence in sentences:
        if sentence.id not in new:
            yield Compared(sentence.id, Difference.REMOVED, sentence.text, "")


def _block(written: tuple[str, Any]) -> Block:
    kind, content = BlockKind(written[0]), written[1]
    if kind in (BlockKind.HEADING, BlockKind.NOTE):
        return Block(kind, words=str(content))
    items = content if kind is BlockKind.LIST else [content]
    return Block(kind, tuple(tuple(Sentence(each["id"], each["text"]) for each in item) for item in items))


def _block_as_json(block: Block) -> dict[str, Any]:
    if block.words:
        return {block.kind.value: block.words}
    items = [[{"id": sentence.id, "text": sentence.text} for sentence in item] for item in block.items]
    return {block.kind.value: items if block.kind is BlockKind.LIST else items[0]}
