"""The one page: what each of its components does with a conversation."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from advisor.documents import read_document
from advisor.documents.reading import shown_name
from graph.advisor import Advisor
from graph.events import Event
from graph.session import Session
from retrieval.errors import AdvisorError
from views import items, screen
from views.consent import consent_html, read_choice
from views.forms import read_form
from views.layout import Layout
from views.timeline import Problem, Titles
from views.trust import trust_html

_log = logging.getLogger(__name__)

Updates = dict[gr.components.Component, Any]
"""New values by component."""

_CHOOSE = "Please choose first what may be kept of our conversation."
_CHOOSE_AND_SEND = f"{_CHOOSE[:-1]}; your message is still here."
_NO_SUCH = (
    "This link leads to no conversation kept on this computer; it may have been deleted, or not"
    " been used for long. Here is a new one."
)
_RECORD_ONLY = (
    "This conversation is not kept any more, but what you agreed to have kept of it is. You can"
    " download or delete that under “Your data”."
)
_NOT_CHOSEN = (
    "Your choice could not be noted, because the advisor's own record cannot be reached;"
    " nothing has changed. Please try again in a minute."
)
_NOT_DELETED = (
    "Not everything could be deleted just now. Please press “Delete my data” again in a minute."
)


class Page(Layout):
    """What the components of the page call; made inside a ``gr.Blocks``."""

    def __init__(self, advisor: Advisor) -> None:
        """Place the components."""
        reader = advisor.services.interviewer.name
        super().__init__(
            model=None if reader == "built-in" else reader, thumbs=advisor.turn_log is not None
        )
        self._advisor = advisor
        self._notice = advisor.services.notice
        self._logs = advisor.turn_log is not None
        self._open = advisor.store.pages
        services = advisor.services
        self._titles = Titles(
            services.catalog.occupations, services.search.match, services.instruments
        )

    def connect(self, app: gr.Blocks) -> None:
        """Say what each component calls; a second click while one is running is ignored."""
        everything = [self.chat, self.message, self.progress, self.timeline, self.cards]
        everything += [self.data, self.spoken, self.interests, self.items, self.id, self.consent]
        shared: dict[str, Any] = {
            "outputs": everything,
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        beside: dict[str, Any] = shared | {"outputs": [self.trust]}
        # Behind "#", so that it is sent to nobody; links of earlier versions have it behind "?".
        from_address = (
            "() => { addEventListener('hashchange', () => location.reload());"
            " const told = [location.hash.slice(1), location.search];"
            " return [told.map((x) => new URLSearchParams(x).get('c')).find(Boolean) ?? '']; }"
        )
        by_hand = [self.message.submit, self.send.click]
        turns = [
            app.load(self.opened, [self.id], js=from_address, **shared),
            gr.on(by_hand, self.sent, [self.message, self.id], **shared),
            self.chat.option_select(self.chosen, [self.id], **shared),
            self.suggest.click(self.asked_for_suggestions, [self.id], **shared),
            self.upload.upload(self.uploaded, [self.upload, self.id], **shared),
            self.timeline.submit(self.edited, [self.id], **shared),
            self.data.submit(self.deleted, [self.id], **shared),
            self.consent.submit(self.agreed, [self.id], **shared),
            self.interests.submit(self.answered, [self.id], **shared),
            self.items.submit(self.answered, [self.id], **shared),
        ]
        for turn in turns:
            # A check that is still running when a turn ends is of what was shown before: it stops
            # by itself, and the check of what is shown now must follow, not be left out.
            turn.then(self.checked, [self.id], trigger_mode="always_last", **beside)
        # Answers come quickly, one by one, and none may be lost while another is kept.
        self.items.input(self.kept, [self.id], trigger_mode="multiple", **shared)
        if self._logs:
            self.chat.like(self.found_helpful, [self.id], None, api_visibility="private")
        app.unload(self.closed)

    def opened(self, conversation_id: str, request: gr.Request) -> Iterator[Updates]:
        """Show the conversation of the address, or a new one; finish a turn that was cut off."""
        session, notices = self._kept(conversation_id), []
        if session is None:
            session = self._advisor.conversation()
            notices = [_NO_SUCH] if conversation_id else []
        logged_only = not self._advisor.store.known(session.id) and session.id == conversation_id
        if logged_only:
            notices = [_RECORD_ONLY]
        self._open.show(request.session_hash, session.id)
        frame = screen.whole_screen(session, self._titles, notices=notices)
        if logged_only:
            data = screen.data_html(session.id, session.consent, logged_only=True)
            frame = replace(frame, data=data)
        yield self._draw(session, frame)
        if session.state().unfinished and not self._unasked(session):
            yield from self._play(session, session.resume())

    def sent(self, text: str, conversation_id: str) -> Iterator[Updates]:
        """Answer what was typed; the box is emptied, and filled again if it was not taken."""
        session = self._session(conversation_id)
        if self._unasked(session):
            yield {**self._refused(session, _CHOOSE_AND_SEND), self.message: text}
            return
        turn = screen.frames(session, self._titles, session.reply(text), said=text)
        frame = next(turn)
        yield {self.message: "", **self._draw(session, frame)}
        for frame in turn:
            yield self._draw(session, frame)
        if frame.failed:
            yield {self.message: text}

    def chosen(self, conversation_id: str, event: gr.SelectData) -> Iterator[Updates]:
        """Send the words of the button that was pressed below a question."""
        session, words = self._session(conversation_id), str(event.value)
        yield from self._play(session, session.reply(words), said=words)

    def asked_for_suggestions(self, conversation_id: str) -> Iterator[Updates]:
        """Send the words for which the advisor shows suggestions."""
        session, words = self._session(conversation_id), "Show me suggestions now"
        yield from self._play(session, session.reply(words), said=words)

    def uploaded(self, name: str, conversation_id: str) -> Iterator[Updates]:
        """Read a CV as a message; the file itself is not kept."""
        session, path = self._session(conversation_id), Path(name)
        shown_as = f"Uploaded {shown_name(path.name)}"
        try:
            document = read_document(path)
        except AdvisorError as error:
            yield self._refused(session, str(error))
            return
        finally:
            path.unlink(missing_ok=True)
        turn = session.reply(document.text, shown_as)
        yield from self._play(session, turn, said=shown_as, notice=document.notice)

    def edited(self, conversation_id: str, event: gr.EventData) -> Iterator[Updates]:
        """Apply a form of the timeline; one that cannot be read is shown again with the reason."""
        session, form = self._session(conversation_id), event._data
        today = self._advisor.services.today()
        try:
            edits = read_form(form, session.state().history, today)
        except AdvisorError as error:
            problem = Problem(str(error), form)
            yield self._draw(session, screen.whole_screen(session, self._titles, problem))
            return
        yield from self._play(session, session.edit(edits) if edits else ())

    def agreed(self, conversation_id: str, event: gr.EventData) -> Updates:
        """Keep to what the person chose."""
        session, choice = self._session(conversation_id), read_choice(event._data)
        try:
            if choice is not None:
                session.choose(choice)
        except AdvisorError as error:
            _log.error("%s", error)
            return self._refused(session, _NOT_CHOSEN)
        return self._draw(session, screen.whole_screen(session, self._titles))

    def found_helpful(self, conversation_id: str, event: gr.LikeData) -> None:
        """Note a thumb; the first message is the same for everybody and is not counted."""
        place = event.index if isinstance(event.index, int) else event.index[0]
        session = self._session(conversation_id)
        try:
            session.thumb(screen.line_of(session.state(), place), bool(event.liked))
        except AdvisorError as error:
            _log.error("%s", error)
            raise gr.Error("Your vote could not be noted; please try again later.") from error

    def closed(self, request: gr.Request) -> None:
        """Note that the page is gone: the visit of who only uses the advisor ends soon after."""
        self._open.close(request.session_hash)

    def deleted(self, conversation_id: str, request: gr.Request) -> Updates:
        """Erase the conversation, which the person has confirmed, and begin a new one."""
        old = self._session(conversation_id)
        try:
            old.delete()
        except AdvisorError as error:
            _log.error("%s", error)
            return self._refused(old, _NOT_DELETED)
        session = self._advisor.conversation()
        self._open.show(request.session_hash, session.id)
        done = "Your conversation has been deleted from this computer."
        frame = screen.whole_screen(session, self._titles, notices=[done])
        return self._draw(session, replace(frame, items=""))

    def answered(self, conversation_id: str, event: gr.EventData) -> Iterator[Updates]:
        """Take a page of activities, show the next one, or the result."""
        session = self._session(conversation_id)
        if self._unasked(session):
            yield self._refused(session, _CHOOSE)
            return
        for frame in items.answer(session, self._titles, event._data):
            yield self._draw(session, frame)

    def kept(self, conversation_id: str, event: gr.EventData) -> Updates:
        """Keep the answers of a page while it is being filled in; the page stays as it is."""
        session = self._session(conversation_id)
        if self._unasked(session):
            return self._refused(session, _CHOOSE)
        anew = items.keep(session, self._titles, event._data)
        data = screen.data_html(session.id, session.consent)
        drawn: Updates = {self.id: session.id, self.data: data}
        return drawn if anew is None else {**drawn, self.items: anew}

    def checked(self, conversation_id: str) -> Iterator[str]:
        """Say how far to trust what is shown; the next message need not wait for it."""
        found = None
        for found in self._session(conversation_id).competence():
            yield trust_html(found)
        if found is None:
            yield ""

    def _kept(self, conversation_id: str) -> Session | None:
        """Return the conversation of a link; None if there is none, or no id looks like that."""
        if not conversation_id:
            return None
        try:
            session = self._advisor.conversation(conversation_id)
        except AdvisorError:
            return None
        if not self._advisor.open_to_all(session.id):
            return None
        return session if self._advisor.store.known(session.id) or session.logged() else None

    def _unasked(self, session: Session) -> bool:
        """Whether it is not chosen yet what may be kept of a conversation.

        Part of the page can be used before that; and a page left open outlives a conversation.
        """
        return self._notice is not None and session.consent is None

    def _session(self, conversation_id: str) -> Session:
        """Return the conversation that a page shows; a new one in place of somebody's own."""
        session = self._advisor.conversation(conversation_id or None)
        return session if self._advisor.open_to_all(session.id) else self._advisor.conversation()

    def _refused(self, session: Session, why: str) -> Updates:
        return self._draw(session, screen.whole_screen(session, self._titles, notices=[why]))

    def _play(
        self,
        session: Session,
        events: Iterable[Event],
        said: str | None = None,
        notice: str | None = None,
    ) -> Iterator[Updates]:
        if self._unasked(session):
            yield self._refused(session, _CHOOSE)
            return
        for frame in screen.frames(session, self._titles, events, said, notice):
            yield self._draw(session, frame)

    def _draw(self, session: Session, frame: screen.Frame) -> Updates:
        drawn: Updates = {self.id: session.id, self.chat: frame.chat}
        panels = (self.progress, self.timeline, self.cards, self.data, self.spoken)
        panels_of_likes = (self.interests, self.items)
        for panel, html in zip((*panels, *panels_of_likes), frame.panels, strict=True):
            if html is not None:
                drawn[panel] = html
        if frame.whole and self._notice is not None:
            drawn[self.consent] = consent_html(self._notice, frame.consent)
        return drawn
