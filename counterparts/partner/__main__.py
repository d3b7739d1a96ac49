"""`python -m counterparts.partner --port N --certificate PEM --key PEM`."""

import argparse
import asyncio
from pathlib import Path

from counterparts.partner.server import serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="counterparts.partner", description="Insures instruments.")
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--certificate", type=Path, required=True, help="PEM chain")
    parser.add_argument("--key", type=Path, required=True, help="PEM private key of the certificate")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.certificate, given.key))


if __name__ == "__main__":
    main()
