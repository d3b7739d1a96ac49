-- The access log: who opened what is sealed, for what. Ids and enumerations, no word about anybody.
--
-- An entry is written here before anything is opened, and stays: no serving role may change or delete one. The
-- sequencer takes what is in the inbox, in one order for all, and makes leaves of a Merkle tree (RFC 6962) of the
-- entries' salted commitments. Erasing an entry and its salt leaves a leaf that tells nothing, and the tree whole.

create schema access_log;

-- Filled from the closed list of the program (vault/purposes.py). There is no such purpose as marketing.
create table access_log.purpose (
    name text primary key check (name ~ '^[a-z_]{1,40}$' and name !~ 'market|advert|promot')
);

create table access_log.entry (
    id uuid primary key,
    at timestamptz not null,
    studio_id bigint not null,
    account_id uuid,  -- null: the program itself
    action text not null check (action in ('revealed', 'ages_derived', 'compared', 'forgotten')),
    purpose text not null references access_log.purpose,
    fields text[] not null check (array_to_string(fields, ',') ~ '^[a-z0-9_.,]*$'),
    subjects uuid[] not null check (cardinality(subjects) between 1 and 100000),
    commitment bytea not null check (length(commitment) = 32)
);
create index entry_of_subject on access_log.entry using gin (subjects);
create index entry_of_studio on access_log.entry (studio_id, at);

-- Apart from the entry, and gone with it: without its salt a commitment cannot be tried against guesses.
create table access_log.salt (
    entry_id uuid primary key references access_log.entry on delete cascade,
    salt bytea not null check (length(salt) = 32)
);

create table access_log.inbox (
    number bigint generated always as identity primary key,
    entry_id uuid not null,
    commitment bytea not null check (length(commitment) = 32)
);

create table access_log.leaf (
    index bigint primary key check (index >= 0),
    entry_id uuid not null unique,
    commitment bytea not null check (length(commitment) = 32)
);

-- Every complete subtree: node (level, index) covers the leaves from index * 2^level on, 2^level of them.
create table access_log.node (
    level smallint not null check (level between 0 and 62),
    index bigint not null check (index >= 0),
    hash bytea not null check (length(hash) = 32),
    primary key (level, index)
);

-- What was signed: a C2SP checkpoint note for each size at which the sequencer stopped.
create table access_log.checkpoint (
    size bigint primary key check (size > 0),
    root bytea not null check (length(root) = 32),
    note text not null,
    made_at timestamptz not null default clock_timestamp()
);

-- One row: the log's name, and the key that checks its signatures.
create table access_log.log (
    id smallint primary key default 1 check (id = 1),
    origin text not null,
    verifier text not null
);

-- Erases entries, never leaves; only such as an entry in the tree says are to be forgotten.
create function access_log.forget(asked uuid[]) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
    with erased as (
        delete from access_log.entry e
        where e.id = any (asked) and e.action <> 'forgotten'
          and exists (select from access_log.leaf l where l.entry_id = e.id)
          and exists (
              select from access_log.entry f join access_log.leaf fl on fl.entry_id = f.id
              where f.action = 'forgotten' and f.subjects @> array[e.id]
          )
        returning 1
    )
    select count(*) from erased
$$;
revoke all on function access_log.forget(uuid[]) from public;

grant usage on schema access_log to vault_service, vault_sequencer, vault_auditor;
grant insert, select on access_log.entry to vault_service;
grant insert on access_log.salt, access_log.inbox to vault_service;
grant select on access_log.leaf, access_log.node, access_log.checkpoint, access_log.log to vault_service;
grant select, delete on access_log.inbox to vault_sequencer;
grant select, insert on access_log.leaf, access_log.node, access_log.checkpoint to vault_sequencer;
grant select on access_log.log to vault_sequencer;
grant execute on function access_log.forget(uuid[]) to vault_sequencer;
grant select on all tables in schema access_log to vault_auditor;
