-- The places that disclosures come from: the divisions known beforehand, and counties of the registry that the list lacks
-- (functional zones, invented ones), by the name of their folder `<code>_<name>`, at the level their code tells.
create or replace temp view place as
select code, name, level from reference.division
union all
select
    left(county, 6) as code,
    min(substr(county, 8)) as name,
    case when county like '__0000%' then 'province' when county like '____00%' then 'prefecture' else 'county' end as level
from core.capture
where regexp_matches(county, '^[0-9]{6}_.') and left(county, 6) not in (select code from reference.division)
group by all;
