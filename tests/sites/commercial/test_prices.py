"""What it costs, in the currency of whoever asks."""

from __future__ import annotations

from tests.publics import Public


def test_each_country_reads_its_own_currency(ask) -> None:
    asked = {
        "US": ask("/prices/").content.decode(),
        "CA": ask("/prices/?country=ca").content.decode(),
        "GB": ask("/prices/", **{"accept-language": "en-GB,en;q=0.9"}).content.decode(),
        "??": ask("/prices/?country=Atlantis").content.decode(),
    }

    amounts = {"US": "$29.00", "CA": "CA$39.00", "GB": "£24.00", "??": "$29.00"}
    assert {country: amounts[country] in body for country, body in asked.items()} == dict.fromkeys(
        amounts, True
    )


def test_every_size_has_its_card(ask) -> None:
    body = ask("/prices/").content.decode()

    assert body.count('class="card card-roomy price"') == 4
    assert ("Up to 40 students" in body, "301 students and more" in body) == (True, True)


def test_without_a_published_list_it_says_so(ask, public: Public) -> None:
    public.empty()

    assert "No prices were published here yet." in ask("/prices/").content.decode()
