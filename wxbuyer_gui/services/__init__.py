"""What staff do at the counter, with rights checked and every write journalled."""
