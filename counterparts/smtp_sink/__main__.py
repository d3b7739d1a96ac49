"""`python -m counterparts.smtp_sink --port N --http-port M --folder DIR [--certificate PEM --key PEM]`."""

import argparse
import asyncio
from pathlib import Path

from counterparts.smtp_sink.server import Settings, serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(
        prog="counterparts.smtp_sink", description="Takes mail and keeps it as files."
    )
    parser.add_argument("--port", type=int, required=True, help="for SMTP; 0 takes a free one")
    parser.add_argument("--http-port", type=int, required=True, help="for the list; 0 takes a free one")
    parser.add_argument("--folder", type=Path, required=True, help="where mails are kept; made when missing")
    parser.add_argument("--certificate", type=Path, help="PEM chain: mail is then taken over STARTTLS only")
    parser.add_argument("--key", type=Path, help="PEM private key of the certificate")
    given = parser.parse_args()
    asyncio.run(serve(Settings(given.port, given.http_port, given.folder, given.certificate, given.key)))


if __name__ == "__main__":
    main()
