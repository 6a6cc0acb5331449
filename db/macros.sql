-- What several files of db/sql have in common; known while a database is built.

-- The address of a page of a report: PDF readers and browsers open `…#page=33` there. Null if either is.
create temp macro page_link(url, page) as url || '#page=' || page;
