-- Whose own record somebody who signs in as a student reads. Run as ctx, which has BYPASSRLS.

-- The students this account is: replaced by consents, which knows whether a child's sign-in still counts.
create function sec.own_records(p_studio bigint, p_account uuid, p_at timestamptz) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select s.id from public.people_student s
    where s.studio_id = p_studio and s.account_id = p_account and s.merged_into_id is null order by s.id) $$;
revoke all on function sec.own_records(bigint, uuid, timestamptz) from public;

create or replace function sec.sight_of(p_studio bigint, p_account uuid, p_roles text[], p_at timestamptz)
returns table (families uuid[], students uuid[], denied uuid[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare today date;
begin
  select (p_at at time zone s.time_zone)::date into today from public.tenancy_studio s where s.id = p_studio;
  denied := sec.students_denied(p_studio, p_account, p_at);
  families := '{}';
  students := '{}';
  if 'guardian' = any (p_roles) then
    -- A guardian who sees or pays for a child of the family, and whoever its account is billed to.
    families := array(
      select distinct g.family_id
      from public.people_guardian g
      left join public.people_household h on h.studio_id = g.studio_id and h.family_id = g.family_id
        and h.starts_on <= today and (h.until is null or h.until > today)
      left join public.people_guardianship r on r.studio_id = g.studio_id and r.guardian_id = g.id
        and r.student_id = h.student_id
      where g.studio_id = p_studio and g.account_id = p_account and g.is_active and g.merged_into_id is null
      group by g.id, g.family_id, g.is_account_principal
      having bool_or((r.sees or r.pays) and not (r.student_id = any (denied)))
        or (g.is_account_principal and not coalesce(bool_or(h.student_id = any (denied)), false))
      order by g.family_id);
    students := array(
      select distinct r.student_id
      from public.people_guardian g
      join public.people_guardianship r on r.studio_id = g.studio_id and r.guardian_id = g.id and r.sees
      join public.people_household h on h.studio_id = g.studio_id and h.family_id = g.family_id
        and h.student_id = r.student_id and h.starts_on <= today and (h.until is null or h.until > today)
      where g.studio_id = p_studio and g.account_id = p_account and g.is_active and g.merged_into_id is null
        and not (r.student_id = any (denied))
      order by r.student_id);
  end if;
  if 'student' = any (p_roles) then
    students := students || array(
      select o.id from unnest(sec.own_records(p_studio, p_account, p_at)) o (id) where not (o.id = any (students)));
  end if;
  if 'instructor' = any (p_roles) then
    students := students || array(
      select t.id from unnest(sec.students_taught(p_studio, p_account, today)) t (id)
      where not (t.id = any (denied)) and not (t.id = any (students)));
  end if;
  return next;
end $$;
