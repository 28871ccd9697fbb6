"""Full-text search over articles and statements: FTS5 in SQLite, columns of tsvector in PostgreSQL.

The words stay where they are: the FTS5 tables are indexes over the articles and over a view of the statements, kept in
step by triggers, and rows that are already there are indexed here.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = (
    "CREATE VIEW statement_words AS SELECT attribution_id AS id, exact AS words FROM attribution_parts "
    "WHERE part = 'content'",
    "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='articles', content_rowid='no', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE statement_search USING fts5(words, content='statement_words', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER article_search_in AFTER INSERT ON articles BEGIN "
    "INSERT INTO article_search(rowid, title, text) VALUES (new.no, new.title, new.text); END",
    "CREATE TRIGGER article_search_change AFTER UPDATE OF title, text ON articles BEGIN "
    "INSERT INTO article_search(article_search, rowid, title, text) VALUES ('delete', old.no, old.title, old.text); "
    "INSERT INTO article_search(rowid, title, text) VALUES (new.no, new.title, new.text); END",
    "CREATE TRIGGER article_search_out AFTER DELETE ON articles BEGIN "
    "INSERT INTO article_search(article_search, rowid, title, text) VALUES ('delete', old.no, old.title, old.text); "
    "END",
    "CREATE TRIGGER statement_search_in AFTER INSERT ON attribution_parts WHEN new.part = 'content' BEGIN "
    "INSERT INTO statement_search(rowid, words) VALUES (new.attribution_id, new.exact); END",
    "CREATE TRIGGER statement_search_out AFTER DELETE ON attribution_parts WHEN old.part = 'content' BEGIN "
    "INSERT INTO statement_search(statement_search, rowid, words) VALUES ('delete', old.attribution_id, old.exact); "
    "END",
    "INSERT INTO article_search(article_search) VALUES ('rebuild')",
    "INSERT INTO statement_search(statement_search) VALUES ('rebuild')",
)

# A tsvector may hold 1 MB: the first 400,000 characters of an article are indexed, which is sixty long articles. In a
# database with the locale C, PostgreSQL takes typographic marks for letters: they are made spaces and apostrophes.
MARKS = "'“”„«»‹›…–—‘’‚', '          '''''''"
POSTGRESQL = (
    "ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS "
    f"(to_tsvector('english', translate(left(coalesce(title, '') || ' ' || text, 400000), {MARKS}))) STORED",
    "ALTER TABLE attribution_parts ADD COLUMN search tsvector GENERATED ALWAYS AS (CASE WHEN part = 'content' "
    f"THEN to_tsvector('english', translate(left(exact, 400000), {MARKS})) END) STORED",
    "CREATE INDEX ix_articles_search ON articles USING gin (search)",
    "CREATE INDEX ix_attribution_parts_search ON attribution_parts USING gin (search) WHERE part = 'content'",
)


def upgrade() -> None:
    """Make the indexes of the words."""
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)
