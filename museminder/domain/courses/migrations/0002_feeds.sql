-- A calendar program has no session: what it may read is decided by the address it fetches, each time anew.
-- Run as ctx, which has BYPASSRLS.

-- Whom a feed's address belongs to, if it is live and its owner may still see anything. A guardian must still be a
-- member and a guardian here; an instructor must still work here.
create function sec.feed_of(p_token text)
returns table (feed_id uuid, studio_id bigint, owner_kind text, owner_id uuid, owner_name text, account_id uuid,
               membership_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.id, f.studio_id, f.owner_kind::text, f.owner_id, trim(g.first_name || ' ' || g.last_name), g.account_id,
         g.membership_id
  from public.courses_calendarfeed f
  join public.people_guardian g on g.studio_id = f.studio_id and g.id = f.owner_id
  where f.token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex') and f.revoked_at is null
    and f.owner_kind = 'guardian' and g.is_active and g.merged_into_id is null and g.account_id is not null
    and exists (select 1 from sec.membership_of(f.studio_id, g.account_id) m where 'guardian' = any (m.roles))
  union all
  select f.id, f.studio_id, f.owner_kind::text, f.owner_id, trim(s.first_name || ' ' || s.last_name), s.account_id,
         s.membership_id
  from public.courses_calendarfeed f
  join public.people_staffmember s on s.studio_id = f.studio_id and s.id = f.owner_id
  where f.token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex') and f.revoked_at is null
    and f.owner_kind = 'staff' and s.is_active
    and (s.account_id is null or exists (select 1 from sec.membership_of(f.studio_id, s.account_id))) $$;

-- One transaction with the feed owner's present sight and no other right: the role is 'feed', no family is seen, and
-- of students only those a guardian sees now. Guardians' feeds are read on the member site, instructors' on the studio
-- site.
create function sec.begin_feed(p_token text)
returns table (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare feed record; studio record; sight record; seen uuid[] := '{}'; kept_from uuid[] := '{}';
begin
  select f.* into feed from sec.feed_of(p_token) f;
  if not found or sec.site() is distinct from (case feed.owner_kind when 'guardian' then 'member' else 'studio' end)
  then raise exception 'no such feed' using errcode = '28000'; end if;
  select s.* into studio from public.tenancy_studio s where s.id = feed.studio_id and s.closed_at is null;
  if not found then raise exception 'no such feed' using errcode = '28000'; end if;
  if feed.owner_kind = 'guardian' then
    select s.* into sight
    from sec.sight_of(studio.id, feed.account_id, array['guardian'], transaction_timestamp()) s;
    seen := sight.students;
    kept_from := sight.denied;
  end if;
  perform sec.set_context(studio.id, feed.account_id, feed.membership_id, array['feed'], '{}', seen, kept_from);
  return query select studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, feed.account_id, feed.membership_id, feed.owner_name, array['feed'];
end $$;

-- Whose feed is being read, inside its transaction.
create function sec.feed_owner(p_token text) returns table (owner_kind text, owner_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.owner_kind, f.owner_id from sec.feed_of(p_token) f where f.studio_id = sec.studio() $$;

revoke all on function sec.feed_of(text), sec.begin_feed(text), sec.feed_owner(text) from public;
grant execute on function sec.begin_feed(text), sec.feed_owner(text) to studio, member;
