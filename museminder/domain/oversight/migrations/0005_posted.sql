-- Run as ctx. A letter on paper: whoever is signed in and was taught writes down the day, once, and when somebody may
-- know; from then on they count as told.
create function sec.note_posted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.posted_on is not distinct from old.posted_on and new.posted_by = old.posted_by then return new; end if;
  if sec.site() <> 'owner' and not sec.is_trained(sec.account()) then
    raise exception 'nobody without a valid training writes this down' using errcode = 'MM403';
  end if;
  if old.told_at is not null or old.shown_from > now() then
    raise exception 'told already, or not to be told yet' using errcode = 'MM409';
  end if;
  if new.posted_on is null or new.posted_on < (old.shown_from at time zone 'UTC')::date
     or new.posted_on > (now() at time zone 'UTC')::date then
    raise exception 'not a day on which it can have been posted' using errcode = '22008';
  end if;
  new.told_at := greatest(old.shown_from, new.posted_on::timestamp at time zone 'UTC');
  return new;
end $$;
revoke all on function sec.note_posted() from public;
grant execute on function sec.note_posted() to owner;
