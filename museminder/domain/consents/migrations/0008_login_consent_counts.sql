-- When a guardian's agreement to a child's own sign-in counts. Run as ctx, which has BYPASSRLS.

-- The agreement that counts for a student at a moment; null without one. Whoever gave it may still decide, no denial
-- keeps them from the student, and no version of the policy took effect that they could not know.
create function sec.login_consent_that_counts(p_studio bigint, p_student uuid, p_at timestamptz) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id from public.consents_studentloginconsent c
  join public.people_guardian g on g.studio_id = c.studio_id and g.id = c.guardian_id
  join public.people_guardianship r on r.studio_id = c.studio_id and r.guardian_id = c.guardian_id
    and r.student_id = c.student_id
  where c.studio_id = p_studio and c.student_id = p_student and c.withdrawn_at is null and c.renewed_at is null
    and r.may_consent and g.is_active and g.merged_into_id is null
    and not (c.student_id = any (sec.students_denied(p_studio, g.account_id, p_at)))
    and not exists (
      select from public.people_custodydenial d
      where d.studio_id = p_studio and d.student_id = p_student and d.guardian_id = c.guardian_id
        and d.starts_at <= p_at and (d.ended_at is null or d.ended_at > p_at))
    and not sec.consent_is_asked_again(c.given_at, p_at) $$;

-- The same for one agreement of the studio in hand; the pages ask, since one household does not see the other's rights.
create function sec.login_consent_counts(p_consent uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select sec.login_consent_that_counts(c.studio_id, c.student_id, transaction_timestamp()) = c.id
    from public.consents_studentloginconsent c where c.studio_id = sec.studio() and c.id = p_consent), false) $$;

-- A child reads its own record only while an agreement counts; whoever is of age asks nobody.
create or replace function sec.own_records(p_studio bigint, p_account uuid, p_at timestamptz) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select s.id from public.people_student s
    where s.studio_id = p_studio and s.account_id = p_account and s.merged_into_id is null
      and (s.is_adult or sec.login_consent_that_counts(p_studio, s.id, p_at) is not null)
    order by s.id) $$;

create or replace function sec.student_login_by_consent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.account_id is not null and not new.is_adult
    and sec.login_consent_that_counts(new.studio_id, new.id, clock_timestamp()) is null then
    raise exception 'a child signs in only with a guardian''s verified consent' using errcode = '23514';
  end if;
  return new;
end $$;

-- What was taken back, or has been given anew, stays so.
create function sec.login_consent_ended_for_good() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at
    or old.renewed_at is not null
      and (new.renewed_at is distinct from old.renewed_at or new.withdrawn_at is distinct from old.withdrawn_at) then
    raise exception 'a consent that ended stays ended' using errcode = '23514';
  end if;
  return new;
end $$;

-- Whether a payment by card was begun for a request and has arrived: replaced by billing, which knows.
create function sec.card_paid_for(p_studio bigint, p_request uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select false $$;

-- By card, a guardian agreed when asking for it, and the payment has arrived; nobody writes that down by hand.
create or replace function sec.login_consent_by_right() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.given_at := clock_timestamp();
  perform sec.account_that_may_consent(new.studio_id, new.guardian_id, new.student_id);
  if new.method = 'card_payment' then
    select max(q.asked_at) into new.given_at from public.consents_studentloginrequest q
    where q.studio_id = new.studio_id and q.student_id = new.student_id and q.guardian_id = new.guardian_id
      and q.consent_id is null and sec.card_paid_for(q.studio_id, q.id);
    if new.given_at is null then
      raise exception 'no card payment has arrived for this' using errcode = '23514';
    end if;
  end if;
  return new;
end $$;

create function sec.login_request_by_right() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.asked_at := clock_timestamp();
  new.asked_by_account_id := sec.account_that_may_consent(new.studio_id, new.guardian_id, new.student_id);
  if sec.account() is not null and new.asked_by_account_id is distinct from sec.account() then
    raise exception 'nobody agrees for somebody else' using errcode = '23514';
  end if;
  return new;
end $$;

revoke all on function sec.login_consent_that_counts(bigint, uuid, timestamptz), sec.login_consent_counts(uuid),
  sec.login_consent_ended_for_good(), sec.card_paid_for(bigint, uuid), sec.login_request_by_right() from public;
grant execute on function sec.login_consent_counts(uuid) to studio, member, worker;
grant execute on function sec.login_consent_ended_for_good(), sec.login_request_by_right() to owner;
