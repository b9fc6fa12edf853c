"""What a full-screen driver keeps between keys: the screen, its text field, how far it is scrolled.

Knows no terminal: time comes in as seconds of any steady clock.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from quizcli.ui.area import Area
from quizcli.ui.field import Field
from quizcli.ui.frame import Painted, paint
from quizcli.ui.outcomes import Act, Edited, OpenEditor, Outcome
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Controller, Screen

HUNG_UP = 129
INTERRUPTED = 130
TERMINATED = 143


class Guard(Struct, frozen=True):
    """Keys nobody meant: `repeat` seconds after the same key (it is being held down), and `fresh`
    seconds after something new has come up (it was meant for what stood there before, or pasted).
    """

    repeat: float = 0.08
    fresh: float = 0.2


SCROLLS = {"down": 1, "j": 1, "up": -1, "k": -1}
PAGES = {"pagedown": 1, "pageup": -1}
ENDS = {"G": 1, "end": 1, "g": -1, "home": -1}
MAY_REPEAT = {*SCROLLS, *PAGES, "left", "right", "backspace", "delete"}
FAR = 1_000_000
# With a text field open only these keys reach the screen.
NOT_TYPED = {"escape", "tab", "s-tab", "c-c", "c-o"}


class Stage:
    """One run of a controller; `ended` is the exit code once it is over.

    `rang` says that the bell is due; whoever rings it takes the word back.
    """

    def __init__(self, controller: Controller, guard: Guard | None = None) -> None:
        self.controller = controller
        self.ended: int | None = None
        self.rang = False
        self.field: Field | Area = Field()
        self._guard = guard or Guard()
        self._scroll = 0
        self._painted = Painted(())
        self._last_key, self._last_at, self._fresh_at = "", -FAR * 1.0, -FAR * 1.0
        self._ticked: float | None = None
        self._screen: Screen | None = controller.start()
        if self._screen is None:
            self.ended = 0
        else:
            self.field = _field_of(self._screen, self.field)

    @property
    def screen(self) -> Screen:
        """What is shown.

        Raises RuntimeError when the run was over before it began.
        """
        if self._screen is None:
            raise RuntimeError("there is no screen")
        return self._screen

    def paint(self, caps: Caps) -> Painted:
        """The rows to show, the cursor's place among them."""
        frame = self.screen.view(caps)
        if isinstance(self.field, Area):
            self.field = replace(self.field, width=caps.width - 2)
        painted = paint(frame, caps, self.field, self._scroll)
        self._scroll = painted.top - painted.home
        self._painted = painted if self.screen.typing else replace(painted, cursor=None)
        return self._painted

    def press(self, key: str, now: float) -> OpenEditor | None:
        """Takes one key; gives an editor to be opened, if that was the wish."""
        if self.ended is not None or self._unmeant(key, now) or self._unseen(key):
            return None
        shown = self.screen
        request = self.tick(now)
        if request is not None or self.ended is not None:
            return request
        if self.screen is not shown and not _goes_on(shown, self.screen):
            return None  # time has brought up a page for which the key was not meant
        return self._typed(key, now) if self.screen.typing else self._sent(key, now)

    def paste(self, text: str) -> None:
        """Takes pasted text: into the text field, or nowhere."""
        if self.ended is None and self.screen.typing:
            self.field = self.field.insert(text)

    def tick(self, now: float) -> OpenEditor | None:
        """Lets a screen with a clock know the time; what is being typed stays."""
        before, self._ticked = self._ticked, now
        if self.ended is not None or not self.screen.timed or before is None:
            return None
        return self._follow(self.screen.tick(now - before, self.field.text), now, typed=True)

    def rest(self) -> None:
        """Lets the controller do what can wait until nobody waits for it."""
        if self.ended is None:
            self.controller.rest()

    def edited(self, error: str, now: float) -> OpenEditor | None:
        """Takes the return from the editor, which may have changed what stood in the field."""
        self.field = Field()
        return self._follow(Edited(error), now)

    def _unmeant(self, key: str, now: float) -> bool:
        held = key == self._last_key and now - self._last_at < self._guard.repeat
        self._last_key, self._last_at = key, now
        if key in MAY_REPEAT or key == "c-c":
            return False
        # In a text field only an Enter that would hand in nothing can be one nobody meant.
        if self.screen.typing and (key != "enter" or self.field.text):
            return False
        return held or now - self._fresh_at < self._guard.fresh

    def _unseen(self, key: str) -> bool:
        """Whether nothing of the page can be seen for which the key would be; one may leave."""
        leaves = key == "c-c" or (key == "q" and not self.screen.typing)
        return self._painted.too_small and not leaves

    def _typed(self, key: str, now: float) -> OpenEditor | None:
        if key == ("c-d" if isinstance(self.field, Area) else "enter") and self._handed_in(key):
            text, self.field = self.field.text, Field()
            return self._follow(self.screen.submit(text), now)
        if key in NOT_TYPED or (key == "c-d" and not self.field.text):
            return self._follow(self.screen.key(key), now, typed=True)
        field = self.field.edit(key)
        if field is not None:
            self.field = field
        else:
            self._scrolled(key)
        return None

    def _sent(self, key: str, now: float) -> OpenEditor | None:
        after = self.screen.key(key)
        if after is not self.screen:
            return self._follow(after, now, typed=True)
        if key == "?":
            from quizcli.ui.screens.help import HelpPage

            return self._follow(HelpPage(self.screen), now, typed=True)
        self._scrolled(key)
        return None

    def _follow(
        self, after: Screen | Outcome, now: float, *, typed: bool = False
    ) -> OpenEditor | None:
        """Shows the next screen, or asks the controller for it; `typed` text may stand on."""
        if after is Act.INTERRUPT:
            self.ended = INTERRUPTED
            return None
        if isinstance(after, Outcome):
            answer = self.controller.handle(after, self.screen)
            if isinstance(answer, OpenEditor):
                return answer
            if answer is None:
                self.ended = 0
                return None
            typed, after = _asks_on(self.screen, answer), answer
        if not typed:
            self.field = Field()
        if after is not self.screen:
            if not _goes_on(self.screen, after):
                self._fresh_at, self._scroll = now, 0
            self.rang = self.rang or after.rings
            self._screen = after
        if after.typing:
            self.field = _field_of(after, self.field)
        return None

    def _handed_in(self, key: str) -> bool:
        """Whether a key ends a text: on many rows only one that has something in it."""
        return key == "enter" or bool(self.field.text)

    def _scrolled(self, key: str) -> None:
        step = SCROLLS.get(key, 0) + PAGES.get(key, 0) * self._painted.page + ENDS.get(key, 0) * FAR
        self._scroll += step


def _goes_on(before: Screen, after: Screen) -> bool:
    """Whether a screen is the page of before with one thing more done on it: nothing new to read.

    So several cells of a table, or steps of an order, may be given as fast as one can type.
    """
    context = getattr(before, "context", None)
    same = context is not None and getattr(after, "context", None) is context
    if before.timed and after.timed:
        same = before.place == after.place
    return same and type(after) is type(before) and after.typing is before.typing


def _asks_on(before: Screen, after: Screen) -> bool:
    """Whether the same question is open, so that what is typed for it stays: after a mark, say."""
    asked = [getattr(getattr(page, "context", None), "ask", None) for page in (before, after)]
    same = asked[0] is not None and asked[0] is asked[1] and type(before) is type(after)
    return same or _goes_on(before, after)


def _field_of(screen: Screen, field: Field | Area) -> Field | Area:
    """The field a screen is typed into: the one there is, or one that begins with its text."""
    if field.text and isinstance(field, Area) is screen.multiline:
        return field
    text = field.text or screen.written
    return Area(text, len(text)) if screen.multiline else Field(text, len(text))
