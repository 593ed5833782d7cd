"""Videos: a player in a page or in the app, and how people use it."""

from collections.abc import Callable
from datetime import timedelta

from sample_logs.courses import Video
from sample_logs.envelope import Record, Visit, number
from sample_logs.people import Enrolment

HARD_FROM, HARD_TO = 0.40, 0.55  # of the length: where people pause and go back
COMPLETED = 0.95  # of the length: from here on the site takes a video for completed
APP_NAMES = {
    "load_video": "edx.video.loaded",
    "play_video": "edx.video.played",
    "pause_video": "edx.video.paused",
    "stop_video": "edx.video.stopped",
    "seek_video": "edx.video.position.changed",
    "speed_change_video": "edx.bi.video.speed.changed",
    "show_transcript": "edx.video.transcript.shown",
    "hide_transcript": "edx.video.transcript.hidden",
    "video_show_cc_menu": "edx.video.language_menu.shown",
    "video_hide_cc_menu": "edx.video.language_menu.hidden",
}
#: Rare events beside the watching: type, probability, whether at a position, other fields.
ASIDES: tuple[tuple[str, float, bool, Record], ...] = (
    ("show_transcript", 0.08, True, {}),
    ("hide_transcript", 0.05, True, {}),
    ("edx.video.closed_captions.shown", 0.03, True, {}),
    ("edx.video.closed_captions.hidden", 0.02, True, {}),
    ("video_show_cc_menu", 0.01, False, {"language_menu": True}),
    ("video_hide_cc_menu", 0.01, False, {"language": "en"}),
)


class Player:
    """A player with a video in it; `run_to` lets it play."""

    def __init__(self, visit: Visit, video: Video, late: timedelta | None) -> None:
        """Put a video in; `late` is how much later the app sends its events."""
        self.visit, self.video, self.late = visit, video, late
        self.position, self.speed = 0.0, 1.0
        self.is_new = not video.course.is_old  # reports the duration, and ids without a path

    def emit(self, event_type: str, fields: Record) -> None:
        """One event of the player."""
        video = self.video
        if self.late is not None:
            payload: Record = {"id": video.key if self.is_new else video.html_id, "code": "mobile"}
        else:
            payload = {"code": video.code, "id": video.html_id}
        if self.is_new:
            payload = {"duration": video.seconds} | payload
        payload |= fields
        if self.late is None:
            self.visit.browser(event_type, payload)
        else:
            name = APP_NAMES.get(event_type, event_type)
            self.visit.app(event_type, name, payload, self.late)

    def at_position(self, event_type: str) -> None:
        """An event with the place where the player stands, which some spell as text."""
        position: object = number(round(self.position, 3 if self.is_new else 6))
        if event_type == "pause_video" and self.visit.dice.chance(0.01):
            position = str(position)
        self.emit(event_type, {"currentTime": position})

    def play(self) -> None:
        """Start."""
        self.at_position("play_video")

    def pause(self) -> None:
        """Stop for a while; the page saves the position."""
        self.at_position("pause_video")
        if self.late is None and self.visit.dice.chance(0.4):
            clock = str(timedelta(seconds=int(self.position))).rjust(8, "0")
            saved = {"saved_video_position": [clock]}
            path = self.video.action("save_user_state", modern=self.visit.modern)
            self.visit.request(path, saved)

    def seek(self, to: float, how: str = "onSlideSeek") -> None:
        """Jump while it plays; some players then report once more that they play."""
        was, self.position = self.position, min(max(to, 0.0), self.video.seconds)
        fields: Record = {"old_time": round(was, 3), "new_time": round(self.position, 3)}
        fields["type"] = how
        if self.late is not None:
            fields["requested_skip_interval"] = -30 if to < was else 30
        self.emit("seek_video", fields)
        if self.visit.dice.chance(0.25):
            self.play()

    def change_speed(self, speed: float) -> None:
        """Play faster or slower from now on."""
        fields: Record = {"current_time": round(self.position, 3)}
        fields |= {"old_speed": f"{self.speed:.2f}", "new_speed": f"{speed:.2f}"}
        self.speed = speed
        self.emit("speed_change_video", fields)

    def run_to(self, position: float) -> None:
        """Let it play up to a position."""
        self.visit.wait((position - self.position) / self.speed)
        self.position = position


def _rest(player: Player) -> None:
    player.pause()
    player.visit.wait(4, 90)
    player.play()


def _go_back(player: Player) -> None:
    player.seek(player.video.seconds * HARD_FROM + player.visit.dice.between(-12, 4), "onSkipSeek")


def _skip(player: Player) -> None:
    player.seek(player.position + player.visit.dice.between(20, 90), "onCaptionSeek")


def watch(visit: Visit, enrolment: Enrolment, video: Video, late: timedelta | None = None) -> None:
    """Watch a video in pieces: rest, go back to the hard part, skip, or leave before the end."""
    dice, player, able = visit.dice, Player(visit, video, late), enrolment.person.ability
    length = video.seconds
    player.emit("load_video", {})
    visit.wait(1, 6)
    for event_type, probability, has_position, fields in ASIDES:
        if dice.chance(probability):
            at: Record = {"currentTime" if "transcript" in event_type else "current_time": 0}
            player.emit(event_type, (at if has_position else {}) | fields)
    if dice.chance(0.08):
        return  # loaded, never played
    player.play()
    enrolment.watched.add(video.key)
    if dice.chance(0.15):
        visit.wait(1, 3)
        player.position += 2
        player.change_speed(dice.pick((1.25, 1.5, 2.0, 0.75)))
    stops: list[tuple[float, Callable[[Player], None]]] = []
    if dice.chance(0.35):
        stops.append((dice.between(0.05, 0.95) * length, _rest))
    if dice.chance(0.45 - 0.2 * able):
        stops.append((HARD_TO * length + dice.between(-10, 10), _go_back))
    if dice.chance(0.12):
        stops.append((dice.between(0.1, 0.8) * length, _skip))
    leaves_at = length * dice.between(0.1, 0.95) if dice.chance(0.3) else length
    for at_seconds, act in sorted(stops, key=lambda stop: stop[0]):
        if player.position < at_seconds < leaves_at:
            player.run_to(at_seconds)
            act(player)
    if player.position < leaves_at:
        player.run_to(leaves_at)
    if leaves_at >= COMPLETED * length:
        enrolment.completed.setdefault(video.key, visit.now)
    if leaves_at < length:
        if dice.chance(0.7):  # the others close the page: the last piece stays open
            player.pause()
        return
    player.at_position("pause_video")
    player.at_position("stop_video")
    if player.is_new and late is None and dice.chance(0.1):
        player.emit("complete_video", {})
