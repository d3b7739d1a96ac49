-- A school that closes is read only, but for taking everything along and asking. Run as ctx.
-- As in identity's door.sql, and it says to whoever enters that the school closes.
create or replace function sec.begin_ctx(p_secret text, p_slug text)
returns table (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[], seen_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare studio record; account uuid; member record; sight record; own_site text := sec.site(); seen timestamptz;
begin
  account := sec.account_of(p_secret, own_site);
  if account is null then raise exception 'no session' using errcode = '28000'; end if;
  select s.id, s.slug, s.name, s.time_zone, s.currency, s.locale, s.accent, s.closing_at into studio
  from public.tenancy_studio s where s.slug = p_slug and s.closed_at is null;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  select m.* into member from sec.membership_of(studio.id, account) m;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  member.roles := array(select r from unnest(member.roles) r where r = any (sec.roles_of_site(own_site)) order by r);
  if member.roles = '{}' then raise exception 'no entry' using errcode = '28000'; end if;
  select s.* into sight from sec.sight_of(studio.id, account, member.roles, transaction_timestamp()) s;
  if studio.closing_at is not null then member.roles := member.roles || array['closing']; end if;
  perform sec.set_context(studio.id, account, member.membership_id, member.roles, sight.families, sight.students,
                          sight.denied);
  select e.last_seen_at into seen
  from public.identity_session e where e.session_key = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex');
  return query select studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, account, member.membership_id, member.display_name, member.roles, seen;
end $$;

-- Support only reads, and so does everybody in a school that closes, but on the pages for taking along and asking. The
-- page says what it is; one that says nothing only reads.
create function sec.only_reads(p_roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 'support' = any (p_roles) or ('closing' = any (p_roles) and coalesce(current_setting('app.page', true), '') !~
    '^(studio:leaving:|studio:privacy:|member:privacy:|member:consents:)') $$;
revoke all on function sec.only_reads(text[]) from public;

-- As in oversight's entry.sql.
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
  end if;
  if sec.only_reads(p_roles) then
    set constraints all immediate;  -- what is checked at the end locks rows, which a reading transaction may not
    -- Nothing takes this back before the transaction ends: PostgreSQL refuses to.
    perform set_config('transaction_read_only', 'on', true);
  end if;
end $$;

-- Only the owner closes and reopens; that it is over says the job that destroyed the keys.
create function sec.who_closes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if sec.site() = 'studio' and (new.closed_at is distinct from old.closed_at
     or (new.closing_at is distinct from old.closing_at and not sec.roles() @> array['owner'])) then
    raise exception 'only the owner closes a school' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function sec.who_closes() from public;
grant execute on function sec.who_closes() to owner;
