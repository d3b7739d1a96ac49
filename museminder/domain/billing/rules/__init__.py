"""What billing works out without asking the database: tuition, payers' shares, settlement, age of debts."""
