"""The first schema: the group, people, dialogue, meetings, actions, documents and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_template",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_template")),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_cy", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )
    op.create_index(op.f("ix_area_parent_id"), "area", ["parent_id"], unique=False)
    op.create_table(
        "audience_name",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_name")),
    )
    op.create_table(
        "change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("copy", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
        sa.UniqueConstraint("id", name=op.f("uq_change_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "column_mapping",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("headers", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mapping")),
    )
    op.create_index(op.f("ix_column_mapping_headers"), "column_mapping", ["headers"], unique=False)
    op.create_table(
        "constitution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("quorum", sa.String(24), nullable=False),
        sa.Column("quorum_number", sa.Integer(), nullable=True),
        sa.Column("quorum_fraction", sa.String(), nullable=False),
        sa.Column("adjourned_quorum", sa.String(24), nullable=True),
        sa.Column("adjourned_number", sa.Integer(), nullable=True),
        sa.Column("adjourned_fraction", sa.String(), nullable=False),
        sa.Column("quorum_clause", sa.String(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("notice_count", sa.String(24), nullable=False),
        sa.Column("received_by_email", sa.Integer(), nullable=False),
        sa.Column("received_by_post", sa.Integer(), nullable=False),
        sa.Column("received_by_hand", sa.Integer(), nullable=False),
        sa.Column("notified", sa.String(), nullable=False),
        sa.Column("notice_clause", sa.String(), nullable=False),
        sa.Column("voters", sa.String(), nullable=False),
        sa.Column("majority", sa.String(24), nullable=False),
        sa.Column("majority_of", sa.String(24), nullable=False),
        sa.Column("special_majority", sa.String(24), nullable=True),
        sa.Column("special_majority_of", sa.String(24), nullable=True),
        sa.Column("has_casting_vote", sa.Boolean(), nullable=False),
        sa.Column("has_proxies", sa.Boolean(), nullable=False),
        sa.Column("conflicted_leave", sa.Boolean(), nullable=False),
        sa.Column("voting_clause", sa.String(), nullable=False),
        sa.Column("written", sa.String(24), nullable=False),
        sa.Column("written_clause", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_constitution")),
    )
    op.create_index(op.f("ix_constitution_kind"), "constitution", ["kind"], unique=False)
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_content")),
    )
    op.create_table(
        "distinct_pair",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("one_id", sa.String(length=36), nullable=False),
        sa.Column("other_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_pair")),
    )
    op.create_index("ix_distinct_pair_one_id_other_id", "distinct_pair", ["one_id", "other_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("row", sa.String(length=36), nullable=False),
        sa.Column("loaded", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("form", "row", name=op.f("uq_draft_form_row")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"], unique=False)
    op.create_table(
        "group_paper",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_paper")),
    )
    op.create_table(
        "identifier",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
    )
    op.create_index("ix_identifier_row", "identifier", ["kind", "row_id"], unique=False)
    op.create_index("ix_identifier_scheme_value", "identifier", ["scheme", "value"], unique=False)
    op.create_table(
        "retention_rule",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(24), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rule")),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("change_number", sa.Integer(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    op.create_table(
        "statement_set",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("based_on", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_set")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    op.create_table(
        "change_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_change_row_change"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_row")),
    )
    op.create_index(op.f("ix_change_row_change"), "change_row", ["change"], unique=False)
    op.create_table(
        "organization",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_cy", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("area_id", sa.String(length=36), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("dissolved_on", sa.Date(), nullable=True),
        sa.Column("elects_on", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_organization_area_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )
    op.create_index(op.f("ix_organization_area_id"), "organization", ["area_id"], unique=False)
    op.create_index(op.f("ix_organization_parent_id"), "organization", ["parent_id"], unique=False)
    op.create_index(op.f("ix_organization_sort_name"), "organization", ["sort_name"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("honours", sa.String(), nullable=False),
        sa.Column("pronouns", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("access_needs", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("picture_id", sa.String(length=36), nullable=True),
        sa.Column("lawful_basis", sa.String(24), nullable=True),
        sa.Column("basis_note", sa.String(), nullable=False),
        sa.Column("restricted_at", sa.String(32), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["document.id"], name=op.f("fk_person_picture_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_picture_id"), "person", ["picture_id"], unique=False)
    op.create_index(op.f("ix_person_sort_name"), "person", ["sort_name"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("set_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["statement_set.id"], name=op.f("fk_statement_set_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_set_id"), "statement", ["set_id"], unique=False)
    op.create_table(
        "asset",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("days", sa.String(length=32), nullable=False),
        sa.Column("times", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_how", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_asset_one_owner")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_asset_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_asset_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index(op.f("ix_asset_organization_id"), "asset", ["organization_id"], unique=False)
    op.create_index(op.f("ix_asset_person_id"), "asset", ["person_id"], unique=False)
    op.create_table(
        "community_group",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_cy", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("regulator", sa.String(), nullable=False),
        sa.Column("registered_number", sa.String(), nullable=False),
        sa.Column("legal_line", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("year_end_day", sa.Integer(), nullable=False),
        sa.Column("year_end_month", sa.Integer(), nullable=False),
        sa.Column("two_bodies", sa.Boolean(), nullable=False),
        sa.Column("logo_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["document.id"], name=op.f("fk_community_group_logo_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_community_group_organization_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_group")),
    )
    op.create_index(op.f("ix_community_group_logo_id"), "community_group", ["logo_id"], unique=False)
    op.create_index(op.f("ix_community_group_organization_id"), "community_group", ["organization_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_how", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"], unique=False)
    op.create_table(
        "duty",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("raised_to", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("offered", sa.String(length=48), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_duty_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_duty_owner_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(op.f("ix_duty_organization_id"), "duty", ["organization_id"], unique=False)
    op.create_index(op.f("ix_duty_owner_id"), "duty", ["owner_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("gathered_by", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("missed", sa.String(), nullable=False),
        sa.Column("caution", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_evidence_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_organization_id"), "evidence", ["organization_id"], unique=False)
    op.create_index(op.f("ix_evidence_person_id"), "evidence", ["person_id"], unique=False)
    op.create_table(
        "handover",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("of_kind", sa.String(length=24), nullable=False),
        sa.Column("of_id", sa.String(length=36), nullable=False),
        sa.Column("from_person_id", sa.String(length=36), nullable=True),
        sa.Column("from_organization_id", sa.String(length=36), nullable=True),
        sa.Column("from_name", sa.String(), nullable=False),
        sa.Column("to_person_id", sa.String(length=36), nullable=True),
        sa.Column("to_organization_id", sa.String(length=36), nullable=True),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_organization_id"],
            ["organization.id"],
            name=op.f("fk_handover_from_organization_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["from_person_id"], ["person.id"], name=op.f("fk_handover_from_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["to_organization_id"],
            ["organization.id"],
            name=op.f("fk_handover_to_organization_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["to_person_id"], ["person.id"], name=op.f("fk_handover_to_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_from_organization_id"), "handover", ["from_organization_id"], unique=False)
    op.create_index(op.f("ix_handover_from_person_id"), "handover", ["from_person_id"], unique=False)
    op.create_index("ix_handover_of", "handover", ["of_kind", "of_id"], unique=False)
    op.create_index(op.f("ix_handover_to_organization_id"), "handover", ["to_organization_id"], unique=False)
    op.create_index(op.f("ix_handover_to_person_id"), "handover", ["to_person_id"], unique=False)
    op.create_table(
        "interest",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_interest_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_interest_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
    )
    op.create_index(op.f("ix_interest_organization_id"), "interest", ["organization_id"], unique=False)
    op.create_index(op.f("ix_interest_person_id"), "interest", ["person_id"], unique=False)
    op.create_table(
        "key_holder",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_key_holder_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_holder")),
    )
    op.create_index(op.f("ix_key_holder_person_id"), "key_holder", ["person_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_note_one_owner")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_note_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_note_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_organization_id"), "note", ["organization_id"], unique=False)
    op.create_index(op.f("ix_note_person_id"), "note", ["person_id"], unique=False)
    op.create_table(
        "other_name",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_other_name_one_owner")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_other_name_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_other_name_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_name")),
    )
    op.create_index(op.f("ix_other_name_organization_id"), "other_name", ["organization_id"], unique=False)
    op.create_index(op.f("ix_other_name_person_id"), "other_name", ["person_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_cy", sa.String(), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("area_id", sa.String(length=36), nullable=True),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_post_area_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_post_organization_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_area_id"), "post", ["area_id"], unique=False)
    op.create_index(op.f("ix_post_organization_id"), "post", ["organization_id"], unique=False)
    op.create_table(
        "retention_review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_retention_review_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_review")),
    )
    op.create_index(op.f("ix_retention_review_person_id"), "retention_review", ["person_id"], unique=False)
    op.create_table(
        "reviewer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("review_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reviewer_person_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_reviewer_review_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer")),
    )
    op.create_index(op.f("ix_reviewer_person_id"), "reviewer", ["person_id"], unique=False)
    op.create_index(op.f("ix_reviewer_review_id"), "reviewer", ["review_id"], unique=False)
    op.create_table(
        "rhythm",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("put_off_to", sa.Date(), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_rhythm_one_owner")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_rhythm_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rhythm_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm")),
    )
    op.create_index(op.f("ix_rhythm_organization_id"), "rhythm", ["organization_id"], unique=False)
    op.create_index(op.f("ix_rhythm_person_id"), "rhythm", ["person_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_cy", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("with_id", sa.String(length=36), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("start_at", sa.Time(), nullable=True),
        sa.Column("duration", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("template_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_series_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["agenda_template.id"], name=op.f("fk_series_template_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["with_id"], ["organization.id"], name=op.f("fk_series_with_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_organization_id"), "series", ["organization_id"], unique=False)
    op.create_index(op.f("ix_series_template_id"), "series", ["template_id"], unique=False)
    op.create_index(op.f("ix_series_with_id"), "series", ["with_id"], unique=False)
    op.create_table(
        "subject_request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("extended_why", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_subject_request_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_request")),
    )
    op.create_index(op.f("ix_subject_request_person_id"), "subject_request", ["person_id"], unique=False)
    op.create_table(
        "succession",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("predecessor_id", sa.String(length=36), nullable=False),
        sa.Column("successor_id", sa.String(length=36), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["organization.id"], name=op.f("fk_succession_predecessor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organization.id"], name=op.f("fk_succession_successor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
    )
    op.create_index(op.f("ix_succession_predecessor_id"), "succession", ["predecessor_id"], unique=False)
    op.create_index(op.f("ix_succession_successor_id"), "succession", ["successor_id"], unique=False)
    op.create_table(
        "tagging",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tag_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_tagging_one_owner")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_tagging_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tagging_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tagging_tag_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tagging")),
    )
    op.create_index(op.f("ix_tagging_organization_id"), "tagging", ["organization_id"], unique=False)
    op.create_index(op.f("ix_tagging_person_id"), "tagging", ["person_id"], unique=False)
    op.create_index(op.f("ix_tagging_tag_id"), "tagging", ["tag_id"], unique=False)
    op.create_table(
        "template_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("template_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("presenter_id", sa.String(length=36), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["person.id"], name=op.f("fk_template_item_presenter_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["agenda_template.id"], name=op.f("fk_template_item_template_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_item")),
    )
    op.create_index(op.f("ix_template_item_presenter_id"), "template_item", ["presenter_id"], unique=False)
    op.create_index(op.f("ix_template_item_template_id"), "template_item", ["template_id"], unique=False)
    op.create_table(
        "contact_detail",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("post_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("do_not_use", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NOT NULL) + (organization_id IS NOT NULL) + (post_id IS NOT NULL) = 1",
            name=op.f("ck_contact_detail_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_contact_detail_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_detail_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_contact_detail_post_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_detail")),
    )
    op.create_index(op.f("ix_contact_detail_organization_id"), "contact_detail", ["organization_id"], unique=False)
    op.create_index(op.f("ix_contact_detail_person_id"), "contact_detail", ["person_id"], unique=False)
    op.create_index(op.f("ix_contact_detail_post_id"), "contact_detail", ["post_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("with_id", sa.String(length=36), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("start_at", sa.Time(), nullable=True),
        sa.Column("end_at", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("cancelled_by", sa.String(), nullable=False),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("is_theirs", sa.Boolean(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("taken_sequence", sa.Integer(), nullable=True),
        sa.Column("stands_for", sa.Date(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("notice_by", sa.String(24), nullable=True),
        sa.Column("adjourned_from_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["adjourned_from_id"], ["meeting.id"], name=op.f("fk_meeting_adjourned_from_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_meeting_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_meeting_series_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["with_id"], ["organization.id"], name=op.f("fk_meeting_with_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_adjourned_from_id"), "meeting", ["adjourned_from_id"], unique=False)
    op.create_index(op.f("ix_meeting_on_date"), "meeting", ["on_date"], unique=False)
    op.create_index(op.f("ix_meeting_organization_id"), "meeting", ["organization_id"], unique=False)
    op.create_index(op.f("ix_meeting_series_id"), "meeting", ["series_id"], unique=False)
    op.create_index(op.f("ix_meeting_with_id"), "meeting", ["with_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=False),
        sa.Column("post_id", sa.String(length=36), nullable=True),
        sa.Column("on_behalf_of_id", sa.String(length=36), nullable=True),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("member_class", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["organization.id"], name=op.f("fk_membership_on_behalf_of_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_membership_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_membership_post_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_on_behalf_of_id"), "membership", ["on_behalf_of_id"], unique=False)
    op.create_index(op.f("ix_membership_organization_id"), "membership", ["organization_id"], unique=False)
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_index(op.f("ix_membership_post_id"), "membership", ["post_id"], unique=False)
    op.create_table(
        "reply",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("review_id", sa.String(length=36), nullable=False),
        sa.Column("reviewer_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_reply_review_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_reply_reviewer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    op.create_index(op.f("ix_reply_review_id"), "reply", ["review_id"], unique=False)
    op.create_index(op.f("ix_reply_reviewer_id"), "reply", ["reviewer_id"], unique=False)
    op.create_table(
        "survey_question",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("evidence_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("many", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_survey_question_evidence_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_question")),
    )
    op.create_index(op.f("ix_survey_question_evidence_id"), "survey_question", ["evidence_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("presenter_id", sa.String(length=36), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(32), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("involvement", sa.String(24), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["person.id"], name=op.f("fk_agenda_item_presenter_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_presenter_id"), "agenda_item", ["presenter_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("presence", sa.String(24), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.Time(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_attendance_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_attendance_organization_id"), "attendance", ["organization_id"], unique=False)
    op.create_index(op.f("ix_attendance_person_id"), "attendance", ["person_id"], unique=False)
    op.create_table(
        "due_date",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("of_kind", sa.String(length=24), nullable=False),
        sa.Column("of_id", sa.String(length=36), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("we_agreed_on", sa.Date(), nullable=True),
        sa.Column("they_agreed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_due_date_meeting_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_date")),
    )
    op.create_index(op.f("ix_due_date_meeting_id"), "due_date", ["meeting_id"], unique=False)
    op.create_index("ix_due_date_of", "due_date", ["of_kind", "of_id"], unique=False)
    op.create_table(
        "health_check",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("set_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_health_check_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_health_check_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["statement_set.id"], name=op.f("fk_health_check_set_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_check")),
    )
    op.create_index(op.f("ix_health_check_meeting_id"), "health_check", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_health_check_organization_id"), "health_check", ["organization_id"], unique=False)
    op.create_index(op.f("ix_health_check_set_id"), "health_check", ["set_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "(series_id IS NOT NULL) + (meeting_id IS NOT NULL) = 1", name=op.f("ck_invitation_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_invitation_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_invitation_series_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_meeting_id"), "invitation", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"], unique=False)
    op.create_index(op.f("ix_invitation_series_id"), "invitation", ["series_id"], unique=False)
    op.create_table(
        "left_out",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_left_out_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_out")),
    )
    op.create_index(op.f("ix_left_out_meeting_id"), "left_out", ["meeting_id"], unique=False)
    op.create_table(
        "minutes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_at_id", sa.String(length=36), nullable=True),
        sa.Column("approved_at", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=True),
        sa.Column("finished_at", sa.String(32), nullable=True),
        sa.Column("comments_by", sa.Date(), nullable=True),
        sa.Column("put_to_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrects_attendance", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_at_id"], ["meeting.id"], name=op.f("fk_minutes_approved_at_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["put_to_id"], ["meeting.id"], name=op.f("fk_minutes_put_to_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
    )
    op.create_index(op.f("ix_minutes_approved_at_id"), "minutes", ["approved_at_id"], unique=False)
    op.create_index(op.f("ix_minutes_meeting_id"), "minutes", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_minutes_put_to_id"), "minutes", ["put_to_id"], unique=False)
    op.create_table(
        "state_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("of_kind", sa.String(length=24), nullable=False),
        sa.Column("of_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_state_change_meeting_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_change")),
    )
    op.create_index(op.f("ix_state_change_meeting_id"), "state_change", ["meeting_id"], unique=False)
    op.create_index("ix_state_change_of", "state_change", ["of_kind", "of_id"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("question_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["survey_question.id"], name=op.f("fk_survey_answer_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
    )
    op.create_index(op.f("ix_survey_answer_question_id"), "survey_answer", ["question_id"], unique=False)
    op.create_table(
        "attended",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("presence", sa.String(24), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.Time(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_attended_minutes_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_attended_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attended_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attended")),
    )
    op.create_index(op.f("ix_attended_minutes_id"), "attended", ["minutes_id"], unique=False)
    op.create_index(op.f("ix_attended_organization_id"), "attended", ["organization_id"], unique=False)
    op.create_index(op.f("ix_attended_person_id"), "attended", ["person_id"], unique=False)
    op.create_table(
        "check_statement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("check_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["health_check.id"], name=op.f("fk_check_statement_check_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_statement")),
    )
    op.create_index(op.f("ix_check_statement_check_id"), "check_statement", ["check_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposer_id", sa.String(length=36), nullable=True),
        sa.Column("seconder_id", sa.String(length=36), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("proxies", sa.Integer(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("casting_for", sa.Boolean(), nullable=True),
        sa.Column("is_special", sa.Boolean(), nullable=False),
        sa.Column("to_ratify", sa.Boolean(), nullable=False),
        sa.Column("ratified_id", sa.String(length=36), nullable=True),
        sa.Column("ratified_on", sa.Date(), nullable=True),
        sa.Column("corrects_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["decision.id"], name=op.f("fk_decision_corrects_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_decision_item_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["person.id"], name=op.f("fk_decision_proposer_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["ratified_id"], ["meeting.id"], name=op.f("fk_decision_ratified_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["seconder_id"], ["person.id"], name=op.f("fk_decision_seconder_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_corrects_id"), "decision", ["corrects_id"], unique=False)
    op.create_index(op.f("ix_decision_decided_on"), "decision", ["decided_on"], unique=False)
    op.create_index(op.f("ix_decision_item_id"), "decision", ["item_id"], unique=False)
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_decision_proposer_id"), "decision", ["proposer_id"], unique=False)
    op.create_index(op.f("ix_decision_ratified_id"), "decision", ["ratified_id"], unique=False)
    op.create_index(op.f("ix_decision_seconder_id"), "decision", ["seconder_id"], unique=False)
    op.create_table(
        "declaration",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("interest", sa.String(), nullable=False),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_declaration_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_declaration_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_declaration_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
    )
    op.create_index(op.f("ix_declaration_item_id"), "declaration", ["item_id"], unique=False)
    op.create_index(op.f("ix_declaration_meeting_id"), "declaration", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_declaration_person_id"), "declaration", ["person_id"], unique=False)
    op.create_table(
        "election",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("post_id", sa.String(length=36), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("made_post", sa.Boolean(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_election_item_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_election_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_election_post_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    op.create_index(op.f("ix_election_item_id"), "election", ["item_id"], unique=False)
    op.create_index(op.f("ix_election_meeting_id"), "election", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_election_post_id"), "election", ["post_id"], unique=False)
    op.create_table(
        "item_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("is_restricted", sa.Boolean(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_item_link_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_link")),
    )
    op.create_index(op.f("ix_item_link_item_id"), "item_link", ["item_id"], unique=False)
    op.create_table(
        "minutes_correction",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("audience", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_minutes_correction_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_correction_minutes_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_correction")),
    )
    op.create_index(op.f("ix_minutes_correction_item_id"), "minutes_correction", ["item_id"], unique=False)
    op.create_index(op.f("ix_minutes_correction_minutes_id"), "minutes_correction", ["minutes_id"], unique=False)
    op.create_table(
        "minutes_reader",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_reader_minutes_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_minutes_reader_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_reader")),
    )
    op.create_index(op.f("ix_minutes_reader_minutes_id"), "minutes_reader", ["minutes_id"], unique=False)
    op.create_index(op.f("ix_minutes_reader_person_id"), "minutes_reader", ["person_id"], unique=False)
    op.create_table(
        "parked_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=True),
        sa.Column("from_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("presenter_id", sa.String(length=36), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("parked_on", sa.Date(), nullable=False),
        sa.Column("taken_id", sa.String(length=36), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["meeting.id"], name=op.f("fk_parked_item_from_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["person.id"], name=op.f("fk_parked_item_presenter_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_parked_item_series_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["taken_id"], ["agenda_item.id"], name=op.f("fk_parked_item_taken_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_item")),
    )
    op.create_index(op.f("ix_parked_item_from_id"), "parked_item", ["from_id"], unique=False)
    op.create_index(op.f("ix_parked_item_presenter_id"), "parked_item", ["presenter_id"], unique=False)
    op.create_index(op.f("ix_parked_item_series_id"), "parked_item", ["series_id"], unique=False)
    op.create_index(op.f("ix_parked_item_taken_id"), "parked_item", ["taken_id"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("would_answer", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("body_name", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("promised_by", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("review_asked_on", sa.Date(), nullable=True),
        sa.Column("review_answered_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_question_item_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_question_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_question_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_asked_on"), "question", ["asked_on"], unique=False)
    op.create_index(op.f("ix_question_item_id"), "question", ["item_id"], unique=False)
    op.create_index(op.f("ix_question_meeting_id"), "question", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_question_organization_id"), "question", ["organization_id"], unique=False)
    op.create_index(op.f("ix_question_person_id"), "question", ["person_id"], unique=False)
    op.create_table(
        "scorer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("check_id", sa.String(length=36), nullable=False),
        sa.Column("side", sa.String(24), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["health_check.id"], name=op.f("fk_scorer_check_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_scorer_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorer")),
    )
    op.create_index(op.f("ix_scorer_check_id"), "scorer", ["check_id"], unique=False)
    op.create_index(op.f("ix_scorer_person_id"), "scorer", ["person_id"], unique=False)
    op.create_table(
        "candidate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("election_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("proposer_id", sa.String(length=36), nullable=True),
        sa.Column("seconder_id", sa.String(length=36), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("elected", sa.Boolean(), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=True),
        sa.Column("made_person", sa.Boolean(), nullable=False),
        sa.Column("made_membership", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_candidate_election_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_candidate_membership_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidate_person_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["person.id"], name=op.f("fk_candidate_proposer_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["seconder_id"], ["person.id"], name=op.f("fk_candidate_seconder_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
    )
    op.create_index(op.f("ix_candidate_election_id"), "candidate", ["election_id"], unique=False)
    op.create_index(op.f("ix_candidate_membership_id"), "candidate", ["membership_id"], unique=False)
    op.create_index(op.f("ix_candidate_person_id"), "candidate", ["person_id"], unique=False)
    op.create_index(op.f("ix_candidate_proposer_id"), "candidate", ["proposer_id"], unique=False)
    op.create_index(op.f("ix_candidate_seconder_id"), "candidate", ["seconder_id"], unique=False)
    op.create_table(
        "deal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_cy", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_deal_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_deal_meeting_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_deal_organization_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal")),
    )
    op.create_index(op.f("ix_deal_decision_id"), "deal", ["decision_id"], unique=False)
    op.create_index(op.f("ix_deal_meeting_id"), "deal", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_deal_organization_id"), "deal", ["organization_id"], unique=False)
    op.create_table(
        "election_end",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("election_id", sa.String(length=36), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_election_end_election_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_election_end_membership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_end")),
    )
    op.create_index(op.f("ix_election_end_election_id"), "election_end", ["election_id"], unique=False)
    op.create_index(op.f("ix_election_end_membership_id"), "election_end", ["membership_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_cy", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_goal_decision_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_decision_id"), "goal", ["decision_id"], unique=False)
    op.create_table(
        "paper",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("parked_id", sa.String(length=36), nullable=True),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.CheckConstraint("(item_id IS NULL) <> (parked_id IS NULL)", name=op.f("ck_paper_one_owner")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_paper_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_paper_item_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parked_id"], ["parked_item.id"], name=op.f("fk_paper_parked_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    op.create_index(op.f("ix_paper_document_id"), "paper", ["document_id"], unique=False)
    op.create_index(op.f("ix_paper_item_id"), "paper", ["item_id"], unique=False)
    op.create_index(op.f("ix_paper_parked_id"), "paper", ["parked_id"], unique=False)
    op.create_table(
        "paper_version",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("group_paper_id", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_paper_version_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_paper_version_document_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_paper_id"], ["group_paper.id"], name=op.f("fk_paper_version_group_paper_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_version")),
    )
    op.create_index(op.f("ix_paper_version_decision_id"), "paper_version", ["decision_id"], unique=False)
    op.create_index(op.f("ix_paper_version_document_id"), "paper_version", ["document_id"], unique=False)
    op.create_index(op.f("ix_paper_version_group_paper_id"), "paper_version", ["group_paper_id"], unique=False)
    op.create_table(
        "response",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("body_name", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("notice_says", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_text", sa.String(), nullable=False),
        sa.Column("not_responding_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_response_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_response_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_response_owner_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    op.create_index(op.f("ix_response_closes_on"), "response", ["closes_on"], unique=False)
    op.create_index(op.f("ix_response_decision_id"), "response", ["decision_id"], unique=False)
    op.create_index(op.f("ix_response_organization_id"), "response", ["organization_id"], unique=False)
    op.create_index(op.f("ix_response_owner_id"), "response", ["owner_id"], unique=False)
    op.create_table(
        "score",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("scorer_id", sa.String(length=36), nullable=False),
        sa.Column("statement_id", sa.String(length=36), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name=op.f("ck_score_one_to_five")),
        sa.ForeignKeyConstraint(["scorer_id"], ["scorer.id"], name=op.f("fk_score_scorer_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["check_statement.id"], name=op.f("fk_score_statement_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    op.create_index(op.f("ix_score_scorer_id"), "score", ["scorer_id"], unique=False)
    op.create_index(op.f("ix_score_statement_id"), "score", ["statement_id"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("side", sa.String(24), nullable=False),
        sa.Column("is_promise", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("priority", sa.String(24), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("due_meeting_id", sa.String(length=36), nullable=True),
        sa.Column("duty_id", sa.String(length=36), nullable=True),
        sa.Column("deal_id", sa.String(length=36), nullable=True),
        sa.Column("promised_to_id", sa.String(length=36), nullable=True),
        sa.Column("because_id", sa.String(length=36), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["because_id"], ["action.id"], name=op.f("fk_action_because_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_action_deal_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_action_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["due_meeting_id"], ["meeting.id"], name=op.f("fk_action_due_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_action_duty_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_action_item_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_meeting_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_action_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["promised_to_id"], ["organization.id"], name=op.f("fk_action_promised_to_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_because_id"), "action", ["because_id"], unique=False)
    op.create_index(op.f("ix_action_deal_id"), "action", ["deal_id"], unique=False)
    op.create_index(op.f("ix_action_decision_id"), "action", ["decision_id"], unique=False)
    op.create_index(
        "ix_action_done", "action", ["status", "done_on", "number", "id", "binned_at", "side"], unique=False
    )
    op.create_index(op.f("ix_action_due_meeting_id"), "action", ["due_meeting_id"], unique=False)
    op.create_index(op.f("ix_action_duty_id"), "action", ["duty_id"], unique=False)
    op.create_index(op.f("ix_action_item_id"), "action", ["item_id"], unique=False)
    op.create_index(
        "ix_action_listed",
        "action",
        [
            "status",
            "due_on",
            "number",
            "id",
            "binned_at",
            "side",
            "owner_id",
            "organization_id",
            "meeting_id",
            "done_on",
        ],
        unique=False,
    )
    op.create_index(op.f("ix_action_meeting_id"), "action", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_action_organization_id"), "action", ["organization_id"], unique=False)
    op.create_index(op.f("ix_action_owner_id"), "action", ["owner_id"], unique=False)
    op.create_index(op.f("ix_action_promised_to_id"), "action", ["promised_to_id"], unique=False)
    op.create_table(
        "comment_request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=False),
        sa.Column("deal_id", sa.String(length=36), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_comment_request_deal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_comment_request_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_request")),
    )
    op.create_index(op.f("ix_comment_request_deal_id"), "comment_request", ["deal_id"], unique=False)
    op.create_index(op.f("ix_comment_request_organization_id"), "comment_request", ["organization_id"], unique=False)
    op.create_table(
        "goal_sharer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_goal_sharer_one_sharer")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_sharer_goal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_goal_sharer_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_goal_sharer_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_sharer")),
    )
    op.create_index(op.f("ix_goal_sharer_goal_id"), "goal_sharer", ["goal_id"], unique=False)
    op.create_index(op.f("ix_goal_sharer_organization_id"), "goal_sharer", ["organization_id"], unique=False)
    op.create_index(op.f("ix_goal_sharer_person_id"), "goal_sharer", ["person_id"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_measure_evidence_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_measure_goal_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index(op.f("ix_measure_evidence_id"), "measure", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_measure_goal_id"), "measure", ["goal_id"], unique=False)
    op.create_table(
        "signatory",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("deal_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_signatory_deal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_signatory_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signatory_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    op.create_index(op.f("ix_signatory_deal_id"), "signatory", ["deal_id"], unique=False)
    op.create_index(op.f("ix_signatory_organization_id"), "signatory", ["organization_id"], unique=False)
    op.create_index(op.f("ix_signatory_person_id"), "signatory", ["person_id"], unique=False)
    op.create_table(
        "carried_forward",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_carried_forward_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_carried_forward_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_forward")),
        sa.UniqueConstraint("action_id", "meeting_id", name=op.f("uq_carried_forward_action_id_meeting_id")),
    )
    op.create_index(op.f("ix_carried_forward_action_id"), "carried_forward", ["action_id"], unique=False)
    op.create_index(op.f("ix_carried_forward_meeting_id"), "carried_forward", ["meeting_id"], unique=False)
    op.create_table(
        "co_owner",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_co_owner_one_owner")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_co_owner_action_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_co_owner_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_co_owner_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_owner")),
    )
    op.create_index(op.f("ix_co_owner_action_id"), "co_owner", ["action_id"], unique=False)
    op.create_index(op.f("ix_co_owner_organization_id"), "co_owner", ["organization_id"], unique=False)
    op.create_index(op.f("ix_co_owner_person_id"), "co_owner", ["person_id"], unique=False)
    op.create_table(
        "goal_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("series_id", sa.String(length=36), nullable=True),
        sa.Column("action_id", sa.String(length=36), nullable=True),
        sa.Column("deal_id", sa.String(length=36), nullable=True),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("question_id", sa.String(length=36), nullable=True),
        sa.Column("evidence_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "(meeting_id IS NOT NULL) + (series_id IS NOT NULL) + (action_id IS NOT NULL) + (deal_id IS NOT NULL)"
            " + (decision_id IS NOT NULL) + (question_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name=op.f("ck_goal_link_one_thing"),
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_goal_link_action_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_goal_link_deal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_goal_link_decision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_goal_link_evidence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_link_goal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_goal_link_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_goal_link_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_goal_link_series_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_link")),
    )
    op.create_index(op.f("ix_goal_link_action_id"), "goal_link", ["action_id"], unique=False)
    op.create_index(op.f("ix_goal_link_deal_id"), "goal_link", ["deal_id"], unique=False)
    op.create_index(op.f("ix_goal_link_decision_id"), "goal_link", ["decision_id"], unique=False)
    op.create_index(op.f("ix_goal_link_evidence_id"), "goal_link", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_goal_link_goal_id"), "goal_link", ["goal_id"], unique=False)
    op.create_index(op.f("ix_goal_link_meeting_id"), "goal_link", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_goal_link_question_id"), "goal_link", ["question_id"], unique=False)
    op.create_index(op.f("ix_goal_link_series_id"), "goal_link", ["series_id"], unique=False)
    op.create_table(
        "interaction",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("direction", sa.String(24), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at_time", sa.Time(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("put_off_to", sa.Date(), nullable=True),
        sa.Column("answers_id", sa.String(length=36), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("follow_up", sa.String(), nullable=False),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("action_id", sa.String(length=36), nullable=True),
        sa.Column("question_id", sa.String(length=36), nullable=True),
        sa.Column("response_id", sa.String(length=36), nullable=True),
        sa.Column("binned_at", sa.String(32), nullable=True),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_interaction_action_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["interaction.id"], name=op.f("fk_interaction_answers_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_interaction_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_interaction_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_interaction_response_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
    )
    op.create_index(op.f("ix_interaction_action_id"), "interaction", ["action_id"], unique=False)
    op.create_index(op.f("ix_interaction_answers_id"), "interaction", ["answers_id"], unique=False)
    op.create_index(op.f("ix_interaction_meeting_id"), "interaction", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_interaction_on_date"), "interaction", ["on_date"], unique=False)
    op.create_index(op.f("ix_interaction_question_id"), "interaction", ["question_id"], unique=False)
    op.create_index(op.f("ix_interaction_response_id"), "interaction", ["response_id"], unique=False)
    op.create_table(
        "minute_block",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=True),
        sa.Column("action_id", sa.String(length=36), nullable=True),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("declaration_id", sa.String(length=36), nullable=True),
        sa.Column("election_id", sa.String(length=36), nullable=True),
        sa.Column("question_id", sa.String(length=36), nullable=True),
        sa.Column("attendance_id", sa.String(length=36), nullable=True),
        sa.Column("approves_id", sa.String(length=36), nullable=True),
        sa.Column("bold", sa.String(), nullable=False),
        sa.Column("at_time", sa.Time(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_minute_block_action_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["approves_id"], ["minutes.id"], name=op.f("fk_minute_block_approves_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_minute_block_attendance_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_minute_block_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_minute_block_declaration_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_minute_block_election_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_minute_block_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minute_block_minutes_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_minute_block_question_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minute_block")),
    )
    op.create_index(op.f("ix_minute_block_action_id"), "minute_block", ["action_id"], unique=False)
    op.create_index(op.f("ix_minute_block_approves_id"), "minute_block", ["approves_id"], unique=False)
    op.create_index(op.f("ix_minute_block_attendance_id"), "minute_block", ["attendance_id"], unique=False)
    op.create_index(op.f("ix_minute_block_decision_id"), "minute_block", ["decision_id"], unique=False)
    op.create_index(op.f("ix_minute_block_declaration_id"), "minute_block", ["declaration_id"], unique=False)
    op.create_index(op.f("ix_minute_block_election_id"), "minute_block", ["election_id"], unique=False)
    op.create_index(op.f("ix_minute_block_item_id"), "minute_block", ["item_id"], unique=False)
    op.create_index(op.f("ix_minute_block_minutes_id"), "minute_block", ["minutes_id"], unique=False)
    op.create_index(op.f("ix_minute_block_question_id"), "minute_block", ["question_id"], unique=False)
    op.create_table(
        "progress_note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_progress_note_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_progress_note_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_note")),
    )
    op.create_index(op.f("ix_progress_note_action_id"), "progress_note", ["action_id"], unique=False)
    op.create_index(op.f("ix_progress_note_by_id"), "progress_note", ["by_id"], unique=False)
    op.create_table(
        "remark",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("side", sa.String(24), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_remark_action_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_action_id"), "remark", ["action_id"], unique=False)
    op.create_table(
        "review_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("review_id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_review_item_action_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_item_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_item")),
    )
    op.create_index(op.f("ix_review_item_action_id"), "review_item", ["action_id"], unique=False)
    op.create_index(op.f("ix_review_item_review_id"), "review_item", ["review_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=True),
        sa.Column("question_id", sa.String(length=36), nullable=True),
        sa.Column("response_id", sa.String(length=36), nullable=True),
        sa.Column("action_id", sa.String(length=36), nullable=True),
        sa.Column("deal_id", sa.String(length=36), nullable=True),
        sa.Column("evidence_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "(interaction_id IS NOT NULL) + (question_id IS NOT NULL) + (response_id IS NOT NULL)"
            " + (action_id IS NOT NULL) + (deal_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name=op.f("ck_attachment_one_owner"),
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_attachment_action_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_attachment_deal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_attachment_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_attachment_evidence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_attachment_interaction_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_attachment_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_attachment_response_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_action_id"), "attachment", ["action_id"], unique=False)
    op.create_index(op.f("ix_attachment_deal_id"), "attachment", ["deal_id"], unique=False)
    op.create_index(op.f("ix_attachment_document_id"), "attachment", ["document_id"], unique=False)
    op.create_index(op.f("ix_attachment_evidence_id"), "attachment", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_attachment_interaction_id"), "attachment", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_attachment_question_id"), "attachment", ["question_id"], unique=False)
    op.create_index(op.f("ix_attachment_response_id"), "attachment", ["response_id"], unique=False)
    op.create_table(
        "minuted_name",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("block_id", sa.String(length=36), nullable=False),
        sa.Column("candidate_id", sa.String(length=36), nullable=True),
        sa.Column("named_as", sa.String(24), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["minute_block.id"], name=op.f("fk_minuted_name_block_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_minuted_name_candidate_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minuted_name_minutes_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_minuted_name_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_minuted_name_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minuted_name")),
    )
    op.create_index(op.f("ix_minuted_name_block_id"), "minuted_name", ["block_id"], unique=False)
    op.create_index(op.f("ix_minuted_name_candidate_id"), "minuted_name", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_minuted_name_minutes_id"), "minuted_name", ["minutes_id"], unique=False)
    op.create_index(op.f("ix_minuted_name_organization_id"), "minuted_name", ["organization_id"], unique=False)
    op.create_index(op.f("ix_minuted_name_person_id"), "minuted_name", ["person_id"], unique=False)
    op.create_table(
        "minutes_comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("block_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("reader_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=True),
        sa.Column("is_put_right", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["minute_block.id"], name=op.f("fk_minutes_comment_block_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_minutes_comment_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_comment_minutes_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["minutes_reader.id"], name=op.f("fk_minutes_comment_reader_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_comment")),
    )
    op.create_index(op.f("ix_minutes_comment_block_id"), "minutes_comment", ["block_id"], unique=False)
    op.create_index(op.f("ix_minutes_comment_item_id"), "minutes_comment", ["item_id"], unique=False)
    op.create_index(op.f("ix_minutes_comment_minutes_id"), "minutes_comment", ["minutes_id"], unique=False)
    op.create_index(op.f("ix_minutes_comment_reader_id"), "minutes_comment", ["reader_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("part", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_participant_interaction_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_participant_organization_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_participant_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_index(op.f("ix_participant_interaction_id"), "participant", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_participant_organization_id"), "participant", ["organization_id"], unique=False)
    op.create_index(op.f("ix_participant_person_id"), "participant", ["person_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reply_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("status", sa.String(24), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["review_item.id"], name=op.f("fk_proposal_item_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name=op.f("fk_proposal_reply_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_item_id"), "proposal", ["item_id"], unique=False)
    op.create_index(op.f("ix_proposal_reply_id"), "proposal", ["reply_id"], unique=False)
    op.create_table(
        "removal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("block_id", sa.String(length=36), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=False),
        sa.Column("placeholder", sa.String(), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["minute_block.id"], name=op.f("fk_removal_block_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_removal_minutes_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    op.create_index(op.f("ix_removal_block_id"), "removal", ["block_id"], unique=False)
    op.create_index(op.f("ix_removal_minutes_id"), "removal", ["minutes_id"], unique=False)
