"""Accounts, and the secrets by which people show that one is theirs."""
