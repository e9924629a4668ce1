"""Stores: debates as files on the disk."""
