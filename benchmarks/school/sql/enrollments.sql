-- Places are given to the students in turn; the chorus is sung by the first ones.

insert into billing_tuitionplan (studio_id, id, name, kind, monthly_amount, per_lesson_amount, per_session_fee_amount,
                                 first_month, is_active)
select b.studio, pg_temp.bench_id('plan', b.studio, p.n), p.name, p.kind, p.monthly, p.lesson, p.session,
       'per_session', true
from bench b, (values (0, 'Weekly class', 'monthly', 7800, null, 2100),
                      (1, 'Private lesson', 'per_lesson', null, 5200, null)) p (n, name, kind, monthly, lesson, session);
insert into enrollment_offeringtuition (studio_id, id, offering_id, tuition_plan_id, starts_on)
select b.studio, pg_temp.bench_id('tuition', b.studio, w.n), w.id,
       pg_temp.bench_id('plan', b.studio, case when w.is_class then 0 else 1 end), b.monday - 14
from bench b, weekly_of_bench w;

create temp table place_of_bench as
select place.n, pg_temp.bench_id('enrollment', b.studio, place.n) as id, place.weekly, place.offering_id,
       mod(place.n - 1, b.children) + 1 as student
from bench b, (
  select row_number() over (order by w.n, turn) as n, w.n as weekly, w.id as offering_id
  from weekly_of_bench w, generate_series(1, w.taken) turn where w.course < 8
) place
union all
select 1000000 + s.n, pg_temp.bench_id('enrollment', b.studio, 1000000 + s.n), w.n, w.id, s.n
from bench b, weekly_of_bench w, student_of_bench s where w.course = 8 and s.n <= b.chorus;

insert into enrollment_enrollment (studio_id, id, student_id, offering_id, family_account_id, kind, starts_on,
                                   override_reason, withdrawn_reason, enrolled_at)
select b.studio, p.id, s.id, p.offering_id, pg_temp.bench_id('account', b.studio, s.family), 'active', b.monday - 14,
       '', '', b.at
from bench b, place_of_bench p join student_of_bench s on s.n = p.student order by p.n;
insert into enrollment_participation (studio_id, id, student_id, meeting_id, enrollment_id, kind, charge_decision, ended)
select b.studio, pg_temp.bench_id('participation', b.studio, m.n::bigint * 10000000 + p.n), s.id, m.id, p.id, 'enrolled',
       'by_plan', false
from bench b, place_of_bench p
join student_of_bench s on s.n = p.student
join meeting_of_bench m on m.weekly = p.weekly
order by m.n, p.n;
