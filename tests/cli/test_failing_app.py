from casetable.cli import open


class Stopped:
    """An app that stopped while it ran."""

    failure = None
    return_code = 1

    def __init__(self, *given):
        self.minds_the_clock = True

    def run(self):
        try:
            raise LookupError("somebody's name")
        except LookupError as error:
            self.failure = error


def test_where_the_app_stopped_is_noted_in_the_programs_log_without_a_value(monkeypatch, tmp_path):
    log = tmp_path / "log" / "casetable.log"
    monkeypatch.setattr("casetable.places.program_log", lambda: log)
    monkeypatch.setattr("casetable.screens.app.CasetableApp", Stopped)
    monkeypatch.setattr(open, "settings", dict)
    monkeypatch.setattr(open, "asked", lambda: type("Asked", (), {"on": None}))
    assert open._open(None, "", None) == 1
    said = log.read_text(encoding="utf-8")
    assert "LookupError" in said
    assert "test_failing_app.py" in said
    assert "somebody" not in said
