"""Search by meaning: what the sentence encoder made of each article's statements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of vectors; it is filled by `dragoman index`."""
    op.create_table(
        "vectors",
        sa.Column(
            "article_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("encoder", sa.Text(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_no"], ["articles.no"], name=op.f("fk_vectors_article_no"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_no", name=op.f("pk_vectors")),
    )
