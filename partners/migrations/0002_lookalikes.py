"""Reckon anew the forms of names by which duplicates are found.

How a form is reckoned stands here as it was in November 2026, so that this step never changes.
Going back leaves the forms: each is still of one partner alone, and the version before reckons
its own when a name is saved again.
"""

import re
import unicodedata

from django.db import migrations

OWN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"}
# A Latin letter, and those of other scripts that look like it (from Unicode's confusables.txt).
LOOKALIKES = """
a ɑαаᎪᗅꓮ𐊠𖽀
b ƅβвьᏏᏴᑲᖯᗷꓐꞵ𐊂𐊡𐌁
c сᏟᴄⲥꓚ𐊢𐌂𐐽𐔜
d ԁᎠᏧᑯᗞᗪꓒꓓ
e εеҽᎬⴹꓰꬲ𐊆𑣆𑣎
f ϝքᖴẝꓝꞙꬵ𐊇𐊥𐔥𑣂
g ƍɡԍցᏀᏳᶃꓖ
h ηнһհᎻᏂᕼⲏꓧ𐋏
i ıɩɪιіӏᎥꙇ𑣃
j ʝϳјᎫᒍꓙ
k κкᏦᛕⲕꓗ𐔘
l ǀᏞᒪᛁⲓⳑⵏꓡꓲ𐊊𐌉𐑃𐔦𑣒𖼖𖼨
m μϻмᎷᗰᛖⲙꓟ𐊰𐌑
n νոռⲛꓠ𐔓
o οσоօଠഠဝჿዐᴏᴑⲟⵔꓳꬽ𐊒𐊫𐐬𐓪𐔖𑣈𑣕𑣗
p ρрᏢᑭⲣꓑ𐊕
q ԛգզⵕ
r ʀгᎡᎱᏒᖇᴦⲅꓣꭇꭈ𐓜𖼵
s ƽѕտᏕᏚꓢꜱ𐊖𐑈𑣁𖼺
t τтᎢⲧꓔ𐊗𐊱𐌕𑣜𖼊
u ʋսሀᑌᴜꓴꞟꭎꭒ𐓶𑣘𖽂
v ѵᏙᐯᴠⴸꓦꛟ𐔝𑜆𑣀𖼈
w ɯѡԝաᎳᏔᴡꓪ𑜊𑜎𑜏
x χхᕁᕽᚷⲭⵝꓫꭓ𐊐𐊴𐌗𐔧
y ɣʏγυуүყᎩᎽᶌỿⲩꓬꭚ𐊲𑣄𖽃
z ζᏃᴢꓜ𑣉
"""


def letters():
    pairs = (line.split() for line in LOOKALIKES.split("\n")[1:-1])
    latin_of = {letter: latin for latin, others in pairs for letter in others}
    return str.maketrans(latin_of | OWN)


def form_of(name, table):
    folded = unicodedata.normalize("NFKD", name).casefold()
    text = unicodedata.normalize("NFKD", folded).translate(table)
    bare = "".join(
        char
        for char in text
        if unicodedata.category(char) not in {"Mn", "Me", "Cf"} and char not in "\u115f\u1160"
    )
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare)).split())


def settled(old, new):
    """Say which partners change to which form, so that no two have the same in the end.

    Two names that were different until now and look alike both stay: the later one keeps its
    old form, until somebody changes the name. Who changes nothing comes first.
    """
    keeps = {pk for pk in old if new[pk] in ("", old[pk])}
    while True:
        taken = {old[pk] for pk in keeps}
        changes = {}
        for pk in sorted(old.keys() - keeps):
            if new[pk] not in taken:
                taken.add(new[pk])
                changes[pk] = new[pk]
        kept = old.keys() - changes.keys()
        if kept == keeps:
            return changes
        keeps = kept


def renew(apps, schema_editor):
    table = letters()
    Partner = apps.get_model("partners", "Partner")
    rows = list(Partner.objects.values_list("pk", "name", "skeleton"))
    changes = settled(
        {pk: form for pk, _name, form in rows},
        {pk: form_of(name, table) for pk, name, _form in rows},
    )
    # Some take a form that another gives up: at first nobody has either.
    for pk in changes:
        Partner.objects.filter(pk=pk).update(skeleton=f"_{pk}")
    for pk, form in changes.items():
        Partner.objects.filter(pk=pk).update(skeleton=form)
    Letter = apps.get_model("partners", "LetterOfIntent")
    for letter in Letter.objects.only("organisation", "skeleton"):
        form = form_of(letter.organisation, table)
        if form != letter.skeleton:
            Letter.objects.filter(pk=letter.pk).update(skeleton=form)


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
