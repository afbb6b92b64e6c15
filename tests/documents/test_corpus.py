"""Hundreds of hostile files are refused, ordinary ones are taken and look as they did (A06-A10)."""

import pytest

from tests.documents.corpus import files, judge


@pytest.mark.filterwarnings("default")
def test_nothing_hostile_is_accepted_and_no_file_is_a_fault_of_the_server():
    judgements = judge.judge_all(files.hostile(few=True))

    assert judge.faults(judgements, wanted="refused") == []
    assert len(judgements) >= 200
    assert len({each.sample.kind for each in judgements}) >= 30


@pytest.mark.filterwarnings("default")
def test_what_people_send_is_accepted_and_looks_as_it_did():
    judgements = judge.judge_all(files.ordinary())

    assert judge.faults(judgements, wanted="accepted") == []
    assert len(judgements) >= 60
    programs = {each.sample.kind.rpartition(" of ")[2] for each in judgements}
    assert len(programs) >= 8
