-- Families with one to three children, one or two guardians, the first of whom is the account's principal.

create temp table family_of_bench as
select n, pg_temp.bench_id('family', b.studio, n) as id,
       one.name || case when n > 60 then ' ' || two.name else '' end as name,
       one.key || case when n > 60 then ' ' || two.key else '' end as key
from bench b, generate_series(1, b.families) n
join name one on one.kind = 'family' and one.position = mod(n * 37, 60)
join name two on two.kind = 'family' and two.position = mod(n / 60 + n, 60);

insert into people_family (studio_id, id, name, name_key, started_on, is_active, version)
select b.studio, f.id, f.name, f.key, b.monday - 40 - mod(f.n * 7, 900), true, 1
from bench b, family_of_bench f order by f.n;

create temp table student_of_bench as
select n, pg_temp.bench_id('student', b.studio, n) as id, mod(n - 1, b.families) + 1 as family
from bench b, generate_series(1, b.children) n;

insert into people_student (studio_id, id, first_name, last_name, preferred_name, name_key, birth_date, is_adult,
                            is_active, school_name, instrument, started_on, version)
select b.studio, s.id, c.name, f.name, '', c.key || ' ' || f.key, a.sealed, false, true, '', '',
       b.monday - 40 - mod(s.n * 7, 900), 1
from bench b, student_of_bench s
join family_of_bench f on f.n = s.family
join name c on c.kind = 'child' and c.position = mod(s.n * 17 + s.n / 51, 51)
left join birth a on a.student_id = s.id
order by s.n;

insert into people_household (studio_id, id, student_id, family_id, lives_with, share_percent, is_billed_by_default,
                              starts_on)
select b.studio, pg_temp.bench_id('household', b.studio, s.n), s.id, f.id, true, 100, true,
       b.monday - 40 - mod(s.n * 7, 900)
from bench b, student_of_bench s join family_of_bench f on f.n = s.family order by s.n;

insert into people_guardian (studio_id, id, family_id, first_name, last_name, name_key, email, mobile_phone,
                             home_phone, is_account_principal, share_percent, is_active, version)
select b.studio, pg_temp.bench_id('guardian', b.studio, f.n * 2 + second), f.id, g.name, f.name,
       g.key || ' ' || f.key, 'guardian' || f.n * 2 + second || '@families.example',
       '(919) 555-' || lpad(mod(f.n * 2 + second, 10000)::text, 4, '0'), '', second = 0, 0, true, 1
from bench b
cross join family_of_bench f
cross join generate_series(0, 1) second
join name g on g.kind = 'guardian' and g.position = mod(f.n * 13 + second * 7, 32)
where second = 0 or mod(f.n, 2) = 0
order by f.n, second;

insert into people_guardianship (studio_id, id, guardian_id, student_id, relationship, sees, may_pick_up, pays,
                                 may_consent)
select b.studio, pg_temp.bench_id('guardianship', b.studio, s.n * 2 + second),
       pg_temp.bench_id('guardian', b.studio, s.family * 2 + second), s.id, 'Parent', true, true, true, true
from bench b, student_of_bench s, generate_series(0, 1) second
where second = 0 or mod(s.family, 2) = 0
order by s.n, second;

insert into billing_familyaccount (studio_id, id, family_id, number)
select b.studio, pg_temp.bench_id('account', b.studio, f.n), f.id, f.n from bench b, family_of_bench f order by f.n;

-- One guardian signs in: the principal of the first family.
update people_guardian g set membership_id = pg_temp.bench_id('membership', b.studio, 2), account_id = b.guardian
from bench b
where b.guardian is not null and g.studio_id = b.studio and g.id = pg_temp.bench_id('guardian', b.studio, 2);
update people_guardianship r set account_id = b.guardian
from bench b
where b.guardian is not null and r.studio_id = b.studio and r.guardian_id = pg_temp.bench_id('guardian', b.studio, 2);
