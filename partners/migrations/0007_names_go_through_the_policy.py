"""Take what nobody can see out of the names on record; what looks alike is marked, not merged.

The old name stays in the history of the partner and in the ledger. Two entries of one name in one
country stand on the worklist of the secretariat, which tells them apart. How a form of a name is
reckoned stands here as it was in November 2026, so that this step never changes.
"""

import re
import unicodedata

from django.db import migrations
from django.utils import timezone

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


UNSEEN = (
    r"[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F"
    r"\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3"
    r"\U0001D173-\U0001D17A\U000E0000-\U000E00FF\U000E01F0-\U000E0FFF]"
)
BLANKS = re.compile(r"[\s\u2028\u2029]+")
GONE = re.compile(UNSEEN)
REASON = "Characters that nobody can see were taken out of the name."
NAMES_OF_LETTERS = (
    *("organisation", "short_name", "contact_name", "contact_title"),
    *("signatory_name", "signatory_title", "signed_name"),
)
BATCH = 500


def clean(name):
    composed = unicodedata.normalize("NFC", GONE.sub("", BLANKS.sub(" ", name)))
    return BLANKS.sub(" ", composed).strip()


def clean_partners(apps, table):
    Partner = apps.get_model("partners", "Partner")
    past = apps.get_model("partners", "HistoricalPartner")
    entries = apps.get_model("ledger", "Entry")
    columns = [field.attname for field in past._meta.fields]
    shared = {field.attname for field in Partner._meta.fields} & set(columns)
    for partner in Partner.objects.order_by("pk"):
        old = partner.name, partner.short_name
        partner.name, partner.short_name = map(clean, old)
        partner.skeleton = form_of(partner.name, table)[:250].strip()
        partner.short_skeleton = form_of(partner.short_name, table)[:250].strip()
        partner.save()
        if old == (partner.name, partner.short_name):
            continue
        past.objects.create(
            **{name: getattr(partner, name) for name in shared},
            history_date=timezone.now(),
            history_type="~",
            history_change_reason=REASON,
        )
        entries.objects.create(
            kind="partner.renamed",
            subject=f"partners.partner:{partner.pk}",
            body={"old": old[0], "new": partner.name, "reason": REASON},
        )


def mark_what_looks_alike(apps):
    """The first entry of a name in a country stays as it is, each later one is to be settled."""
    Partner = apps.get_model("partners", "Partner")
    forms, entries = {}, set()
    for pk, form, country in Partner.objects.order_by("pk").values_list(
        "pk", "skeleton", "country_id"
    ):
        forms.setdefault(form, []).append(pk)
        if (form, country) in entries:
            Partner.objects.filter(pk=pk).update(is_mixed_up=True)
        entries.add((form, country))
    for known in forms.values():
        if len(known) > 1:
            Partner.objects.filter(pk__in=known).update(has_namesake=True)


def remember_former_names(apps, table):
    past = apps.get_model("partners", "HistoricalPartner")
    former = apps.get_model("partners", "FormerName")
    Partner = apps.get_model("partners", "Partner")
    now = {
        pk: {form, short}
        for pk, form, short in Partner.objects.values_list(
            "pk", "skeleton", "short_skeleton"
        )
    }
    for pk, *names in past.objects.order_by("history_date").values_list(
        "id", "name", "short_name"
    ):
        for name in filter(None, map(clean, names)):
            form = form_of(name, table)[:250].strip()
            if form and pk in now and form not in now[pk]:
                now[pk].add(form)
                former.objects.create(partner_id=pk, name=name, skeleton=form)


def clean_letters(apps, table):
    Letter = apps.get_model("partners", "LetterOfIntent")
    for letter in Letter.objects.only(*NAMES_OF_LETTERS).iterator(chunk_size=BATCH):
        old = [getattr(letter, name) for name in NAMES_OF_LETTERS]
        kept = [clean(name) for name in old]
        if kept != old:
            values = dict(zip(NAMES_OF_LETTERS, kept, strict=True))
            form = form_of(values["organisation"], table)[:250].strip()
            Letter.objects.filter(pk=letter.pk).update(**values, skeleton=form)
    Request = apps.get_model("partners", "SignatureRequest")
    for request in Request.objects.only("name"):
        if clean(request.name) != request.name:
            # Whoever signed is somebody, also where nobody could see the name.
            name = clean(request.name) or "-"
            Request.objects.filter(pk=request.pk).update(name=name)


def go_through_the_policy(apps, schema_editor):
    table = letters()
    clean_partners(apps, table)
    mark_what_looks_alike(apps)
    remember_former_names(apps, table)
    clean_letters(apps, table)


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_names"), ("ledger", "0002_chain")]

    operations = [migrations.RunPython(go_through_the_policy, migrations.RunPython.noop)]
