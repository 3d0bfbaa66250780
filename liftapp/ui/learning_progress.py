"""How far a job is: phases, bar, speed and time left, all from measured events."""

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from liftapp.events import DocumentRead, Event, ModelLoaded, StageBegun, StepDone
from liftapp.ui.phases import Phases
from liftapp.ui.translated import translated
from liftapp.ui.words import duration


class LearningProgress(QWidget):
    """The bar shows the phase that runs, never a guess of the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin at rest."""
        super().__init__(parent)
        self.phases, self._bar = Phases(), QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress of this phase"))
        self._figures, self._model = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._stage = "read"
        self._held_out: float | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._model, self.phases, self._bar, self._figures):
            layout.addWidget(widget)

    @property
    def figures(self) -> str:
        """The line of figures."""
        return self._figures.text()

    def begin(self, forecast_minutes: float | None) -> None:
        """Start anew; reading takes seconds, so its bar only says that something runs."""
        self.phases.reset()
        self._model.hide()
        self._held_out = None
        self._enter("read", 0)
        self._figures.clear()
        if forecast_minutes is not None:
            words = self.tr("Forecast for all of it: about {time}")
            time = duration(self.locale(), forecast_minutes * 60)
            self._figures.setText(words.format(time=time))

    def take(self, events: list[Event]) -> None:
        """Show events that came together."""
        for event in events:
            self._take(event)

    def say(self, words: str) -> None:
        """Words in place of the figures, until the next step."""
        self._figures.setText(words)

    def _take(self, event: Event) -> None:
        match event:
            case ModelLoaded():
                words = self.tr("Model {model} on {reason}")
                reason = translated(event.reason)
                self._model.setText(words.format(model=event.model, reason=reason))
                self._model.show()
            case DocumentRead():
                self.phases.tell("read", self._read_words(event))
            case StageBegun():
                self._enter(event.stage, event.num_steps)
            case StepDone():
                self._step(event)
            case _:
                pass

    def finish(self) -> None:
        """All phases are done."""
        self.phases.finish()
        self._bar.hide()
        self._figures.hide()

    def rest(self) -> None:
        """Nothing runs at the moment: an endless bar would say otherwise."""
        self._figures.clear()
        if self._bar.maximum() == 0:
            self._bar.setRange(0, 1)
            self._bar.setValue(0)

    def _enter(self, stage: str, steps: int) -> None:
        self._stage = stage
        self.phases.begin(stage)
        self._figures.show()
        self._bar.show()
        self._bar.setRange(0, steps)
        self._bar.setValue(0)
        self._bar.setFormat(self.phases.name(stage))

    def _step(self, event: StepDone) -> None:
        if event.stage != self._stage:  # resumed inside a stage
            self._enter(event.stage, event.num_steps)
        locale = self.locale()
        words = self.tr("{n} of {total}").format(
            n=locale.toString(event.step), total=locale.toString(event.num_steps)
        )
        self.phases.tell(event.stage, words)
        self._bar.setRange(0, event.num_steps)
        self._bar.setValue(event.step)
        self._bar.setFormat(f"{self.phases.name(event.stage)} {words}")
        parts = [*self._losses(event), *self._speed(event), self._left(event)]
        self._figures.setText(" · ".join(parts))

    def _losses(self, event: StepDone) -> list[str]:
        locale, parts = self.locale(), []
        if event.loss is not None:
            loss = locale.toString(event.loss, "f", 2)
            parts.append(self.tr("training loss {loss}").format(loss=loss))
        if event.held_out_loss is not None:
            self._held_out = event.held_out_loss
        if self._held_out is not None:
            loss = locale.toString(self._held_out, "f", 2)
            parts.append(self.tr("held-out loss {loss}").format(loss=loss))
        return parts

    def _speed(self, event: StepDone) -> list[str]:
        if event.tokens_per_s <= 0:
            return []
        rate = self.locale().toString(round(event.tokens_per_s))
        return [self.tr("{n} tokens/s").format(n=rate)]

    def _left(self, event: StepDone) -> str:
        time = duration(self.locale(), event.eta_s)
        if event.stage == "questions":
            return self.tr("about {time} left, then learning").format(time=time)
        if event.stage == "learn":
            words = self.tr("about {time} left, then a short exam")
            if event.loss is not None:  # it ends sooner where the held-out loss stops falling
                words = self.tr("at most about {time} left, then a short exam")
            return words.format(time=time)
        return self.tr("about {time} left").format(time=time)

    def _read_words(self, event: DocumentRead) -> str:
        locale = self.locale()
        words = self.tr(
            "pages: {pages}, tokens: {tokens}, {times} times the model's window"
        ).format(
            pages=locale.toString(event.pages),
            tokens=locale.toString(event.tokens),
            times=locale.toString(event.tokens / event.window, "f", 1),
        )
        if event.places_without_text:
            place = self.tr("{file}, page {page}")
            places = [place.format(file=file, page=locale.toString(page))
                      for file, page in event.places_without_text]  # fmt: skip
            words += self.tr("; no text in {places}").format(places="; ".join(places))
        elif event.pages_without_text:
            pages = ", ".join(locale.toString(p) for p in event.pages_without_text)
            words += self.tr("; no text on pages {pages}").format(pages=pages)
        return words
