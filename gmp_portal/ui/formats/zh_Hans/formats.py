"""Chinese days of this year without a nought in front, as beside them with the year."""

MONTH_DAY_FORMAT = "n月j日"
