"""Why somebody opens what is sealed: a closed list, and marketing is not on it."""

from enum import StrEnum


class Purpose(StrEnum):
    """The reasons for which sealed information may be opened."""

    LESSON = "lesson"
    PLACING_BY_AGE = "placing_by_age"
    EMERGENCY = "emergency"
    CONTACTING_THE_FAMILY = "contacting_the_family"
    CORRECTING_THE_RECORD = "correcting_the_record"
    INVOICE = "invoice"
    IMPORT_CHECK = "import_check"
    EXPORT = "export"
    OWN_RECORD = "own_record"
    PAYMENT = "payment"
    FINDING_DUPLICATES = "finding_duplicates"
    RETENTION = "retention"
    LEGAL_DEMAND = "legal_demand"
    # Whether an address is written as the post wants it. The vault opens nothing else for it.
    ACCURACY = "accuracy"
    # On which day a student decides alone. The vault opens birth dates for it, and nothing else.
    COMING_OF_AGE = "coming_of_age"


# What a person may choose on a page; the others belong to work that the program does.
CHOSEN_BY_A_PERSON = (
    Purpose.LESSON,
    Purpose.PLACING_BY_AGE,
    Purpose.EMERGENCY,
    Purpose.CONTACTING_THE_FAMILY,
    Purpose.CORRECTING_THE_RECORD,
)
