"""The house of the accounts' tests serves here as well."""

from tests.accounts.conftest import filled_file, house, lone

__all__ = ["filled_file", "house", "lone"]
