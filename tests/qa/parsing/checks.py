"""What must hold for every parsed document, whatever the format."""

from youju.parsing import ParsedDocument


def assert_exact(document: ParsedDocument) -> None:
    """Spans are exact, ordered, apart, and together cover all that is not blank."""
    position = 0
    for block in document.blocks:
        assert document.text[block.span.start : block.span.end] == block.text
        assert block.text.strip()
        assert document.text[position : block.span.start].strip() == ""
        assert block.span.start >= position
        assert (block.level > 0) == (block.kind == "heading")
        position = block.span.end
    assert document.text[position:].strip() == ""
    if document.pages:
        assert document.pages[0].start == 0
        assert document.pages[-1].end == len(document.text)
        for before, after in zip(document.pages, document.pages[1:], strict=False):
            assert before.end == after.start
