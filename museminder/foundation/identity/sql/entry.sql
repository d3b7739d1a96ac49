-- Who may enter which studio. Run as ctx, which owns schema sec and has BYPASSRLS.

-- The account behind a session's secret; null when it is unknown, ended, over, another site's, or when the site asks
-- for a second factor that was not shown. Sites of staff and operators never open to a password alone.
create or replace function sec.account_of(p_secret text, p_site text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.account_id
  from public.identity_session s join public.identity_account a on a.id = s.account_id
  where s.session_key = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex')
    and s.site = p_site and s.revoked_at is null and s.expire_date > now()
    and a.is_active and (s.second_factor or p_site not in ('studio', 'operator')) $$;

create or replace function sec.membership_of(p_studio bigint, p_account uuid)
returns table (membership_id uuid, display_name text, roles text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, m.display_name::text, m.roles::text[]
  from public.identity_membership m
  where m.studio_id = p_studio and m.account_id = p_account and m.ended_at is null $$;

create function sec.roles_of_site(p_site text) returns text[] language sql immutable parallel safe as $$
  select case p_site
    when 'studio' then array['owner', 'manager', 'office', 'instructor']
    when 'member' then array['guardian', 'student'] else array[]::text[] end $$;

-- The studios the person behind a session may enter on this site, for the chooser.
create function sec.my_studios(p_secret text)
returns table (studio_id bigint, slug text, studio_name text, roles text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.slug::text, s.name::text,
    array(select r from unnest(m.roles::text[]) r where r = any (sec.roles_of_site(sec.site())) order by r)
  from public.identity_membership m join public.tenancy_studio s on s.id = m.studio_id
  where m.account_id = sec.account_of(p_secret, sec.site()) and m.ended_at is null and s.closed_at is null
    and m.roles::text[] && sec.roles_of_site(sec.site())
  order by s.name, s.id $$;

revoke all on function sec.roles_of_site(text), sec.my_studios(text) from public;
grant execute on function sec.my_studios(text) to studio, member;
