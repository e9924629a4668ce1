"""The API: debates and their changes for programs, as JSON."""
