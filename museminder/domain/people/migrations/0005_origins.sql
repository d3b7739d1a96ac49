-- Stamps every fact about a person with where it came from. Run as ctx: no role that serves a site can leave it out.
--
-- Arguments: the fields that are facts. A stamp is {source, at, by, file, fields}. On the families' site the source is
-- who is signed in, or a correction they accepted; elsewhere it is the studio, unless an import says so.
create function sec.stamp_origins() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
  old_row jsonb;
  kept jsonb := '[]';
  changed text[];
  said text := nullif(current_setting('app.origin', true), '');
  stamp jsonb;
begin
  if tg_op = 'INSERT' then
    changed := tg_argv[0:];
  else
    old_row := to_jsonb(old);
    select coalesce(array_agg(f), '{}') into changed
    from unnest(tg_argv[0:]) f where new_row -> f is distinct from old_row -> f;
    new.origins := old.origins;
    if changed = '{}' then return new; end if;
    select coalesce(jsonb_agg(jsonb_set(s, '{fields}', left_over.fields) order by n), '[]') into kept
    from jsonb_array_elements(old.origins) with ordinality e (s, n)
      cross join lateral (
        select jsonb_agg(f) fields from jsonb_array_elements_text(s -> 'fields') f where f <> all (changed)
      ) left_over
    where left_over.fields is not null;
  end if;
  select array_agg(f) into changed
  from unnest(changed) f where new_row -> f not in ('null', '""', '[]', '{}');
  new.origins := kept;
  if changed is null then return new; end if;
  if sec.site() = 'member' and said is distinct from 'accepted' then
    said := case when new_row ->> 'account_id' = sec.account()::text and tg_table_name = 'people_student'
                   or not coalesce('guardian' = any (sec.roles()), false) then 'student' else 'guardian' end;
  end if;
  stamp := jsonb_strip_nulls(jsonb_build_object(
    'source', coalesce(said, 'studio'),
    'at', statement_timestamp(),
    'by', sec.account(),
    'file', nullif(current_setting('app.origin_file', true), ''),
    'fields', to_jsonb(changed)));
  new.origins := kept || stamp;
  return new;
end $$;
revoke all on function sec.stamp_origins() from public;
grant execute on function sec.stamp_origins() to owner;
