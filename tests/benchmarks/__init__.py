"""Measures the program against the limit of the same machine in the same run; not part of the test run."""
