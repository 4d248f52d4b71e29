"""The reference data in the tables: loaded once, never over what people have written."""

from sqlalchemy import func, select

from people.models import DirectoryRevision, Organisation, Place, Scope
from people.queries import read_directory
from people.reference_load import load_reference
from people.terms import ScopeKind
from tests.accounts.house import House


def counts(session):
    return [session.scalar(select(func.count()).select_from(table)) for table in (Place, Scope, Organisation)]


def test_everything_is_there(house: House):
    with house.database.read() as session:
        directory = read_directory(session)
        assert session.scalar(select(DirectoryRevision.revision)) == 1
    assert directory.national_id == "IQ"
    assert len(directory.scope_choices(None, [ScopeKind.GOVERNORATE])) == 19
    assert len(directory.scope_choices(None, [ScopeKind.BRANCH])) == 20
    assert directory.subtree("IQG15") >= {"branch-ninewa", "branch-hamdaniyah"}
    assert all(node.parent_id in directory.places for node in directory.places.values() if node.kind != "governorate")
    momd = directory.organisations_by_code["MOMD"]
    assert directory.organisations_by_code["MOMD-NINEWA"].parent_id == momd.id


def test_the_second_time_changes_nothing(house: House):
    with house.database.write() as session:
        before = counts(session)
        assert load_reference(session) == 0
        assert counts(session) == before
        assert session.scalar(select(DirectoryRevision.revision)) == 1


def test_what_an_administrator_wrote_stays_and_what_is_missing_comes_back(house: House):
    with house.database.write() as session:
        session.get_one(Place, "IQG15").name_en = "Our Ninewa"
        session.delete(session.get_one(Scope, "branch-babil"))
    with house.database.write() as session:
        assert load_reference(session) == 1
    with house.database.read() as session:
        assert session.get_one(Place, "IQG15").name_en == "Our Ninewa"
        assert session.get_one(Scope, "branch-babil").parent_id == "IQG07"
        assert session.scalar(select(DirectoryRevision.revision)) == 2
