"""The programming interface ``/api/v1/``: the public lists, to read, the same for everybody."""
