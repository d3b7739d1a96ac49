-- Opening a studio makes its first owner in the same breath: a studio nobody may enter could never be entered.
create function sec.open_studio(
  p_secret text, p_membership uuid, p_slug text, p_name text, p_time_zone text, p_currency text, p_region text,
  p_locale text, p_email text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare account uuid := sec.account_of(p_secret, sec.site()); opened bigint;
begin
  if account is null then raise exception 'no session' using errcode = '28000'; end if;
  insert into public.tenancy_studio
    (slug, name, time_zone, currency, region, locale, accent, email, opened_at)
  values (p_slug, p_name, p_time_zone, p_currency, p_region, p_locale, 'verdigris', p_email, now())
  returning id into opened;
  insert into public.identity_membership (id, studio_id, account_id, display_name, roles, started_at)
  select p_membership, opened, a.id, a.display_name, array['owner'], now()
  from public.identity_account a where a.id = account;
  return opened;
end $$;

revoke all on function sec.open_studio(text, uuid, text, text, text, text, text, text, text) from public;
grant execute on function sec.open_studio(text, uuid, text, text, text, text, text, text, text) to studio;
