"""How an export's files may lie about, be packed, be encoded and be broken."""

import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetable.errors import BadFile
from casetable.exchange.hmis import read_export, source
from tests.exchange.hmis_exports import CLIENT, TODAY, as_csv, lines, read, texts, write


def pack(path, files, folder="", method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}{name}", text)
    return path


def refused(path):
    with pytest.raises(BadFile) as caught:
        read_export(path, today=TODAY)
    return str(caught.value)


@pytest.mark.parametrize("folder", ["", "HMIS export/", "a/b/", "FY26\\"])
def test_a_zip_is_read_wherever_in_it_the_files_are(tmp_path, folder):
    path = pack(tmp_path / "export.zip", {name.upper(): text for name, text in texts().items()}, folder)
    export = read_export(path, today=TODAY)
    assert (len(export.clients), export.exits, export.problems) == (1, 1, ())


def test_file_names_may_be_in_any_case_and_the_zip_may_be_called_anything(tmp_path):
    folder = write(tmp_path / "upper", {name.upper(): text for name, text in texts().items()})
    assert read_export(folder, today=TODAY).problems == ()
    path = pack(tmp_path / "export.dat", {name.lower(): text for name, text in texts().items()})
    assert read_export(path, today=TODAY).problems == ()


def test_a_folder_may_hold_the_export_one_folder_down(tmp_path):
    write(tmp_path / "HMIS", texts())
    assert len(read_export(tmp_path, today=TODAY).clients) == 1


def test_two_exports_in_one_place_are_refused(tmp_path):
    path = pack(tmp_path / "both.zip", {f"{where}/{name}": text for where in "ab" for name, text in texts().items()})
    assert "more than one export: a, b" in refused(path)


@pytest.mark.parametrize("name", ["Client.csv", "Enrollment.csv"])
def test_without_clients_or_enrollments_it_is_no_export(tmp_path, name):
    files = texts()
    del files[name]
    assert f"{name} is missing" in refused(write(tmp_path, files))


def test_an_empty_folder_a_plain_file_and_nothing_at_all_are_refused(tmp_path):
    assert "Client.csv is missing" in refused(tmp_path)
    file = tmp_path / "Client.csv"
    file.write_text(as_csv([CLIENT]))
    assert "neither a folder nor a .zip" in refused(file)
    assert "nothing to import" in refused(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["Export.csv", "Exit.csv", "Project.csv", "Organization.csv"])
def test_any_other_missing_file_is_a_problem_and_the_import_goes_on(tmp_path, name):
    files = texts()
    del files[name]
    export = read(tmp_path, files)
    assert (lines(export), len(export.clients)) == ([(name, 0)], 1)


def test_a_needed_column_that_is_missing_is_named(tmp_path):
    assert "no column PersonalID" in refused(write(tmp_path, texts() | {"Client.csv": "a,b\r\n1,2\r\n"}))
    assert "no column PersonalID" in refused(write(tmp_path, texts() | {"Client.csv": ""}))
    export = read(tmp_path, texts() | {"Exit.csv": "a,b\r\n1,2\r\n"})
    assert (lines(export), export.exits) == ([("Exit.csv", 0)], 0)


def test_too_many_entries_are_refused(tmp_path):
    path = pack(tmp_path / "many.zip", texts() | {f"{number}.txt": "" for number in range(source.MOST_ENTRIES)})
    assert "at most 1,000" in refused(path)


def test_a_list_of_entries_that_is_itself_a_flood_is_not_even_read_in(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MOST_DIRECTORY_BYTES", 200)
    assert "more entries than an HMIS export has" in refused(pack(tmp_path / "export.zip", texts()))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = pack(tmp_path / "bomb.zip", texts() | {"Services.csv": "0" * 20_000_000})
    tracemalloc.start()
    said = refused(path)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert "Services.csv would grow more than 200 times" in said


def test_a_zip_that_would_be_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MOST_BYTES", 500)
    assert "at most 500 are read" in refused(pack(tmp_path / "export.zip", texts()))


def test_a_zip_packed_otherwise_or_locked_is_refused_in_a_sentence(tmp_path):
    assert "packed in a way" in refused(pack(tmp_path / "lzma.zip", texts(), method=zipfile.ZIP_LZMA))
    locked = pack(tmp_path / "locked.zip", texts(), method=zipfile.ZIP_STORED)
    data = bytearray(locked.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    locked.write_bytes(data)
    assert "locked with a password" in refused(locked)


def test_a_damaged_zip_is_refused_in_a_sentence(tmp_path):
    path = pack(tmp_path / "export.zip", texts(), method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Ana", b"Eva"))
    assert "Client.csv is damaged" in refused(path)
    path.write_bytes(data[len(data) // 2 :])
    assert refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_come_through_in_each_encoding(tmp_path, encoding):
    write(tmp_path, texts())
    (tmp_path / "Client.csv").write_bytes(as_csv([CLIENT | {"LastName": "Muñoz-Größe"}]).encode(encoding))
    export = read_export(tmp_path, today=TODAY)
    assert (export.clients[0].name, export.problems) == ("Ana Muñoz-Größe", ())


def test_the_encoding_is_found_for_each_file_and_even_if_it_shows_late(tmp_path):
    write(tmp_path, texts())
    rows = [CLIENT | {"PersonalID": f"A{number}"} for number in range(1, 3000)] + [CLIENT | {"PersonalID": "é"}]
    (tmp_path / "Client.csv").write_bytes(as_csv(rows).encode("cp1252"))
    (tmp_path / "Organization.csv").write_bytes("OrganizationID,OrganizationName,DateDeleted\n3,Häfen,\n".encode())
    export = read_export(tmp_path, today=TODAY)
    assert export.clients[-1].personal_id == "é"
    assert export.problems == ()


def test_a_byte_of_no_encoding_is_a_problem_line(tmp_path):
    write(tmp_path, texts())
    (tmp_path / "Client.csv").write_bytes(as_csv([CLIENT, CLIENT | {"PersonalID": "A2"}]).encode() + b"\x81\xff\r\n")
    assert ("Client.csv", 4) in lines(read_export(tmp_path, today=TODAY))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(tmp_path, ending):
    files = texts() | {"Client.csv": as_csv([CLIENT, CLIENT], ending)}
    assert lines(read(tmp_path, files)) == [("Client.csv", 3)]


def test_nuls_and_empty_lines_are_dropped(tmp_path):
    files = texts()
    files["Client.csv"] = "\r\n" + files["Client.csv"].replace("Ana", "A\0n\0a") + "\r\n,,,,,,,\r\n  \r\n"
    export = read(tmp_path, files)
    assert ([client.name for client in export.clients], export.problems) == (["Ana Ruiz"], ())


def test_a_problem_names_the_physical_line_on_which_its_record_starts(tmp_path):
    rows = [
        CLIENT,
        CLIENT | {"PersonalID": "A2", "FirstName": "Two\r\nlines\r\n"},
        CLIENT | {"FirstName": "Again\nand\nagain"},
        CLIENT,
    ]
    export = read(tmp_path, texts() | {"Client.csv": as_csv(rows)})
    assert lines(export) == [("Client.csv", 6), ("Client.csv", 9)]
    assert export.clients[1].name == "Two lines Ruiz"


def test_rows_that_are_too_long_or_too_short_are_reported_and_left_out(tmp_path):
    files = texts()
    files["Client.csv"] += "A2,Bo\r\nA3,Cy,Lee,Junior,900000000,1980-05-17,0,,1\r\nA4,Di,Lee,,1980-05-17,0,,1,,\r\n"
    export = read(tmp_path, files)
    assert lines(export) == [("Client.csv", 3), ("Client.csv", 4)]
    assert [client.personal_id for client in export.clients] == ["A1", "A4"]


def test_a_short_row_that_reaches_all_that_is_needed_is_read_and_reported(tmp_path):
    files = texts()
    files["Client.csv"] += "A2,Bo,Lee,,1980-05-17,0,\r\n"
    export = read(tmp_path, files)
    assert (lines(export), len(export.clients)) == ([("Client.csv", 3)], 2)


def test_a_quotation_mark_that_is_never_closed_costs_one_row_only(tmp_path):
    rows = [CLIENT | {"PersonalID": f"A{number}"} for number in range(1, 4000)]
    files = texts() | {"Client.csv": as_csv(rows).replace("A5,Ana", 'A5,"Ana')}
    export = read(tmp_path, files)
    assert lines(export) == [("Client.csv", 6)]
    assert len(export.clients) == 3998


def test_quotation_marks_within_a_name_are_reported_and_read_as_well_as_can_be(tmp_path):
    files = texts()
    files["Client.csv"] += 'A2,"Bo "Red" ",Lee,,1980-05-17,0,,1\r\nA3,Cy "Sky",Lee,,1980-05-17,0,,1\r\n'
    export = read(tmp_path, files)
    assert lines(export) == [("Client.csv", 3)]
    assert [client.name for client in export.clients][2] == 'Cy "Sky" Lee'


def test_endless_fields_lines_and_records_are_problem_lines(tmp_path):
    files = texts()
    last = "A9,Zoe,Lee,,1980-05-17,0,,1\r\n"
    files["Client.csv"] += (
        f"A2,{'x' * 200_000},Lee,,1980-05-17,0,,1\r\n{'y' * 2_500_000}\r\n" + '","\r\n' * 1_500 + last
    )
    export = read(tmp_path, files)
    assert lines(export)[:2] == [("Client.csv", 3), ("Client.csv", 4)]
    assert [client.personal_id for client in export.clients] == ["A1", "A9"]


def test_progress_only_grows_and_ends_at_the_whole(tmp_path):
    told = []
    rows = [CLIENT | {"PersonalID": f"A{number}"} for number in range(20_000)]
    write(tmp_path, texts() | {"Client.csv": as_csv([CLIENT, *rows])})
    read_export(tmp_path, today=TODAY, progress=lambda done, total: told.append((done, total)))
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0


FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
CSVISH = st.lists(
    st.sampled_from(
        ["A1", "A2", '"', '""', ",", "\r", "\n", "\r\n", "\0", "\t", " ", "1980-05-17", "é", "\ud83d", "{", "410"]
    )
    | st.text(max_size=3),
    max_size=80,
).map("".join)


@FUZZ
@given(data=st.binary(max_size=400))
def test_random_bytes_never_crash_the_reading(tmp_path, data):
    write(tmp_path, texts())
    (tmp_path / "Client.csv").write_bytes(data)
    with suppress(BadFile):
        read_export(tmp_path, today=TODAY)


@FUZZ
@given(body=CSVISH, name=st.sampled_from(["Client.csv", "Enrollment.csv", "Exit.csv", "Project.csv", "Export.csv"]))
def test_any_rows_under_a_sound_header_become_counts_or_problems(tmp_path, body, name):
    files = write(tmp_path, texts()) / name
    files.write_bytes(texts()[name].encode() + body.encode("utf-8", "surrogatepass"))
    export = read_export(tmp_path, today=TODAY)
    assert export.exits == sum(export.exits_by_category.values()) <= export.enrollments
    assert sum(client.open_enrollments for client in export.clients) == export.open_enrollments
    assert all(problem.file and problem.line >= 0 and problem.problem.isprintable() for problem in export.problems)


@FUZZ
@given(at=st.integers(0, 3000), data=st.binary(min_size=1, max_size=8))
def test_a_scribbled_zip_never_crashes_the_reading(tmp_path, at, data):
    path = pack(tmp_path / "export.zip", texts())
    whole = bytearray(path.read_bytes())
    at %= len(whole)
    whole[at : at + len(data)] = data
    path.write_bytes(whole)
    with suppress(BadFile):
        read_export(path, today=TODAY)
