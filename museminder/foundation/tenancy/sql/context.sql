-- The signed context. Run as the role ctx, which owns all of schema sec, has BYPASSRLS and cannot log in.
-- HMAC-SHA256 is built from the server's own sha256(): neither pgcrypto nor OpenSSL is needed.

create table sec.signing_key (id int primary key check (id = 1), inner_pad bytea not null, outer_pad bytea not null);

-- What a job may do, and one row for every attempt that was started: the attempt's secret is stored as its hash.
create table sec.job (
  job_id bigint primary key, studio_id bigint not null, account_id uuid, created_at timestamptz not null default now());
create table sec.job_attempt (
  secret_hash bytea primary key, job_id bigint not null references sec.job on delete cascade, attempt int not null,
  issued_at timestamptz not null default now(), unique (job_id, attempt));
-- Tasks that the worker may start for every studio without being inside one.
create table sec.periodic_task (name text primary key);

create function sec.site() returns text language sql stable parallel restricted as
$$ select coalesce(nullif(current_setting('role'), 'none'), session_user::text) $$;

create function sec.sign(message text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select message || '#' || encode(sha256(outer_pad || sha256(inner_pad || convert_to(message, 'UTF8'))), 'hex')
  from sec.signing_key where id = 1 $$;

-- One part of the token, verified: signature, site, backend and transaction must be those of the moment of issue.
create function sec.part(n int) returns text
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare token text := current_setting('app.ctx', true); message text; parts text[];
begin
  if token is null or token = '' then return null; end if;
  message := split_part(token, '#', 1);
  if sec.sign(message) is distinct from token then
    raise exception 'forged context' using errcode = '28000';
  end if;
  parts := string_to_array(message, '|');
  if parts[4] <> sec.site() or parts[9] <> pg_backend_pid()::text
     or parts[10] <> extract(epoch from transaction_timestamp())::text then
    raise exception 'stale context' using errcode = '28000';
  end if;
  return parts[n];
end $$;

create function sec.studio() returns bigint language sql stable parallel restricted as
$$ select sec.part(1)::bigint $$;
create function sec.account() returns uuid language sql stable parallel restricted as
$$ select nullif(sec.part(2), '')::uuid $$;
create function sec.roles() returns text[] language sql stable parallel restricted as
$$ select string_to_array(sec.part(5), ',') $$;
create function sec.families() returns uuid[] language sql stable parallel restricted as
$$ select string_to_array(sec.part(6), ',')::uuid[] $$;
create function sec.students() returns uuid[] language sql stable parallel restricted as
$$ select string_to_array(sec.part(7), ',')::uuid[] $$;
create function sec.denied() returns uuid[] language sql stable parallel restricted as
$$ select coalesce(string_to_array(sec.part(8), ',')::uuid[], '{}') $$;
create function sec.office() returns boolean language sql stable parallel restricted as
$$ select coalesce(sec.roles() && array['owner', 'manager', 'office'], false) $$;

-- Replaced by the areas that know: identity says who is a member, people says what a member may see.
create function sec.membership_of(p_studio bigint, p_account uuid)
returns table (membership_id uuid, display_name text, roles text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select null::uuid, null::text, null::text[] where false $$;
create function sec.account_of(p_secret text, p_site text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select null::uuid $$;
create function sec.sight_of(p_studio bigint, p_account uuid, p_roles text[], p_at timestamptz)
returns table (families uuid[], students uuid[], denied uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select '{}'::uuid[], '{}'::uuid[], '{}'::uuid[] $$;

create function sec.set_context(
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
end $$;

create function sec.begin_ctx(p_secret text, p_slug text)
returns table (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare studio record; account uuid; member record; sight record; allowed text[];
begin
  account := sec.account_of(p_secret, sec.site());
  if account is null then raise exception 'no session' using errcode = '28000'; end if;
  select s.* into studio from public.tenancy_studio s where s.slug = p_slug and s.closed_at is null;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  select m.* into member from sec.membership_of(studio.id, account) m;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  allowed := case sec.site()
    when 'studio' then array['owner', 'manager', 'office', 'instructor']
    when 'member' then array['guardian', 'student'] else array[]::text[] end;
  member.roles := array(select r from unnest(member.roles) r where r = any (allowed) order by r);
  if member.roles = '{}' then raise exception 'no entry' using errcode = '28000'; end if;
  select s.* into sight from sec.sight_of(studio.id, account, member.roles, transaction_timestamp()) s;
  perform sec.set_context(studio.id, account, member.membership_id, member.roles, sight.families, sight.students,
                          sight.denied);
  return query select studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, account, member.membership_id, member.display_name, member.roles;
end $$;

-- Defer a job inside the caller's transaction and studio. The arguments are ids; nothing secret is stored with them.
create function sec.enqueue(p_task text, p_args jsonb, p_queue text, p_lock text, p_queueing_lock text,
                            p_scheduled_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare studio bigint := sec.studio(); job bigint;
begin
  if studio is null then raise exception 'no context' using errcode = '28000'; end if;
  select (procrastinate_defer_jobs_v1(array[row(p_queue, p_task, 0,
    case when p_lock is null then null else studio || ':' || p_lock end,
    case when p_queueing_lock is null then null else studio || ':' || p_queueing_lock end,
    p_args || jsonb_build_object('studio_id', studio), p_scheduled_at)::procrastinate_job_to_defer_v1]))[1] into job;
  insert into sec.job (job_id, studio_id, account_id) values (job, studio, sec.account());
  return job;
end $$;

-- Start a listed task once for every open studio: how periodic work reaches them, one capability each.
create function sec.fan_out(p_task text, p_queue text) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare studio record; job bigint; started int := 0;
begin
  if not exists (select 1 from sec.periodic_task t where t.name = p_task) then
    raise exception 'task % may not be started for every studio', p_task using errcode = '28000';
  end if;
  for studio in select s.id from public.tenancy_studio s where s.closed_at is null order by s.id loop
    select (procrastinate_defer_jobs_v1(array[row(p_queue, p_task, 0, null, null,
      jsonb_build_object('studio_id', studio.id), null)::procrastinate_job_to_defer_v1]))[1] into job;
    insert into sec.job (job_id, studio_id) values (job, studio.id);
    started := started + 1;
  end loop;
  return started;
end $$;

-- The worker asks once for each attempt of a job that is being done; a second asker is refused.
create function sec.claim_job(p_job bigint) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare secret text := encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex');
        current_attempt int;
begin
  select j.attempts into current_attempt from public.procrastinate_jobs j join sec.job k on k.job_id = j.id
  where j.id = p_job and j.status = 'doing';
  if not found then raise exception 'no such job is being done' using errcode = '28000'; end if;
  insert into sec.job_attempt (secret_hash, job_id, attempt)
  values (sha256(convert_to(secret, 'UTF8')), p_job, current_attempt) on conflict (job_id, attempt) do nothing;
  if not found then raise exception 'job already claimed' using errcode = '28000'; end if;
  return secret;
end $$;

create function sec.begin_job(p_secret text, p_studio bigint)
returns table (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare job record; studio record;
begin
  select k.job_id, k.studio_id, k.account_id into job
  from sec.job_attempt a join sec.job k using (job_id) join public.procrastinate_jobs j on j.id = k.job_id
  where a.secret_hash = sha256(convert_to(p_secret, 'UTF8')) and j.status = 'doing' and j.attempts = a.attempt;
  if not found or job.studio_id is distinct from p_studio then
    raise exception 'no such job' using errcode = '28000';
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended(p_secret, 0)) then
    raise exception 'job secret is in use' using errcode = '28000';
  end if;
  select s.* into studio from public.tenancy_studio s where s.id = job.studio_id;
  perform sec.set_context(job.studio_id, job.account_id, null, array['worker'], '{}', '{}', '{}');
  return query select studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, job.account_id, null::uuid, 'MuseMinder'::text, array['worker'];
end $$;

revoke all on all functions in schema sec from public;
revoke all on all tables in schema sec from public;
grant execute on function sec.site(), sec.part(int), sec.studio(), sec.account(), sec.roles(), sec.families(),
  sec.students(), sec.denied(), sec.office() to studio, member, operator, worker, accounts, owner;
grant execute on function sec.begin_ctx(text, text) to studio, member;
grant execute on function sec.enqueue(text, jsonb, text, text, text, timestamptz) to studio, member, worker;
grant execute on function sec.claim_job(bigint), sec.begin_job(text, bigint), sec.fan_out(text, text) to worker;
