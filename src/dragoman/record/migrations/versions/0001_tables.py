"""The tables of the record: articles and what was read in them, actors, stories, reviews, runs.

Written once by Alembic from the schema of its time, and never changed since: later changes are later migrations.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "actors",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["actors.no"], name=op.f("fk_actors_merged_into"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_actors")),
        sa.UniqueConstraint("key", name=op.f("uq_actors_key")),
    )
    op.create_index(op.f("ix_actors_folded"), "actors", ["folded"], unique=False)
    op.create_index(op.f("ix_actors_merged_into"), "actors", ["merged_into"], unique=False)
    op.create_table(
        "runs",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dragoman", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_runs")),
    )
    op.create_table(
        "stories",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_stories")),
    )
    op.create_table(
        "articles",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=True),
        sa.Column("story_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("run_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_no"], ["runs.no"], name=op.f("fk_articles_run_no"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_no"], ["stories.no"], name=op.f("fk_articles_story_no"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_published_on"), "articles", ["published_on"], unique=False)
    op.create_index(op.f("ix_articles_story_no"), "articles", ["story_no"], unique=False)
    op.create_table(
        "names",
        sa.Column(
            "actor_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_no"], ["actors.no"], name=op.f("fk_names_actor_no"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_no", "folded", name=op.f("pk_names")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_names_folded"), "names", ["folded"], unique=False)
    op.create_table(
        "roles",
        sa.Column(
            "actor_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_no"], ["actors.no"], name=op.f("fk_roles_actor_no"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_no", "title", "of", "since", "until", name=op.f("pk_roles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bands",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["article_no"], ["articles.no"], name=op.f("fk_bands_article_no"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "article_no", name=op.f("pk_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_bands_article_no"), "bands", ["article_no"], unique=False)
    op.create_table(
        "cast",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("actor_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_no"], ["actors.no"], name=op.f("fk_cast_actor_no"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article_no"], ["articles.no"], name=op.f("fk_cast_article_no"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cast")),
    )
    op.create_index(op.f("ix_cast_actor_no"), "cast", ["actor_no"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("actor_local", sa.Text(), nullable=True),
        sa.Column("candidates", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_no"], ["articles.no"], name=op.f("fk_mentions_article_no"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_table(
        "reviews",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.Text(), nullable=False),
        sa.Column("retracted_at", sa.Text(), nullable=True),
        sa.Column("retracted_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_no"], ["articles.no"], name=op.f("fk_reviews_article_no"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_reviews")),
        sa.UniqueConstraint("key", name=op.f("uq_reviews_key")),
    )
    op.create_index(op.f("ix_reviews_article_no"), "reviews", ["article_no"], unique=False)
    op.create_index(op.f("ix_reviews_target"), "reviews", ["target"], unique=False)
    op.create_table(
        "times",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("mod", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_no"], ["articles.no"], name=op.f("fk_times_article_no"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_times")),
    )
    op.create_table(
        "attributions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("review_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("same_as", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("quoting", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("nested_in", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("said_value", sa.Text(), nullable=True),
        sa.Column("said_earliest", sa.Text(), nullable=True),
        sa.Column("said_latest", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_no"], ["articles.no"], name=op.f("fk_attributions_article_no"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nested_in"],
            ["attributions.id"],
            name=op.f("fk_attributions_nested_in"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_no"], ["reviews.no"], name=op.f("fk_attributions_review_no"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["same_as"],
            ["attributions.id"],
            name=op.f("fk_attributions_same_as"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
    )
    op.create_index(op.f("ix_attributions_day"), "attributions", ["day"], unique=False)
    op.create_index(op.f("ix_attributions_key"), "attributions", ["key"], unique=False)
    op.create_index(op.f("ix_attributions_nested_in"), "attributions", ["nested_in"], unique=False)
    op.create_index(
        op.f("ix_attributions_same_as"),
        "attributions",
        ["same_as"],
        unique=False,
        sqlite_where=sa.text("same_as IS NOT NULL"),
        postgresql_where=sa.text("same_as IS NOT NULL"),
    )
    op.create_table(
        "attribution_actors",
        sa.Column(
            "attribution_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("local", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_no"], ["actors.no"], name=op.f("fk_attribution_actors_actor_no"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["attribution_id"],
            ["attributions.id"],
            name=op.f("fk_attribution_actors_attribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attribution_id", "role", "ordinal", name=op.f("pk_attribution_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_attribution_actors_actor_no_role_day"), "attribution_actors", ["actor_no", "role", "day"], unique=False
    )
    op.create_table(
        "attribution_parts",
        sa.Column(
            "attribution_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"],
            ["attributions.id"],
            name=op.f("fk_attribution_parts_attribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attribution_id", "part", name=op.f("pk_attribution_parts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("review_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("same_as", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("when_value", sa.Text(), nullable=True),
        sa.Column("when_earliest", sa.Text(), nullable=True),
        sa.Column("when_latest", sa.Text(), nullable=True),
        sa.Column("attribution_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article_no"], ["articles.no"], name=op.f("fk_events_article_no"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["attribution_id"],
            ["attributions.id"],
            name=op.f("fk_events_attribution_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["review_no"], ["reviews.no"], name=op.f("fk_events_review_no"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["same_as"], ["events.id"], name=op.f("fk_events_same_as"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_attribution_id"), "events", ["attribution_id"], unique=False)
    op.create_index(op.f("ix_events_day"), "events", ["day"], unique=False)
    op.create_index(op.f("ix_events_key"), "events", ["key"], unique=False)
    op.create_index(
        op.f("ix_events_same_as"),
        "events",
        ["same_as"],
        unique=False,
        sqlite_where=sa.text("same_as IS NOT NULL"),
        postgresql_where=sa.text("same_as IS NOT NULL"),
    )
    op.create_index(op.f("ix_events_type_day"), "events", ["type", "day"], unique=False)
    op.create_index(op.f("ix_events_type_when_earliest"), "events", ["type", "when_earliest"], unique=False)
    op.create_table(
        "positions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("review_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("same_as", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("when_value", sa.Text(), nullable=True),
        sa.Column("when_earliest", sa.Text(), nullable=True),
        sa.Column("when_latest", sa.Text(), nullable=True),
        sa.Column("attribution_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_no"], ["articles.no"], name=op.f("fk_positions_article_no"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["attribution_id"],
            ["attributions.id"],
            name=op.f("fk_positions_attribution_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["review_no"], ["reviews.no"], name=op.f("fk_positions_review_no"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["same_as"], ["positions.id"], name=op.f("fk_positions_same_as"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
    )
    op.create_index(op.f("ix_positions_attribution_id"), "positions", ["attribution_id"], unique=False)
    op.create_index(op.f("ix_positions_day"), "positions", ["day"], unique=False)
    op.create_index(op.f("ix_positions_issue_attribution_id"), "positions", ["issue", "attribution_id"], unique=False)
    op.create_index(op.f("ix_positions_issue_day"), "positions", ["issue", "day"], unique=False)
    op.create_index(op.f("ix_positions_key"), "positions", ["key"], unique=False)
    op.create_index(
        op.f("ix_positions_same_as"),
        "positions",
        ["same_as"],
        unique=False,
        sqlite_where=sa.text("same_as IS NOT NULL"),
        postgresql_where=sa.text("same_as IS NOT NULL"),
    )
    op.create_index(op.f("ix_positions_stance_day"), "positions", ["stance", "day"], unique=False)
    op.create_table(
        "event_actors",
        sa.Column(
            "event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("local", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_no"], ["actors.no"], name=op.f("fk_event_actors_actor_no"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_actors_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "role", "ordinal", name=op.f("pk_event_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_actors_actor_day", "event_actors", ["actor_no", "day"], unique=False)
    op.create_index(
        op.f("ix_event_actors_actor_no_type_day"), "event_actors", ["actor_no", "type", "day"], unique=False
    )
    op.create_table(
        "event_parts",
        sa.Column(
            "event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_parts_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "part", name=op.f("pk_event_parts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_places",
        sa.Column(
            "event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_places_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "ordinal", name=op.f("pk_event_places")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "position_actors",
        sa.Column(
            "position_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("local", sa.Text(), nullable=True),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_no"], ["actors.no"], name=op.f("fk_position_actors_actor_no"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_position_actors_position_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("position_id", "role", "ordinal", name=op.f("pk_position_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_position_actors_actor_day", "position_actors", ["actor_no", "day"], unique=False)
    op.create_index(
        op.f("ix_position_actors_actor_no_issue_day"), "position_actors", ["actor_no", "issue", "day"], unique=False
    )
    op.create_index("ix_position_actors_role_day_actor", "position_actors", ["role", "day", "actor_no"], unique=False)
    op.create_table(
        "position_answers",
        sa.Column(
            "position_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["positions.id"], name=op.f("fk_position_answers_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_position_answers_position_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("position_id", "answer_id", name=op.f("pk_position_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_position_answers_answer_id"), "position_answers", ["answer_id"], unique=False)
    op.create_table(
        "position_parts",
        sa.Column(
            "position_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_position_parts_position_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("position_id", "part", name=op.f("pk_position_parts")),
        sqlite_with_rowid=False,
    )
