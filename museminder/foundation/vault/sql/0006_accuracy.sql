-- What is opened to see whether it is accurate is an address, one person's at a time, and nothing else.
insert into access_log.purpose values ('accuracy') on conflict do nothing;
alter table access_log.entry add constraint accuracy_is_of_one_address check (
    purpose <> 'accuracy'
    or (fields <@ array['people.guardian.address', 'people.refused_suggestion.address']
        and cardinality(subjects) <= 2));
