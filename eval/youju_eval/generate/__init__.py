"""Question sets proposed from documents, for a person to review: by templates, or by a model.

``documents`` reads files, ``topics`` knows what each is about, one file for each kind of question gives
candidates, ``swaps`` questions without answer, ``selection`` chooses, ``folder`` writes a set and
``review`` takes a person's edits over.
"""

from youju_eval.generate.documents import read_documents
from youju_eval.generate.folder import ProposalFolder, write_proposal
from youju_eval.generate.proposing import propose
from youju_eval.generate.review import REVIEWED, Reviewed, apply_review
from youju_eval.generate.values import (
    METHOD,
    FailedFile,
    GenerationDocument,
    Proposal,
    Reading,
    Rejection,
)
from youju_eval.generate.with_model import ChatClient, propose_with_model

__all__ = [
    "METHOD",
    "REVIEWED",
    "ChatClient",
    "FailedFile",
    "GenerationDocument",
    "Proposal",
    "ProposalFolder",
    "Reading",
    "Rejection",
    "Reviewed",
    "apply_review",
    "propose",
    "propose_with_model",
    "read_documents",
    "write_proposal",
]
