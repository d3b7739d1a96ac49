"""What a page has just done, told on the next one; it travels in a cookie bound to its host, like all others."""

from django.contrib.messages.storage.cookie import CookieStorage


class ToastStorage(CookieStorage):
    """Django's cookie under a name that browsers accept from this host alone, and encrypted only."""

    cookie_name = "__Host-messages"
