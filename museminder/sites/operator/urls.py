"""Addresses of the operator site."""

from django.urls import path

from museminder.sites.operator import (
    breaches,
    changes_of_control,
    demand_archives,
    demand_letters,
    demands,
    emergencies,
    home,
    letters,
    policies,
    registers,
    staff,
)

outside = [
    path("", home.index, name="home"),
    path("promise/", home.promise, name="promise"),
    path("staff/", staff.index, name="staff"),
    path("staff/<uuid:staff_id>/offboardings/", staff.offboard, name="staff_offboard"),
    path("trainings/create/", staff.create_training, name="training_create"),
    path("reviews/", registers.index_reviews, name="reviews"),
    path("reviews/create/", registers.create_review, name="review_create"),
    path("attestations/", registers.index_attestations, name="attestations"),
    path("attestations/create/", registers.create_attestation, name="attestation_create"),
    path("breaches/", breaches.index, name="breaches"),
    path("breaches/create/", breaches.create, name="breach_create"),
    path("demands/", demands.index, name="demands"),
    path("demands/create/", demands.create, name="demand_create"),
    path("demands/<uuid:demand_id>/", demands.show, name="demand"),
    path("demands/<uuid:demand_id>/approvals/", demands.approve, name="demand_approve"),
    path("demands/<uuid:demand_id>/closings/", demands.close, name="demand_close"),
    path("demands/<uuid:demand_id>/archives/", demand_archives.create, name="demand_archive"),
    path("demands/<uuid:demand_id>/copies/", demand_archives.download, name="demand_copy"),
    path("demands/notices/<uuid:notice_id>/letters/", demand_letters.create, name="demand_letter"),
    path("emergencies/", emergencies.index, name="emergencies"),
    path("emergencies/create/", emergencies.create, name="emergency_create"),
    path("emergencies/<uuid:glass_id>/approvals/", emergencies.approve, name="emergency_approve"),
    path("policies/", policies.index, name="policies"),
    path("policies/<int:number>/postings/", policies.create, name="policy_post"),
    path("changes-of-control/", changes_of_control.index, name="changes_of_control"),
    path("changes-of-control/create/", changes_of_control.create, name="change_of_control_create"),
    path("letters/", letters.index, name="letters"),
    path("letters/<uuid:letter_id>/", letters.show, name="letter"),
    path("letters/<uuid:letter_id>/settlements/", letters.settle, name="letter_settle"),
]
