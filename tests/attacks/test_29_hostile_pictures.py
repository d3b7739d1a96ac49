"""Attack 29: files that are no photographs, or more than a photograph. Refused with a sentence, or made harmless."""

from __future__ import annotations

import io
import struct
import zlib
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from museminder.domain.people.models import StudentPhotograph
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from tests.attacks.haystacks import found_in
from tests.browsing import client_of, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.pictures import make_picture
from tests.schools import Person, School

GPS = 0x8825
PLACE = "Elm Street school gate"
CAMERA = "Canary camera 9000"


def with_place() -> bytes:
    """A photograph that says where and by what it was taken, in three ways."""
    exif = Image.Exif()
    exif[0x010F], exif[0x8298] = CAMERA, PLACE
    exif.get_ifd(GPS).update({1: "N", 2: (40.0, 42.0, 46.0), 3: "W", 4: (74.0, 0.0, 21.0)})
    return make_picture(exif=exif, comment=PLACE.encode()) + b"after the end: " + PLACE.encode()


def bomb() -> bytes:
    """A PNG of 30,000 by 30,000 pixels in a few kilobytes."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 4_000_000)
    chunks = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


HOSTILE = {
    "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page.jpg": b"<!doctype html><script>alert(1)</script>",
    "bomb.png": bomb(),
    "packed.jpg": b"PK\x03\x04" + b"\0" * 500,
    "cut.jpg": make_picture()[:900],
    "empty.jpg": b"",
    "moving.gif": make_picture("GIF"),
    "paper.pdf": b"%PDF-1.7\n",
    "printed.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
}


@pytest.fixture
def dov(live_school: School) -> Person:
    return live_school.add_person("Dov", "guardian")


@pytest.fixture
def where(live_school: School, dov: Person) -> str:
    """The page on which a guardian gives a photograph of their child."""
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Dov", dov)
    return f"people/students/{student.pk}/photograph/"


def send(school: School, person: Person, where: str, data: bytes, name: str = "luz.jpg") -> tuple[int, str]:
    answer = post(person, school, where, {"photograph": SimpleUploadedFile(name, data, "image/jpeg")})
    return answer.status_code, answer.content.decode()


def kept(school: School) -> list[StudentPhotograph]:
    with school.inside(school.owner):
        return list(StudentPhotograph.objects.all())


def test_what_is_no_photograph_is_refused_with_a_sentence(
    live_school: School, dov: Person, where: str
) -> None:
    answers = {name: send(live_school, dov, where, data, name) for name, data in HOSTILE.items()}

    assert {name: status for name, (status, _) in answers.items()} == dict.fromkeys(HOSTILE, 422)
    assert all('class="field-error"' in page or "aria-invalid" in page for _, page in answers.values())
    assert kept(live_school) == []


def test_nothing_but_the_picture_is_kept(live_school: School, dov: Person, where: str) -> None:
    sent = with_place()
    assert {word for word, _ in found_in(sent, [PLACE, CAMERA])} == {PLACE, CAMERA}

    assert send(live_school, dov, where, sent, "../../etc/cron.d/luz.jpg")[0] == 302

    [photograph] = kept(live_school)
    with live_school.inside(live_school.owner):
        asked = {"purpose": Purpose.LESSON, "by": live_school.owner.actor, "at": now()}
        data = reveal([photograph], ["picture"], **asked)[photograph.pk]["picture"]
    opened = Image.open(io.BytesIO(data))
    assert (opened.format, opened.size, dict(opened.getexif()), opened.info.get("comment")) == (
        "WEBP",
        (640, 400),
        {},
        None,
    )
    assert found_in(data, [PLACE, CAMERA]) == set()
    assert found_in(bytes(photograph.picture.data), [PLACE, CAMERA]) == set()
    assert b"WEBP" not in bytes(photograph.picture.data)  # sealed


def test_a_page_inside_a_picture_stays_behind(live_school: School, dov: Person, where: str) -> None:
    both = make_picture("PNG", (64, 64)) + b"<script>alert('both')</script>"

    assert send(live_school, dov, where, both)[0] == 302
    answer = client_of(dov).get(f"/{live_school.slug}/{where}picture/", secure=True)

    assert b"script" not in answer.content
    assert {
        name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")
    } == {
        "Content-Type": "image/webp",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_it_is_turned_upright(live_school: School, dov: Person, where: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the telephone on its side

    send(live_school, dov, where, make_picture(exif=exif))

    [photograph] = kept(live_school)
    assert (photograph.width, photograph.height) == (400, 640)


def test_the_office_sends_one_too_and_the_new_one_takes_the_place(
    live_school: School, dov: Person, where: str
) -> None:
    send(live_school, dov, where, make_picture(size=(300, 300)))
    sent = SimpleUploadedFile("x.png", make_picture("PNG", (200, 100)), "image/png")
    answer = post(
        live_school.owner, live_school, f"{where}edit/", {"photograph": sent, "idempotency_key": str(uuid4())}
    )

    assert answer.status_code == 302
    assert [(each.width, each.height) for each in kept(live_school)] == [(200, 100)]
    gone = post(dov, live_school, f"{where}remove/", {})
    assert (gone.status_code, kept(live_school)) == (302, [])
