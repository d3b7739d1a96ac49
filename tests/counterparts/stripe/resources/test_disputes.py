"""A card holder disputes a charge: money leaves, and comes back when the studio wins."""

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import payment_wish


@pytest.mark.parametrize(
    ("decision", "balance", "last_events"),
    [
        ("won", 4825, ["charge.dispute.funds_reinstated", "charge.dispute.closed"]),
        ("lost", 4825 - 5000 - 1500, ["charge.dispute.closed", "charge.dispute.updated"]),
    ],
)
def test_a_dispute_is_won_or_lost(
    counterpart: RunningStripe, studio_account: Studio, decision: str, balance: int, last_events: list[str]
) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish(5000)).latest_charge

    opened = counterpart.control("POST", "disputes", {"charge": charge_id, "reason": "product_not_received"})
    disputed = studio_account.stripe.charges.retrieve(charge_id).disputed
    during = studio_account.stripe.balance.retrieve().available[0].amount
    counterpart.control("POST", "dispute_decisions", {"dispute": opened["id"], "status": decision})

    dispute = studio_account.stripe.disputes.retrieve(opened["id"])
    events = studio_account.stripe.events.list({"limit": 2}).data
    assert (opened["status"], disputed, during) == ("needs_response", True, -1675)
    assert (dispute.status, dispute.reason, dispute.amount) == (decision, "product_not_received", 5000)
    assert studio_account.stripe.balance.retrieve().available[0].amount == balance
    assert [event.type for event in events] == last_events


def test_a_disputed_charge_cannot_be_refunded_or_disputed_again(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish()).latest_charge
    counterpart.control("POST", "disputes", {"charge": charge_id})

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.refunds.create({"charge": charge_id})
    again = counterpart.ask(
        "POST", "/_control/disputes", json={"charge": charge_id}, headers={"X-Counterpart-Control": "yes"}
    )

    assert refusal.value.code == "charge_disputed"
    assert again.status_code == 400
    assert len(studio_account.stripe.disputes.list({"charge": charge_id}).data) == 1


def test_evidence_puts_a_dispute_under_review_and_giving_up_loses_it(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish()).latest_charge
    opened = counterpart.control("POST", "disputes", {"charge": charge_id})
    disputes = studio_account.stripe.disputes

    answered = disputes.update(
        opened["id"], {"evidence": {"uncategorized_text": "Attended on June 3"}, "submit": True}
    )
    closed = disputes.close(opened["id"])

    assert (answered.status, answered.evidence_details.submission_count) == ("under_review", 1)
    assert closed.status == "lost"
    with pytest.raises(stripe.InvalidRequestError, match="already closed"):
        disputes.close(opened["id"])


def test_the_card_that_disputes_does_so_at_once(studio_account: Studio) -> None:
    intent = studio_account.stripe.payment_intents.create(payment_wish(method="pm_card_createDispute"))

    disputes = studio_account.stripe.disputes.list({"payment_intent": intent.id}).data
    assert [(one.charge, one.reason) for one in disputes] == [(intent.latest_charge, "fraudulent")]
