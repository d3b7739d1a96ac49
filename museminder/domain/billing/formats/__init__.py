"""Invoices and statements as PDF."""
