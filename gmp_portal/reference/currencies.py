"""The currencies in which money is sought, promised and given, by their ISO 4217 codes."""

CURRENCIES = [
    (code, code)
    for code in [
        "USD",
        "EUR",
        "AUD",
        "BRL",
        "CAD",
        "CHF",
        "CNY",
        "COP",
        "GBP",
        "IDR",
        "INR",
        "JPY",
        "KES",
        "KRW",
        "MXN",
        "NOK",
        "PEN",
        "PHP",
        "SEK",
        "ZAR",
    ]
]
