"""The error tree of the library; its root and the model errors come from ``youju_embeddings``.

    YoujuError
    ├── ConfigError
    ├── ModelError ─ ModelNotFoundError, MissingExtraError
    ├── DocumentError
    │   ├── UnsupportedFormatError      no parser reads this kind of file
    │   ├── UnreadableDocumentError     broken, truncated, empty, or not what its name says
    │   ├── EncryptedDocumentError      needs a password
    │   └── DocumentTooLargeError       over a limit of size, members, time or memory
    ├── StoreError
    │   ├── LibraryNotFoundError        no library there
    │   ├── LibraryLockedError          another process is writing
    │   ├── LibraryMismatchError        built with another model, segmenter or newer version
    │   ├── LibraryDamagedError         the database does not pass its checks
    │   ├── LibraryFullError            no space left on the disk
    │   └── AlreadyThereError           the collection holds this source already
    ├── NotInLibraryError               no such document or passage
    ├── QuestionError                   a question that cannot be asked (empty, too long)
    ├── GenerationError
    └── EvaluationError

"Nothing found" is a value (``Answer.status``), not an error.
"""

from youju_embeddings.errors import (
    ConfigError,
    Message,
    MissingExtraError,
    ModelError,
    ModelNotFoundError,
    YoujuError,
)


class DocumentError(YoujuError):
    """One file cannot be taken in; the others of the batch can."""


class UnsupportedFormatError(DocumentError):
    """No parser reads this kind of file."""


class UnreadableDocumentError(DocumentError):
    """The file is broken, truncated, empty, or not what its name says."""


class EncryptedDocumentError(DocumentError):
    """The file needs a password."""


class DocumentTooLargeError(DocumentError):
    """The file is over a limit of size, members, time or memory."""


class StoreError(YoujuError):
    """The library's store cannot do what was asked."""


class LibraryNotFoundError(StoreError):
    """There is no library at this place."""


class LibraryLockedError(StoreError):
    """Another process is writing to the library."""


class LibraryMismatchError(StoreError):
    """The library was built with another model, segmenter or a newer version."""


class LibraryDamagedError(StoreError):
    """The database does not pass its own checks."""


class LibraryFullError(StoreError):
    """The disk has no space left; nothing acknowledged was lost."""


class AlreadyThereError(StoreError):
    """A collection holds another document of the same source."""


class NotInLibraryError(YoujuError):
    """No document or passage under this name or id that the asker may see."""


class QuestionError(YoujuError):
    """A question that cannot be asked as it stands."""


class GenerationError(YoujuError):
    """A plugged-in model failed."""


class EvaluationError(YoujuError):
    """An evaluation set or run is not usable."""


__all__ = [
    "AlreadyThereError",
    "ConfigError",
    "DocumentError",
    "DocumentTooLargeError",
    "EncryptedDocumentError",
    "EvaluationError",
    "GenerationError",
    "LibraryDamagedError",
    "LibraryFullError",
    "LibraryLockedError",
    "LibraryMismatchError",
    "LibraryNotFoundError",
    "Message",
    "MissingExtraError",
    "ModelError",
    "ModelNotFoundError",
    "NotInLibraryError",
    "QuestionError",
    "StoreError",
    "UnreadableDocumentError",
    "UnsupportedFormatError",
    "YoujuError",
]
