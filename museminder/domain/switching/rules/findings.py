"""What was noticed about one row of an import, as sentences for the person who sits in front of it."""

from dataclasses import dataclass
from enum import StrEnum


class RowState(StrEnum):
    """Where a row stands before anything is stored; a row takes the gravest state of its findings."""

    READY = "ready"
    DUPLICATE = "duplicate"
    NEEDS_INFO = "needs_info"
    ERROR = "error"

    @property
    def gravity(self) -> int:
        """0 for ready up to 3 for error."""
        return list(RowState).index(self)


@dataclass(frozen=True, slots=True, order=True)
class RowReference:
    """One row of one file. The headings are row 1, as a spreadsheet shows them."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"


class FindingCode(StrEnum):
    """What can be wrong with a row, or worth saying about it."""

    # The row stays out until it is corrected.
    NAME_MISSING = "name_missing"
    CLASS_NAME_MISSING = "class_name_missing"
    ROW_TOO_LONG = "row_too_long"
    ROW_CUT_OFF = "row_cut_off"
    DATE_UNREADABLE = "date_unreadable"
    AMOUNT_UNREADABLE = "amount_unreadable"
    TIME_UNREADABLE = "time_unreadable"
    TIMES_BACKWARD = "times_backward"
    SEASON_BACKWARD = "season_backward"
    BALANCE_FAMILY_UNKNOWN = "balance_family_unknown"
    BALANCE_FAMILY_MISSING = "balance_family_missing"
    ID_REPEATED = "id_repeated"
    # The row lacks something a person can add.
    FIRST_NAME_MISSING = "first_name_missing"
    GUARDIAN_MISSING = "guardian_missing"
    CONTACT_WITHOUT_NAME = "contact_without_name"
    EMAIL_UNREADABLE = "email_unreadable"
    STATUS_UNKNOWN = "status_unknown"
    NUMBER_UNREADABLE = "number_unreadable"
    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"
    TEXT_TOO_LONG = "text_too_long"
    TIME_AMBIGUOUS = "time_ambiguous"
    DAYS_UNREADABLE = "days_unreadable"
    BALANCE_REPEATED = "balance_repeated"
    # The row comes in; the person should know.
    CARD_NUMBER = "card_number"
    ID_LIKE_CARD = "id_like_card"
    DATE_FROM_NUMBER = "date_from_number"
    CONTROL_CHARACTERS = "control_characters"
    FORMULA_TEXT = "formula_text"
    MARKUP_TEXT = "markup_text"
    GARBLED_TEXT = "garbled_text"
    NAME_REMARK = "name_remark"
    LAST_NAME_MISSING = "last_name_missing"
    PHONE_UNREADABLE = "phone_unreadable"
    EMAIL_OF_GUARDIAN = "email_of_guardian"
    ID_MISSING = "id_missing"
    SCHEDULE_MISSING = "schedule_missing"


_SENTENCES: dict[FindingCode, tuple[RowState, str]] = {
    FindingCode.NAME_MISSING: (RowState.ERROR, "There is neither a first nor a last name."),
    FindingCode.CLASS_NAME_MISSING: (RowState.ERROR, "The class has no name."),
    FindingCode.ROW_TOO_LONG: (
        RowState.ERROR,
        "The row has more cells than there are headings. A text with a comma may lack quotation marks.",
    ),
    FindingCode.ROW_CUT_OFF: (
        RowState.ERROR,
        "The file ends in the middle of this row. Please export it again.",
    ),
    FindingCode.DATE_UNREADABLE: (RowState.ERROR, "“{text}” is not a date in the order chosen."),
    FindingCode.AMOUNT_UNREADABLE: (RowState.ERROR, "“{text}” is not an amount of money."),
    FindingCode.TIME_UNREADABLE: (RowState.ERROR, "“{text}” is not a time of day."),
    FindingCode.TIMES_BACKWARD: (RowState.ERROR, "The class ends at {end}, before it starts at {start}."),
    FindingCode.SEASON_BACKWARD: (RowState.ERROR, "The last day, {end}, is before the first, {start}."),
    FindingCode.BALANCE_FAMILY_UNKNOWN: (
        RowState.ERROR,
        "No family with the id “{text}” is in the files or in the studio.",
    ),
    FindingCode.BALANCE_FAMILY_MISSING: (RowState.ERROR, "The balance says no family."),
    FindingCode.ID_REPEATED: (RowState.ERROR, "The id “{text}” is already used by row {row}."),
    FindingCode.FIRST_NAME_MISSING: (RowState.NEEDS_INFO, "The first name is missing."),
    FindingCode.GUARDIAN_MISSING: (
        RowState.NEEDS_INFO,
        "A student who is not marked as an adult has no guardian.",
    ),
    FindingCode.CONTACT_WITHOUT_NAME: (
        RowState.NEEDS_INFO,
        "Contact {position} has an e-mail, a phone or an address, but no name.",
    ),
    FindingCode.EMAIL_UNREADABLE: (RowState.NEEDS_INFO, "“{text}” is not an e-mail address."),
    FindingCode.STATUS_UNKNOWN: (RowState.NEEDS_INFO, "“{text}” is not a status we know."),
    FindingCode.NUMBER_UNREADABLE: (RowState.NEEDS_INFO, "“{text}” is not a whole number."),
    FindingCode.BIRTH_DATE_IMPOSSIBLE: (
        RowState.NEEDS_INFO,
        "The birth date “{text}” is in the future or more than 120 years ago.",
    ),
    FindingCode.TEXT_TOO_LONG: (
        RowState.NEEDS_INFO,
        "The text has {length} characters; at most {limit} fit here.",
    ),
    FindingCode.TIME_AMBIGUOUS: (
        RowState.NEEDS_INFO,
        "“{text}” could be in the morning or in the afternoon. Please add am or pm.",
    ),
    FindingCode.DAYS_UNREADABLE: (RowState.NEEDS_INFO, "“{text}” does not say which days of the week."),
    FindingCode.BALANCE_REPEATED: (
        RowState.NEEDS_INFO,
        "Row {row} already has an opening balance for this family.",
    ),
    FindingCode.CARD_NUMBER: (
        RowState.READY,
        "A card number was found and blacked out. It was never stored; please delete it from the old file.",
    ),
    FindingCode.ID_LIKE_CARD: (
        RowState.READY,
        "The id could be a card number, so only its first six and last four digits are kept. It still tells the row.",
    ),
    FindingCode.DATE_FROM_NUMBER: (
        RowState.READY,
        "“{text}” is how a spreadsheet counts days; it is read as {day}.",
    ),
    FindingCode.CONTROL_CHARACTERS: (RowState.READY, "Invisible characters were removed."),
    FindingCode.FORMULA_TEXT: (
        RowState.READY,
        "The text begins like a spreadsheet formula. It is kept as text and never calculated.",
    ),
    FindingCode.MARKUP_TEXT: (RowState.READY, "The text contains HTML. It is kept and shown as text."),
    FindingCode.GARBLED_TEXT: (
        RowState.READY,
        "The text looks garbled (“{text}”). The file may have been saved with the wrong encoding.",
    ),
    FindingCode.NAME_REMARK: (RowState.READY, "The name holds a remark, “{text}”. It is kept as it is."),
    FindingCode.LAST_NAME_MISSING: (RowState.READY, "The last name is missing; the row comes in without."),
    FindingCode.PHONE_UNREADABLE: (
        RowState.READY,
        "“{text}” is not a phone number we can dial. It is kept as it was typed.",
    ),
    FindingCode.EMAIL_OF_GUARDIAN: (
        RowState.READY,
        "The student's e-mail is also a guardian's. It signs in the guardian only.",
    ),
    FindingCode.ID_MISSING: (
        RowState.READY,
        "There is no id, so a second import recognizes this row by its name only.",
    ),
    FindingCode.SCHEDULE_MISSING: (
        RowState.READY,
        "The class has no days and times; it comes in without a weekly schedule.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed about one row: where, what, and the words of the file it is about.

    `field` is our name of the column ("" for the whole row), `heading` the file's. `values` fill the sentence
    and may hold what stands in the file: treat them as personal data.
    """

    row: RowReference
    code: FindingCode
    field: str = ""
    heading: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> RowState:
        """The state this finding alone puts its row in."""
        return _SENTENCES[self.code][0]

    @property
    def template(self) -> str:
        """The sentence before its values are put in: what a translation catalog knows it by."""
        return _SENTENCES[self.code][1]

    @property
    def sentence(self) -> str:
        """The finding in words, in US English."""
        return self.template.format(**dict(self.values))


def gravest_state(findings: tuple[Finding, ...]) -> RowState:
    """The state of a row with these findings; ready if there are none."""
    return max(
        (finding.state for finding in findings), key=lambda state: state.gravity, default=RowState.READY
    )
