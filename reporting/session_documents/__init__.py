"""Reading the text of past session documents back into structure, line by line.

``parser.parse`` is the entry point. Nothing is lost on the way: every line of the text is
either placed in the document or listed as not understood and kept in its last part.
"""
