-- What anyone may read, and one box that anyone may put a letter into. Nothing here is about a family.
--
-- The public site may read what is published and add a letter; it may not look at a letter, not even its own, and
-- change nothing. The publisher copies what is published from the studios' database and takes the letters away.

create schema published;

create table published.item (
    kind text not null check (kind ~ '^[a-z_]{1,40}$'),
    key text not null check (length(key) between 1 and 80),
    position integer not null,
    content jsonb not null,
    primary key (kind, key)
);

create table published.publication (
    id smallint primary key default 1 check (id = 1),
    published_at timestamptz not null
);

create table published.letter (
    id uuid primary key,
    kind text not null check (kind in ('sign_up', 'question', 'privacy')),
    email text not null check (length(email) between 3 and 254 and position('@' in email) > 1),
    studio_name text not null default '' check (length(studio_name) <= 120),
    message text not null default '' check (length(message) <= 5000),
    language text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$'),
    visitor text not null check (length(visitor) = 64),
    received_at timestamptz not null default clock_timestamp()
);
create index letter_in_order on published.letter (received_at);

-- How many letters came lately, by hashes: of a neighborhood of internet addresses under a secret that changes every
-- day, and of the address that a letter would be answered to.
create table published.counted (
    what text not null,
    hour timestamptz not null,
    times integer not null,
    primary key (what, hour)
);

create function published.count_one(what text, hour timestamptz) returns integer
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into published.counted as known (what, hour, times) values (count_one.what, count_one.hour, 1)
    on conflict on constraint counted_pkey do update set times = known.times + 1
    returning times
$$;
revoke all on function published.count_one(text, timestamptz) from public;

-- Five letters an hour from one neighborhood, three a day to one address, five hundred an hour in all. A fourth one to
-- an address is left out without a word: whoever sends it learns nothing, and nobody's mail box is filled.
create function published.receive_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    moment timestamptz := clock_timestamp();
    this_hour timestamptz := date_trunc('hour', moment, 'UTC');
    this_day timestamptz := date_trunc('day', moment, 'UTC');
begin
    delete from published.counted where hour < this_day - interval '1 day';
    if published.count_one('visitor ' || new.visitor, this_hour) > 5
        or published.count_one('everybody', this_hour) > 500 then
        raise exception 'too many letters' using errcode = 'MM429';
    end if;
    if published.count_one(
        'to ' || encode(sha256(convert_to(new.kind || ' ' || lower(new.email), 'UTF8')), 'hex'), this_day) > 3 then
        return null;
    end if;
    new.received_at := moment;
    return new;
end $$;
revoke all on function published.receive_letter() from public;
create trigger receive_letter before insert on published.letter
    for each row execute function published.receive_letter();

-- The words of a version that was published stay as they were, and so does the day from which they hold.
create function published.keep_versions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.kind = 'policy_version' and (tg_op = 'DELETE'
        or new.kind <> old.kind or new.key <> old.key
        or new.content -> 'sha256' is distinct from old.content -> 'sha256'
        or new.content -> 'blocks' is distinct from old.content -> 'blocks'
        or new.content -> 'effective_on' is distinct from old.content -> 'effective_on') then
        raise exception 'a published version of the policy stays as it is' using errcode = 'MM409';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_versions before update or delete on published.item
    for each row execute function published.keep_versions();

grant usage on schema published to public_publisher, public_commercial;
grant select on published.item, published.publication to public_commercial;
grant insert (id, kind, email, studio_name, message, language, visitor) on published.letter to public_commercial;
grant select, insert, update, delete on published.item to public_publisher;
grant select, insert, update on published.publication to public_publisher;
grant select, delete on published.letter to public_publisher;
