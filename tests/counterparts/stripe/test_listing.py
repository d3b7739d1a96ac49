"""Lists: none, one, three, page by page, in both directions, by time, and only one's own."""

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import payment_wish


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_holds_all_newest_first(studio_account: Studio, count: int) -> None:
    made = [studio_account.stripe.customers.create({"name": f"Payer {n}"}).id for n in range(count)]

    listed = studio_account.stripe.customers.list()

    assert ([one.id for one in listed.data], listed.has_more) == (made[::-1], False)


def test_a_list_is_read_page_by_page_in_both_directions(studio_account: Studio) -> None:
    made = [studio_account.stripe.customers.create().id for _ in range(7)][::-1]
    customers = studio_account.stripe.customers

    pages = [
        customers.list({"limit": 3}),
        customers.list({"limit": 3, "starting_after": made[2]}),
        customers.list({"limit": 3, "starting_after": made[5]}),
        customers.list({"limit": 3, "ending_before": made[6]}),
    ]

    assert [([one.id for one in page.data], page.has_more) for page in pages] == [
        (made[0:3], True),
        (made[3:6], True),
        (made[6:7], False),
        (made[3:6], True),
    ]
    assert [one.id for one in customers.list({"limit": 2}).auto_paging_iter()] == made


def test_a_list_can_be_limited_in_time(counterpart: RunningStripe, studio_account: Studio) -> None:
    early = studio_account.stripe.customers.create()
    counterpart.control("POST", "clock", {"ahead_seconds": 600})
    late = studio_account.stripe.customers.create()

    def since(**bounds: int) -> list[str]:
        return [one.id for one in studio_account.stripe.customers.list({"created": bounds}).data]

    assert since(gte=early.created) == [late.id, early.id]
    assert since(gt=early.created) == [late.id]
    assert since(lt=late.created) == [early.id]
    assert since(gt=early.created, lt=late.created) == []


@pytest.mark.parametrize(
    ("wish", "param"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"starting_after": "cus_nobody"}, "starting_after"),
        ({"pages": 2}, "pages"),
    ],
)
def test_a_wrong_list_is_refused(studio_account: Studio, wish: dict, param: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.customers.list(wish)

    assert refusal.value.param == param


def test_each_studio_lists_its_own_only(studio_account: Studio, other_account: Studio) -> None:
    ours = studio_account.stripe.payment_intents.create(payment_wish())
    theirs = other_account.stripe.payment_intents.create(payment_wish())

    for account, intent in ((studio_account, ours), (other_account, theirs)):
        assert [charge.id for charge in account.stripe.charges.list().data] == [intent.latest_charge]
        assert {event.data.object["object"] for event in account.stripe.events.list().data} == {
            "charge", "payment_intent",
        }  # fmt: skip
        assert (
            account.stripe.balance_transactions.list({"type": "charge"}).data[0].source
            == intent.latest_charge
        )
    for stranger, intent in ((other_account, ours), (studio_account, theirs)):
        with pytest.raises(stripe.InvalidRequestError, match="No such paymentintent"):
            stranger.stripe.payment_intents.retrieve(intent.id)
