"""What an HMIS export says, row by row."""

import json
from dataclasses import fields

import pytest

from casetable.exchange.hmis import summary
from casetable.values.hmis import HmisClient
from casetable.words import HousingCategory
from tests.exchange.hmis_exports import (
    CLIENT,
    ENROLLMENT,
    EXIT,
    EXPORT,
    as_csv,
    lines,
    one_client,
    read,
    texts,
)


def people(count):
    return [{"PersonalID": f"A{number}"} for number in range(1, count + 1)]


def test_a_sound_export_is_counted_and_has_no_problems(tmp_path):
    export = read(
        tmp_path,
        texts(
            people(2),
            [
                {},
                {"EnrollmentID": "E2", "PersonalID": "A2"},
                {"EnrollmentID": "E3", "PersonalID": "A2", "HouseholdID": ""},
            ],
        ),
    )
    assert summary(export) == {
        "csv_version": "FY2026",
        "clients": 2,
        "enrollments": 3,
        "exits": 1,
        "open_enrollments": 2,
        "households": 2,
        "exits_by_category": {"permanent": 1, "temporary": 0, "institutional": 0, "homeless": 0, "other": 0},
        "exits_without_destination": 0,
        "deleted": 0,
        "deleted_by_file": {},
        "problems": [],
    }


def test_a_client_carries_name_year_and_where_they_are_enrolled(tmp_path):
    export = read(tmp_path, texts(enrollments=[{}, {"EnrollmentID": "E2"}, {"EnrollmentID": "E3"}]))
    (ana,) = export.clients
    assert (ana.display, ana.year_of_birth, ana.enrollments, ana.open_enrollments) == ("Ana Ruiz", 1980, 3, 2)
    assert ana.projects == ("Night Shelter, Harbour House",)
    assert ana.left_to is not None
    assert ana.left_to.words == "rental, no ongoing subsidy"


def test_neither_the_social_security_number_nor_the_birthday_is_kept_anywhere(tmp_path):
    export = read(tmp_path, texts([{}, {"PersonalID": "A2", "DOB": "05/06/1980"}]))
    told = repr(export) + json.dumps(summary(export))
    assert "900123456" not in told
    assert "05-17" not in told
    assert "05/06" not in told
    assert {field.name for field in fields(HmisClient)} & {"ssn", "dob", "born_on"} == set()


def test_columns_are_found_by_name_whatever_their_order_case_and_padding(tmp_path):
    files = texts()
    row = dict(reversed((CLIENT | {"LastName": "\t Ruiz  Soto \t"}).items()))
    files["Client.csv"] = as_csv([{f" {name.upper()}\t": value for name, value in row.items()}])
    export = read(tmp_path, files)
    assert [client.name for client in export.clients] == ["Ana Ruiz Soto"]
    assert export.problems == ()


def test_deleted_rows_are_skipped_and_counted_by_file(tmp_path):
    gone = {"DateDeleted": " 2025-01-01 10:00:00"}
    export = read(
        tmp_path,
        texts(
            [{}, {"PersonalID": "A2"} | gone],
            [{}, {"EnrollmentID": "E2"} | gone, {"EnrollmentID": "E3"} | gone],
            [gone],
        ),
    )
    assert (len(export.clients), export.enrollments, export.exits, export.deleted) == (1, 1, 0, 4)
    assert export.deleted_by_file == {"Client.csv": 1, "Enrollment.csv": 2, "Exit.csv": 1}
    assert export.problems == ()


def test_a_deleted_row_does_not_stand_in_the_way_of_the_row_that_replaced_it(tmp_path):
    export = read(tmp_path, texts([{"FirstName": "Anna", "DateDeleted": "2025-01-01"}, {}]))
    assert [client.name for client in export.clients] == ["Ana Ruiz"]
    assert export.problems == ()


def test_doubled_rows_are_reported_by_line_and_the_first_one_counts(tmp_path):
    export = read(
        tmp_path,
        texts(
            [{}, {"FirstName": "Another"}],
            [{}, {}, {"EnrollmentID": "E2"}],
            [{}, {"EnrollmentID": "E2"}],
        ),
    )
    assert lines(export) == [("Client.csv", 3), ("Enrollment.csv", 3), ("Exit.csv", 3)]
    assert [client.name for client in export.clients] == ["Ana Ruiz"]
    assert (export.enrollments, export.exits) == (2, 1)


def test_a_second_exit_of_an_enrollment_is_reported_and_not_counted(tmp_path):
    export = read(tmp_path, texts(exits=[{}, {"ExitID": "X2", "Destination": "116"}]))
    assert lines(export) == [("Exit.csv", 3)]
    assert export.exits_by_category[HousingCategory.PERMANENT] == 1
    assert export.exits_by_category[HousingCategory.HOMELESS] == 0


def test_an_orphan_is_reported_once_and_its_exit_goes_with_it(tmp_path):
    export = read(
        tmp_path,
        texts(
            enrollments=[{}, {"EnrollmentID": "E2", "PersonalID": "Z9", "HouseholdID": "H2"}],
            exits=[{}, {"ExitID": "X2", "EnrollmentID": "E2"}, {"ExitID": "X3", "EnrollmentID": "E9"}],
        ),
    )
    assert lines(export) == [("Enrollment.csv", 3), ("Exit.csv", 4)]
    assert (export.enrollments, export.exits, export.households) == (1, 1, 1)


def test_an_enrollment_of_a_deleted_client_is_an_orphan(tmp_path):
    export = read(
        tmp_path,
        texts(
            [{}, {"PersonalID": "A2", "DateDeleted": "2025-01-01"}],
            [{}, {"EnrollmentID": "E2", "PersonalID": "A2"}],
        ),
    )
    assert lines(export) == [("Enrollment.csv", 3)]
    assert export.open_enrollments == 0


def test_an_exit_that_names_somebody_else_is_reported_and_its_enrollment_counts(tmp_path):
    export = read(tmp_path, texts(exits=[{"PersonalID": "A2"}]))
    assert (lines(export), export.exits) == ([("Exit.csv", 2)], 1)


def test_a_project_that_is_not_in_the_export_is_reported_once(tmp_path):
    export = read(tmp_path, texts(enrollments=[{"ProjectID": "8"}, {"EnrollmentID": "E2", "ProjectID": "8"}]))
    assert lines(export) == [("Enrollment.csv", 2)]
    assert export.clients[0].projects == ("8",)


def test_rows_without_a_key_are_reported(tmp_path):
    export = read(
        tmp_path,
        texts(
            [{}, {"PersonalID": " "}],
            [{}, {"EnrollmentID": ""}, {"EnrollmentID": "E3", "PersonalID": ""}],
            [{}, {"ExitID": "X2", "EnrollmentID": ""}],
        ),
    )
    assert lines(export) == [("Client.csv", 3), ("Enrollment.csv", 3), ("Enrollment.csv", 4), ("Exit.csv", 3)]


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("435", "permanent"),
        ("302", "temporary"),
        ("215", "institutional"),
        ("118", "homeless"),
        ("24", "other"),
        ("99.0", "other"),
    ],
)
def test_a_destination_is_counted_by_its_hundreds_digit(tmp_path, code, category):
    export = read(tmp_path, texts(exits=[{"Destination": code}]))
    assert summary(export)["exits_by_category"][category] == 1
    assert export.problems == ()


@pytest.mark.parametrize("code", ["499", "777", "336", "3", "home", "-410", "４１０"])
def test_a_code_that_hud_does_not_list_is_reported_and_counted_as_other(tmp_path, code):
    export = read(tmp_path, texts(exits=[{"Destination": code}]))
    assert lines(export) == [("Exit.csv", 2)]
    assert export.exits_by_category[HousingCategory.OTHER] == 1


def test_an_empty_destination_counts_as_not_collected_without_a_line_for_each(tmp_path):
    export = read(tmp_path, texts(exits=[{"Destination": ""}]))
    assert export.problems == ()
    assert (export.exits_by_category[HousingCategory.OTHER], export.exits_without_destination) == (1, 1)


def test_a_subsidy_is_kept_beside_435_and_an_unknown_one_reported(tmp_path):
    export = read(tmp_path, texts(exits=[{"Destination": "435", "DestinationSubsidyType": "431"}]))
    assert export.clients[0].left_to.subsidy == 431
    assert export.problems == ()
    export = read(tmp_path, texts(exits=[{"Destination": "435", "DestinationSubsidyType": "999"}]))
    assert lines(export) == [("Exit.csv", 2)]


@pytest.mark.parametrize(
    ("old", "now", "subsidy", "category"),
    [
        ("1", 101, None, "homeless"),
        ("2", 302, None, "temporary"),
        ("3", 435, 440, "permanent"),
        ("19", 435, 419, "permanent"),
        ("29", 329, None, "temporary"),
        ("25", 225, None, "institutional"),
        ("30", 30, None, "other"),
    ],
)
def test_codes_of_fy2022_are_read_as_todays(tmp_path, old, now, subsidy, category):
    files = texts(version="FY2022")
    files["Client.csv"] = as_csv([{("Ethnicity" if name == "Sex" else name): cell for name, cell in CLIENT.items()}])
    row = {name: cell for name, cell in EXIT.items() if name != "DestinationSubsidyType"}
    files["Exit.csv"] = as_csv([row | {"Destination": old}])
    export = read(tmp_path, files)
    left_to = export.clients[0].left_to
    assert (left_to.code, left_to.subsidy, left_to.category.value) == (now, subsidy, category)
    assert (export.csv_version, export.problems) == ("FY2022", ())


def test_todays_code_in_an_export_of_fy2022_is_read_and_reported(tmp_path):
    files = texts(exits=[{"Destination": "410"}], version="2022")
    files["Client.csv"] = files["Client.csv"].replace("Sex", "Ethnicity")
    export = read(tmp_path, files)
    assert lines(export) == [("Exit.csv", 2)]
    assert export.exits_by_category[HousingCategory.PERMANENT] == 1


@pytest.mark.parametrize(
    ("written", "version"),
    [("2024 v1.3", "FY2024"), ("FY2026", "FY2026"), ("2022", "FY2022"), ("FY2024 1.5", "FY2024")],
)
def test_the_version_is_what_the_export_says(tmp_path, written, version):
    files = texts(version=written)
    files["Client.csv"] = files["Client.csv"].replace("Sex", "VeteranStatus")
    assert read(tmp_path, files).csv_version == version


@pytest.mark.parametrize(("column", "version"), [("Woman", "FY2024"), ("Sex", "FY2026"), ("Ethnicity", "FY2022")])
def test_the_columns_tell_the_version_when_the_export_does_not(tmp_path, column, version):
    files = texts(version="6.11")
    files["Client.csv"] = files["Client.csv"].replace("Sex", column)
    export = read(tmp_path, files)
    assert export.csv_version == version
    assert ("Export.csv", 2) in lines(export)


def test_columns_of_another_version_than_the_export_says_are_a_problem(tmp_path):
    export = read(tmp_path, texts(version="2024 v1.3"))
    assert (export.csv_version, lines(export)) == ("FY2024", [("Export.csv", 0)])


@pytest.mark.parametrize(
    ("born", "year"),
    [
        ("1980-05-17", 1980),
        ("1980-5-7", 1980),
        ("19800517", 1980),
        ("17/05/1980", 1980),
        ("05/17/1980", 1980),
        ("05-17-1980 00:00:00", 1980),
        ("1980-05-17T00:00:00Z", 1980),
        ("04/04/1980", 1980),
        ("", None),
        ("NULL", None),
    ],
)
def test_a_birthday_that_can_only_be_one_day_gives_its_year(tmp_path, born, year):
    export = read(tmp_path, texts([{"DOB": born}]))
    assert (export.clients[0].year_of_birth, export.problems) == (year, ())


@pytest.mark.parametrize(
    "born",
    [
        "03/04/1990",
        "02-07-2003",
        "5/17/80",
        "1980-02-30",
        "31/31/1980",
        "2190-01-01",
        "1780-01-01",
        "May 1980",
        "soon",
        "١٩٨٠-٠١-٠١",
    ],
)
def test_an_unclear_birthday_is_a_problem_and_unknown_and_the_import_goes_on(tmp_path, born):
    export = read(tmp_path, texts([{"DOB": born}, {"PersonalID": "A2"}]))
    assert lines(export) == [("Client.csv", 2)]
    assert born not in export.problems[0].problem
    assert [client.year_of_birth for client in export.clients] == [None, 1980]


def test_unclear_days_of_entry_and_exit_are_problems_and_the_rows_count(tmp_path):
    export = read(tmp_path, texts(enrollments=[{"EntryDate": "03/04/2026"}], exits=[{"ExitDate": "later"}]))
    assert lines(export) == [("Enrollment.csv", 2), ("Exit.csv", 2)]
    assert (export.enrollments, export.exits) == (1, 1)


def test_the_exports_own_dates_are_nobodys_problem(tmp_path):
    assert "02-07-2023" in EXPORT["ExportDate"]
    assert read(tmp_path).problems == ()


def test_the_latest_exit_tells_where_somebody_went(tmp_path):
    export = read(
        tmp_path,
        texts(
            enrollments=[{}, {"EnrollmentID": "E2"}, {"EnrollmentID": "E3"}],
            exits=[
                {"ExitDate": "2025-01-01"},
                {"ExitID": "X2", "EnrollmentID": "E2", "ExitDate": "2026-01-01", "Destination": "116"},
                {"ExitID": "X3", "EnrollmentID": "E3", "ExitDate": "2024-01-01", "Destination": "204"},
            ],
        ),
    )
    assert export.clients[0].left_to.code == 116


HEX = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"


@pytest.mark.parametrize(
    "value",
    [
        HEX,
        HEX.upper(),
        HEX[:32],
        HEX[:40],
        HEX * 2,
        f"0x{HEX}",
        "XrY7u+Ae7tCTyyK7j1rNww==",
        "W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
        "XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg=",
        "XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg",
        "6f1ed002-ab55-4b3e-9c0a-1f2d3e4c5b6a",
        "bcdfghjklmnpqrstvwxz",
    ],
)
def test_a_name_that_is_a_hash_is_shown_by_its_personal_id(tmp_path, value):
    assert one_client(tmp_path, FirstName=value, LastName=value).display == "A1"
    assert one_client(tmp_path, LastName=value).display == "A1"


@pytest.mark.parametrize(
    "value",
    [
        "Abcdef",
        "Ed",
        "Facade",
        "Ng",
        "O'Brien-Smith",
        "Featherstonehaugh-Cholmondeley",
        "MacDonaldMacKenzieSmith",
        "Wolfeschlegelsteinhausenbergerdorff",
        "Brzęczyszczykiewicz",
        "Thiruvananthapuramkrishnan",
        "TestClientNumber000001",
        "Αναστασία",
        "李",
        "Null",
        "de la Cruz y Fernandez de Cordoba",
    ],
)
def test_a_name_stays_a_name_even_if_the_export_says_it_is_hashed(tmp_path, value):
    files = texts([{"LastName": value}])
    files["Export.csv"] = as_csv([EXPORT | {"HashStatus": "4"}])
    assert read(tmp_path, files).clients[0].display == f"Ana {value}"


@pytest.mark.parametrize("value", ["900-12-3456", "900123456", "Ruiz 900 12 3456", "x" * 300])
def test_a_social_security_number_or_a_flood_in_a_name_field_is_no_name(tmp_path, value):
    assert one_client(tmp_path, LastName=value).display == "A1"


def test_a_client_without_a_name_is_shown_by_their_personal_id(tmp_path):
    assert one_client(tmp_path, FirstName="", LastName=" ").display == "A1"
    assert one_client(tmp_path, FirstName="Ana", LastName="").display == "Ana"


def test_control_and_bidi_characters_do_not_come_in_with_a_name(tmp_path):
    assert (
        one_client(tmp_path, FirstName="A\x1b]52;c\x07na\u202e", LastName="[red]Ru\x00iz").name == "A]52;cna [red]Ruiz"
    )


@pytest.mark.parametrize(
    ("born", "may", "ask"),
    [("2009-01-01", False, False), ("2008-12-31", True, True), ("2007-12-31", True, False), ("", True, True)],
)
def test_minors_are_not_proposable_and_somebody_is_asked_where_the_year_does_not_tell(tmp_path, born, may, ask):
    client = one_client(tmp_path, DOB=born)
    assert (client.may_be_proposed, client.must_ask) == (may, ask)


def test_a_missing_column_is_said_once_and_read_as_empty(tmp_path):
    files = texts()
    files["Enrollment.csv"] = as_csv([{key: cell for key, cell in ENROLLMENT.items() if key != "HouseholdID"}])
    export = read(tmp_path, files)
    assert (lines(export), export.households) == ([("Enrollment.csv", 1)], 1)


def test_very_many_problems_are_cut_with_a_count(tmp_path, monkeypatch):
    monkeypatch.setattr("casetable.exchange.hmis.problems.MOST_PER_FILE", 3)
    export = read(tmp_path, texts([{}] * 10))
    assert lines(export) == [("Client.csv", 3), ("Client.csv", 4), ("Client.csv", 5), ("Client.csv", 0)]
    assert "6 more" in export.problems[-1].problem
