"""All that is killed, in order."""

from __future__ import annotations

from tests.bench.kill import sittings, together, transfers
from tests.bench.kill.scene import Scene

SCENES: tuple[type[Scene], ...] = (
    sittings.Review,
    sittings.FullScreen,
    sittings.Table,
    sittings.Mock,
    transfers.AnkiImport,
    transfers.AnkiDeck,
    transfers.Merge,
    transfers.AnkiExport,
    transfers.CsvExport,
    transfers.MarkdownExport,
    transfers.LogExport,
    transfers.Migration,
    transfers.FirstStart,
    together.TwoReviews,
    together.MockBesideReview,
    together.SixStarts,
)
