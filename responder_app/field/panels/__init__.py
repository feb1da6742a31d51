"""What stands on a call's pages, one file for each noun: `panel(user, assignment) -> dict` for the template."""
