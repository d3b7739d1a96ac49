-- The keys of what is sealed: one for what was written about a subject at a time, wrapped by its studio's key, which is
-- wrapped by the week's epoch key. The epoch keys themselves are never here: a copy of this cluster opens nothing, and
-- once an epoch key is destroyed, no older copy of this cluster opens what was erased before.
--
-- A key is written by whoever seals, and handed out only for an entry of the access log that is committed and names its
-- subject. No serving role may read a wrapped key of a subject in any other way, change one, or bring one back.

create schema keys;

create table keys.epoch (
    id uuid primary key,
    wrapper text not null check (wrapper ~ '^[a-z-]{1,40}$'),
    began_at timestamptz not null,
    ended_at timestamptz check (ended_at > began_at),
    kept_until timestamptz check (kept_until >= ended_at),  -- in escrow till then
    destroyed_at timestamptz check (destroyed_at >= kept_until)
);
create unique index epoch_one_is_present on keys.epoch ((true)) where ended_at is null;

create table keys.studio_key (
    id uuid primary key,
    studio_id bigint not null check (studio_id > 0),
    epoch_id uuid not null references keys.epoch,
    wrapped bytea not null check (length(wrapped) = 60),
    made_at timestamptz not null default clock_timestamp()
);
create index studio_key_of_studio on keys.studio_key (studio_id, made_at desc);

create table keys.subject_key (
    id uuid primary key,
    studio_id bigint not null check (studio_id > 0),
    subject_id uuid not null,
    studio_key_id uuid not null references keys.studio_key,
    wrapped bytea not null check (length(wrapped) = 60),
    made_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);  -- a deleted key leaves the disk soon
create index subject_key_of_subject on keys.subject_key (studio_id, subject_id);
create index subject_key_under on keys.subject_key (studio_key_id);

-- Whose keys were destroyed, for ever: ids and a time, no word. It is carried out again after every restore.
create table keys.erasure (
    studio_id bigint not null check (studio_id > 0),
    subject_id uuid not null,
    at timestamptz not null,
    primary key (studio_id, subject_id)
);

-- The studio is a subject too: of its gateway's keys, its imports, its exports.
create function keys.own_subject(p_studio bigint) returns uuid
language sql immutable as $$ select lpad(to_hex(p_studio), 32, '0')::uuid $$;

create function keys.is_erased(p_studio bigint, p_subjects uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from keys.erasure e
        where e.studio_id = p_studio and (e.subject_id = any (p_subjects) or e.subject_id = keys.own_subject(p_studio))
    )
$$;

-- The first epoch of an installation, unless somebody was quicker; returns the present one.
create function keys.begin_epoch(p_id uuid, p_wrapper text, p_at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    lock table keys.epoch in share row exclusive mode;
    insert into keys.epoch (id, wrapper, began_at)
    select p_id, p_wrapper, p_at where not exists (select from keys.epoch e where e.ended_at is null);
    return (select e.id from keys.epoch e where e.ended_at is null);
end $$;

-- A studio's first key, unless somebody was quicker. A studio whose keys were destroyed gets none again.
create function keys.begin_studio(p_id uuid, p_studio bigint, p_epoch uuid, p_wrapped bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(4714, (p_studio % 2147483647)::int);
    if keys.is_erased(p_studio, '{}') then
        raise exception 'the keys of this studio were destroyed' using errcode = 'MK002';
    end if;
    perform from keys.epoch e where e.id = p_epoch and e.ended_at is null for share;
    if not found then
        raise exception 'this epoch is over' using errcode = 'MK001';
    end if;
    insert into keys.studio_key (id, studio_id, epoch_id, wrapped)
    select p_id, p_studio, p_epoch, p_wrapped
    where not exists (select from keys.studio_key k where k.studio_id = p_studio);
end $$;

-- New keys of subjects, all in one statement. The row lock waits for whoever destroys or rotates.
create function keys.keep(p_studio bigint, p_studio_key uuid, p_ids uuid[], p_subjects uuid[], p_wrapped bytea[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform from keys.studio_key k where k.id = p_studio_key and k.studio_id = p_studio for share;
    if not found then
        raise exception 'this key of the studio is gone' using errcode = 'MK001';
    end if;
    if keys.is_erased(p_studio, p_subjects) then
        raise exception 'the keys of this subject were destroyed' using errcode = 'MK002';
    end if;
    insert into keys.subject_key (id, studio_id, subject_id, studio_key_id, wrapped)
    select n.id, p_studio, n.subject, p_studio_key, n.wrapped
    from unnest(p_ids, p_subjects, p_wrapped) n (id, subject, wrapped);
end $$;

-- Keys for what an entry names, once the entry cannot be taken back any more: whoever is in a transaction that has
-- written anything gets none. Rows without a key say who was erased.
create function keys.hand_out(p_entry uuid, p_keys uuid[])
returns table (key_id uuid, subject_id uuid, wrapped bytea, studio_key_id uuid, studio_wrapped bytea, epoch_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    looked access_log.entry;
begin
    if pg_current_xact_id_if_assigned() is not null then
        raise exception 'a key is handed out after its entry is committed' using errcode = 'MK003';
    end if;
    select * into looked from access_log.entry e where e.id = p_entry;
    if not found then
        raise exception 'no key without an entry' using errcode = 'MK003';
    end if;
    return query
        select k.id, k.subject_id, k.wrapped, s.id, s.wrapped, s.epoch_id
        from keys.subject_key k join keys.studio_key s on s.id = k.studio_key_id
        where k.id = any (p_keys) and k.studio_id = looked.studio_id
          and (k.subject_id = any (looked.subjects) or k.subject_id = keys.own_subject(looked.studio_id))
        union all
        select null, e.subject_id, null, null, null, null
        from keys.erasure e
        where e.studio_id = looked.studio_id
          and (e.subject_id = any (looked.subjects) or e.subject_id = keys.own_subject(looked.studio_id));
end $$;

-- Destroys every key of these subjects and remembers that, in one transaction; returns how many keys.
-- A studio's own subject stands for all of it.
create function keys.destroy(p_studio bigint, p_subjects uuid[], p_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    whole boolean := keys.own_subject(p_studio) = any (p_subjects);
    gone bigint;
begin
    perform pg_advisory_xact_lock(4714, (p_studio % 2147483647)::int);
    perform from keys.studio_key k where k.studio_id = p_studio for update;
    insert into keys.erasure (studio_id, subject_id, at)
    select p_studio, s.id, p_at from unnest(p_subjects) s (id) on conflict do nothing;
    delete from keys.subject_key k where k.studio_id = p_studio and (whole or k.subject_id = any (p_subjects));
    get diagnostics gone = row_count;
    if whole then
        delete from keys.studio_key k where k.studio_id = p_studio;
    end if;
    return gone;
end $$;

revoke all on all functions in schema keys from public;

grant usage on schema keys to vault_service, vault_keeper, vault_auditor;
grant select on keys.epoch, keys.studio_key to vault_service, vault_keeper;
grant execute on function keys.begin_epoch(uuid, text, timestamptz), keys.begin_studio(uuid, bigint, uuid, bytea),
    keys.keep(bigint, uuid, uuid[], uuid[], bytea[]), keys.hand_out(uuid, uuid[]) to vault_service;
grant insert, update (ended_at, kept_until, destroyed_at) on keys.epoch to vault_keeper;
grant insert, delete, update (epoch_id, wrapped) on keys.studio_key to vault_keeper;
grant select, update (studio_key_id, wrapped) on keys.subject_key to vault_keeper;
grant select on keys.erasure to vault_keeper, vault_auditor;
grant execute on function keys.destroy(bigint, uuid[], timestamptz) to vault_keeper;
grant select on keys.epoch to vault_auditor;
grant select (id, studio_id, epoch_id, made_at) on keys.studio_key to vault_auditor;
grant select (id, studio_id, subject_id, studio_key_id, made_at) on keys.subject_key to vault_auditor;
