"""The HTTP APIs of the server: thin faces over one ``Service``; what is asked and answered is the library's work.

    service    what all faces share
    asking     who asks, and in which language; problems: what went wrong
    desk       where questions queue; jobs: long work in the background, kept in the ledger
    shelf      uploads and collections that hold nothing yet
    trace      request ids, times, limits; metrics: what was counted
    rest/      ``/api/v1``
    openai/    ``/v1``, as the clients of OpenAI's API speak
    dify       ``/dify/retrieval``

Imports FastAPI, so only the server imports it.
"""
