"""Keeps mails as files: the mail as it came (`.eml`) and a summary beside it (`.json`)."""

import json
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

MAIL_ID = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9]{6}")
LINK = re.compile(r"https?://[^\s<>\"']+")


class Mailbox:
    """One folder of mails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, sender: str, recipients: list[str], content: bytes, moment: datetime) -> str:
        """Keep one mail and answer its id; `sender` and `recipients` are those of the envelope."""
        mail_id = self._next_id(moment)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        plain = _part(message, "plain")
        summary = {
            "id": mail_id,
            "received_at": moment.astimezone(UTC).isoformat(),
            "from": sender,
            "to": recipients,
            "subject": str(message["subject"] or ""),
            "text": plain,
            "html": _part(message, "html"),
            "links": LINK.findall(plain),
        }
        (self.folder / f"{mail_id}.eml").write_bytes(content)
        # The summary last, and whole: a mail is in the list only when its file is there.
        unfinished = self.folder / f"{mail_id}.part"
        unfinished.write_text(json.dumps(summary, ensure_ascii=False, indent=2), encoding="utf-8")
        unfinished.rename(self.folder / f"{mail_id}.json")
        return mail_id

    def messages(self, recipient: str | None = None) -> list[dict[str, Any]]:
        """The summaries, newest first, of one recipient if wanted (case does not matter)."""
        found = [json.loads(path.read_text(encoding="utf-8")) for path in self.folder.glob("*.json")]
        found.sort(key=lambda summary: str(summary["id"]), reverse=True)
        if recipient is None:
            return found
        wanted = recipient.lower()
        return [summary for summary in found if wanted in {address.lower() for address in summary["to"]}]

    def original(self, mail_id: str) -> bytes | None:
        """The mail as it came, or None."""
        path = self.folder / f"{mail_id}.eml"
        return path.read_bytes() if MAIL_ID.fullmatch(mail_id) and path.exists() else None

    def clear(self) -> None:
        """Throw every mail away."""
        for path in self.folder.iterdir():
            if path.suffix in {".eml", ".json", ".part"}:
                path.unlink()

    def _next_id(self, moment: datetime) -> str:
        number = sum(1 for _ in self.folder.glob("*.eml"))
        stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
        while (self.folder / f"{stamp}-{number:06d}.eml").exists():
            number += 1
        return f"{stamp}-{number:06d}"


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return "" if body is None else str(body.get_content())
