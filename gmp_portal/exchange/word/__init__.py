"""Word files: ``documents.document``, ``letters.letter`` and ``forms.form`` write them.

``reading.read`` reads any of them, ``block_reading.read_document`` and ``form_reading.read_form``
understand what was read; ``form_taker`` does the latter in a process of its own.
"""
