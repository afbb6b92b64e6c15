"""The icons of the portal: strokes of 1.75 on a field of 24, in the colour of the text around."""

from typing import Final

from django.utils.safestring import SafeString

_DRAWINGS: Final = {
    "academic": (
        '<path d="m2 9.5 10-5 10 5-10 5Z"/>'
        '<path d="M6.5 12v5c3 2.6 8 2.6 11 0v-5M22 9.5V15"/>'
    ),
    "area-new": (
        '<circle cx="12" cy="12" r="3"/>'
        '<circle cx="12" cy="4.5" r="1.6"/>'
        '<circle cx="18.5" cy="8.2" r="1.6"/>'
        '<circle cx="18.5" cy="15.8" r="1.6"/>'
        '<circle cx="12" cy="19.5" r="1.6"/>'
        '<circle cx="5.5" cy="15.8" r="1.6"/>'
        '<circle cx="5.5" cy="8.2" r="1.6"/>'
    ),
    "area-air": (
        '<path d="M3 9h10.5a2.7 2.7 0 1 0-2.5-3.7M3 13h15a2.7 2.7 0 1 1-2.5 3.7M3 '
        '17h7.5a2 2 0 1 1-1.8 2.8"/>'
        '<circle cx="19.5" cy="6.5" r=".9" fill="currentColor"/>'
    ),
    "area-cement": (
        '<path d="M3 21V11l5 3v-3l5 3v7"/>'
        '<path d="M13 21V6.5L15 3h3l2 3.5V21M2 21h20M13 9.5h7M6.5 17.5h3"/>'
    ),
    "area-chlor-alkali": (
        '<path d="M4 8v10a3 3 0 0 0 3 3h10a3 3 0 0 0 3-3V8"/>'
        '<path d="M4 13c2.7-1.6 5.3 1.6 8 0s5.3 1.6 8 0"/>'
        '<path d="M8.5 3v13M15.5 3v13M7 5h3M14 5h3M15.5 3.5v3"/>'
    ),
    "area-coal": (
        '<path d="M5 21c.6-4 .9-7 .3-11h6.4c-.6 4-.3 7 .3 11"/>'
        '<path d="M15 21V12h4v9M3 21h18"/>'
        '<path d="M8 6.5c0-2 2.6-1.3 2.6-3.2M17 8.6c0-1.9 2.4-1.2 2.4-3"/>'
    ),
    "area-gold": (
        '<path d="M3 11h18c0 5-4 8-9 8s-9-3-9-8Z"/>'
        '<path d="M3 11c2-2.6 16-2.6 18 0"/>'
        '<circle cx="9.5" cy="14" r=".6" fill="currentColor"/>'
        '<circle cx="13" cy="15.6" r=".6" fill="currentColor"/>'
        '<path d="M12 3.2 13 5.4l2.2.3-1.6 1.5"/>'
    ),
    "area-products": (
        '<path d="M14 14.2V5a2.5 2.5 0 0 0-5 0v9.2a4.3 4.3 0 1 0 5 0Z"/>'
        '<circle cx="11.5" cy="17.6" r="1.5" fill="currentColor"/>'
        '<path d="M11.5 16V9M16.5 5H19M16.5 8.5H18M16.5 12H19"/>'
    ),
    "area-supply": (
        '<path d="M12 3 4 7v10l8 4 8-4V7Z"/>'
        '<path d="M4 7l8 4 8-4M12 11v10"/>'
        '<path d="M8 5l8 4v3.5"/>'
    ),
    "area-waste": (
        '<ellipse cx="12" cy="5.5" rx="6.5" ry="2.3"/>'
        '<path d="M5.5 5.5v13c0 1.3 2.9 2.3 6.5 2.3s6.5-1 6.5-2.3v-13"/>'
        '<path d="M5.5 10c0 1.3 2.9 2.3 6.5 2.3s6.5-1 6.5-2.3M5.5 14.3c0 1.3 2.9 2.3 '
        '6.5 2.3s6.5-1 6.5-2.3"/>'
    ),
    "cal": ('<path d="M4 6h16v14H4ZM4 10.5h16M8.5 3.5v4M15.5 3.5v4"/>'),
    "chart": ('<path d="M4 20V4M4 20h16M8.5 16.5v-5M12.5 16.5V7M16.5 16.5v-7"/>'),
    "check": ('<path d="m5 12.5 4.5 4.5L19 7.5"/>'),
    "clock": ('<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>'),
    "cloud": ('<path d="m5 12.5 4.5 4.5L19 7.5"/>'),
    "desk": ('<path d="M3 12h18M5 12V6h14v6M5 12v7M19 12v7"/>'),
    "doc": ('<path d="M6 3h8l4 4v14H6Z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>'),
    "down": ('<path d="m5 9 7 7 7-7"/>'),
    "edit": ('<path d="m4 20 1-4L16.5 4.5l3 3L8 19Z"/>'),
    "gavel": ('<path d="M12 4v16M7 20h10M5 8h14"/><path d="m5 8-2.5 6h5Zm14 0-2.5 6h5Z"/>'),
    "get": ('<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14"/>'),
    "government": (
        '<path d="M3 9.5 12 4l9 5.5ZM5 20h14M6.5 10v7.5M10.2 10v7.5M13.8 10v7.5M17.5 '
        '10v7.5"/>'
    ),
    "hash": ('<path d="M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16"/>'),
    "individual": (
        '<circle cx="12" cy="8" r="3.8"/>'
        '<path d="M4.5 20.5c.6-4.6 3.4-7 7.5-7s6.9 2.4 7.5 7"/>'
    ),
    "industry": ('<path d="M3 20V10l6 4v-4l6 4V4h4l2 16ZM2 20h20"/>'),
    "international": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17"/>'
    ),
    "letter": ('<path d="M3.5 6h17v12.5h-17Z"/><path d="m3.5 7 8.5 6 8.5-6"/>'),
    "link": (
        '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 '
        '0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>'
    ),
    "list": ('<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>'),
    "map": (
        '<circle cx="12" cy="10" r="2.5"/>'
        '<path d="M12 21c4.5-5 6.5-8.2 6.5-11a6.5 6.5 0 1 0-13 0c0 2.8 2 6 6.5 11Z"/>'
    ),
    "menu": ('<path d="M4 7h16M4 12h16M4 17h16"/>'),
    "next": ('<path d="m9 5 7 7-7 7"/>'),
    "ngo": (
        '<circle cx="8" cy="8" r="3"/>'
        '<circle cx="16.5" cy="9" r="2.5"/>'
        '<path d="M2.5 19.5c.4-4 2.5-6 5.5-6s5 2 5.5 6M15.5 14.2c3.3-.5 5.5 1.6 6 '
        '5.3"/>'
    ),
    "other": (
        '<circle cx="6" cy="12" r="1.2" fill="currentColor"/>'
        '<circle cx="12" cy="12" r="1.2" fill="currentColor"/>'
        '<circle cx="18" cy="12" r="1.2" fill="currentColor"/>'
    ),
    "people": (
        '<circle cx="9" cy="8" r="3.3"/>'
        '<path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M15.5 5a3.3 3.3 0 0 1 0 6.4M18 '
        '14.5c2 .8 3.2 2.7 3.5 5.5"/>'
    ),
    "plus": ('<path d="M12 5v14M5 12h14"/>'),
    "press": (
        '<path d="M4 5h13v14H6a2 2 0 0 1-2-2Z"/>'
        '<path d="M17 9h3v8a2 2 0 0 1-2 2M7.5 9h6M7.5 12.5h6M7.5 16h4"/>'
    ),
    "quote": (
        '<path d="M5 17c3-1 4-3 4-6H5V6h5v5c0 4-1.5 7-5 8M14 17c3-1 4-3 '
        '4-6h-4V6h5v5c0 4-1.5 7-5 8"/>'
    ),
    "reio": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="m12 8 1.2 2.6 2.8.3-2.1 1.9.6 2.8-2.5-1.4-2.5 1.4.6-2.8L8 '
        '10.9l2.8-.3Z"/>'
    ),
    "search": ('<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>'),
    "talk": ('<path d="M4 5h16v11H9.5L5 20v-4H4Z"/>'),
    "up": ('<path d="m5 15 7-7 7 7"/>'),
    "warn": ('<path d="M12 4 2.8 20h18.4Z"/><path d="M12 10v4.5M12 17.2v.1"/>'),
    "x": ('<path d="m6 6 12 12M18 6 6 18"/>'),
}

# Markup that stands in this file and nowhere else: nothing that anybody typed comes into it.
ICONS: Final = {name: SafeString(drawing) for name, drawing in _DRAWINGS.items()}
