"""PDF through PDFium: the text of each page, form fields and annotations; scanned pages told from empty ones."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from doltap.model import Locator, Outcome, Reading
from doltap.readers.pieces import Piece, Unreadable, compose

TYPE: Final = "application/pdf"
_MOST_PAGES: Final = 10_000
_MOST_ANNOTATIONS: Final = 2_000
# PDFium joins a word that was broken at the end of a line and puts this in place of the hyphen.
_LINE_HYPHEN: Final = "\ufffe"
_PASSWORD: Final = raw.FPDF_ERR_PASSWORD
_REMARKS: Final = frozenset(
    {
        raw.FPDF_ANNOT_TEXT,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_STRIKEOUT,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_POPUP,
        raw.FPDF_ANNOT_CARET,
    }
)


@dataclass(slots=True)
class _Tally:
    """What was met on the way through the pages."""

    words: int = 0
    scanned: int = 0
    broken: int = 0
    pages: int = 0
    pieces: list[Piece] = field(default_factory=list)


def read_pdf(untrusted: bytes, name: str = "") -> Reading:
    """The text by page. No text but pictures: `needs_ocr`; some such pages: `partial`; a password: `locked`."""
    try:
        document = pypdfium2.PdfDocument(untrusted)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        raise Unreadable(*((Outcome.LOCKED, "password") if locked else (Outcome.DAMAGED, "pdf_broken"))) from None
    try:
        return _document(document)
    finally:
        document.close()


def _document(document: pypdfium2.PdfDocument) -> Reading:
    _init_forms(document)
    tally = _Tally(pages=min(len(document), _MOST_PAGES))
    for number in range(tally.pages):
        _page(document, number, tally)
    known = _outcome(tally, more=len(document) > _MOST_PAGES)
    return compose(tally.pieces, reader="pdf", media_type=TYPE, encoding="utf-16-le", **_facts(document), **known)


def _init_forms(document: pypdfium2.PdfDocument) -> None:
    try:
        document.init_forms()
    except pypdfium2.PdfiumError:
        return


def _facts(document: pypdfium2.PdfDocument) -> dict[str, str]:
    try:
        facts = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError:
        return {}
    return {"title": facts.get("Title", ""), "date": facts.get("CreationDate", "")}


def _page(document: pypdfium2.PdfDocument, number: int, tally: _Tally) -> None:
    try:
        page = document[number]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        tally.broken += 1
        return
    where = Locator(page=number + 1)
    tally.words += bool(text.strip())
    tally.pieces.append(Piece(text.replace(_LINE_HYPHEN, ""), "body", where, gap="\n\n"))
    tally.pieces += _annotations(document, page, where)
    if not text.strip():
        tally.scanned += _has_picture(page)
    page.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    try:
        return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    except pypdfium2.PdfiumError:
        return False


def _outcome(tally: _Tally, *, more: bool) -> dict[str, Any]:
    some = any(piece.text.strip() for piece in tally.pieces)
    if not some and tally.scanned:
        return {"outcome": Outcome.NEEDS_OCR, "reason": "scanned"}
    if tally.broken:
        return {"outcome": Outcome.PARTIAL if some else Outcome.DAMAGED, "reason": "page_broken"}
    if more:
        return {"outcome": Outcome.PARTIAL, "reason": "too_many_pages"}
    return {"outcome": Outcome.PARTIAL, "reason": "pages_scanned"} if tally.scanned else {}


def _annotations(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, where: Locator) -> Iterator[Piece]:
    """Filled form fields as cells (their name as lead) and remarks as notes."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_WIDGET and document.formenv:
            yield from _form_field(document.formenv.raw, annotation, where)
        elif kind in _REMARKS:
            yield Piece(_remark(annotation, b"Contents"), "note", where, _remark(annotation, b"T"))
        raw.FPDFPage_CloseAnnot(annotation)


def _form_field(form: Any, annotation: Any, where: Locator) -> Iterator[Piece]:
    value = _wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    name = _wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size))
    if value.strip() and value != "Off":
        yield Piece(value, "cell", Locator(page=where.page, cell=name[:100]), lead=f"{name}: " if name else "")


def _remark(annotation: Any, key: bytes) -> str:
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _wide(ask: Any) -> str:
    """A string that PDFium writes as UTF-16 with its zero: first asked for its size, then for itself."""
    size = ask(None, 0)
    if size <= 2 or size > 1 << 22:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
