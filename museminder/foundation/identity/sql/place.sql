-- From where a session was used by somebody who showed who they are: the door compares it with where it is used now.
-- Run as ctx, which owns schema sec and has BYPASSRLS.
create function sec.place_of(p_secret text) returns table (browser text, places text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.browser::text, s.address_prefix::text from public.identity_session s
  where s.session_key = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex') $$;

revoke all on function sec.place_of(text) from public;
grant execute on function sec.place_of(text) to studio, member;
