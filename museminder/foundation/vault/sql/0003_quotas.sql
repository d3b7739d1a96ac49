-- How much may be opened in a while, counted where the entry is written: two requests at the same moment count each
-- other. What is too much is written down as well, as held, and no key is handed out for it.

alter table access_log.entry drop constraint entry_action_check;
alter table access_log.entry add constraint entry_action_check
    check (action in ('revealed', 'ages_derived', 'compared', 'forgotten', 'held', 'allowed'));

-- Filled from the program's own rules (vault/quotas.py): one row for every action and purpose under which keys are
-- handed out. Counted are different subjects, or every opening; the limit is ``least``, and ``times`` the subjects that
-- the studio has.
create table access_log.quota (
    action text not null,
    purpose text not null references access_log.purpose,
    kind text not null check (kind ~ '^[a-z_]{1,40}$'),
    is_distinct boolean not null,
    minutes integer not null check (minutes > 0),
    least bigint not null check (least >= 0),
    times bigint not null check (times >= 0),
    primary key (action, purpose)
);

-- What was held and may be opened once, by whom it was allowed.
create table access_log.permit (
    held_id uuid primary key references access_log.entry on delete cascade,
    allowed_id uuid not null references access_log.entry on delete cascade,
    expires_at timestamptz not null,
    used_for uuid  -- the entry of the opening
);

create function access_log.who(p_account uuid) returns uuid
language sql immutable as $$ select coalesce(p_account, '00000000-0000-0000-0000-000000000000'::uuid) $$;

create index entry_of_account on access_log.entry (studio_id, access_log.who(account_id), at);

-- Entry, salt and inbox together; for the functions below.
create function access_log.put(
    p_id uuid, p_at timestamptz, p_studio bigint, p_account uuid, p_action text, p_purpose text, p_fields text[],
    p_subjects uuid[], p_commitment bytea, p_salt bytea
) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into access_log.entry (id, at, studio_id, account_id, action, purpose, fields, subjects, commitment)
    values (p_id, p_at, p_studio, p_account, p_action, p_purpose, p_fields, p_subjects, p_commitment);
    insert into access_log.salt (entry_id, salt) values (p_id, p_salt);
    insert into access_log.inbox (entry_id, commitment) values (p_id, p_commitment);
$$;

-- Subjects that something was ever sealed for.
create function access_log.size_of(p_studio bigint) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct k.subject_id) from keys.subject_key k where k.studio_id = p_studio
$$;

-- What an account has opened under one kind of quota since then: each subject (or opening), and when last.
create function access_log.looked(p_studio bigint, p_account uuid, p_kind text, p_since timestamptz)
returns table (subject_id uuid, openings bigint, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.id, count(*), max(e.at)
    from access_log.entry e
        join access_log.quota q on q.action = e.action and q.purpose = e.purpose and q.kind = p_kind
        cross join unnest(e.subjects) s (id)
    where e.studio_id = p_studio and access_log.who(e.account_id) = access_log.who(p_account) and e.at > p_since
        -- what an owner has allowed once is not counted a second time
        and not exists (select from access_log.permit p where p.used_for = e.id)
    group by s.id
$$;

-- Writes one entry: as asked, or as held when it is too much. Returns which, and for what was held when to try again:
-- null for what is too much at once.
create function access_log.write_down(
    p_id uuid, p_at timestamptz, p_studio bigint, p_account uuid, p_action text, p_purpose text, p_fields text[],
    p_subjects uuid[], p_commitment bytea, p_held_commitment bytea, p_salt bytea,
    out is_held boolean, out free_at timestamptz
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    quota access_log.quota;
    since timestamptz;
    before bigint;
    added bigint;
    most bigint;
begin
    if p_action in ('held', 'allowed') then
        raise exception 'nobody writes this of oneself' using errcode = 'MK004';
    end if;
    select * into quota from access_log.quota q where q.action = p_action and q.purpose = p_purpose;
    if quota.kind is not null then
        -- one after the other, for this account: the count below begins when the one before is committed
        perform pg_advisory_xact_lock(4715, hashtext(p_studio || ' ' || access_log.who(p_account) || quota.kind));
        -- by this clock: whoever names a moment to come does not shorten the time that is counted
        since := least(p_at, clock_timestamp()) - make_interval(mins => quota.minutes);
        most := quota.least;
        if quota.is_distinct then
            select count(*), count(*) filter (where l.subject_id = any (p_subjects))
            into before, added from access_log.looked(p_studio, p_account, quota.kind, since) l;
            added := (select count(distinct s.id) from unnest(p_subjects) s (id)) - added;
        else
            added := cardinality(p_subjects);
            select coalesce(sum(cardinality(e.subjects)), 0) into before
            from access_log.entry e
            join access_log.quota q on q.action = e.action and q.purpose = e.purpose and q.kind = quota.kind
            where e.studio_id = p_studio and access_log.who(e.account_id) = access_log.who(p_account)
                and e.at > since and not exists (select from access_log.permit p where p.used_for = e.id);
        end if;
        if quota.times > 0 and before + added > most then
            most := most + quota.times * access_log.size_of(p_studio);
        end if;
    end if;
    is_held := quota.kind is not null and added > 0 and before + added > most;
    if is_held then
        is_held := not access_log.use_permit(p_id, p_at, p_studio, p_account, p_purpose, p_fields, p_subjects);
    end if;
    if not is_held then
        perform access_log.put(p_id, p_at, p_studio, p_account, p_action, p_purpose, p_fields, p_subjects,
            p_commitment, p_salt);
        return;
    end if;
    perform access_log.put(p_id, p_at, p_studio, p_account, 'held', p_purpose, p_fields, p_subjects,
        p_held_commitment, p_salt);
    if added > most then
        return;
    end if;
    -- the first moment at which enough of what was opened is longer ago than is counted
    select coalesce(min(f.last_at), least(p_at, clock_timestamp())) + make_interval(mins => quota.minutes) into free_at
    from (
        select l.last_at, sum(case when quota.is_distinct then 1 else l.openings end) over (order by l.last_at) as freed
        from access_log.looked(p_studio, p_account, quota.kind, since) l
        where not quota.is_distinct or l.subject_id <> all (p_subjects)
    ) f where f.freed >= before + added - most;
end $$;

-- Uses up what was allowed for exactly this account, purpose and at most these fields and subjects.
create function access_log.use_permit(
    p_id uuid, p_at timestamptz, p_studio bigint, p_account uuid, p_purpose text, p_fields text[], p_subjects uuid[]
) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update access_log.permit set used_for = p_id where held_id = (
        select p.held_id from access_log.permit p join access_log.entry h on h.id = p.held_id
        where p.used_for is null and p.expires_at > p_at
            and h.studio_id = p_studio and h.account_id = p_account and h.purpose = p_purpose
            and h.fields @> p_fields and h.subjects @> p_subjects
        order by p.expires_at limit 1 for update of p
    );
    return found;
end $$;

-- Somebody else lets what was held be opened once. The entry that says so names the same subjects.
create function access_log.allow(
    p_held uuid, p_expires timestamptz, p_id uuid, p_at timestamptz, p_studio bigint, p_account uuid,
    p_commitment bytea, p_salt bytea
) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    held access_log.entry;
begin
    select * into held from access_log.entry e where e.id = p_held and e.studio_id = p_studio for update;
    if not found or held.action <> 'held' or p_account is null or p_account = held.account_id then
        raise exception 'only somebody else allows what was held' using errcode = 'MK004';
    end if;
    perform access_log.put(p_id, p_at, p_studio, p_account, 'allowed', held.purpose, held.fields, held.subjects,
        p_commitment, p_salt);
    insert into access_log.permit (held_id, allowed_id, expires_at) values (p_held, p_id, p_expires);
end $$;

-- For what was held nothing is handed out: whatever else the function before this one allows.
alter function keys.hand_out(uuid, uuid[]) rename to keys_for;
revoke all on function keys.keys_for(uuid, uuid[]) from vault_service;
create function keys.hand_out(p_entry uuid, p_keys uuid[])
returns table (key_id uuid, subject_id uuid, wrapped bytea, studio_key_id uuid, studio_wrapped bytea, epoch_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform from access_log.entry e
    where e.id = p_entry and e.action not in ('revealed', 'ages_derived', 'compared');
    if found then
        raise exception 'nothing is handed out for what was not opened' using errcode = 'MK003';
    end if;
    return query select * from keys.keys_for(p_entry, p_keys);
end $$;
revoke all on function keys.hand_out(uuid, uuid[]) from public;
grant execute on function keys.hand_out(uuid, uuid[]) to vault_service;

revoke all on function access_log.put(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea),
    access_log.size_of(bigint), access_log.looked(bigint, uuid, text, timestamptz),
    access_log.write_down(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea),
    access_log.use_permit(uuid, timestamptz, bigint, uuid, text, text[], uuid[]),
    access_log.allow(uuid, timestamptz, uuid, timestamptz, bigint, uuid, bytea, bytea) from public;

-- Nobody passes by the count: an entry is written through the function, or not at all.
revoke insert on access_log.entry, access_log.salt, access_log.inbox from vault_service;
grant execute on function
    access_log.write_down(uuid, timestamptz, bigint, uuid, text, text, text[], uuid[], bytea, bytea, bytea),
    access_log.allow(uuid, timestamptz, uuid, timestamptz, bigint, uuid, bytea, bytea) to vault_service;
grant select on access_log.quota, access_log.permit to vault_service, vault_auditor;
