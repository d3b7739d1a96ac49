"""Addresses of the commercial site."""

from django.urls import path

from museminder.sites.commercial import data_map, home, policies, promise, security_text, third_parties

outside = [
    path("", home.index, name="home"),
    path("promise/", promise.index, name="promise"),
    path("promise.json", promise.as_json, name="promise-json"),
    path("promise/data-map/", data_map.index, name="data-map"),
    path("promise/third-parties/", third_parties.index, name="third-parties"),
    path("policy/", policies.index, name="policies"),
    path("policy/<int:number>/", policies.show, name="policy"),
    path(".well-known/security.txt", security_text.show, name="security-text"),
]
