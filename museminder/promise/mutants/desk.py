"""Ways to lose what somebody wrote to us."""

from __future__ import annotations

from datetime import timedelta

from museminder.promise.mutants.sabotage import Mutant, by_replacing, by_statement, register

FORGOTTEN = """
insert into published_letter (id, kind, email, studio_name, message, language, received_at, answer, answered_by,
  settled_as, attempts)
values (gen_random_uuid(), 'privacy', 'ida@example.com', '', 'May I see it?', 'en', now() - interval '40 days', '', '',
  '', 0)
"""


for _mutant in (
    Mutant(
        "desk-shut",
        "The desk takes no more letters.",
        ("desk.answers", "desk.takes-mail"),
        by_statement("revoke insert on published_letter from worker"),
    ),
    Mutant(
        "letter-forgotten",
        "Somebody wrote 40 days ago and was never answered.",
        ("desk.answers",),
        by_statement(FORGOTTEN),
    ),
    Mutant(
        "security-text-ended",
        "The address for weaknesses held until yesterday.",
        ("desk.answers",),
        by_replacing("museminder.sites.commercial.security_text.LASTS", timedelta(days=-1)),
    ),
):
    register(_mutant)
