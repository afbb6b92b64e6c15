"""Files of the demonstration that say what they are."""


def sheet(title: str) -> bytes:
    """One page that says what it is, as a PDF whose words can be found."""
    from weasyprint import HTML

    page = (
        f"<html lang='en'><body><p>UNEP Global Mercury Partnership</p><h1>{title}</h1>"
        "<p>Sample paper of the demonstration on mercury, also known as quicksilver.</p></body>"
    )
    content: bytes = HTML(string=page).write_pdf()
    return content
