-- Legal demands, and the emergency in which two of us let one of us in. Run as ctx.

-- What the role that reads for a demand may ask of its context.
grant execute on function sec.site(), sec.part(int), sec.studio(), sec.roles(), sec.families(), sec.students() to demand;

-- One transaction of a running job that reads what a demand names. The role 'demand' has rules for what can be demanded
-- and for nothing else; the context says which kinds and of whom. It cannot write.
create function sec.begin_demand(p_secret text, p_studio bigint, p_demand uuid)
returns table (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare job record; studio record; demand public.oversight_legaldemand; opened text[];
begin
  select k.job_id, k.studio_id into job
  from sec.job_attempt a join sec.job k using (job_id) join public.procrastinate_jobs j on j.id = k.job_id
  where a.secret_hash = sha256(convert_to(p_secret, 'UTF8')) and j.status = 'doing' and j.attempts = a.attempt;
  if not found or job.studio_id is distinct from p_studio or sec.site() <> 'demand' then
    raise exception 'no such job' using errcode = '28000';
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended(p_secret, 0)) then
    raise exception 'job secret is in use' using errcode = '28000';
  end if;
  select d.* into demand from public.oversight_legaldemand d
  where d.id = p_demand and d.number = job.studio_id and d.second_approver_id is not null and d.closed_at is null
    and d.expires_at > now();
  if not found then raise exception 'no demand that can be answered' using errcode = '28000'; end if;
  select s.* into studio from public.tenancy_studio s where s.id = job.studio_id;
  opened := array(select 'demand.' || r from unnest(demand.records) r order by r);
  perform sec.set_context(job.studio_id, null, null, opened, demand.family_ids, demand.student_ids, '{}');
  perform set_config('transaction_read_only', 'on', true);
  return query select studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, null::uuid, null::uuid, 'MuseMinder'::text, opened;
end $$;

-- Who approves is whoever is signed in, was taught, and did not record it; moments are the database's. What was closed
-- stays closed.
create function sec.approve_demand() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.closed_at is not null then raise exception 'this demand is closed' using errcode = 'MM409'; end if;
  if new.closed_at is not null then new.closed_at := now(); end if;
  if new.first_approver_id is distinct from old.first_approver_id then
    if old.first_approver_id is not null then raise exception 'approved already' using errcode = 'MM409'; end if;
    perform sec.check_approver(new.first_approver_id);
    new.first_approved_at := now();
  elsif new.first_approved_at is distinct from old.first_approved_at or new.first_approver <> old.first_approver then
    raise exception 'an approval does not change' using errcode = 'MM409';
  end if;
  if new.second_approver_id is distinct from old.second_approver_id then
    if old.second_approver_id is not null or old.first_approver_id is null then
      raise exception 'one approval at a time' using errcode = 'MM409';
    end if;
    perform sec.check_approver(new.second_approver_id);
    new.second_approved_at := now();
  elsif new.second_approved_at is distinct from old.second_approved_at or new.second_approver <> old.second_approver then
    raise exception 'an approval does not change' using errcode = 'MM409';
  end if;
  return new;
end $$;

create function sec.check_approver(p_account uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if sec.site() <> 'owner' and p_account is distinct from sec.account() then
    raise exception 'one agrees for oneself' using errcode = 'MM403';
  end if;
  if not sec.is_trained(p_account) then
    raise exception 'nobody without a valid training agrees' using errcode = 'MM403';
  end if;
end $$;

-- A demand is recorded by whoever is signed in, by nobody approved yet.
create function sec.record_demand() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if sec.site() <> 'owner' and new.recorded_by_id is distinct from sec.account() then
    raise exception 'one records for oneself' using errcode = 'MM403';
  end if;
  if new.first_approver_id is not null or new.second_approver_id is not null or new.closed_at is not null then
    raise exception 'recorded first, approved afterwards' using errcode = 'MM409';
  end if;
  new.recorded_at := now();
  return new;
end $$;

-- An archive is asked for while the demand holds; it is fetched once, while it holds.
create function sec.answer_demand() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from public.oversight_legaldemand d where d.id = new.demand_id and d.number = new.number
      and d.second_approver_id is not null and d.closed_at is null and d.expires_at > now()) then
    raise exception 'no demand that can be answered' using errcode = 'MM403';
  end if;
  if tg_op = 'INSERT' then
    if sec.site() <> 'owner' and (new.asked_by_id is distinct from sec.account()
                                  or not sec.is_trained(new.asked_by_id)) then
      raise exception 'nobody without a valid training answers' using errcode = 'MM403';
    end if;
    new.asked_at := now();
    new.made_at := null;
    new.content := null;
    new.fetched_at := null;
    return new;
  end if;
  if old.fetched_at is not null then raise exception 'fetched already' using errcode = 'MM409'; end if;
  if old.made_at is not null and new.content is not null and new.content is distinct from old.content then
    raise exception 'made already' using errcode = 'MM409';
  end if;
  if sec.site() = 'operator' then
    if not sec.is_trained(sec.account()) then
      raise exception 'nobody without a valid training answers' using errcode = 'MM403';
    end if;
    if new.content is null then new.fetched_at := now(); end if;
  end if;
  return new;
end $$;

-- When a family may know is for the court's day to say, and for nobody here.
create function sec.note_demand() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select now(), greatest(now(), d.gag_until) into strict new.made_at, new.shown_from
  from public.oversight_legaldemand d where d.id = new.demand_id and d.number = new.number;
  new.told_at := null;
  return new;
end $$;

-- One of us asks.
create function sec.ask_to_break_glass() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if sec.site() <> 'owner' and new.requester_id is distinct from sec.account() then
    raise exception 'one asks for oneself' using errcode = 'MM403';
  end if;
  if not sec.is_trained(new.requester_id) then
    raise exception 'nobody without a valid training is let in' using errcode = 'MM403';
  end if;
  new.requested_at := now();
  new.approver_id := null;
  new.approver := '';
  new.approved_at := null;
  return new;
end $$;

-- Another agrees: from now on, for an hour, the one who asked may look; the owner's letter is written in the same
-- transaction. Nothing of the studio is told to who agrees.
create function sec.break_glass(p_glass uuid, p_account uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare asked public.oversight_brokenglass; agreeing record; grant_id uuid := gen_random_uuid(); job bigint;
begin
  if sec.site() <> 'owner' and (not sec.operator() or p_account is distinct from sec.account()) then
    raise exception 'no entry' using errcode = '28000';
  end if;
  select g.* into asked from public.oversight_brokenglass g where g.id = p_glass for update;
  if not found then raise exception 'nobody asked' using errcode = 'MM404'; end if;
  if asked.approver_id is not null or asked.requested_at < now() - interval '1 hour' then
    raise exception 'answered already, or asked too long ago' using errcode = 'MM409';
  end if;
  select s.name into agreeing from public.oversight_operatorstaff s
  where s.account_id = p_account and s.ended_at is null;
  if not found or not sec.is_trained(p_account) then
    raise exception 'nobody without a valid training agrees' using errcode = 'MM403';
  end if;
  update public.oversight_brokenglass g set approver_id = p_account, approver = agreeing.name, approved_at = now()
  where g.id = p_glass;
  insert into public.oversight_supportgrant (id, studio_id, account_id, staff_name, reason, hours, may_reveal, glass_id,
                                             approved_by, ended_by)
  values (grant_id, asked.number, asked.requester_id, '', asked.reason, 1, false, p_glass, agreeing.name, '');
  select (procrastinate_defer_jobs_v1(array[row('museminder', 'oversight.tell_of_broken_glass', 0, null, null,
    jsonb_build_object('grant_id', grant_id, 'studio_id', asked.number), null)::procrastinate_job_to_defer_v1]))[1]
    into job;
  insert into sec.job (job_id, studio_id) values (job, asked.number);
end $$;

create or replace function sec.grant_support() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is not null then raise exception 'this grant has ended' using errcode = 'MM409'; end if;
    new.ended_at := now();
    return new;
  end if;
  if not sec.is_trained(new.account_id) then
    raise exception 'support without a valid training is not let in' using errcode = 'MM403';
  end if;
  if new.glass_id is not null and not exists (
    select from public.oversight_brokenglass g
    where g.id = new.glass_id and g.number = new.studio_id and g.requester_id = new.account_id
      and g.approver_id is not null and g.approver = new.approved_by and g.approved_at = now()) then
    raise exception 'an emergency takes two of us' using errcode = 'MM403';
  end if;
  if new.glass_id is null then new.approved_by := ''; end if;
  select s.name into new.staff_name from public.oversight_operatorstaff s
  where s.account_id = new.account_id and s.ended_at is null;
  new.granted_at := now();
  new.expires_at := now() + make_interval(hours => new.hours);
  new.ended_at := null;
  new.ended_by := '';
  return new;
end $$;

revoke all on function sec.begin_demand(text, bigint, uuid), sec.approve_demand(), sec.check_approver(uuid),
  sec.record_demand(), sec.answer_demand(), sec.note_demand(), sec.ask_to_break_glass(), sec.break_glass(uuid, uuid) from public;
grant execute on function sec.begin_demand(text, bigint, uuid) to demand;
grant execute on function sec.break_glass(uuid, uuid) to operator, owner;
grant execute on function sec.approve_demand(), sec.record_demand(), sec.answer_demand(), sec.note_demand(),
  sec.ask_to_break_glass() to owner;

insert into sec.periodic_task (name) values ('oversight.answer_demands');
