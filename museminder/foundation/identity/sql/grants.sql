-- Accounts and everything about signing in are global: one role reads and writes them, and no site has a grant.
grant select, insert, update, delete on identity_account, identity_session, identity_limit,
  account_emailaddress, account_emailconfirmation, mfa_authenticator to accounts;
grant usage on sequence account_emailaddress_id_seq, account_emailconfirmation_id_seq,
  mfa_authenticator_id_seq to accounts;

-- What the functions of the context look up and, in two places, write.
grant select on identity_account, identity_session, account_emailaddress to ctx;
grant select, insert, update on identity_membership to ctx;
grant select, update on identity_invitation to ctx;
grant insert on tenancy_studio to ctx;
grant usage on sequence tenancy_studio_id_seq to ctx;
