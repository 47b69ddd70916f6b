from __future__ import annotations

from datetime import date

import msgspec
import pytest

from cases.errors import InvalidInput, RegulationError
from cases.model.case import Level, Track
from cases.model.office import ModerateSet
from cases.model.person import EmploymentStatus
from cases.model.steps import DecisionFacts, StepKey
from cases.regulations import Law, Pack, load_law, read_holidays, read_pack, run_checks, shipped_holidays
from cases.regulations.entries import Check, CheckGiven

LAW = load_law()
HEAD = """
[pack]
id = "uji"
family = "uji"
version = 1
title = "Peraturan Uji Nomor 1 tentang Uji"
short = "Uji 1"
valid_from = 2020-01-01
selected_by = "event"
source = "buatan"
track = "disiplin"
"""


def changed(pack: Pack, **head) -> Pack:
    return msgspec.structs.replace(pack, head=msgspec.structs.replace(pack.head, **head))


# -- what ships


def test_shipped_packs_pass_their_own_checks_and_each_brings_some():
    run_checks(LAW, shipped_holidays())
    assert {pack.head.id for pack in LAW.packs if pack.checks} >= {"pp-94-2021", "skb-2022", "pangkat", "arsip"}


def test_nothing_is_shipped_as_verified():
    for pack in LAW.packs:
        assert not pack.head.verified_by
        for name in pack.__struct_fields__[1:-1]:
            for entry in getattr(pack, name):
                assert not entry.verified
                assert entry.note, (pack.key, name, entry)
                assert entry.regulation


def test_every_rule_says_where_it_stands():
    pack = LAW.pack("pp-94-2021")
    named = (
        "violations",
        "sanctions",
        "steps",
        "deadlines",
        "guards",
        "authorities",
        "levels",
        "impacts",
        "transitions",
    )
    for name in named:
        assert getattr(pack, name), name
        for entry in getattr(pack, name):
            assert entry.article.startswith("Pasal "), entry


def test_article_five_and_its_levels():
    levels = {f"n.{number}": LAW.violation(f"n.{number}").level for number in range(1, 8)}
    assert levels == {"n.1": "", "n.2": "sedang", **dict.fromkeys(["n.3", "n.4", "n.5", "n.6", "n.7"], "berat")}
    places = {f"n.{number}": LAW.violation(f"n.{number}").sanction_article for number in range(2, 8)}
    assert places == {
        "n.2": "Pasal 13 huruf g",
        "n.3": "Pasal 14 huruf i angka 1",
        "n.4": "Pasal 14 huruf i angka 2",
        "n.5": "Pasal 14 huruf i angka 3",
        "n.6": "Pasal 14 huruf i angka 4",
        "n.7": "Pasal 14 huruf i angka 5",
    }
    assert LAW.violation("n.6").citation == "Pasal 5 huruf n angka 6 Peraturan Pemerintah Nomor 94 Tahun 2021"


def test_where_a_rule_stands_names_the_right_regulation():
    assert LAW.violation("n.2").place == "Pasal 5 huruf n angka 2 PP 94/2021"
    assert LAW.violation("D7").place == "SKB 2022; Pasal 5 huruf n angka 5 Peraturan Pemerintah Nomor 94 Tahun 2021"
    assert LAW.violation("D9").place == "SKB 2022; periksa SKB"
    assert LAW.sanction("pdhtaps").place == "Pasal 8 ayat (4) huruf c PP 94/2021"
    assert LAW.sanction("penundaan-kgb").place == LAW.sanction("penundaan-kgb").article


def test_attending_a_campaign_offers_three_impacts():
    impacts = LAW.impacts("n.1")
    assert [(impact.key, impact.level) for impact in impacts] == [
        ("unit-kerja", "ringan"),
        ("instansi", "sedang"),
        ("negara", "berat"),
    ]
    for impact in impacts:
        assert {LAW.violation(code).level for code in impact.codes} == {impact.level}
    assert LAW.impacts("n.2") == ()


def test_catalogue_of_the_joint_decree():
    assert [entry.code for entry in LAW.violations(Track.ETHICS)] == [f"E{number}" for number in range(1, 8)]
    rows = {code: LAW.violation(code) for code in (f"D{number}" for number in range(1, 14))}
    levels = {code: entry.level for code, entry in rows.items()}
    assert {code for code, level in levels.items() if level == "sedang"} == {"D3", "D9"}
    assert {code for code, level in levels.items() if not level} == {"D13"}
    assert {LAW.violation(f"E{number}").level for number in range(1, 8)} == {Level.MORAL}
    assert rows["D5"].track == Track.DISMISSAL
    assert rows["D5"].instrument == "Undang-Undang Nomor 20 Tahun 2023"
    assert all(entry.citation == "periksa SKB" for code, entry in rows.items() if code in {"D9", "D10", "D13"})
    assert all(entry.article_unsure == (code in {"D9", "D10", "D13"}) for code, entry in rows.items())
    assert {code for code, entry in rows.items() if entry.stage == "bakal"} == {"D3", "D9", "D11"}
    assert len(LAW.violations()) == 7 + 13 + 7 + 6


def test_sanctions_of_each_level_under_each_set():
    keys = {
        (level, chosen): [entry.key for entry in LAW.sanctions(level, chosen, EmploymentStatus.PNS)]
        for level in ("ringan", "sedang", "berat")
        for chosen in ModerateSet
    }
    assert keys["sedang", ModerateSet.PP53] == ["penundaan-kgb", "penundaan-pangkat", "penurunan-pangkat"]
    assert keys["sedang", ModerateSet.TUKIN] == ["tukin-6", "tukin-9", "tukin-12"]
    assert keys["ringan", ModerateSet.PP53] == ["teguran-lisan", "teguran-tertulis", "pernyataan-tidak-puas"]
    assert keys["berat", ModerateSet.TUKIN] == ["penurunan-jabatan", "pembebasan-jabatan", "pdhtaps"]
    of_contract = [entry.key for entry in LAW.sanctions("berat", ModerateSet.PP53, EmploymentStatus.PPPK)]
    assert of_contract == ["phk-disiplin-berat"]
    assert LAW.sanctions("sedang", ModerateSet.PP53, EmploymentStatus.PPPK) == ()
    assert [entry.key for entry in LAW.moderate_sets()] == ["pp53", "tukin"]
    assert [entry.needs_basis for entry in LAW.moderate_sets()] == [False, True]
    assert "PP 94" not in LAW.sanction("penundaan-kgb").title
    assert "jo. Pasal 7 ayat (3) huruf a Peraturan Pemerintah Nomor 53" in LAW.sanction("penundaan-kgb").article


def test_sanctions_ask_for_fields_that_a_decision_has():
    fields = set(DecisionFacts.__dataclass_fields__)
    for pack in LAW.packs:
        for sanction in pack.sanctions:
            assert set(sanction.needs) <= fields


def test_weights_compare():
    weights = [LAW.weight(level) for level in ("", "moral", "ringan", "sedang", "berat")]
    assert weights == sorted(set(weights))
    assert weights[0] == 0
    assert LAW.heaviest(["ringan", "", "berat", "sedang"]) == "berat"
    assert LAW.heaviest(["", "aneh"]) == ""
    assert LAW.heaviest([Level.MODERATE, "ringan"]) == "sedang"
    assert LAW.sanction_weight("pdhtaps") > LAW.sanction_weight("tukin-12") > LAW.sanction_weight("teguran-lisan")


def test_ranks_points_and_codes():
    assert LAW.rank_of(" III/d ") == "Penata Tingkat I"
    assert LAW.rank_of("IX") == LAW.rank_of("") == LAW.rank_of("V/z") == ""
    assert LAW.grade_place("I/a") == ("PNS", 0)
    assert LAW.grade_place("XVII")[0] == "PPPK"
    assert LAW.grade_place("?") is None
    assert [point.number for point in LAW.circular_points()] == list(range(1, 9))
    assert LAW.archive_code(Track.DISCIPLINE).code == "800.1.6.2"
    with pytest.raises(RegulationError, match="klasifikasi arsip"):
        LAW.archive_code("lain")


@pytest.mark.parametrize(
    ("subject", "level", "sanction", "region", "officials"),
    [
        ("jpt-pratama", "ringan", "", "kabupaten-kota", ["ppk-kabkota"]),
        ("jpt-pratama", "ringan", "", "provinsi", ["jpt-madya"]),
        ("jpt-madya", "berat", "pdhtaps", "provinsi", ["presiden"]),
        ("jpt-madya", "berat", "penurunan-jabatan", "provinsi", ["ppk-provinsi"]),
        ("administrator", "sedang", "", "kabupaten-kota", ["ppk-kabkota"]),
        ("administrator", "ringan", "", "kabupaten-kota", ["jpt-pratama"]),
        ("pengawas", "sedang", "", "kabupaten-kota", ["ppk-kabkota", "jpt-pratama"]),
        ("pengawas", "ringan", "", "kabupaten-kota", ["administrator", "jf-madya"]),
        ("pelaksana", "sedang", "", "kabupaten-kota", ["ppk-kabkota", "administrator"]),
        ("pelaksana", "ringan", "", "kabupaten-kota", ["pengawas", "jf-muda"]),
        ("pelaksana", "berat", "", "provinsi", ["ppk-provinsi"]),
        ("jf-muda", "sedang", "", "kabupaten-kota", ["jpt-pratama", "administrator"]),
        ("jf-muda", "ringan", "", "provinsi", ["jpt-pratama", "administrator", "pengawas"]),
        ("jf-muda", "berat", "", "kabupaten-kota", ["ppk-kabkota"]),
        ("jf-utama", "sedang", "", "kabupaten-kota", ["ppk-kabkota", "jpt-pratama", "administrator"]),
        ("jpt-utama", "berat", "penurunan-jabatan", "", ["presiden"]),
        ("jf", "berat", "penurunan-jabatan", "kabupaten-kota", ["ppk-kabkota"]),
        ("jf", "berat", "pdhtaps", "kabupaten-kota", ["ppk-kabkota", "presiden"]),
        ("pimpinan-unit", "sedang", "", "kabupaten-kota", ["jpt-pratama", "administrator"]),
    ],
)
def test_who_may_decide(subject: str, level: str, sanction: str, region: str, officials: list[str]):
    assert [rule.official for rule in LAW.authorities(subject, level, sanction, region)] == officials


def test_considered_laws_follow_the_date_and_the_set():
    lines = LAW.considered(date(2026, 3, 1), "penundaan-kgb")
    assert [line.split(" tentang")[0] for line in lines] == [
        "Undang-Undang Nomor 20 Tahun 2023",
        "Peraturan Pemerintah Nomor 53 Tahun 2010",
        "Peraturan Pemerintah Nomor 94 Tahun 2021",
        "Peraturan Badan Kepegawaian Negara Nomor 6 Tahun 2022",
    ]
    for key in ("tukin-6", "pdhtaps", None):
        assert not any("53 Tahun 2010" in line for line in LAW.considered(date(2026, 3, 1), key))
    old = LAW.considered(date(2023, 10, 30), "pdhtaps")
    assert "Undang-Undang Nomor 5 Tahun 2014" in old[0]
    assert "Nomor 20 Tahun 2023" in LAW.considered(date(2023, 10, 31))[0]


# -- asking


def test_unknown_codes_get_a_sentence():
    with pytest.raises(InvalidInput, match="pilih dari daftar"):
        LAW.violation("Z1")
    with pytest.raises(InvalidInput, match="pilih dari daftar"):
        LAW.sanction("pemecatan")
    with pytest.raises(RegulationError, match="tidak mengenal tahap"):
        LAW.step(Track.ETHICS, StepKey.IN_FORCE)
    with pytest.raises(RegulationError, match="tidak ada"):
        LAW.pack("pp-1-1945")


def test_steps_stand_in_the_order_of_the_stage_line():
    keys = [rule.key for rule in LAW.steps(Track.DISCIPLINE)]
    assert [key for key in keys if not LAW.step(Track.DISCIPLINE, key).side][:3] == ["opened", "team", "summons-1"]
    assert keys[-5:] == ["served", "documented", "closed", "archived", "reopened"]
    assert keys.index("appeal-decision") < keys.index("in-force")
    assert len(keys) == len(set(keys))
    assert LAW.step(Track.DISCIPLINE, StepKey.ABSENCE_1).makes == ("absence-record",)
    assert [rule.key for rule in LAW.steps(Track.ETHICS)][:2] == ["opened", "team"]


def test_versions_in_force_by_date_and_family():
    assert LAW.in_force("disiplin-pns", date(2021, 8, 31)).key == "pp-94-2021@1"
    with pytest.raises(RegulationError, match="30-08-2021"):
        LAW.in_force("pp-94-2021", date(2021, 8, 30))
    both = Law(
        (
            changed(LAW.pack("pp-94-2021"), valid_to=date(2027, 5, 31)),
            changed(LAW.pack("pp-94-2021"), id="pp-baru", version=1, valid_from=date(2027, 6, 1)),
        )
    )
    assert both.in_force("disiplin-pns", date(2027, 5, 31)).head.id == "pp-94-2021"
    assert both.in_force("disiplin-pns", date(2027, 6, 1)).head.id == "pp-baru"


def test_each_pack_is_selected_by_its_own_date():
    def choose(**dates: date) -> set[str]:
        return {"pp-94-2021@1", "se-137-2018@1", "skb-2022@1"} & set(LAW.versions_for(**dates))

    assert choose(event_on=date(2026, 2, 1), on=date(2026, 3, 1)) == {"pp-94-2021@1", "se-137-2018@1", "skb-2022@1"}
    assert choose(event_on=date(2020, 2, 1), on=date(2026, 3, 1)) == {"pp-94-2021@1", "se-137-2018@1"}
    decided = choose(event_on=date(2020, 2, 1), on=date(2026, 3, 1), decided_on=date(2021, 8, 1))
    assert decided == {"se-137-2018@1"}


def test_older_matters_pass_over_by_rule():
    day = date(2026, 3, 1)
    before, after = date(2021, 8, 1), date(2021, 9, 1)

    def rules(**dates: date) -> list[str]:
        return [rule.key for rule in LAW.transitions_for(on=day, **dates)]

    assert rules(event_on=before) == ["belum-diperiksa"]
    assert rules(event_on=before, examined_on=before) == ["sudah-diperiksa"]
    assert rules(event_on=before, examined_on=after, decided_on=after) == ["belum-diperiksa"]
    assert rules(event_on=before, examined_on=before, decided_on=before) == ["hukuman-dijalani"]
    assert rules(event_on=after) == []
    assert LAW.transitions_for(on=before, event_on=before) == ()


def test_a_case_names_its_versions():
    newer = changed(LAW.pack("pp-94-2021"), version=2)
    both = Law((*LAW.packs, newer))
    assert both.pack("pp-94-2021").head.version == 2
    old = both.as_judged(("pp-94-2021@1",))
    assert old.pack("pp-94-2021").head.version == 1
    assert old.rank_of("III/d") == "Penata Tingkat I"
    assert both.as_judged(("pp-94-2021@1",)) is old
    assert both.as_judged(("pp-94-2021@2",)) is both
    assert both.as_judged(()) is both
    with pytest.raises(RegulationError):
        LAW.as_judged(("pp-94-2021@7",))


# -- reading


def test_a_pack_fills_in_what_its_entries_leave_out():
    body = '[[level]]\nkey = "ringan"\ntitle = "R"\n[[violation]]\ncode = "x"\ntext = "t"\narticle = "Pasal 1"\n'
    pack = read_pack(HEAD + 'instrument = "Uji Nomor 1"\nentry_note = "belum"\n' + body, "uji.toml")
    assert (pack.violations[0].regulation, pack.violations[0].track) == ("Uji 1", "disiplin")
    assert (pack.violations[0].note, pack.violations[0].citation) == ("belum", "Pasal 1 Uji Nomor 1")
    assert pack.key == "uji@1"


STEP = '[[step]]\nkey = "opened"\ntitle = "t"\naction = "a"\nwhy = "w"\ndated_by = "event"\n'
GUARD = (
    '[[guard]]\nkey = "g"\ntest = "in_turn"\nstrength = "hard"\ntitle = "t"\nok = "o"\nproblem = "p"\nremedy = "r"\n'
)
DEADLINE = '[[deadline]]\nkey = "d"\ntitle = "t"\n'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('[[rank]]\ngrade = "I/a"\nrank = "J"\nstatus = "PNS"\n' * 2, "rank I/a tertulis lebih dari sekali"),
        ('[[sanction]]\nkey = "s"\nlevel = "ngeri"\ntitle = "t"\ndictum = "none"\n', "sanction s menyebut ngeri"),
        ('[[sanction]]\nkey = "s"\nlevel = ""\nset = "x"\ntitle = "t"\ndictum = "none"\n', "sanction s menyebut x"),
        ('[[violation]]\ncode = "v"\ntext = "t"\nimpacts = ["i"]\n', "violation v menyebut i"),
        ('[[impact]]\nkey = "i"\ntitle = "t"\nlevel = ""\ncodes = ["v"]\n', "impact i menyebut v"),
        (STEP.replace("opened", "lunch"), "step lunch menyebut lunch"),
        (STEP + 'deadline = ["d"]\n', "step opened menyebut d"),
        (STEP + 'after = ["opened !dinner"]\n', "step opened bersyarat !dinner"),
        (STEP + 'missed_by = "dinner"\n', "step opened bersyarat dinner"),
        (STEP + 'not_before = ["opened.dinner"]\n', "step opened menyebut tanggal opened.dinner"),
        (STEP + GUARD + 'steps = ["rapat"]\n', "guard g menyebut rapat"),
        (STEP + GUARD + 'steps = ["opened"]\nparams = { deadlines = ["d"] }\n', "guard g menyebut d"),
        (STEP + GUARD + 'steps = ["opened"]\nparams = { lines = ["dinner"] }\n', "guard g bersyarat dinner"),
        (STEP + 'after = ["body:kantin"]\n', "step opened bersyarat body:kantin"),
        ('[[post]]\nkey = "p"\ntitle = "t"\nequals = ["q"]\n', "post p menyebut q"),
        ('[[stop_reason]]\nkey = "r"\ntitle = "t"\nwhen = ["dinner"]\n', "stop_reason r bersyarat dinner"),
        (DEADLINE + 'from = "event"\nto = []\nstep = "rapat"\n', "deadline d menyebut rapat"),
        (DEADLINE + 'from = "dinner"\nto = []\n', "deadline d menyebut tanggal dinner"),
        (DEADLINE + 'from = "event"\nto = []\nwhen = ["x"]\n', "deadline d bersyarat x"),
        ('[[status]]\nwhen = ""\nstatus = "bosan"\n', "status bosan menyebut bosan"),
        ('[[status]]\nwhen = "x"\nstatus = "diproses"\n', "status diproses bersyarat x"),
        ('[[status]]\nwhen = ""\nstatus = "diproses"\nwaits_from = "x"\n', "status diproses menyebut tanggal x"),
        ('[[region]]\nkey = "r"\ntitle = "t"\nhead = "h"\nwords = []\n', "region r menyebut h"),
    ],
)
def test_a_pack_whose_parts_do_not_fit_is_refused(body: str, fault: str):
    with pytest.raises(RegulationError, match=fault):
        read_pack(HEAD + body, "uji.toml")


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (CheckGiven(violation="n.2"), "berat"),
        (CheckGiven(rank="III/d"), "Pembina"),
        (CheckGiven(deadline="handover", from_=date(2026, 8, 14)), "x"),
        (CheckGiven(deadline="tidak-ada", from_=date(2026, 8, 14)), "x"),
        (CheckGiven(deadline="handover"), "x"),
        (CheckGiven(authority="pelaksana", sanction="pdhtaps"), "x"),
        (CheckGiven(archive="etik"), "x"),
        (CheckGiven(sanction="pdhtaps"), "x"),
    ],
)
def test_a_failing_check_names_pack_question_and_answers(given: CheckGiven, answer: str):
    pack = msgspec.structs.replace(LAW.pack("arsip"), checks=(Check(given=given, expect=answer),))
    law = Law((*(other for other in LAW.packs if other.head.id != "arsip"), pack))
    with pytest.raises(RegulationError, match=f"arsip@1 tidak lulus ujinya sendiri: .* seharusnya {answer}"):
        run_checks(law, shipped_holidays())


def test_a_check_that_asks_nothing_is_no_check():
    pack = msgspec.structs.replace(LAW.pack("arsip"), checks=(Check(given=CheckGiven()),))
    with pytest.raises(RegulationError, match="uji ke-1 tidak menanyakan apa pun"):
        run_checks(Law((pack,)), ())


def test_calendar_days_are_counted_where_a_pack_says_so():
    found = next(rule for rule in LAW.deadlines(Track.DISCIPLINE) if rule.key == "handover")
    rule = msgspec.structs.replace(found, unit="hari kalender")
    pack = msgspec.structs.replace(
        LAW.pack("pp-94-2021"),
        deadlines=(rule,),
        checks=(Check(given=CheckGiven(deadline="handover", from_=date(2026, 8, 14)), due=date(2026, 8, 28)),),
    )
    run_checks(Law((pack,)), ())


def test_lists_of_days_off_are_read_or_refused_with_the_place():
    (day,) = read_holidays('[[day]]\non = 2028-01-01\nname = "n"\nkind = "libur nasional"\nsource = "s"\n', "x")
    assert day.on == date(2028, 1, 1)
    with pytest.raises(RegulationError, match=r"2028\.toml.*day\[0\]"):
        read_holidays("[[day]]\non = 2028-01-01\n", "2028.toml")
