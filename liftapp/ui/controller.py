"""What holds the window together: signals of the widgets in, workflows and engine out."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from liftapp.engine.messages import Ask, Failed, Learn, Prepare, Progress, Ready, Request
from liftapp.events import StageBegun, StepDone
from liftapp.library import MemoryRecord, Status, Turn
from liftapp.paths import Home, resources
from liftapp.ui.around import Around
from liftapp.ui.engine_thread import EngineThread
from liftapp.ui.inhibit import Inhibitor
from liftapp.ui.job_queue import Job
from liftapp.ui.jobs import Jobs
from liftapp.ui.learned_keeper import LearnedKeeper
from liftapp.ui.logs import LOG
from liftapp.ui.notice import Notice
from liftapp.ui.opening import Opening
from liftapp.ui.preferences import Preferences
from liftapp.ui.queue_keeper import QueueKeeper
from liftapp.ui.quitting import Quitting
from liftapp.ui.shelf_keeper import ShelfKeeper
from liftapp.ui.talk import Talk, turns_of
from liftapp.ui.tasks import Tasks
from liftapp.ui.translated import translated
from liftapp.ui.window import MainWindow
from liftapp.workflows.failures import failure
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.resume import resume_request
from liftapp.workflows.settings import Settings
from liftapp.workflows.shelf import Entry

SAMPLE = "yearbook.pdf"


class Controller(QObject):
    """One for each window; it lives as long."""

    ended = Signal()
    """Nothing runs any more: the application may end."""

    def __init__(self, home: Home, settings: Settings, window: MainWindow) -> None:
        """Connect everything; `begin` starts the engine."""
        super().__init__(window)
        self._home, self.window = home, window
        self._first_look, self._wanted = True, ""
        self.tasks = Tasks(self.tell_error, self)
        self.writes = Tasks(self.tell_error, self, in_turn=True)
        self.engine = EngineThread(home, self)
        self.preferences = Preferences(home, settings, self.tasks, window)
        self.opening = Opening(home, self.tasks, window)
        self.shelf = ShelfKeeper(home, window, self.tasks)
        self.around = Around(home, window, self.tasks)
        self.jobs = Jobs(self._post_job, window.queue, window.learning)
        self.kept = QueueKeeper(home, window.queue, self.jobs, self.tasks)
        self.learned = LearnedKeeper(home, window, self.tasks, self.preferences)
        self.talk = Talk(home, self._post_talk, window.chat, self.writes)
        self.notice, self._inhibitor = Notice(window.windowIcon(), window), Inhibitor(self)
        tray = QSystemTrayIcon.isSystemTrayAvailable()
        self.quitting = Quitting(window, self.jobs, self.engine, tray)
        self._connect_window()
        self._connect_engine()
        self._connect_parts()
        window.show_recent(settings.recent)

    def begin(self, files: Sequence[Path] = ()) -> None:
        """Start the engine and read the library; the window is on the screen already."""
        self.engine.start()
        self._prepare()
        self.kept.find()
        self.shelf.refresh()
        self.preferences.look_for_models()
        self.opening.open(files)

    def open(self, files: Sequence[Path]) -> None:
        """Take files in and come to the front."""
        self._show_window()
        self.opening.open(files)

    def tell_error(self, error: Exception) -> None:
        """Say in one sentence what went wrong; a bug gets a dialog with its details."""
        told = failure(error)
        if told.details:
            self.around.tell_bug(error)
        else:
            self._warn(translated(told.sentence))

    def show_memory(self, memory: str) -> None:
        """Show the chat of a finished memory, how an unfinished one goes, or that it waits."""
        self._wanted = memory
        known = self.shelf.entries.get(memory)
        if known is not None and known.status is Status.READY:
            self._show_wanted()
        else:
            self.shelf.refresh()  # it may be finished since

    def _connect_window(self) -> None:
        window, opening = self.window, self.opening
        window.open_asked.connect(lambda: self.around.choose_documents(opening.open))
        window.recent_asked.connect(lambda path: opening.open([path]))
        window.empty.sample_asked.connect(lambda: opening.open([resources() / "samples" / SAMPLE]))
        window.veil.dropped.connect(opening.open)
        window.settings_asked.connect(self.preferences.show_settings)
        window.models_asked.connect(self.preferences.show_models)
        window.export_chat_asked.connect(self._export_chat)
        window.chat.export_asked.connect(self._export_chat)
        window.stack.currentChanged.connect(self._follow)
        window.chat.page_asked.connect(lambda p: self.around.show_page(self.talk.memory, p))
        window.library.opened.connect(self.show_memory)
        window.library.resume_asked.connect(lambda memory: self._resume([memory]))
        window.learning.ask_asked.connect(self.show_memory)
        window.close_asked.connect(self.quitting.ask)

    def _connect_engine(self) -> None:
        engine = self.engine
        engine.ready.connect(self._ready)
        engine.beat.connect(self.window.learning.beat)
        engine.progress.connect(self._progress)
        engine.ended.connect(self.jobs.ended)
        engine.answering.connect(self.talk.take)
        engine.answered.connect(self.talk.answered)
        engine.failed.connect(self._engine_failed)
        engine.died.connect(self._died)

    def _connect_parts(self) -> None:
        self.talk.changed.connect(self.window.library.search_again)
        self.opening.wanted.connect(self._learn)
        self.opening.bundles.connect(self.shelf.import_bundles)
        self.opening.opened.connect(self.preferences.opened)
        self.opening.ask_asked.connect(self.show_memory)
        self.opening.refused.connect(self._warn)
        self.opening.reading.connect(self._tell_reading)
        self.learned.wanted.connect(self._learn)
        self.shelf.read.connect(self._shelf_read)
        self.shelf.said.connect(self.window.bar.say)
        self.shelf.running_deleted.connect(lambda: self.jobs.cancel(keep=False))
        self.jobs.changed.connect(self._job_changed)
        self.jobs.learned.connect(self._learned)
        self.jobs.failed.connect(self._job_failed)
        self.jobs.discarded.connect(self.shelf.discard)
        self.jobs.cancelled.connect(self._leave_learning)
        self.kept.found.connect(self._offer_left)
        self.preferences.changed.connect(self._settings_changed)
        self.preferences.models_known.connect(
            lambda models: self.opening.prepare(models, self.preferences.current)
        )
        self.notice.open_asked.connect(self._show_window)
        self.notice.quit_asked.connect(self.quitting.ask)
        self.quitting.done.connect(self._end)

    # The engine

    def _prepare(self) -> None:
        self.window.say_device(self.tr("Loading the model…"))
        chosen = self.preferences.current
        self.engine.post(Prepare(chosen.model, chosen.device))

    def _ready(self, told: Ready) -> None:
        words = self.tr("Model {model} on {reason}")
        self.window.say_device(words.format(model=told.model, reason=translated(told.reason)))

    def _post_talk(self, request: Request) -> None:
        if isinstance(request, Ask):
            self.jobs.make_way(request)
        else:
            self.engine.post(request)

    def _post_job(self, request: Request) -> None:
        """Hand on what a job wants; passwords are known here only."""
        if isinstance(request, Learn):
            request = replace(request, request=self.opening.with_password(request.request))
        self.engine.post(request)

    def _progress(self, told: list[Progress]) -> None:
        self.jobs.take(told)
        events = [p.event for p in told]
        if any(isinstance(event, StageBegun) for event in events):
            self.shelf.refresh()  # by now it has a memory, unfinished
        steps = [event for event in events if isinstance(event, StepDone)]
        if steps:
            self._tell_job(steps[-1])

    def _engine_failed(self, told: Failed) -> None:
        english, told = told.sentence, replace(told, sentence=translated(told.sentence))
        if told.details:
            LOG.error("In the engine: %s\n%s", english, told.details)
            self.around.show_failure(told.sentence, told.details)
        if not self.talk.broke(told) and not self.jobs.broke(told):
            self.window.say_device(told.sentence)
            self._warn(told.sentence)

    def _died(self, words: str) -> None:
        if self.quitting.going:
            return
        LOG.error("The engine ended: %s", words)
        words = translated(words)
        self.window.say_device(self.tr("The engine is not running"))
        self.talk.engine_died(words)
        actions = [(self.tr("&Restart"), self._restart)]
        if self.jobs.engine_died(words):
            actions.append((self.tr("Restart and r&esume"), self._restart_and_resume))
            if self.jobs.job is not None:
                self.kept.hold(self.jobs.job)
        self.window.bar.say(words, actions, warning=True)

    def _restart(self) -> None:
        self.engine.restart()
        self._prepare()

    def _restart_and_resume(self) -> None:
        self._restart()
        self.jobs.resume()

    # Learning

    def _learn(self, requests: list[LearnRequest]) -> None:
        self.jobs.add(requests)
        self.window.stack.setCurrentWidget(self.window.learning)

    def _resume(self, memories: Sequence[str]) -> None:
        device = self.preferences.current.device
        for memory in memories:
            self.tasks.run(resume_request, self._home, memory, device, done=self._unlock_and_learn)

    def _unlock_and_learn(self, request: LearnRequest) -> None:
        self.opening.unlock(request.paths, lambda: self._learn([request]))

    def _offer_left(self) -> None:
        """Say what the last session left, once both the library and the queue were read."""
        if self._first_look or not self.kept.read:
            return
        waiting = self.window.queue.waiting if self.jobs.job is None else ()
        unfinished = self.shelf.unfinished(waiting) if self.jobs.job is None else []
        words = self._told_gone() + self._told_unfinished(unfinished) + self._told_waiting(waiting)
        ids = [entry.id for entry in unfinished]
        resume = (self.tr("&Resume"), lambda: self._go_on(ids))
        if words:
            self.window.bar.say(" ".join(words), [resume] if ids or waiting else [])

    def _go_on(self, memories: Sequence[str]) -> None:
        """First what waited in the queue, then these."""
        waiting = self.window.queue.waiting

        def begin() -> None:
            if waiting:
                self.jobs.go_on()
                self.window.stack.setCurrentWidget(self.window.learning)
            self._resume(memories)

        self.opening.unlock([path for job in waiting for path in job.request.paths], begin)

    def _offer(self, entry: Entry) -> None:
        """Offer to go on with what a quit, a crash or a pause left."""
        words = " ".join(self._told_unfinished([entry]))
        self.window.bar.say(words, [(self.tr("&Resume"), lambda: self._resume([entry.id]))])

    def _told_unfinished(self, entries: Sequence[Entry]) -> list[str]:
        if len(entries) > 1:
            return [self.tr("%Ln memories are not learned to the end.", "", len(entries))]
        words = self.tr("“{name}” is not learned to the end.")
        return [words.format(name=entry.name) for entry in entries]

    def _told_waiting(self, jobs: Sequence[Job]) -> list[str]:
        if len(jobs) > 1:
            return [self.tr("%Ln documents wait to be learned.", "", len(jobs))]
        return [self.tr("“{name}” waits to be learned.").format(name=job.title) for job in jobs]

    def _told_gone(self) -> list[str]:
        names = [job.title for job in self.kept.take_gone()]
        if len(names) > 1:
            words = self.tr("No longer waiting, because their files are gone: {names}.")
            return [words.format(names=", ".join(f"“{name}”" for name in names))]
        words = self.tr("“{name}” no longer waits to be learned: its file is gone.")
        return [words.format(name=name) for name in names]

    def _tell_job(self, step: StepDone) -> None:
        job, number = self.jobs.job, self.window.locale().toString
        if job is not None and self.jobs.running:
            share = number(round(100 * step.step / max(1, step.num_steps)))
            phase = self.window.learning.progress.phases.name(step.stage)
            words = self.tr("“{name}”: {phase}, {share} %")
            self.window.say_job(words.format(name=self.jobs.title, phase=phase, share=share))

    def _job_changed(self) -> None:
        job = self.jobs.job
        if self.jobs.running and job is not None:
            words = self.tr("Learning “{name}”").format(name=self.jobs.title)
            self.window.say_job(words)
            self._inhibitor.hold(words)
        else:
            paused = self.tr("Not running: “{name}”").format(name=self.jobs.title)
            self.window.say_job(paused if job is not None else "")
            self._inhibitor.release()
        self.shelf.set_running(job if self.jobs.running else None)
        self.shelf.refresh()

    def _learned(self, record: MemoryRecord) -> None:
        words = self.tr("“{name}” is learned.").format(name=record.name)
        self.notice.tell(self.tr("Learned"), words)
        if self.window.stack.currentWidget() is not self.window.learning or self.jobs.job:
            ask = self.tr("&Ask about it")
            self.window.bar.say(words, [(ask, lambda: self.show_memory(record.id))])

    def _job_failed(self, _: Job, sentence: str) -> None:
        self.notice.tell(self.jobs.title, sentence)
        self._warn(sentence)

    # The window

    def _shelf_read(self, entries: list[Entry]) -> None:
        job, shown = self.jobs.job, self.shelf.entries.get(self.talk.memory)
        learned = self.shelf.of_job(job) if job is not None else None
        if learned is not None:
            self.jobs.call(learned.name)
        if shown is not None:
            self.talk.rename(shown)
        elif self.talk.memory:
            self.talk.forget()
            self._first_look = True
        if self._wanted:
            self._show_wanted()
        if self._first_look:
            self._first_look = False
            self._look_first(entries)

    def _look_first(self, entries: list[Entry]) -> None:
        """Show the newest memory, or what to do where there is none."""
        ready = [e for e in entries if e.status is Status.READY]
        if ready:
            newest = max(ready, key=lambda e: str(e.created))
            self.window.library.choose(newest.id)
            self.show_memory(newest.id)
        else:
            self.window.stack.setCurrentWidget(self.window.empty)
        self._offer_left()

    def _show_wanted(self) -> None:
        memory, self._wanted = self._wanted, ""
        entry = self.shelf.entries.get(memory)
        if entry is None:
            return
        if entry.status is Status.READY:
            touched = self.talk.touched
            # After what is still to be written.
            self.writes.run(turns_of, self._home, memory,
                            done=lambda turns: self._show_chat(memory, turns, touched))  # fmt: skip
        elif memory == self.shelf.running:
            self.window.stack.setCurrentWidget(self.window.learning)
        else:
            self._offer(entry)

    def _show_chat(self, memory: str, turns: list[Turn], touched: int) -> None:
        entry = self.shelf.entries.get(memory)
        if memory == self.talk.memory and touched != self.talk.touched:
            self.show_memory(memory)  # something was asked there while it was read
        elif entry is not None:
            self.talk.show(entry, turns)
            self.window.library.choose(memory)
            self.window.stack.setCurrentWidget(self.window.chat)
            self._follow()

    def _leave_learning(self) -> None:
        """Nothing is learned any more: back to the chat that was open, or to the beginning."""
        stack, chat = self.window.stack, self.window.chat
        if stack.currentWidget() is self.window.learning:
            known = self.talk.memory in self.shelf.entries
            stack.setCurrentWidget(chat if known else self.window.empty)

    def _follow(self) -> None:
        """Let the pages of a document go with its chat."""
        chat = self.window.stack.currentWidget() is self.window.chat
        self.around.follow(self.talk.memory if chat else "")

    def _export_chat(self) -> None:
        entry = self.shelf.entries.get(self.talk.memory)
        if entry is not None:
            self.around.export_chat(entry)

    def _tell_reading(self, reading: bool) -> None:
        status = self.window.statusBar()
        if reading:
            status.showMessage(self.tr("Reading…"))
        else:
            status.clearMessage()

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        self.window.show_recent(now.recent)
        self.opening.prepare(self.preferences.models, now)
        if (before.model, before.device) != (now.model, now.device):
            self._prepare()

    def _warn(self, words: str) -> None:
        self.window.bar.say(words, warning=True)

    def _show_window(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _end(self) -> None:
        self.tasks.finish()
        self.writes.finish()
        self.ended.emit()
