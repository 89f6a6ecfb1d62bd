#!/usr/bin/env python3
"""Draws the audit sample of an audit pack, and corrects the ratio by the answers.

从审计包抽样并按回访结果校正组织化程度。

draw: a seeded sample of the persons of D, stratified by township, channel and organiser in
proportion, as a call form. The same pack, seed and size: the same persons.
correct: a = P(truly organised | recorded organised), b = P(truly organised | recorded not), and
R_true = a R + b (1 - R) with its interval, from the form with `truly_organized` filled: yes, no, or
not_reached (是、否、未接通; who was reached and cannot say, 不知道、说不清, is that, too), or nothing for
who was not reached. The form is of a sample: one of the pack's sample-….csv, or the one that --seed
and --size draw again. Who was drawn and is not in the form was not reached; a form with anybody else
is refused.

The interval: a and b each have Wilson's score interval of their own answers (E. B. Wilson, Journal
of the American Statistical Association 22, 1927, 209-212); those of the two groups are put together
by the method of variance estimates recovery (R. G. Newcombe, Statistics in Medicine 17, 1998,
873-890, method 10; for any weights G. Y. Zou, W. Huang, X. Zhang, Computational Statistics & Data
Analysis 53, 2009, 1080-1085). 70 % is certified where at least half of the drawn were reached, the
corrected ratio reaches 70 % + 1.645 sqrt(0.7 * 0.3 / n), n of all reached (74.2 % of 323), and the
interval begins at 70 % or above, so that no share of few answers bears it.
"""
import argparse
import csv
import hashlib
import io
import math
import os
import re
import sys

import verify_ratio

FORM = ["pseudonym", "township", "channel", "organizer", "recorded_organized", "called_on",
        "truly_organized", "remark"]
HEADS = {"化名": "pseudonym", "通话日期": "called_on", "是否有组织外出": "truly_organized"}  # of a call list
WORDS = {"是": "yes", "否": "no", "未接通": "not_reached",
         "不知道": "not_reached", "说不清": "not_reached"}  # no answer: in neither share
Z_TWO_SIDED, Z_ONE_SIDED = 1.96, 1.645  # 95 %
TARGET = 0.70
REACHED_PART = 2  # one in so many of the drawn, at least
LETTERS = {True: "a", False: "b"}
NOBODY_IS = {True: "a: nobody is recorded organised 发布中没有记为有组织的人",
             False: "b: everybody is recorded organised 发布中的人都记为有组织"}
NONE_REACHED = {True: "a: none of those recorded organised was reached 记为有组织的一个也没有联系上",
                False: "b: none of those recorded otherwise was reached 没有记为有组织的一个也没有联系上"}
SLACK = 1e-6  # of a permille


def strata_of(pack):
    """(township, channel, organiser) → pseudonyms of D, each with whether it was recorded organised."""
    strata = {}
    for rows, outcomes in pack.persons():
        facts = verify_ratio.Facts(rows, pack.day)
        if not facts.known or facts.name not in pack.theirs:
            continue
        home = pack.divisions.place(facts.place, facts.place_day, pack.day)
        jobs = tuple(pack.begun(outcomes, home))
        job = pack.decide(jobs, pack.head["strictness"])[0]
        channel, _, organizer = job.standing(pack.day, jobs)[:3]
        stratum = (home[3] or home[2], channel, organizer)
        strata.setdefault(stratum, []).append((facts.name, pack.theirs[facts.name] == "ORGANIZED"))
    return strata


def allotted(strata, size):
    """How many of each stratum: in proportion, the largest remainders rounded up."""
    total = sum(len(persons) for persons in strata.values())
    size = min(size, total)
    shares = {key: divmod(size * len(persons), total) for key, persons in strata.items()}
    counts = {key: share for key, (share, _) in shares.items()}
    by_rest = sorted(shares, key=lambda key: (-shares[key][1], key))
    for key in by_rest[:size - sum(counts.values())]:
        counts[key] += 1
    return counts


def drawn_rows(pack, seed, size):
    """The rows of the form: who is drawn by this seed and size."""
    def lot(name):  # of a person, the same on every machine
        return hashlib.sha256(f"{seed} {pack.hash} {name}".encode()).hexdigest()
    strata = strata_of(pack)
    counts = allotted(strata, size)
    for key in sorted(strata):
        for name, organized in sorted(strata[key], key=lambda person: lot(person[0]))[:counts[key]]:
            yield [name, *key, "yes" if organized else "no", "", "", ""]


def draw(pack, seed, size, out):
    rows = list(drawn_rows(pack, seed, size))
    csv.writer(out).writerows([FORM] + rows)
    return len(rows)


def sample_by_seed(pack, seed, size):
    """What the sample is called, and who is in it."""
    return (f"drawn again by seed {seed}, size {size}, which count if agreed before or the server's "
            "按种子重抽，种子须事先约定或由服务器抽取",
            {row[0] for row in drawn_rows(pack, seed, size)})


def sample_of_pack(pack, names):
    """The same, of the sample of the pack that `names` of a form are of: of these very persons, else
    the largest that has them all, else the one that has most of them."""
    files = sorted(name for name in os.listdir(pack.folder)
                   if re.fullmatch(r"sample-[0-9a-f]+\.csv", name))
    if not files:
        raise ValueError("the pack has no sample-….csv: give the --seed and --size of the draw "
                         "包内没有样本，请给出抽样的种子与数量")
    note = ", which no SHA256SUMS protects 没有 SHA256SUMS 保护"
    if os.path.exists(os.path.join(pack.folder, "SHA256SUMS")):
        note = ""
        changed = [name for name in verify_ratio.check_sums(pack.folder, ()) if name in files]
        if changed:
            raise ValueError(f"{changed[0]} is not as SHA256SUMS says: fill in a copy, beside a pack "
                             "as exported 与 SHA256SUMS 不符，请另存一份填写，包内的不要改")
    samples = {name: {row["pseudonym"] for row in rows_of(os.path.join(pack.folder, name))}
               for name in files}
    best = max(files, key=lambda name: (names == samples[name], names <= samples[name],
                                        len(names & samples[name]), len(samples[name])))
    return f"{best}, of {len(files)} in the pack 包内共 {len(files)} 份{note}", samples[best]


def wilson(yes, asked):
    """A share, and the bounds of its 95 % interval."""
    share = yes / asked
    z2 = Z_TWO_SIDED * Z_TWO_SIDED
    middle = (share + z2 / (2 * asked)) / (1 + z2 / asked)
    half = (Z_TWO_SIDED / (1 + z2 / asked) *
            math.sqrt(share * (1 - share) / asked + z2 / (4 * asked * asked)))
    return share, middle - half if yes else 0.0, middle + half if yes < asked else 1.0


def verdict_lines(true, low, reached, drawn):
    """Whether 70 % is certified, and each reason why it is not."""
    needed = TARGET + Z_ONE_SIDED * math.sqrt(TARGET * (1 - TARGET) / reached)
    reasons = []
    if REACHED_PART * reached < drawn:
        reasons.append(f"  fewer than half of the drawn were reached 未达到回访比例: {reached} / {drawn}")
    if true < needed:
        reasons.append("  the corrected ratio is lower 校正值未达到")
    if low < TARGET:
        reasons.append("  the interval begins below 70 % 区间下限不到 70 %")
    verdict = "not certified 不能认定" if reasons else "certified 可认定"
    return [f"70 % at n = {reached} asks for {percent_at_least(needed)}, an interval from 70 % on "
            f"and half of the drawn: {verdict}"] + reasons


def correct(pack, rows, drawn):
    """The lines to print. `drawn`: everybody in the sample. Who was not reached is in neither share."""
    if not drawn <= set(pack.theirs):
        raise ValueError("the sample has persons who are not in the publication 样本中有发布以外的人")
    yes = {True: 0, False: 0}
    asked = {True: 0, False: 0}
    seen = set()
    for number, row in enumerate(rows, start=2):
        name, answer = row["pseudonym"], row["truly_organized"].strip().lower()
        answer = WORDS.get(answer, answer)
        if name not in drawn or name in seen:
            raise ValueError(f"line {number}: {name} is not in the sample, or there twice "
                             "不在样本之内，或重复")
        if answer not in ("yes", "no", "not_reached", ""):
            raise ValueError(f"line {number}: truly_organized must be yes, no, not_reached or empty")
        seen.add(name)
        recorded = pack.theirs[name] == "ORGANIZED"
        if answer in ("yes", "no"):
            asked[recorded] += 1
            yes[recorded] += answer == "yes"
    ratio = list(pack.theirs.values()).count("ORGANIZED") / max(1, len(pack.theirs))
    reached = asked[True] + asked[False]
    lines = [f"drawn 抽取 {len(drawn)}, reached 联系上 {reached}, recorded ratio 发布值 {percent(ratio)}"]
    if len(seen) < len(drawn):
        lines.append(f"  not in the form, so not reached 表中没有，按未接通: {len(drawn) - len(seen)}")
    if not drawn:
        return lines + ["nobody was drawn 没有抽到人"]
    true, below, above, silent = 0.0, 0.0, 0.0, False
    for recorded, weight in ((True, ratio), (False, 1 - ratio)):
        if not weight:
            lines.append(NOBODY_IS[recorded])
        elif not asked[recorded]:
            silent = True
            lines.append(NONE_REACHED[recorded])
        else:
            share, low, high = wilson(yes[recorded], asked[recorded])
            to_low, to_high = weight * (share - low), weight * (high - share)
            true += weight * share
            below += to_low * to_low
            above += to_high * to_high
            lines.append(f"{LETTERS[recorded]} = {yes[recorded]}/{asked[recorded]} = {percent(share)}")
    if silent:
        return lines + ["too few answers, no corrected ratio 回访不足，没有校正值"]
    low, high = max(0.0, true - math.sqrt(below)), min(1.0, true + math.sqrt(above))
    lines.append(f"corrected ratio 校正值 {percent(true)}, 95 % interval 区间 "
                 f"{percent(low)} to {percent(high)}")
    return lines + verdict_lines(true, low, reached, len(drawn))


def rows_of(path):
    """Of a form in UTF-8, or in GB18030, as Excel saves it in China."""
    with open(path, "rb") as form:
        data = form.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    reader.fieldnames = [HEADS.get(head, head) for head in reader.fieldnames or ()]
    return reader


def percent(share):
    """Cut to one decimal as a publication is, not rounded; what a float is short by cuts nothing off."""
    return f"{math.floor(1000 * share + SLACK) / 10:.1f} %"


def percent_at_least(share):
    """What a ratio must reach."""
    return f"{math.ceil(1000 * share - SLACK) / 10:.1f} %"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="a call form 抽样")
    drawing.add_argument("pack")
    drawing.add_argument("--seed", required=True, help="any text: agreed before the draw, or the one that the server drew and told")
    drawing.add_argument("--size", type=int, default=323,
                         help="323: ± 5 points [default]; 897: ± 3 points")
    drawing.add_argument("--out", required=True, help="the form, CSV")
    correcting = commands.add_parser("correct", help="the ratio by the answers 校正")
    correcting.add_argument("pack")
    correcting.add_argument("form", help="as drawn, filled: a copy of the pack's sample-….csv")
    correcting.add_argument("--seed", help="of the form's draw, where it is no sample-….csv of the pack")
    correcting.add_argument("--size", type=int, default=323, help="with --seed [default 323]")
    arguments = parser.parse_args()
    try:
        pack = verify_ratio.Pack(arguments.pack, None, {})
        if arguments.command == "draw":
            form = io.StringIO(newline="")
            count = draw(pack, arguments.seed, arguments.size, form)
            # Only now, so that a pack that cannot be read leaves what stood there.
            with open(arguments.out, "w", encoding="utf-8-sig", newline="") as out:
                out.write(form.getvalue())
            print(f"{count} persons: {arguments.out}")
        else:
            rows = list(rows_of(arguments.form))
            told, drawn = (sample_of_pack(pack, {row["pseudonym"] for row in rows})
                           if arguments.seed is None else
                           sample_by_seed(pack, arguments.seed, arguments.size))
            print("\n".join([f"sample 样本: {told}"] + correct(pack, rows, drawn)))
    except Exception as error:  # of whatever is damaged
        print(f"cannot be done 无法完成: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
