"""The clock that all computers of an installation share: the database's."""

from __future__ import annotations

from datetime import datetime

from django.db import connections

from museminder.foundation.tenancy.context import OutsideStudio, current_site


def no_later_than_now(at: datetime) -> datetime:
    """The moment, or the database's own if this computer's clock runs ahead of it.

    For what must hold from the next click on, whichever computer answers it. Needs a site that is being served.
    """
    alias = current_site()
    if alias is None:
        raise OutsideStudio("no site is being served")
    with connections[alias].cursor() as cursor:
        cursor.execute("select least(%s::timestamptz, transaction_timestamp())", [at])
        moment: datetime = cursor.fetchone()[0]
    return moment
