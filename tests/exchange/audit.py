"""What the checker of Open XML says about a file."""

from openxml_audit import OpenXmlValidator


def findings(data, tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
