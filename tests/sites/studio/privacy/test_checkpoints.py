"""A studio takes checkpoints and proofs of its own entries away, and nobody else's."""

from __future__ import annotations

from museminder.foundation.vault.access_log.notes import split_notes
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from tests.browsing import get
from tests.foundation.vault.entries import an_entry
from tests.schools import School
from tests.vaults import Vault


def test_the_file_is_a_witness_and_a_proof_is_of_the_studio_s_own(
    live_school: School, own_vault: Vault
) -> None:
    owner = live_school.owner
    mine = an_entry(studio_id=live_school.studio_id)
    waiting = get(owner, live_school, f"privacy/checkpoints/proofs/{mine.id}.txt")
    theirs = an_entry(studio_id=live_school.studio_id + 1)
    sequence_waiting()
    page = get(owner, live_school, "privacy/checkpoints/").content.decode()
    file = get(owner, live_school, "privacy/checkpoints/checkpoints.txt")
    proofs = [get(owner, live_school, f"privacy/checkpoints/proofs/{each.id}.txt") for each in (mine, theirs)]
    notes = list(split_notes(file.content.decode()))

    assert (len(notes), notes[0] in page.replace("&#43;", "+")) == (1, True)
    assert (verify(notes).fault, waiting.status_code) == (None, 404)
    assert [each.status_code for each in proofs] == [200, 404]
    assert proofs[0].content.decode().startswith("c2sp.org/tlog-proof@v1\n")
    assert "attachment" in file.headers["Content-Disposition"]
    office = live_school.add_person("Olive", "office")
    assert get(office, live_school, "privacy/checkpoints/checkpoints.txt").status_code == 404
