-- Where a school has one owner and nobody else could decide, the owner alone lets what was held from them be opened
-- once: a day after it was held, by this clock, and written down as what it is. Whether nobody else could decide is
-- known where members are; that a day is over, and that it does not pass for the decision of two, is held here.

alter table access_log.entry drop constraint entry_action_check;
alter table access_log.entry add constraint entry_action_check
    check (action in ('revealed', 'ages_derived', 'compared', 'forgotten', 'held', 'allowed', 'allowed_alone'));

create function access_log.allow_alone(
    p_held uuid, p_expires timestamptz, p_id uuid, p_at timestamptz, p_studio bigint, p_account uuid,
    p_commitment bytea, p_salt bytea
) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    held access_log.entry;
begin
    select * into held from access_log.entry e where e.id = p_held and e.studio_id = p_studio for update;
    if not found or held.action <> 'held' or p_account is null or p_account is distinct from held.account_id then
        raise exception 'only who asked allows it alone' using errcode = 'MK004';
    end if;
    if least(p_at, clock_timestamp()) < held.at + interval '24 hours' then
        raise exception 'alone it is allowed after a day' using errcode = 'MK004';
    end if;
    perform access_log.put(p_id, p_at, p_studio, p_account, 'allowed_alone', held.purpose, held.fields,
        held.subjects, p_commitment, p_salt);
    insert into access_log.permit (held_id, allowed_id, expires_at) values (p_held, p_id, p_expires);
end $$;

-- As with the two before it, nobody writes this of oneself.
alter function access_log.write_down(
    uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea
) rename to count_and_write;
create function access_log.write_down(
    p_id uuid, p_at timestamptz, p_studio bigint, p_account uuid, p_action text, p_purpose text, p_fields text[],
    p_subjects uuid[], p_commitment bytea, p_held_commitment bytea, p_salt bytea,
    out is_held boolean, out free_at timestamptz
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if p_action = 'allowed_alone' then
        raise exception 'nobody writes this of oneself' using errcode = 'MK004';
    end if;
    select w.is_held, w.free_at into is_held, free_at from access_log.count_and_write(
        p_id, p_at, p_studio, p_account, p_action, p_purpose, p_fields, p_subjects, p_commitment, p_held_commitment,
        p_salt) w;
end $$;

revoke all on function
    access_log.allow_alone(uuid, timestamptz, uuid, timestamptz, bigint, uuid, bytea, bytea),
    access_log.count_and_write(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea),
    access_log.write_down(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea)
    from public;
revoke all on function
    access_log.count_and_write(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea)
    from vault_service;
grant execute on function
    access_log.allow_alone(uuid, timestamptz, uuid, timestamptz, bigint, uuid, bytea, bytea),
    access_log.write_down(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea)
    to vault_service;
