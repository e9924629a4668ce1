"""The migrations, from the first tables on."""
