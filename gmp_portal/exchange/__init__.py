"""Exchange: what people take along to work on with their own programs, and bring back.

Nothing here knows models, requests or settings. What comes back is somebody's file: it is read
within limits, and what is not understood is told and never dropped.
"""
