-- What a person may see, worked out at the start of every transaction. Run as ctx, which has BYPASSRLS.

-- The students somebody teaches: replaced by enrollment, which knows who is in what.
create function sec.students_taught(p_studio bigint, p_account uuid, p_day date) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select '{}'::uuid[] $$;

-- The students a recorded denial keeps this person from, whichever of their records it names.
create function sec.students_denied(p_studio bigint, p_account uuid, p_at timestamptz) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select distinct d.student_id
    from public.people_guardian g
    join public.people_custodydenial d on d.studio_id = g.studio_id and d.guardian_id = g.id
    where g.studio_id = p_studio and g.account_id = p_account
      and d.starts_at <= p_at and (d.ended_at is null or d.ended_at > p_at)
    order by d.student_id) $$;

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
      select s.id from public.people_student s
      where s.studio_id = p_studio and s.account_id = p_account and s.merged_into_id is null
        and not (s.id = any (students)));
  end if;
  if 'instructor' = any (p_roles) then
    students := students || array(
      select t.id from unnest(sec.students_taught(p_studio, p_account, today)) t (id)
      where not (t.id = any (denied)) and not (t.id = any (students)));
  end if;
  return next;
end $$;

-- Whoever accepted an invitation stands from then on for the guardian, student or member of staff it was written for.
-- The person may not see that record yet, so the database looks the accepted invitation up.
create function sec.stand_for(p_invitation uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare accepted record; changed int := 0;
begin
  select i.studio_id, i.subject_kind, i.subject_id, i.accepted_by_id as account, m.id as membership into accepted
  from public.identity_invitation i
  join public.identity_membership m on m.studio_id = i.studio_id and m.account_id = i.accepted_by_id
  where i.studio_id = sec.studio() and i.id = p_invitation and i.accepted_by_id = sec.account();
  if not found then return false; end if;
  if accepted.subject_kind = 'guardian' then
    update public.people_guardian set membership_id = accepted.membership, account_id = accepted.account
    where studio_id = accepted.studio_id and id = accepted.subject_id and account_id is null;
    get diagnostics changed = row_count;
    if changed > 0 then
      update public.people_guardianship set account_id = accepted.account
      where studio_id = accepted.studio_id and guardian_id = accepted.subject_id;
    end if;
  elsif accepted.subject_kind = 'student' then
    update public.people_student set membership_id = accepted.membership, account_id = accepted.account
    where studio_id = accepted.studio_id and id = accepted.subject_id and account_id is null;
    get diagnostics changed = row_count;
  elsif accepted.subject_kind = 'staff_member' then
    update public.people_staffmember set membership_id = accepted.membership, account_id = accepted.account
    where studio_id = accepted.studio_id and id = accepted.subject_id and account_id is null;
    get diagnostics changed = row_count;
  end if;
  return changed > 0;
end $$;

revoke all on function sec.students_taught(bigint, uuid, date), sec.students_denied(bigint, uuid, timestamptz),
  sec.sight_of(bigint, uuid, text[], timestamptz), sec.stand_for(uuid) from public;
grant execute on function sec.stand_for(uuid) to studio, member;
