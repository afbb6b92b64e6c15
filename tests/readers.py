"""What every long text has: contents whose anchors exist, and paragraphs that can be linked."""

from lxml import html


def page_of(client, path):
    """The page at an address, as elements."""
    return html.fromstring(client.get(path).content)


def filled(client, path):
    """What the filled buttons of a page say: what it wants done first."""
    buttons = page_of(client, path).xpath('//main//*[contains(@class, "btn-primary")]')
    return [button.text_content().strip() for button in buttons]


def contents_of(page):
    """The addresses to which the contents lead."""
    return page.xpath('//nav[contains(@class, "toc")]//a/@href')


def anchors_of(page):
    """Every id, as often as it is given."""
    return page.xpath("//@id")


def paragraphs_of(page):
    """The paragraphs, by their anchor, with the address of the link beside each."""
    rows = page.xpath('//*[contains(concat(" ", @class, " "), " para ")]')
    return {row.get("id"): row.xpath('./a[@class="pn"]/@href') for row in rows}


def assert_can_be_read(page):
    """Whatever the text: its contents lead somewhere, and each id is given once."""
    anchors = anchors_of(page)
    inside = [address[1:] for address in contents_of(page) if address.startswith("#")]

    assert inside
    assert [anchor for anchor in inside if anchors.count(anchor) != 1] == []
    assert len(set(anchors)) == len(anchors)
    paragraphs = paragraphs_of(page)
    assert paragraphs
    assert None not in paragraphs
    assert {link for links in paragraphs.values() for link in links} <= {
        f"#{anchor}" for anchor in paragraphs
    }
