"""Arabic: Django leaves a moment to English, and marks numbers otherwise than browsers do beside the digits 0–9."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، g:i A"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
