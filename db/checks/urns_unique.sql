-- No two authorities have the same Ofsted number.
select
    urn,
    string_agg(name, ' and ' order by name) as authorities
from authorities
where urn is not null
group by urn
having count(*) > 1;
