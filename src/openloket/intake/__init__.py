"""Messages in: drafts, submissions, attachments and receipts."""
