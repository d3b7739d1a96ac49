-- Three months of tuition that `owing` families have not paid yet, and one invoice for all of it.

create temp table charge_of_bench as
select f.n * 3 + month as n, f.n as family, month, (7800 + mod(f.n, 7) * 450)::bigint as amount,
       (date_trunc('month', b.monday) - make_interval(months => month + 1))::date as period, s.id as student_id,
       (select p.offering_id from place_of_bench p where p.student = s.n limit 1) as offering_id
from bench b, family_of_bench f
join student_of_bench s on s.n = f.n
cross join generate_series(0, 2) month
where f.n <= (select owing from bench);

insert into billing_ledgertransaction (studio_id, id, kind, "on", at)
select b.studio, pg_temp.bench_id('transaction', b.studio, c.n), 'charge', c.period, b.at
from bench b, charge_of_bench c order by c.n;
insert into billing_ledgerline (studio_id, id, transaction_id, account, family_account_id, amount)
select b.studio, pg_temp.bench_id('line', b.studio, c.n * 2 + side), pg_temp.bench_id('transaction', b.studio, c.n),
       case side when 0 then 'receivable' else 'tuition_income' end,
       case side when 0 then pg_temp.bench_id('account', b.studio, c.family) end,
       case side when 0 then c.amount else -c.amount end
from bench b, charge_of_bench c, generate_series(0, 1) side order by c.n, side;
insert into billing_charge (studio_id, id, family_account_id, family_ref, transaction_id, kind, source_kind, source_id,
                            period, student_id, description, parameters, steps, due_on, amount, tax_amount,
                            allocated_amount, created_at)
select b.studio, pg_temp.bench_id('charge', b.studio, c.n), pg_temp.bench_id('account', b.studio, c.family),
       pg_temp.bench_id('family', b.studio, c.family), pg_temp.bench_id('transaction', b.studio, c.n), 'tuition',
       'enrollment', pg_temp.bench_id('earlier', b.studio, c.family), c.period, c.student_id, 'tuition',
       jsonb_build_object('offering_id', c.offering_id),
       jsonb_build_array(jsonb_build_object('kind', 'full_month', 'amount', c.amount, 'parameters',
                                            jsonb_build_object('month', to_char(c.period, 'YYYY-MM-DD')))),
       c.period, c.amount, 0, 0, b.at
from bench b, charge_of_bench c order by c.n;
insert into billing_invoice (studio_id, id, family_account_id, family_ref, number, issued_on, due_on, created_at,
                             void_reason)
select b.studio, pg_temp.bench_id('invoice', b.studio, f.n), pg_temp.bench_id('account', b.studio, f.n), f.id, f.n,
       b.monday, b.monday + 14, b.at, ''
from bench b, family_of_bench f where f.n <= b.owing order by f.n;
insert into billing_invoiceline (studio_id, id, invoice_id, charge_id, family_ref, amount, position)
select b.studio, pg_temp.bench_id('item', b.studio, c.n), pg_temp.bench_id('invoice', b.studio, c.family),
       pg_temp.bench_id('charge', b.studio, c.n), pg_temp.bench_id('family', b.studio, c.family), c.amount, c.month
from bench b, charge_of_bench c order by c.n;

drop table family_of_bench, student_of_bench, weekly_of_bench, meeting_of_bench, place_of_bench, charge_of_bench;
