"""From uploaded files to one roster: the doors everybody outside this folder uses."""

from collections.abc import Callable, Sequence

from museminder.domain.switching.formats.balance_lists import read_balances
from museminder.domain.switching.formats.class_lists import read_classes, read_staff
from museminder.domain.switching.formats.contact_lists import read_contact_list
from museminder.domain.switching.formats.dates import DateOrder, DateOrders, orders_of
from museminder.domain.switching.formats.fields import ColumnMapping, FormatKind
from museminder.domain.switching.formats.jackrabbit_students import read_jackrabbit_students
from museminder.domain.switching.formats.recognition import FORMATS, mapping_problems, proposed_columns
from museminder.domain.switching.formats.row_reader import Reading
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.formats.uploads import Upload
from museminder.domain.switching.rules.records import ImportedRoster

_READERS: dict[FormatKind, Callable[[Reading, str], ImportedRoster]] = {
    FormatKind.MUSIC_STAFF_CONTACTS: read_contact_list,
    FormatKind.TUTORBIRD_CONTACTS: read_contact_list,
    FormatKind.TEACHWORKS_STUDENTS: read_contact_list,
    FormatKind.TEMPLATE_STUDENTS: read_contact_list,
    FormatKind.JACKRABBIT_STUDENTS: read_jackrabbit_students,
    FormatKind.JACKRABBIT_CLASSES: read_classes,
    FormatKind.TEMPLATE_CLASSES: read_classes,
    FormatKind.JACKRABBIT_STAFF: read_staff,
    FormatKind.TEMPLATE_STAFF: read_staff,
    FormatKind.TEMPLATE_BALANCES: read_balances,
}
_BUSINESS_DATES = ("started_on", "first_day_on", "last_day_on", "next_lesson", "as_of_on", "inactive_on")
_BIRTH_DATES = ("birth_date",)


def propose_mapping(upload: Upload) -> ColumnMapping:
    """Matches the columns of a file to our fields by their headings, for somebody to check and change.

    Raises UnreadableFile if it is not known what kind of list the file is.
    """
    if upload.kind is None:
        raise UnreadableFile(
            "The headings are of no list we know. Please choose which list it is, or use our template.", row=1
        )
    return proposed_columns(upload.kind, upload.table.headings)


def date_orders(upload: Upload, mapping: ColumnMapping, *, region: str) -> DateOrders:
    """Finds in which order the dates of a file stand, with three examples, for somebody to confirm.

    Birth dates help to decide, but are shown as examples only where the file has no other dates.
    """
    return common_date_orders([(upload, mapping)], region=region)


def common_date_orders(files: Sequence[tuple[Upload, ColumnMapping]], *, region: str) -> DateOrders:
    """Finds the date order of several files from one system: what one leaves open, another may settle."""
    shown = [text for upload, mapping in files for text in _texts(upload, mapping, _BUSINESS_DATES)]
    private = [text for upload, mapping in files for text in _texts(upload, mapping, _BIRTH_DATES)]
    return orders_of(shown, private, region=region)


def records_of(
    upload: Upload, mapping: ColumnMapping, *, date_order: DateOrder, region: str, currency: str
) -> ImportedRoster:
    """Reads a file into families, students, classes and whatever else it holds; nothing is dropped silently.

    `region` is two letters (ISO 3166), `currency` three (ISO 4217). Every row leaves a record or a finding.
    Raises UnreadableFile if the mapping names columns or fields that are not there.
    """
    problems = mapping_problems(mapping, upload.table.headings)
    if problems:
        raise UnreadableFile(" ".join(problems), row=1)
    reading = Reading(upload, mapping, date_order, region, currency)
    return _READERS[mapping.kind](reading, FORMATS[mapping.kind].system)


def _texts(upload: Upload, mapping: ColumnMapping, fields: tuple[str, ...]) -> list[str]:
    headings = [mapping.columns[name] for name in fields if name in mapping.columns]
    columns = [upload.table.headings.index(heading) for heading in headings]
    return [row.cells[column] for row in upload.table.rows for column in columns if row.cells[column]]
