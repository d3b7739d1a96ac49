"""Addresses of the commercial site."""

from django.urls import path

from museminder.sites.commercial import (
    changes_of_control,
    data_map,
    features,
    home,
    legal_demands,
    policies,
    prices,
    promise,
    questions,
    security_text,
    sign_ups,
    third_parties,
)

outside = [
    path("", home.index, name="home"),
    path("features/", features.index, name="features"),
    path("prices/", prices.index, name="prices"),
    path("sign-up/", sign_ups.create, name="sign-up"),
    path("sign-up/sent/", sign_ups.show, name="sign-up-sent"),
    path("contact/", questions.create, name="contact"),
    path("contact/sent/", questions.show, name="contact-sent"),
    path("promise/", promise.index, name="promise"),
    path("promise.json", promise.as_json, name="promise-json"),
    path("promise/data-map/", data_map.index, name="data-map"),
    path("promise/third-parties/", third_parties.index, name="third-parties"),
    path("promise/legal-demands/", legal_demands.index, name="legal-demands"),
    path("change-of-control/", changes_of_control.index, name="changes-of-control"),
    path("policy/", policies.index, name="policies"),
    path("policy/<int:number>/", policies.show, name="policy"),
    path(".well-known/security.txt", security_text.show, name="security-text"),
]
