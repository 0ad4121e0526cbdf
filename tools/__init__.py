"""What looks after the repository; nothing of it is shipped."""
