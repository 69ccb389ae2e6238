"""Where conversations are kept between messages: a SQLite file, or Postgres for many processes."""
