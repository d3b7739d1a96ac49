-- Invitations, for people who are not inside the studio yet. A link names its studio: "<studio>.<random>".

create function sec.open_invitation(p_token text) returns public.identity_invitation
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare found_one public.identity_invitation;
begin
  if p_token !~ '^[0-9]{1,18}\.[A-Za-z0-9_-]{20,100}$' then return null; end if;
  select i.* into found_one
  from public.identity_invitation i join public.tenancy_studio s on s.id = i.studio_id and s.closed_at is null
  where i.studio_id = split_part(p_token, '.', 1)::bigint
    and i.token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex')
    and i.accepted_at is null and i.revoked_at is null and i.expires_at > now();
  return found_one;
end $$;

-- What the page behind the link says before anybody signs in. Whoever holds the link received the letter.
create function sec.invitation_behind(p_token text)
returns table (studio_id bigint, slug text, studio_name text, locale text, email text, display_name text, roles text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare invitation public.identity_invitation := sec.open_invitation(p_token);
begin
  if invitation.id is null then return; end if;
  return query select s.id, s.slug::text, s.name::text, s.locale::text, invitation.email::text,
    invitation.display_name::text, invitation.roles::text[]
  from public.tenancy_studio s where s.id = invitation.studio_id;
end $$;

-- Join the studio. The account must have shown that the address the letter went to is its own, so a forwarded letter
-- opens nothing. The id of the new membership comes from the caller, because ids are made in one place.
create function sec.accept_invitation(p_token text, p_secret text, p_membership uuid)
returns table (studio_id bigint, slug text, invitation_id uuid, membership_id uuid, account_id uuid, roles text[],
               subject_kind text, subject_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  account uuid := sec.account_of(p_secret, sec.site());
  invitation public.identity_invitation := sec.open_invitation(p_token);
  joined uuid;
begin
  if account is null then raise exception 'no session' using errcode = '28000'; end if;
  if invitation.id is null or not invitation.roles::text[] && sec.roles_of_site(sec.site()) then
    raise exception 'no such invitation' using errcode = 'MM404';
  end if;
  if not exists (select 1 from public.account_emailaddress e
                 where e.user_id = account and e.verified and lower(e.email) = invitation.email) then
    raise exception 'the invitation went to another address' using errcode = 'MM403';
  end if;
  update public.identity_invitation set accepted_at = now(), accepted_by_id = account
  where studio_id = invitation.studio_id and id = invitation.id and accepted_at is null and revoked_at is null;
  if not found then raise exception 'no such invitation' using errcode = 'MM404'; end if;
  insert into public.identity_membership as m
    (id, studio_id, account_id, display_name, roles, started_at, ended_at)
  select p_membership, invitation.studio_id, account,
    coalesce(nullif(invitation.display_name, ''), a.display_name), invitation.roles, now(), null
  from public.identity_account a where a.id = account
  on conflict (studio_id, account_id) do update set
    roles = case when m.ended_at is null then array(select distinct unnest(m.roles || excluded.roles))
                 else excluded.roles end,
    started_at = case when m.ended_at is null then m.started_at else excluded.started_at end,
    ended_at = null
  returning m.id into joined;
  return query select s.id, s.slug::text, invitation.id, joined, account, invitation.roles::text[],
    invitation.subject_kind::text, invitation.subject_id
  from public.tenancy_studio s where s.id = invitation.studio_id;
end $$;

revoke all on function sec.open_invitation(text), sec.invitation_behind(text),
  sec.accept_invitation(text, text, uuid) from public;
grant execute on function sec.invitation_behind(text), sec.accept_invitation(text, text, uuid) to studio, member;
