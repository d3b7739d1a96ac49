-- The students an instructor teaches now: enrolled today or within a month, or in a meeting of yesterday or later.
-- Yesterday's, because its attendance is written the day after; see docs/decisions/0009.
create or replace function sec.students_taught(p_studio bigint, p_account uuid, p_day date) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with me as (
    select m.id from public.people_staffmember m
    where m.studio_id = p_studio and m.account_id = p_account and m.is_active)
  select array(
    select e.student_id
    from me
    join public.courses_offeringinstructor i on i.studio_id = p_studio and i.staff_member_id = me.id
    join public.enrollment_enrollment e on e.studio_id = p_studio and e.offering_id = i.offering_id
    where e.kind <> 'waitlisted' and e.starts_on <= p_day + 31 and (e.until is null or e.until > p_day)
    union
    -- Single meetings: lessons of a substitute, make-ups, trials, and the last lesson of whoever has left.
    select p.student_id
    from me
    join public.courses_meetinginstructor i on i.studio_id = p_studio and i.staff_member_id = me.id
    join public.courses_meeting m on m.studio_id = p_studio and m.id = i.meeting_id and not m.is_cancelled
      and m.held_on between p_day - 1 and p_day + 31
    join public.enrollment_participation p on p.studio_id = p_studio and p.meeting_id = m.id and not p.ended
    order by 1) $$;
