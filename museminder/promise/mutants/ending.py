"""Safeguards of what happens when MuseMinder is sold or a school closes, taken away one at a time."""

from __future__ import annotations

from museminder.promise.mutants.sabotage import Mutant, by_statement, register

NEVER_CLOSING = """
create or replace function sec.only_reads(p_roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select 'support' = any (p_roles) $$
"""

for _name, _says, _checks, _statements in (
    (
        "promotion-on-by-default",
        "Promotional mail is on unless somebody turns it off.",
        ("promotion.one-place",),
        ("alter table privacy_promotionalchoice alter wants_promotional_mail set default true",),
    ),
    (
        "promotion-near-a-child",
        "A column for promotional mail is added to students.",
        ("promotion.one-place", "purposes.no-marketing"),
        ("alter table people_student add column promo_opt_in boolean not null default false",),
    ),
    (
        "promotion-for-anybody",
        "The database takes a yes to promotional mail from everybody.",
        ("promotion.asked-only",),
        ("drop trigger privacy_who_may_want on privacy_promotionalchoice",),
    ),
    (
        "closes-at-once",
        "A school that closes is no longer left its 90 days.",
        ("closing.ninety-days",),
        ("alter table privacy_studioclosing drop constraint studio_closing_leaves_90_days",),
    ),
    (
        "closing-writable",
        "A school that closes can be written into.",
        ("closing.ninety-days",),
        (NEVER_CLOSING,),
    ),
    (
        "sale-not-counted",
        "The thirty days before a sale are no longer counted, neither when posting nor afterwards.",
        ("transfer.thirty-days",),
        (
            "alter table privacy_changeofcontrol drop constraint change_of_control_thirty_days",
            "drop trigger privacy_count_days_again on privacy_changeofcontrol",
        ),
    ),
    (
        "sale-editable",
        "The triggers that keep what was announced of a sale as it is are switched off.",
        ("transfer.immutable",),
        (
            "alter table privacy_changeofcontrol disable trigger privacy_never_changed",
            "alter table privacy_changeofcontrol disable trigger privacy_never_emptied",
        ),
    ),
    (
        "everybody-goes-along",
        "A school that does not answer goes along.",
        ("transfer.asked-first",),
        ("alter table privacy_transferchoice alter goes_along set default true",),
    ),
    (
        "outside-in-a-childs-record",
        "A child's record may say that a fact came from anywhere.",
        ("origins.none-from-outside",),
        ("alter table people_student drop constraint student_origins_are_known",),
    ),
):
    register(Mutant(_name, _says, _checks, by_statement(*_statements)))
