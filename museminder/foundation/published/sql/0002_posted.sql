-- What was announced about MuseMinder changing hands stays as it was published too.
create or replace function published.keep_versions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.kind in ('policy_version', 'change_of_control') and (tg_op = 'DELETE'
        or new.kind <> old.kind or new.key <> old.key
        or new.content -> 'sha256' is distinct from old.content -> 'sha256'
        or new.content -> 'blocks' is distinct from old.content -> 'blocks'
        or new.content -> 'taken_over_by' is distinct from old.content -> 'taken_over_by'
        or new.content -> 'what_changes' is distinct from old.content -> 'what_changes'
        or new.content -> 'effective_on' is distinct from old.content -> 'effective_on') then
        raise exception 'what was posted stays as it was published' using errcode = 'MM409';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
