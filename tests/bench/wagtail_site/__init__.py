"""A site in Wagtail with a public list of partners, to be measured beside the portal's."""
