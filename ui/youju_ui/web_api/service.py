"""What all faces of one server share: the library and its keys, the desk, the jobs, the shelf, the counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from youju_ui.access.audit import Audit
from youju_ui.access.rate import RateLimit
from youju_ui.access.registry import Registry
from youju_ui.access.view import LibraryView
from youju_ui.web_api.desk import Desk
from youju_ui.web_api.jobs import Jobs
from youju_ui.web_api.ledger import Ledger
from youju_ui.web_api.metrics import Metrics
from youju_ui.web_api.shelf import Shelf

if TYPE_CHECKING:
    from youju import Library
    from youju.errors import Message
    from youju.settings import Settings
    from youju_ui.access.values import Access


@dataclass(frozen=True, slots=True)
class Service:
    """Made once a server; ``language`` is spoken where a request asks for none."""

    library: Library
    settings: Settings
    language: str
    required: bool
    """Ask for a key even while none was made: the address is not loopback."""
    preparing: Callable[[], Message | None]
    registry: Registry
    audit_log: Audit
    rate: RateLimit
    metrics: Metrics
    desk: Desk
    jobs: Jobs
    shelf: Shelf
    ledger: Ledger
    ready: Event = field(default_factory=Event)
    """Set once the model is loaded."""

    @classmethod
    def over(
        cls,
        library: Library,
        *,
        settings: Settings,
        language: str = "zh-CN",
        required: bool = False,
        preparing: Callable[[], Message | None] = lambda: None,
    ) -> Service:
        """The service over an open library, which stays its opener's to close."""
        metrics = Metrics()
        server, ledger = settings.server, Ledger(library.path)
        return cls(
            library=library,
            settings=settings,
            language=language,
            required=required,
            preparing=preparing,
            registry=Registry(library.path),
            audit_log=Audit(library.path, content=server.audit_content),
            rate=RateLimit(server.rate),
            metrics=metrics,
            desk=Desk(concurrency=server.concurrency, queue=server.queue, metrics=metrics),
            jobs=Jobs(ledger),
            shelf=Shelf(library.path),
            ledger=ledger,
        )

    def view(self, access: Access) -> LibraryView:
        """The library as one asker may see it."""
        return LibraryView(self.library, access)

    def audit(
        self, access: Access, action: str, *, content: str = "", **facts: str | float | None
    ) -> None:
        """A line in the log of who did what, where one is kept."""
        kept = self.settings.server.audit
        if kept == "always" or (kept == "guarded" and (self.required or self.registry.guarded)):
            self.audit_log.record(access, action, content=content, **facts)

    def close(self) -> None:
        """End jobs and give back files; calling it twice is fine."""
        self.jobs.close()
        self.registry.close()
        self.shelf.close()
        self.ledger.close()
