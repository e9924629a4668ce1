"""PostgreSQL: debates with their history in a database that several machines share."""
