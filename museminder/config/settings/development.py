"""A laptop: embedded database, certificates of this computer, counterparts instead of outside services."""

from __future__ import annotations

import os

from museminder.config.settings.base import *
from museminder.config.settings.base import LOGGING, MUSEMINDER_HOME, PORT

PAY_PORT = int(os.environ.get("MUSEMINDER_PAY_PORT", PORT + 1))
SMTP_PORT = int(os.environ.get("MUSEMINDER_SMTP_PORT", PORT + 2))
MUSEMINDER_EXTRA_CA = MUSEMINDER_HOME / "certificates" / "ca.pem"
PARTNER_PORT = int(os.environ.get("MUSEMINDER_PARTNER_PORT", PORT + 4))
MUSEMINDER_COUNTERPARTS = {
    "api.stripe.com": f"https://pay.localhost:{PAY_PORT}",
    **dict.fromkeys(
        ("api.harbor-insurance.example", "www.harbor-insurance.example"),
        f"https://partner.localhost:{PARTNER_PORT}",
    ),
}
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", SMTP_PORT
PAYMENT_PAGES = [f"https://pay.localhost:{PAY_PORT}"]
# Whoever runs it on a laptop reads the addresses that bin/run prints, not a line for every page.
LOGGING["loggers"]["museminder"]["level"] = os.environ.get("MUSEMINDER_LOG_LEVEL", "WARNING").upper()
