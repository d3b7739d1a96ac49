-- Who asks for more rights, who decides and when: what a CHECK compares must not be the program's word.
-- Run as ctx. Row security is asked after such a trigger; a row for another studio is refused before anything is read.
create function sec.widening_asked() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if sec.site() not in ('studio', 'member', 'worker') then return new; end if;
  new.state := 'waiting';
  new.asked_by_account_id := sec.account();
  new.asked_at := clock_timestamp();
  new.decided_by_account_id := null;
  new.decided_at := null;
  new.waits_until := case when (
    select count(distinct m.account_id) from public.identity_membership m
    where m.studio_id = sec.studio() and m.ended_at is null
      and m.roles::text[] && array['owner', 'manager', 'office']) < 2
    then new.asked_at + interval '24 hours' end;
  return new;
end $$;

create function sec.widening_decided() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = old.state then
    -- Two records were made one. Whoever points a wish that waits at somebody else is the one who asks for it.
    if old.state = 'waiting' and sec.site() in ('studio', 'member') then
      new.asked_by_account_id := sec.account();
      new.asked_at := clock_timestamp();
    end if;
    return new;
  end if;
  if old.state <> 'waiting' then
    raise exception 'what was decided stays decided' using errcode = '23514';
  end if;
  if sec.site() not in ('studio', 'member', 'worker') then return new; end if;
  if sec.site() = 'member' and new.state <> 'objected' then
    raise exception 'a family objects, it does not give rights' using errcode = '23514';
  end if;
  new.decided_by_account_id := sec.account();
  new.decided_at := clock_timestamp();
  return new;
end $$;

revoke all on function sec.widening_asked(), sec.widening_decided() from public;
grant execute on function sec.widening_asked(), sec.widening_decided() to owner;
