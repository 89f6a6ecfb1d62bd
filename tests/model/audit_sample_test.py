"""audit_sample.py on a made-up publication: the same seed draws the same persons, in proportion to
the strata; answers typed back give the corrected ratio and its interval as ratio.md has them."""
import io
import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../deploy/audit"))
import audit_sample  # noqa: E402


class MadeUpPack:
    """700 of 1,000 recorded organised; three townships of 500, 300 and 200."""
    hash = "00"

    def __init__(self):
        self.theirs = {f"p{i:04}": "ORGANIZED" if i % 10 < 7 else "NOT_ORGANIZED"
                       for i in range(1000)}


def strata(pack):
    made = {}
    for name, standing in pack.theirs.items():
        number = int(name[1:])
        town = "1" if number < 500 else "2" if number < 800 else "3"
        made.setdefault((town, "SELF", ""), []).append((name, standing == "ORGANIZED"))
    return made


class AuditSampleTest(unittest.TestCase):
    def setUp(self):
        self.pack = MadeUpPack()
        self.strata_of, audit_sample.strata_of = audit_sample.strata_of, strata

    def tearDown(self):
        audit_sample.strata_of = self.strata_of

    def drawn(self, seed, size=323):
        out = io.StringIO()
        self.assertEqual(audit_sample.draw(self.pack, seed, size, out), min(size, 1000))
        return out.getvalue()

    def answers(self, organized_yes, organized, other_yes, other):
        names = {True: [], False: []}
        for name, standing in self.pack.theirs.items():
            names[standing == "ORGANIZED"].append(name)
        return ([{"pseudonym": n, "truly_organized": "yes" if i < organized_yes else "no"}
                 for i, n in enumerate(names[True][:organized])] +
                [{"pseudonym": n, "truly_organized": "yes" if i < other_yes else "no"}
                 for i, n in enumerate(names[False][:other])])

    def correct(self, rows, drawn=None):
        """Of a sample of these very persons, where no other is told."""
        rows = list(rows)
        return audit_sample.correct(
            self.pack, rows, {row["pseudonym"] for row in rows} if drawn is None else drawn)

    def test_same_seed_same_sample(self):
        self.assertEqual(self.drawn("2026"), self.drawn("2026"))
        self.assertNotEqual(self.drawn("2026"), self.drawn("2027"))

    def test_in_proportion_to_the_strata(self):
        rows = [line.split(",") for line in self.drawn("x").splitlines()[1:]]
        towns = [row[1] for row in rows]
        self.assertEqual([towns.count(t) for t in "123"], [161, 97, 65])  # of 161.5, 96.9, 64.6
        self.assertEqual(len({row[0] for row in rows}), 323)

    def test_more_than_there_are_draws_all(self):
        self.assertEqual(len(self.drawn("x", 5000).splitlines()), 1001)

    def test_corrected_ratio(self):
        # a = 0.9 from 0.8506 to 0.9343, b = 0.2 from 0.1334 to 0.2888: 0.69 less the root of
        # (0.7 * 0.0494)^2 + (0.3 * 0.0666)^2, which is 0.6501.
        said = "\n".join(self.correct(self.answers(180, 200, 20, 100)))
        self.assertIn("a = 180/200 = 90.0 %", said)
        self.assertIn("b = 20/100 = 20.0 %", said)
        self.assertIn("校正值 69.0 %, 95 % interval 区间 65.0 % to 72.5 %", said)
        self.assertIn("half of the drawn: not certified", said)
        self.assertIn("校正值未达到", said)
        self.assertIn("区间下限不到 70 %", said)
        self.assertNotIn("未达到回访比例", said)

    def test_323_must_read_742(self):
        said = "\n".join(self.correct(self.answers(226, 226, 97, 97)))
        self.assertIn("70 % at n = 323 asks for 74.2 %, an interval from 70 % on and half of the "
                      "drawn: certified 可认定", said)
        # 226 of 226 and 14 of 97: 74.3 %.
        said = "\n".join(self.correct(self.answers(226, 226, 14, 97)))
        self.assertIn("校正值 74.3 %", said)
        self.assertIn(": certified 可认定", said)
        said = "\n".join(self.correct(self.answers(226, 226, 13, 97)))
        self.assertIn("校正值 74.0 %", said)
        self.assertIn(": not certified 不能认定\n  the corrected ratio is lower 校正值未达到", said)
        self.assertNotIn("区间下限", said)

    def test_answers_that_agree_are_not_certain(self):
        said = "\n".join(self.correct(self.answers(2, 2, 0, 2)))
        self.assertIn("校正值 70.0 %, 95 % interval 区间 23.9 % to 89.7 %", said)

    def test_one_call_certifies_nothing(self):
        """The one organised person who was reached says yes, 62 others do, and 260 are not reached."""
        rows = self.answers(1, 1, 62, 62)
        rows += [{"pseudonym": name, "truly_organized": "not_reached"}
                 for name in [n for n, s in self.pack.theirs.items() if s == "ORGANIZED"][1:261]]
        said = "\n".join(self.correct(rows))
        self.assertIn("drawn 抽取 323, reached 联系上 63", said)
        self.assertIn("校正值 100.0 %, 95 % interval 区间 44.4 % to 100.0 %", said)
        self.assertIn(": not certified 不能认定\n  fewer than half of the drawn were reached "
                      "未达到回访比例: 63 / 323\n  the interval begins below 70 %", said)

    def test_half_of_the_drawn_is_enough(self):
        rows = self.answers(120, 120, 42, 42)
        organized = [n for n, s in self.pack.theirs.items() if s == "ORGANIZED"][120:]
        for silent, verdict in ((162, ": certified"), (163, ": not certified")):
            said = "\n".join(self.correct(rows + [
                {"pseudonym": name, "truly_organized": ""} for name in organized[:silent]]))
            self.assertIn(verdict, said)

    def test_a_group_without_answers_is_named(self):
        said = "\n".join(self.correct(self.answers(0, 0, 1, 5)))
        self.assertIn("a: none of those recorded organised was reached", said)
        self.assertIn("b = 1/5 = 20.0 %", said)
        self.assertIn("too few answers", said)
        self.assertNotIn("corrected ratio 校正值", said)
        said = "\n".join(self.correct(self.answers(5, 5, 0, 0)))
        self.assertIn("b: none of those recorded otherwise was reached", said)
        # Who nobody is of is not missed.
        self.pack.theirs = {name: "ORGANIZED" for name in self.pack.theirs}
        said = "\n".join(self.correct(self.answers(9, 10, 0, 0)))
        self.assertIn("b: everybody is recorded organised", said)
        self.assertIn("校正值 90.0 %", said)
        self.pack.theirs = {name: "NOT_ORGANIZED" for name in self.pack.theirs}
        said = "\n".join(self.correct(self.answers(0, 0, 1, 10)))
        self.assertIn("a: nobody is recorded organised", said)
        self.assertIn("校正值 10.0 %", said)

    def test_of_nobody_there_is_nothing_to_say(self):
        self.pack.theirs = {}
        self.assertIn("nobody was drawn", "\n".join(self.correct([])))

    def test_who_was_not_reached_counts_nowhere(self):
        rows = self.answers(180, 200, 20, 100)
        rows += [{"pseudonym": "p0999", "truly_organized": " "},
                 {"pseudonym": "p0998", "truly_organized": "not_reached"}]
        said = "\n".join(self.correct(rows))
        self.assertIn("drawn 抽取 302, reached 联系上 300", said)
        self.assertIn("校正值 69.0 %", said)

    def test_words_of_the_clerks(self):
        english = self.answers(180, 200, 20, 100)
        english.append({"pseudonym": "p0998", "truly_organized": "not_reached"})
        words = {"yes": "是", "no": "否", "not_reached": "未接通"}
        chinese = [{**row, "truly_organized": words[row["truly_organized"]]} for row in english]
        self.assertEqual(self.correct(chinese),
                         self.correct(english))
        for unclear in ("不知道", "说不清"):
            chinese[-1]["truly_organized"] = unclear
            self.assertEqual(self.correct(chinese), self.correct(english), unclear)

    def test_a_form_as_spreadsheets_save_it(self):
        text = "pseudonym,truly_organized,remark\r\np0001,是,已回访\r\n"
        for encoding in ("utf-8", "utf-8-sig", "gb18030"):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "calls.csv")
                with open(path, "wb") as form:
                    form.write(text.encode(encoding))
                rows = list(audit_sample.rows_of(path))
            self.assertEqual(rows, [{"pseudonym": "p0001", "truly_organized": "是",
                                     "remark": "已回访"}], encoding)

    def test_a_call_list_has_its_heads_in_chinese(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "calls.csv")
            with open(path, "w", encoding="utf-8-sig", newline="") as form:
                form.write("姓名,通话日期,是否有组织外出,化名\r\n某某,2026-07-01,是,p0001\r\n")
            rows = list(audit_sample.rows_of(path))
        self.assertEqual(rows[0]["pseudonym"], "p0001")
        self.assertIn("a = 1/1 = 100.0 %", "\n".join(self.correct(
            rows + self.answers(0, 0, 1, 1))))

    def test_a_form_of_another_pack_is_refused(self):
        for rows in ([{"pseudonym": "stranger", "truly_organized": "yes"}],
                     [{"pseudonym": "p0001", "truly_organized": "perhaps"}],
                     self.answers(1, 1, 0, 0) * 2):
            with self.assertRaises(ValueError):
                self.correct(rows)

    def test_who_is_not_in_the_form_was_not_reached(self):
        drawn = {row["pseudonym"] for row in self.answers(226, 226, 97, 97)}
        said = "\n".join(self.correct(self.answers(120, 120, 0, 41), drawn))
        self.assertIn("drawn 抽取 323, reached 联系上 161", said)
        self.assertIn("not in the form, so not reached 表中没有，按未接通: 162", said)
        self.assertIn("fewer than half of the drawn were reached 未达到回访比例: 161 / 323", said)

    def test_self_chosen_persons_are_refused(self):
        drawn = {row["pseudonym"] for row in self.answers(100, 100, 0, 40)}
        with self.assertRaisesRegex(ValueError, "line 102: .* is not in the sample"):
            self.correct(self.answers(101, 101, 0, 0), drawn)


class ProgramTest(unittest.TestCase):
    def test_a_pack_of_another_format_is_refused_in_a_sentence_and_its_form_stays(self):
        with tempfile.TemporaryDirectory() as folder:
            form = os.path.join(folder, "calls.csv")
            for name, text in (("publication.txt", "laowu publication 0\n"), ("hash.txt", "00\n"),
                               ("calls.csv", "filled in\n")):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                    out.write(text)
            ran = subprocess.run([sys.executable, "-B", audit_sample.__file__, "draw", folder, "--seed",
                                  "1", "--out", form], capture_output=True, encoding="utf-8",
                                 env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False)
            self.assertEqual(ran.returncode, 2)
            self.assertEqual(ran.stderr.splitlines(), [
                "cannot be done 无法完成: ValueError: publication.txt is not of format 1: run the program "
                "of its own pack 格式不同，请用该包自带的程序"])
            with open(form, encoding="utf-8") as kept:
                self.assertEqual(kept.read(), "filled in\n")

    def test_a_pack_that_is_damaged_further_on_leaves_the_form_too(self):
        with tempfile.TemporaryDirectory() as folder:
            form = os.path.join(folder, "calls.csv")
            with open(form, "w", encoding="utf-8") as out:
                out.write("filled in\n")

            def broken(_pack):
                raise ValueError("line 7: is cut")
            for owner, name, value in ((audit_sample, "strata_of", broken),
                                       (audit_sample.verify_ratio, "Pack", lambda *_: MadeUpPack()),
                                       (sys, "argv", ["audit_sample.py", "draw", folder, "--seed", "1",
                                                      "--out", form]),
                                       (sys, "stderr", io.StringIO())):
                self.addCleanup(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, value)
            self.assertEqual(audit_sample.main(), 2)
            self.assertIn("line 7: is cut", sys.stderr.getvalue())
            with open(form, encoding="utf-8") as kept:
                self.assertEqual(kept.read(), "filled in\n")


class SampleOfPackTest(unittest.TestCase):
    """Which sample of a pack a form is of."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.pack = MadeUpPack()
        self.pack.folder = scratch.name
        self.write("sample-0a.csv", ["p1", "p2"])
        self.write("sample-0b.csv", ["p1", "p2", "p3", "p4"])
        self.seal()

    def write(self, name, persons):
        with open(os.path.join(self.pack.folder, name), "w", encoding="utf-8-sig") as out:
            out.write("pseudonym,truly_organized\r\n" + "".join(f"{p},\r\n" for p in persons))

    def seal(self):
        sums = [f"{audit_sample.verify_ratio.file_sha256(self.pack.folder, name)}  {name}\n"
                for name in sorted(os.listdir(self.pack.folder)) if name != "SHA256SUMS"]
        with open(os.path.join(self.pack.folder, "SHA256SUMS"), "w", encoding="utf-8") as out:
            out.write("".join(sums))

    def test_these_very_persons_else_all_else_most(self):
        for names, file, size in (("p1 p2", "sample-0a.csv", 2), ("p1", "sample-0b.csv", 4),
                                  ("p1 p2 p3", "sample-0b.csv", 4),
                                  ("p1 p2 p3 stranger", "sample-0b.csv", 4)):
            told, drawn = audit_sample.sample_of_pack(self.pack, set(names.split()))
            self.assertIn(f"{file}, of 2 in the pack", told)
            self.assertNotIn("no SHA256SUMS", told)
            self.assertEqual(len(drawn), size, names)

    def test_a_form_of_the_pack_with_lines_deleted_is_no_sample(self):
        self.write("sample-0b.csv", ["p1"])
        with self.assertRaisesRegex(ValueError, "sample-0b.csv is not as SHA256SUMS says"):
            audit_sample.sample_of_pack(self.pack, {"p1"})

    def test_without_sums_it_says_so(self):
        os.remove(os.path.join(self.pack.folder, "SHA256SUMS"))
        told, _ = audit_sample.sample_of_pack(self.pack, {"p1", "p2"})
        self.assertIn("which no SHA256SUMS protects", told)

    def test_without_samples_the_seed_is_asked_for(self):
        for name in ("sample-0a.csv", "sample-0b.csv"):
            os.remove(os.path.join(self.pack.folder, name))
        with self.assertRaisesRegex(ValueError, "give the --seed and --size"):
            audit_sample.sample_of_pack(self.pack, {"p1"})

    def test_drawn_again_by_the_seed(self):
        pack = MadeUpPack()
        whole, audit_sample.strata_of = audit_sample.strata_of, strata
        self.addCleanup(setattr, audit_sample, "strata_of", whole)
        out = io.StringIO()
        audit_sample.draw(pack, "2026", 40, out)
        told, drawn = audit_sample.sample_by_seed(pack, "2026", 40)
        self.assertEqual({line.split(",")[0] for line in out.getvalue().splitlines()[1:]}, drawn)
        self.assertIn("seed 2026, size 40", told)


if __name__ == "__main__":
    unittest.main()
