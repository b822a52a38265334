"""The preview of an import."""

from villagedesk.records.imports import ImportPreview, ImportRow, Verdict


def test_a_preview_counts_its_rows_by_verdict() -> None:
    refused = ImportRow(3, "Jo", Verdict.REFUSED, "It has no ward.")
    rows = (
        ImportRow(1, "A", Verdict.ADDED),
        ImportRow(2, "B", Verdict.UNCHANGED),
        refused,
        ImportRow(4, "C", Verdict.ADDED),
    )
    preview = ImportPreview("moderngov", "list.xml", rows)
    assert (preview.added, preview.changed, preview.unchanged, preview.refused) == (2, 0, 1, 1)
    assert preview.refusals == (refused,)
