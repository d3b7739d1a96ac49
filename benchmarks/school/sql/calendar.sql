-- A term: six days a week, ten hours a day, a room for every sixty weekly times. Every `class_every`-th weekly time is
-- a class, the others are private lessons.

insert into courses_program (studio_id, id, name, kind, is_active)
select b.studio, pg_temp.bench_id('program', b.studio, p.n), p.name, lower(p.name), true
from bench b, (values (0, 'Music'), (1, 'Dance'), (2, 'Art'), (3, 'Choir')) p (n, name);
insert into courses_location (studio_id, id, name, is_active)
select b.studio, pg_temp.bench_id('location', b.studio, 1), 'Clerestory House', true from bench b;
insert into courses_room (studio_id, id, location_id, name, is_shared, is_active)
select b.studio, pg_temp.bench_id('room', b.studio, n), pg_temp.bench_id('location', b.studio, 1),
       'Room ' || n + 1, false, true
from bench b, generate_series(0, (b.weekly - 1) / 60) n;
insert into courses_season (studio_id, id, name, starts_on, until)
select b.studio, pg_temp.bench_id('season', b.studio, 1), 'Season ' || to_char(b.monday, 'YYYY'),
       b.monday - 14, b.monday - 14 + 7 * b.weeks
from bench b;
insert into courses_course (studio_id, id, program_id, name, level, description, kind, is_active)
select b.studio, pg_temp.bench_id('course', b.studio, c.n), pg_temp.bench_id('program', b.studio, c.program), c.name,
       '', '', c.kind, true
from bench b, (values
  (0, 0, 'Piano, private', 'private'), (1, 0, 'Violin, private', 'private'), (2, 0, 'Cello, private', 'private'),
  (3, 0, 'Voice, private', 'private'), (4, 1, 'Ballet', 'class'), (5, 1, 'Jazz', 'class'),
  (6, 2, 'Drawing', 'class'), (7, 2, 'Ceramics', 'class'), (8, 3, 'Festival chorus', 'class')
) c (n, program, name, kind);

insert into people_staffmember (studio_id, id, first_name, last_name, name_key, email, phone, title, color, teaches,
                                is_active, version)
select b.studio, pg_temp.bench_id('staff', b.studio, n), g.name, f.name, g.key || ' ' || f.key,
       'teacher' || n || '@school.example', '', 'Instructor', '', true, true, 1
from bench b, generate_series(0, (b.weekly - 1) / 25) n
join name g on g.kind = 'guardian' and g.position = mod(n * 11 + 3, 32)
join name f on f.kind = 'family' and f.position = mod(n * 7 + 5, 60);

create temp table weekly_of_bench as
select n, pg_temp.bench_id('offering', b.studio, n) as id, mod(n, b.class_every) = 0 as is_class,
       case when mod(n, b.class_every) = 0 then 4 + mod(n / b.class_every, 4) else mod(n, 4) end as course,
       case when mod(n, b.class_every) = 0 then b.class_size + 2 else 1 end as places,
       case when mod(n, b.class_every) = 0 then b.class_size else 1 end as taken,
       mod(n, 60) / 10 as weekday, make_time(11 + mod(n, 10), 0, 0) as starts, n / 60 as room, n / 25 as staff
from bench b, generate_series(0, b.weekly - 1) n
union all
select b.weekly, pg_temp.bench_id('offering', b.studio, b.weekly), true, 8, b.chorus + 20, b.chorus, 5, '21:00', null, 0
from bench b where b.chorus > 0;

insert into courses_offering (studio_id, id, course_id, season_id, kind, name, places, starts_on, until, is_open)
select b.studio, w.id, pg_temp.bench_id('course', b.studio, w.course), pg_temp.bench_id('season', b.studio, 1), c.kind,
       c.name || case when w.is_class and w.course < 8 then ' ' || w.n / b.class_every + 1 else '' end, w.places,
       b.monday - 14, b.monday - 14 + 7 * b.weeks, true
from bench b, weekly_of_bench w, courses_course c
where c.studio_id = b.studio and c.id = pg_temp.bench_id('course', b.studio, w.course)
order by w.n;
insert into courses_offeringinstructor (studio_id, id, offering_id, staff_member_id, position)
select b.studio, pg_temp.bench_id('taught', b.studio, w.n), w.id, pg_temp.bench_id('staff', b.studio, w.staff), 0
from bench b, weekly_of_bench w;
insert into courses_scheduletemplate (studio_id, id, offering_id, weekday, starts, minutes, room_id, starts_on, until)
select b.studio, pg_temp.bench_id('template', b.studio, w.n), w.id, w.weekday, w.starts, 45,
       pg_temp.bench_id('room', b.studio, w.room), b.monday - 14, b.monday - 14 + 7 * b.weeks
from bench b, weekly_of_bench w;

create temp table meeting_of_bench as
select w.n as weekly, w.id as offering_id, w.taken, w.staff, week * 10000 + w.n as n,
       pg_temp.bench_id('meeting', b.studio, week * 10000 + w.n) as id
from bench b, weekly_of_bench w, generate_series(0, b.weeks - 1) week;
insert into courses_meeting (studio_id, id, offering_id, template_id, kind, title, starts_at, ends_at, held_on, room_id,
                             shares_room, is_cancelled, cancelled_reason, places, places_taken, is_detached,
                             clash_reason, version)
select b.studio, m.id, w.id, pg_temp.bench_id('template', b.studio, w.n),
       case when w.is_class then 'class' else 'lesson' end, '',
       (d.day + w.starts) at time zone 'America/New_York',
       (d.day + w.starts) at time zone 'America/New_York' + interval '45 minutes', d.day,
       pg_temp.bench_id('room', b.studio, w.room), false, false, '', w.places, w.taken, false, '', 1
from bench b, weekly_of_bench w
join meeting_of_bench m on m.weekly = w.n
cross join lateral (select (select monday - 14 from bench) + 7 * (m.n / 10000) + w.weekday as day) d
order by d.day, w.n;
insert into courses_meetinginstructor (studio_id, id, meeting_id, staff_member_id, is_substitute)
select b.studio, pg_temp.bench_id('teaching', b.studio, m.n), m.id, pg_temp.bench_id('staff', b.studio, m.staff), false
from bench b, meeting_of_bench m order by m.n;
