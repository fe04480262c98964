"""The sample mailroom: notices drawn with their truth, worn, and put together as mail. Imports only schemas."""
