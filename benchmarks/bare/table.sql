-- 10,000 rows in 200 groups of 50; a page shows one group, found and ordered by the index.
create table bare_row (id bigint generated always as identity primary key, number int not null, name varchar(80) not null,
                       email varchar(120) not null, started_on date not null, amount bigint not null);
insert into bare_row (number, name, email, started_on, amount)
select mod(n, 200), 'Family ' || md5(n::text), 'family' || n || '@families.example', date '2026-01-01' + mod(n, 365), n * 7
from generate_series(1, 10000) n;
create index bare_row_by_number on bare_row (number, name);
analyze bare_row;
