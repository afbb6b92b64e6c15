"""What every page shares: components, forms, refusals, paging and lists of tasks."""
