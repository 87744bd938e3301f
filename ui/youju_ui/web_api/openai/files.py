"""``/v1/files``: files that were uploaded, and the documents of the library, under one roof.

An uploaded file keeps its id in every collection it is put into; a document that came another way
has its document id for a file id.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Query, UploadFile
from fastapi.responses import JSONResponse, Response

from youju.schema import Document
from youju_ui.access.values import Access, Role
from youju_ui.web_api.adding import clean_name
from youju_ui.web_api.asking import Editor, Reader, Served
from youju_ui.web_api.openai.paging import LongPaged, nothing, page_of
from youju_ui.web_api.problems import ProblemError
from youju_ui.web_api.service import Service
from youju_ui.web_api.shelf import ShelvedFile

FILE_ID = "file_id"
"""The key in a document's metadata that holds the id of the file it was made of."""
FileId = Annotated[str, Path(max_length=200)]


async def create(
    editor: Editor,
    service: Served,
    file: Annotated[UploadFile, File()],
    purpose: Annotated[str, Form(max_length=100)] = "assistants",
) -> JSONResponse:
    """Keep a file; it is read when it is put into a vector store."""
    name, data = clean_name(file.filename or ""), await file.read()
    kept = await service.desk.aside(
        lambda: service.shelf.put_file(name, data, purpose=purpose, owner=editor.name)
    )
    service.audit(editor, "file.create", file=kept.id, name=name)
    return JSONResponse(_shelved(kept))


async def listed(
    reader: Reader,
    service: Served,
    paging: LongPaged,
    purpose: Annotated[str | None, Query(max_length=100)] = None,
) -> JSONResponse:
    """Your uploads, and the documents that came another way."""

    def found() -> list[dict[str, Any]]:
        uploads = [_shelved(one) for one in service.shelf.files() if is_of(one, reader)]
        documents = [
            _document(one)
            for one in service.view(reader).documents()
            if FILE_ID not in one.metadata
        ]
        return uploads + documents

    every = await service.desk.aside(found)
    data = [one for one in every if purpose in {None, one["purpose"]}]
    return JSONResponse(page_of(data, paging))


async def shown(file_id: FileId, reader: Reader, service: Served) -> JSONResponse:
    """One file."""
    return JSONResponse(await service.desk.aside(lambda: _found(service, reader, file_id)))


async def content(file_id: FileId, reader: Reader, service: Served) -> Response:
    """The bytes of an upload, or the text of a document."""

    def read() -> tuple[bytes, str]:
        found = service.shelf.file(file_id)
        if found is not None and is_of(found, reader):
            return service.shelf.data(file_id), "application/octet-stream"
        _found(service, reader, file_id)
        text = service.view(reader).document(file_id).text
        return text.encode(), "text/plain; charset=utf-8"

    data, kind = await service.desk.aside(read)
    return Response(data, media_type=kind)


async def remove(file_id: FileId, editor: Editor, service: Served) -> JSONResponse:
    """Forget an upload, and take what was made of it out of every collection of yours."""

    def removed() -> None:
        _found(service, editor, file_id)
        kept = service.shelf.file(file_id)
        # What stands in a shared collection may go; the upload itself is its owner's.
        if kept is not None and is_of(kept, editor):
            service.jobs.detach(file_id)
            service.shelf.drop_file(file_id)
        for document in documents_of(service, editor, file_id):
            service.view(editor).remove(document.id)

    await service.desk.aside(removed)
    service.audit(editor, "file.remove", file=file_id)
    return JSONResponse({"id": file_id, "object": "file", "deleted": True})


def is_of(file: ShelvedFile, access: Access) -> bool:
    """Whether someone may use an upload: his own, every one for an administrator of everything."""
    return file.owner == access.name or (access.may(Role.ADMIN) and access.readable is None)


def file_id_of(document: Document) -> str:
    """The id of the file a document was made of, or its own."""
    return document.metadata.get(FILE_ID, document.id)


def documents_of(service: Service, access: Access, file_id: str) -> tuple[Document, ...]:
    """What was made of a file, in his collections."""
    return tuple(
        one for one in service.view(access).documents() if file_id in {file_id_of(one), one.id}
    )


def _found(service: Service, access: Access, file_id: str) -> dict[str, Any]:
    kept = service.shelf.file(file_id)
    if kept is not None and is_of(kept, access):
        return _shelved(kept)
    documents = documents_of(service, access, file_id)
    if not documents:
        raise ProblemError(nothing(file_id))
    return _document(documents[0])


def _shelved(file: ShelvedFile) -> dict[str, Any]:
    return {
        "id": file.id,
        "object": "file",
        "bytes": file.size,
        "created_at": file.created,
        "filename": file.name,
        "purpose": file.purpose,
        "status": "processed",
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": file_id_of(document),
        "object": "file",
        "bytes": document.size,
        "created_at": seconds_of(document.added),
        "filename": document.name,
        "purpose": "assistants",
        "status": "processed",
    }


def seconds_of(time: str) -> int:
    """Seconds since 1970 of an ISO time; 0 without one."""
    return int(datetime.fromisoformat(time).timestamp()) if time else 0


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/files", tags=["files"])
    made.add_api_route("", create, methods=["POST"], response_class=JSONResponse)
    made.add_api_route("", listed, methods=["GET"], response_class=JSONResponse)
    made.add_api_route("/{file_id}", shown, methods=["GET"], response_class=JSONResponse)
    made.add_api_route("/{file_id}/content", content, methods=["GET"], response_class=Response)
    made.add_api_route("/{file_id}", remove, methods=["DELETE"], response_class=JSONResponse)
    return made
