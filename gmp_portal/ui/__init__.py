"""What every page shares: components, form helpers, refusals, paging and the lists of tasks."""
