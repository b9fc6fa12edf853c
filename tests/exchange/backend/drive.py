"""Drives Anki's own backend: a list of steps in JSON on stdin, one result a step on stdout.

Run by the interpreter named in QUIZCLI_ANKI_PYTHON, in which the package `anki` is installed;
quizcli itself is not imported here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from anki.card_rendering_pb2 import StripHtmlRequest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import CardAnswer

LOG = (
    "new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype",
    "missing_deck", "empty_first_field",
)  # fmt: skip
CARD = (
    "nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "data",
)  # fmt: skip


class Driver:
    """One collection and the steps that can be taken with it."""

    def __init__(self, path: str) -> None:
        self.col = Collection(path)

    def imported(self, path: str, scheduling: bool = True, merge: bool = False) -> dict[str, int]:
        options = ImportAnkiPackageOptions(with_scheduling=scheduling, merge_notetypes=merge)
        request = ImportAnkiPackageRequest(package_path=path, options=options)
        log = self.col.import_anki_package(request).log
        return {name: len(getattr(log, name)) for name in LOG}

    def notes(self) -> list[dict[str, Any]]:
        found = []
        for number in self.col.db.list("select id from notes order by id"):
            note = self.col.get_note(number)
            kind = note.note_type()
            found.append(
                {"guid": note.guid, "type": kind["name"], "fields": dict(note.items()),
                 "tags": note.tags, "mod": note.mod}
            )  # fmt: skip
        return found

    def cards(self) -> list[dict[str, Any]]:
        """Every card with its columns and both sides as Anki shows them."""
        found = []
        for number in self.col.db.list("select id from cards order by id"):
            card = self.col.get_card(number)
            shown = card.render_output()
            row = self.col.db.first(f"select {', '.join(CARD)} from cards where id = ?", number)
            found.append(
                dict(zip(CARD, row, strict=True))
                | {"guid": card.note().guid, "question": shown.question_text,
                   "answer": shown.answer_text, "asked": self._plain(shown.question_text),
                   "answered": self._plain(shown.answer_text),
                   "deck": self.col.decks.name(card.did),
                   "days": card.due - self.col.sched.today, "css": shown.css}
            )  # fmt: skip
        return found

    def _plain(self, html: str) -> str:
        return str(self.col._backend.strip_html(text=html, mode=StripHtmlRequest.NORMAL))

    def revlog(self) -> list[list[Any]]:
        return self.col.db.all(
            "select n.guid, c.ord, r.id, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type "
            "from revlog r join cards c on c.id = r.cid join notes n on n.id = c.nid order by r.id"
        )

    def select(self, query: str) -> list[list[Any]]:
        return self.col.db.all(query)

    def check(self) -> dict[str, Any]:
        return {
            "empty": len(self.col.get_empty_cards().notes),
            "integrity": self.col.fix_integrity(),
            "decks": sorted(deck.name for deck in self.col.decks.all_names_and_ids()),
        }

    def answer(self, guid: str, ordinal: int, button: int) -> int:
        """Give an answer as the reviewer does; gives the id of its row in the revlog."""
        number = self.col.db.scalar(
            "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and c.ord = ?",
            guid, ordinal,
        )  # fmt: skip
        card = self.col.get_card(number)
        card.start_timer()
        states = self.col._backend.get_scheduling_states(number)
        ratings = {
            1: (CardAnswer.AGAIN, states.again), 2: (CardAnswer.HARD, states.hard),
            3: (CardAnswer.GOOD, states.good), 4: (CardAnswer.EASY, states.easy),
        }  # fmt: skip
        rating, state = ratings[button]
        self.col.sched.answer_card(
            CardAnswer(
                card_id=number, current_state=states.current, new_state=state, rating=rating,
                answered_at_millis=self._now(), milliseconds_taken=1500,
            )
        )  # fmt: skip
        return int(self.col.db.scalar("select max(id) from revlog where cid = ?", number))

    def _now(self) -> int:
        """A millisecond at which nothing has been answered yet."""
        import time

        newest = self.col.db.scalar("select max(id) from revlog") or 0
        return max(int(time.time() * 1000), int(newest) + 1)

    def edit(self, guid: str, field: str, text: str, tag: str = "") -> None:
        note = self.col.get_note(self.col.db.scalar("select id from notes where guid = ?", guid))
        note[field] = text
        if tag:
            note.add_tag(tag)
        self.col.update_note(note)

    def add(self, kind: str, fields: dict[str, str], tags: list[str], deck: str) -> str:
        model = self.col.models.by_name(kind)
        note = self.col.new_note(model)
        for name, text in fields.items():
            note[name] = text
        note.tags = tags
        self.col.add_note(note, self.col.decks.id(deck))
        return str(note.guid)

    def exported(self, path: str, legacy: bool, scheduling: bool = True) -> int:
        options = ExportAnkiPackageOptions(
            with_scheduling=scheduling, with_deck_configs=False, with_media=True, legacy=legacy
        )
        return int(self.col.export_anki_package(out_path=path, options=options, limit=None))

    def exported_collection(self, path: str, legacy: bool) -> None:
        self.col.export_collection_package(path, include_media=True, legacy=legacy)
        self.col.reopen(after_full_sync=False)

    def fsrs(self) -> dict[str, int]:
        """How many items Anki's FSRS can train on."""
        found = self.col._backend.compute_fsrs_params(
            search="", current_params=[], ignore_revlogs_before_ms=0,
            num_of_relearning_steps=1, health_check=False,
        )  # fmt: skip
        return {"items": found.fsrs_items, "params": len(found.params)}

    def text_import(self, path: str) -> dict[str, int]:
        metadata = self.col.get_csv_metadata(path, None)
        from anki.collection import ImportCsvRequest

        log = self.col.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
        return {name: len(getattr(log, name)) for name in LOG}

    def media(self, name: str, text: str) -> str:
        return str(self.col.media.write_data(name, text.encode()))

    def close(self) -> None:
        self.col.close()


def main() -> None:
    request = json.load(sys.stdin)
    driver = Driver(request["collection"])
    results = [getattr(driver, name)(*arguments) for name, *arguments in request["steps"]]
    if not request.get("keep_open"):
        driver.close()
    Path(request["results"]).write_text(json.dumps(results))


if __name__ == "__main__":
    main()
