"""Documents with their passages, and the collections they are in."""

from pydantic import Field

from youju_ui.web_api.rest.models.fields import CollectionName, Model


class Document(Model):
    """One document; its size is in bytes of the original file."""

    id: str = Field(examples=["d7e7971d3c6db"])
    name: str
    title: str
    source: str
    collection: str
    date: str | None
    media_type: str
    size: int
    pages: int
    passages: int
    added: str
    sha256: str
    metadata: dict[str, str]


class Heading(Model):
    """One heading of a document."""

    level: int
    text: str
    path: list[str]
    page: int | None


class DocumentDetail(Document):
    """A document with its outline."""

    outline: list[Heading]


class DocumentPage(Model):
    """One page of a list of documents."""

    documents: list[Document]
    total: int
    next: str | None = Field(description="``cursor`` of the next page; null on the last.")


class StoredPassage(Model):
    """A passage as it stands in its document, outside any ranking."""

    passage_id: str
    document_id: str
    document: str
    text: str
    start: int
    end: int
    page: int | None
    heading_path: list[str]
    url: str = Field(examples=["/passages/d7e7971d3c6db-9e3648a5"])


class PassageLink(Model):
    """Where a passage's page opens for whoever has the link."""

    url: str = Field(
        description="Below the server's address; takes `&quotes=start-end,…` and `&lang=`.",
        examples=["/passages/d7e7971d3c6db-9e3648a5?pass=WyI3ZiJd.c2ln"],
    )
    seconds: int | None = Field(
        description="How long it opens without a login; null where it needs none, or the one you have."
    )


class PassagePage(Model):
    """One page of the passages of a document, in their order."""

    passages: list[StoredPassage]
    total: int
    next: int | None = Field(description="``offset`` of the next page; null on the last.")


class Collection(Model):
    """One collection; its name or its id names it in every contract."""

    id: str = Field(
        description="The name, or a form of it that fits into a path.", examples=["default"]
    )
    name: str
    documents: int


class CollectionList(Model):
    """The collections you may read."""

    collections: list[Collection]


class NewCollection(Model):
    """A collection that is to hold documents later."""

    name: CollectionName
