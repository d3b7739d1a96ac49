from museminder.domain.courses.rules import feed_sources
from museminder.domain.courses.rules.feed_sources import register_feed_source, sources_of


def test_sources_are_kept_by_whose_feed_they_fill(monkeypatch):
    monkeypatch.setattr(feed_sources, "_sources", {})

    @register_feed_source("guardian")
    def lessons(window):
        return []

    @register_feed_source("guardian")
    def recitals(window):
        return []

    assert (sources_of("guardian"), sources_of("staff")) == ((lessons, recitals), ())
