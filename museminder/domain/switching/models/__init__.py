"""Moving in from another system."""

from museminder.domain.switching.models.external_id import ExternalId
from museminder.domain.switching.models.import_batch import ImportBatch
from museminder.domain.switching.models.import_file import ImportFile
from museminder.domain.switching.models.import_row import ImportRow
from museminder.domain.switching.models.imported_record import ImportedRecord

__all__ = ["ExternalId", "ImportBatch", "ImportFile", "ImportRow", "ImportedRecord"]
