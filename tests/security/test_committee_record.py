"""The record of committees and the matrix of powers open for who may read them, with the quarter that is asked for."""


def test_record_and_comparison(world, sign_in):
    karwan = sign_in("karwan")
    for url in ("/committees/record", "/committees/record?quarter=nonsense", "/committees/committee/record", "/committees/record.csv"):
        assert karwan.get(url).status_code == 200
    assert karwan.get("/committees/committee-idle/reactivation").status_code == 200
    assert sign_in("dara").get("/committees/committee/record", (404,)).status_code == 404


def test_powers_are_kept_by_headquarters(world, sign_in):
    assert sign_in("karwan").get("/powers").status_code == 200
    assert sign_in("karwan").get("/powers/kind-land", (403,)).status_code == 403
    assert sign_in("salma").get("/powers/kind-land").status_code == 200
