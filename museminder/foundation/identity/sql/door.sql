-- The door asks once: whoever this lets in is signed in, has shown what the site asks for, and belongs to the studio.
-- It also says when the browser was last seen, so that a page need not read the session to write that down.
-- Run as ctx, which owns schema sec and has BYPASSRLS.
drop function sec.begin_ctx(text, text);

create function sec.begin_ctx(p_secret text, p_slug text)
returns table (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[], seen_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare studio record; account uuid; member record; sight record; own_site text := sec.site(); seen timestamptz;
begin
  account := sec.account_of(p_secret, own_site);
  if account is null then raise exception 'no session' using errcode = '28000'; end if;
  select s.id, s.slug, s.name, s.time_zone, s.currency, s.locale, s.accent into studio
  from public.tenancy_studio s where s.slug = p_slug and s.closed_at is null;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  select m.* into member from sec.membership_of(studio.id, account) m;
  if not found then raise exception 'no entry' using errcode = '28000'; end if;
  member.roles := array(select r from unnest(member.roles) r where r = any (sec.roles_of_site(own_site)) order by r);
  if member.roles = '{}' then raise exception 'no entry' using errcode = '28000'; end if;
  select s.* into sight from sec.sight_of(studio.id, account, member.roles, transaction_timestamp()) s;
  perform sec.set_context(studio.id, account, member.membership_id, member.roles, sight.families, sight.students,
                          sight.denied);
  select e.last_seen_at into seen
  from public.identity_session e where e.session_key = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex');
  return query select studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, account, member.membership_id, member.display_name, member.roles, seen;
end $$;

revoke all on function sec.begin_ctx(text, text) from public;
grant execute on function sec.begin_ctx(text, text) to studio, member;
