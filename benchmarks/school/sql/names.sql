-- Two family names in a row give 3,660 that differ; a large school has some twice, as real ones do.
-- `bench_id` makes a UUIDv7 of a fixed moment: the same number gives the same id in every filling.

create function pg_temp.bench_id(kind text, studio bigint, n bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex(1767225600000 + n), 12, '0') || '7' || left(h, 3) || '8' || substr(h, 4, 15))::uuid
  from (select md5(kind || ' ' || studio || ' ' || n) as h) as hashed $$;

create temp table name (kind text, position int, name text, key text);
create temp table birth (student_id uuid primary key, sealed bytea);
-- The school that is being written: one row, exchanged for each.
create temp table bench (
  studio bigint, families int, children int, weekly int, class_every int, class_size int, chorus int, owing int,
  weeks int, monday date, at timestamptz, guardian uuid);
