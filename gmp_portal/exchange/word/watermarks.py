"""A word across each page, as Word itself sets it: a shape in the head that carries text."""

from lxml import etree

from gmp_portal.exchange.word.elements import MAIN, Element

SHAPES = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
WORD = "urn:schemas-microsoft-com:office:word"
# In points: wide enough to be seen behind every text, within the margins of an upright page.
HEIGHT, PER_LETTER, WIDEST = 90, 62, 440
PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;"
    "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    "mso-position-vertical-relative:margin"
)
RUN = f"""<w:r xmlns:w="{MAIN}" xmlns:v="{SHAPES}" xmlns:o="{OFFICE}" xmlns:w10="{WORD}">
<w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"
 o:allowincell="f" fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-size:1pt"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape>
</w:pict></w:r>"""


def run(words: str, font: str) -> Element:
    """Return the run that lays these words across the page, behind its text."""
    made = etree.fromstring(RUN, etree.XMLParser(remove_blank_text=True))
    shape = made.find(f".//{{{SHAPES}}}shape")
    # A Han character is as wide as two letters.
    letters = sum(2 if letter > "\u2e80" else 1 for letter in words)
    width = min(WIDEST, PER_LETTER * letters)
    shape.set("style", PLACE.format(width=width, height=HEIGHT))
    text = shape.find(f"{{{SHAPES}}}textpath")
    text.set("style", f'font-family:"{font}";font-size:1pt')
    text.set("string", words)
    return made
