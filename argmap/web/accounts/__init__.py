"""Accounts: pages where people log in, join, look after their account, and invite others."""
