-- Run as ctx. As in 0006, and an address that waited is forgotten once that is decided: refused, it is a stranger's.
create or replace function sec.widening_decided() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = old.state then
    -- Two records were made one. Whoever points a wish that waits at somebody else is the one who asks for it.
    if old.state = 'waiting' and sec.site() in ('studio', 'member') then
      new.asked_by_account_id := sec.account();
      new.asked_at := clock_timestamp();
    end if;
    return new;
  end if;
  if old.state <> 'waiting' then
    raise exception 'what was decided stays decided' using errcode = '23514';
  end if;
  new.email := '';
  if sec.site() not in ('studio', 'member', 'worker') then return new; end if;
  if sec.site() = 'member' and new.state <> 'objected' then
    raise exception 'a family objects, it does not give rights' using errcode = '23514';
  end if;
  new.decided_by_account_id := sec.account();
  new.decided_at := clock_timestamp();
  return new;
end $$;

-- As in sight.sql, and only while the guardian's address is the one the letter went to: a letter to a former mailbox
-- opens nothing, whichever way the address was corrected.
create or replace function sec.stand_for(p_invitation uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare accepted record; changed int := 0;
begin
  select i.studio_id, i.subject_kind, i.subject_id, i.email, i.accepted_by_id as account, m.id as membership
  into accepted
  from public.identity_invitation i
  join public.identity_membership m on m.studio_id = i.studio_id and m.account_id = i.accepted_by_id
  where i.studio_id = sec.studio() and i.id = p_invitation and i.accepted_by_id = sec.account();
  if not found then return false; end if;
  if accepted.subject_kind = 'guardian' then
    update public.people_guardian set membership_id = accepted.membership, account_id = accepted.account
    where studio_id = accepted.studio_id and id = accepted.subject_id and account_id is null
      and lower(email) = lower(accepted.email);
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
