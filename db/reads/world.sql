-- Of which world a database is.
select title from build;
