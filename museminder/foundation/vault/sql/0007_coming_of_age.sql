-- Who comes of age soon, and on which day: a student's birth date, and nothing else.
insert into access_log.purpose values ('coming_of_age') on conflict do nothing;
alter table access_log.entry add constraint coming_of_age_is_of_birth_dates check (
    purpose <> 'coming_of_age' or fields <@ array['people.student.birth_date']);
