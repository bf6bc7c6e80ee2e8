"""Who is let in: tokens, cookies, origins, and how much of the server anybody may hold."""
