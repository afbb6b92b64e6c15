"""Measurements that ``./portal bench`` takes; none of them is part of the test suite."""
