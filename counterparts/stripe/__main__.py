"""`python -m counterparts.stripe --port N --certificate PEM --key PEM --state FILE [--trust PEM]`."""

import argparse
import asyncio
from pathlib import Path

from counterparts.stripe.server import Settings, serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(
        prog="counterparts.stripe", description="A stand-in for Stripe, on loopback."
    )
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--certificate", type=Path, required=True, help="PEM chain for pay.localhost")
    parser.add_argument("--key", type=Path, required=True, help="PEM private key")
    parser.add_argument("--state", type=Path, required=True, help="file it remembers in; made when missing")
    parser.add_argument("--trust", type=Path, help="PEM authority of the addresses its webhooks call")
    given = parser.parse_args()
    asyncio.run(serve(Settings(given.port, given.certificate, given.key, given.state, given.trust)))


if __name__ == "__main__":
    main()
