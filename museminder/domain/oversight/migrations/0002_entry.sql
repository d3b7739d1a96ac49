-- Who of MuseMinder may enter what. Run as ctx, which owns schema sec and has BYPASSRLS.

-- Whether somebody runs MuseMinder now, and was taught how within the time that a training holds.
create function sec.is_trained(p_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from public.oversight_operatorstaff s join public.oversight_training t on t.staff_id = s.id
    where s.account_id = p_account and s.ended_at is null
      and t.completed_on <= (now() at time zone 'UTC')::date and t.valid_until > (now() at time zone 'UTC')::date) $$;

-- The operator site's door: a session of that site with a second factor, of somebody who runs MuseMinder. It is inside
-- no studio: 0 is no studio's number.
create function sec.begin_operator(p_secret text)
returns table (account_id uuid, staff_name text, is_trained boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare account uuid; staff record;
begin
  if sec.site() <> 'operator' then raise exception 'no entry' using errcode = '28000'; end if;
  account := sec.account_of(p_secret, 'operator');
  if account is null then raise exception 'no session' using errcode = '28000'; end if;
  select s.* into staff from public.oversight_operatorstaff s where s.account_id = account and s.ended_at is null;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  perform sec.set_context(0, account, null, array['operator'], '{}', '{}', '{}');
  return query select account, staff.name::text, sec.is_trained(account);
end $$;

create or replace function sec.roles_of_site(p_site text) returns text[] language sql immutable parallel safe as $$
  select case p_site
    when 'studio' then array['owner', 'manager', 'office', 'instructor', 'support', 'support_reveal']
    when 'member' then array['guardian', 'student'] else array[]::text[] end $$;

-- A studio's open grant to somebody who is trained today; the longest one when there are several.
create function sec.open_grant(p_studio bigint, p_account uuid) returns public.oversight_supportgrant
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g from public.oversight_supportgrant g
  where g.studio_id = p_studio and g.account_id = p_account and g.ended_at is null and g.expires_at > now()
    and sec.is_trained(p_account)
  order by g.may_reveal desc, g.expires_at desc limit 1 $$;

-- A member of the studio, or support that the studio lets in for now. Asked anew for every page.
create or replace function sec.membership_of(p_studio bigint, p_account uuid)
returns table (membership_id uuid, display_name text, roles text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare allowed public.oversight_supportgrant;
begin
  return query select m.id, m.display_name::text, m.roles::text[]
    from public.identity_membership m
    where m.studio_id = p_studio and m.account_id = p_account and m.ended_at is null;
  if found then return; end if;
  allowed := sec.open_grant(p_studio, p_account);
  if allowed.id is null then return; end if;
  return query select null::uuid, 'MuseMinder support: ' || allowed.staff_name,
    case when allowed.may_reveal then array['support', 'support_reveal'] else array['support'] end;
end $$;

-- Support sees what the office sees, and its transactions only read.
create or replace function sec.office() returns boolean language sql stable parallel restricted as
$$ select coalesce(sec.roles() && array['owner', 'manager', 'office', 'support'], false) $$;

create or replace function sec.set_context(
  p_studio bigint, p_account uuid, p_membership uuid, p_roles text[], p_families uuid[], p_students uuid[],
  p_denied uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(current_setting('app.ctx', true), '') <> '' then
    raise exception 'context already set' using errcode = '28000';
  end if;
  perform set_config('app.ctx', sec.sign(concat_ws('|',
    p_studio, coalesce(p_account::text, ''), coalesce(p_membership::text, ''), sec.site(),
    array_to_string(p_roles, ','), array_to_string(p_families, ','), array_to_string(p_students, ','),
    array_to_string(p_denied, ','), pg_backend_pid(), extract(epoch from transaction_timestamp()))), true);
  if 'support' = any (p_roles) then
    insert into public.oversight_supportlook (id, studio_id, grant_id, page, at)
    values (gen_random_uuid(), p_studio, (sec.open_grant(p_studio, p_account)).id,
            left(coalesce(current_setting('app.page', true), ''), 120), now());
    set constraints all immediate;  -- what is checked at the end locks rows, which a reading transaction may not
    -- Nothing takes this back before the transaction ends: PostgreSQL refuses to.
    perform set_config('transaction_read_only', 'on', true);
  end if;
end $$;

create or replace function sec.my_studios(p_secret text)
returns table (studio_id bigint, slug text, studio_name text, roles text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.slug::text, s.name::text,
    array(select r from unnest(m.roles::text[]) r where r = any (sec.roles_of_site(sec.site())) order by r)
  from public.identity_membership m join public.tenancy_studio s on s.id = m.studio_id
  where m.account_id = sec.account_of(p_secret, sec.site()) and m.ended_at is null and s.closed_at is null
    and m.roles::text[] && sec.roles_of_site(sec.site())
  union all
  select distinct s.id, s.slug::text, s.name::text, array['support']
  from public.oversight_supportgrant g join public.tenancy_studio s on s.id = g.studio_id
  where sec.site() = 'studio' and s.closed_at is null and g.ended_at is null and g.expires_at > now()
    and g.account_id = sec.account_of(p_secret, 'studio') and sec.is_trained(g.account_id)
    and not exists (select from public.identity_membership m where m.studio_id = g.studio_id
                    and m.account_id = g.account_id and m.ended_at is null)
  order by 3, 1 $$;

-- Whom an owner may let in.
create function sec.support_staff() returns table (account_id uuid, staff_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.account_id, s.name::text from public.oversight_operatorstaff s
  where s.ended_at is null and sec.roles() @> array['owner'] and sec.is_trained(s.account_id) order by s.name, s.id $$;

create function sec.grant_support() returns trigger
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
  select s.name into new.staff_name from public.oversight_operatorstaff s
  where s.account_id = new.account_id and s.ended_at is null;
  new.granted_at := now();
  new.expires_at := now() + make_interval(hours => new.hours);
  new.ended_at := null;
  new.ended_by := '';
  return new;
end $$;

-- Everything somebody who leaves us holds, gone in one transaction. A studio's only owner stays that.
create function sec.offboard(p_account uuid, p_by text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if sec.site() <> 'owner' and not sec.operator() then raise exception 'no entry' using errcode = '28000'; end if;
  update public.oversight_operatorstaff set ended_at = greatest(now(), started_at), ended_by = left(p_by, 120)
  where account_id = p_account and ended_at is null;
  if not found then raise exception 'nobody of ours' using errcode = 'MM404'; end if;
  update public.oversight_supportgrant set ended_at = now(), ended_by = left(p_by, 120)
  where account_id = p_account and ended_at is null;
  update public.identity_session set revoked_at = now() where account_id = p_account and revoked_at is null;
  update public.identity_membership m set ended_at = greatest(now(), m.started_at)
  where m.account_id = p_account and m.ended_at is null
    and m.roles::text[] && array['owner', 'manager', 'office', 'instructor']
    and (not 'owner' = any (m.roles) or exists (
      select from public.identity_membership o where o.studio_id = m.studio_id and o.id <> m.id
        and o.ended_at is null and 'owner' = any (o.roles)));
end $$;

-- How the machine is, in numbers.
create function sec.health()
returns table (waiting bigint, oldest_waiting timestamptz, failed bigint, worker_seen timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select
    (select count(*) from public.procrastinate_jobs j where j.status = 'todo'
       and coalesce(j.scheduled_at, now()) <= now()),
    (select min(e.at) from public.procrastinate_jobs j join public.procrastinate_events e on e.job_id = j.id
       and e.type = 'deferred' where j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()),
    (select count(*) from public.procrastinate_jobs j where j.status = 'failed'),
    (select max(w.last_heartbeat) from public.procrastinate_workers w)
  where sec.operator() $$;

revoke all on function sec.is_trained(uuid), sec.begin_operator(text), sec.open_grant(bigint, uuid),
  sec.support_staff(), sec.grant_support(), sec.offboard(uuid, text), sec.health() from public;
grant execute on function sec.begin_operator(text), sec.health() to operator;
grant execute on function sec.offboard(uuid, text) to operator, owner;
grant execute on function sec.support_staff() to studio;
grant execute on function sec.grant_support() to owner;

insert into sec.periodic_task (name) values ('oversight.count_studio');
