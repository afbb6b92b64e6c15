"""The tags of ``{% load ui %}`` by theme: one tag for a template in ``templates/_components``."""
