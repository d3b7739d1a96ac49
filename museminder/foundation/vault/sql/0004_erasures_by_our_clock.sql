-- When an erasure was carried out here, by the vault's own clock: one that is replayed keeps the time it was asked for.
alter table keys.erasure add column carried_out_at timestamptz not null default clock_timestamp();
