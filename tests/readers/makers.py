"""Small files of each format, made by hand so that every test knows what is inside."""

# ruff: noqa: E501  a line is a document: broken over several it could not be read

import io
import struct
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def package(files, compress=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as box:
        for name, data in files.items():
            box.writestr(name, data)
    return out.getvalue()


def docx(body, **parts):
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{name}.xml": f"<w:{name} {W}>{xml}</w:{name}>" for name, xml in parts.items()}
    return package(files)


def odt(body, manifest="<manifest/>"):
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:dc="d"'
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )


def hwpx(body):
    return package(
        {
            "mimetype": "application/hwp+zip",
            "Contents/header.xml": "<head/>",
            "Contents/section0.xml": f'<hs:sec xmlns:hs="s" xmlns:hp="p">{body}</hs:sec>',
        }
    )


def xlsx(cells, dimension="A1:B2", **more):
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>'
            if isinstance(words, str)
            else f'<c r="{at}"><v>{words}</v></c>'
            for at, words in row
        )
        + "</row>"
        for number, row in cells
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {main}><sheets><sheet name="명단" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>',
            **more,
        }
    )


def pdf(*pages, encrypt=False, annotation=""):
    """A PDF with one line of Latin text a page; '' makes a page without text, None one that holds a picture."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for words in pages:
        stream = "q 100 0 0 100 0 0 cm /I Do Q" if words is None else f"BT /F 12 Tf 20 100 Td ({words}) Tj ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        notes = (
            f"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({annotation})/T(Clerk)>>]" if annotation else ""
        )
        resources = f"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</I {number + 2} 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources{resources}/Contents {number + 1} 0 R{notes}>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        objects.append(
            "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x7f\nendstream"
        )
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    trailer = ""
    if encrypt:
        key = "11" * 32
        objects.append(f"<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>")
        trailer = f"/Encrypt {len(objects)} 0 R/ID[<00><00>]"
    return _numbered(objects, trailer)


def _numbered(objects, trailer):
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def hwp_record(tag, level, data):
    if len(data) < 0xFFF:
        return struct.pack("<I", tag | level << 10 | len(data) << 20) + data
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(data)) + data


def bomb(size=40 << 20):
    return package({"word/document.xml": b"\0" * size, "[Content_Types].xml": b"<Types/>"})


def deflated(data):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()
