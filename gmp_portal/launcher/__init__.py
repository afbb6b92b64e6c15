"""Everything behind ``./portal``: starts what the portal needs and stops it again.

Only the standard library is used here and Django is never imported, so that the launcher
answers at once and can say in a sentence what is missing.
"""
