#!/usr/bin/env python3
"""Recomputes a published organised outbound ratio from an audit pack, without the service.
用审计包独立重算一个已发布的组织化程度:D、O、U、C、三种口径与散列值。

A pack is a folder: publication.txt (the text that was hashed), hash.txt, log.csv (facts, outcomes
and attestations under pseudonyms, the rows of one person together), organizers.csv, divisions.csv,
policies.csv, channels.csv; SHA256SUMS has the digests of all of them, and its own is to be compared
with the pack that another office exported. Needs Python 3.9 or newer and nothing else.
Exit status 0: every pack agrees. 1: one differs, from SHA256SUMS too, or has none. 2: one cannot be read.
"""
import argparse, csv, functools, hashlib, itertools, os, pathlib, re, sys
from datetime import date, datetime, timedelta

FAR, NEWEST_RULES = date.max.toordinal(), 2  # of the versions of the rules; a policy names its own
VISIT_DAYS, LOST_DAYS, BEFORE_DAYS, AFTER_DAYS = 45, 180, 60, 30  # rules 2, 3, 6
RANK = {"NOT_ORGANIZED": 0, "UNKNOWN_CHANNEL": 1, "UNPROVEN": 2, "ORGANIZED": 3}
STRICTNESS = ("AS_REPORTED", "BROAD", "STRICT")
LOG = ("group,entry,name,record,type,effective_date,record_date,sequence,place,rural,birth_date,other,"
       "channel,employer,organizer,placement,self_employed,grade").split(",")
READ, TABLES = ("publication.txt", "hash.txt", "log.csv", "organizers.csv"), ("divisions.csv", "policies.csv", "channels.csv")
OURS = r"README\.md|(signatures|samples|sample-[0-9a-f]+)\.csv|(verify_ratio|audit_sample)\.py"  # beside those
ORGANIZERS = "fact,organizer,type,effective_date,record_date,sequence,channel,licence_end,voids".split(",")

def day_of(text):  # a month alone counts from its last day (rule 20)
    if len(text) == 7: return (date.fromisoformat(text + "-28") + timedelta(4)).replace(day=1).toordinal() - 1
    return date.fromisoformat(text).toordinal()
def text_of(folder, name): return pathlib.Path(folder, name).read_bytes().decode()

def rows_of(path, columns=None):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(line for line in file if not line.startswith("#"))
        if columns and reader.fieldnames != columns: raise ValueError(f"{path}: columns are not {columns}")
        for row in reader:
            if None in row or None in row.values() or "\0" in "".join(row.values()):
                raise ValueError(f"{path}, line {reader.line_num}: is cut, too long, or has a NUL byte")
            yield row
def file_sha256(folder, name):
    digest = hashlib.sha256()
    with open(os.path.join(folder, name), "rb") as file:
        while block := file.read(1 << 20): digest.update(block)
    return digest.hexdigest()
def check_sums(folder, needed):
    """The files that are not as SHA256SUMS says. ValueError: it is broken, or has no line of a file of the pack."""
    sums = {}
    for number, line in enumerate(text_of(folder, "SHA256SUMS").splitlines(keepends=True), start=1):
        if not re.fullmatch(r"[0-9a-f]{64}  [^./\\][^/\\]*\n", line) or line[66:-1] in sums:
            raise ValueError(f"SHA256SUMS, line {number}: is broken, or of a file that had one")
        sums[line[66:-1]] = line[:64]
    if untold := {*needed, *(name for name in os.listdir(folder) if re.fullmatch(OURS, name))} - set(sums):
        raise ValueError(f"SHA256SUMS: no line of {', '.join(sorted(untold))}")
    return [name for name, digest in sums.items() if file_sha256(folder, name) != digest]

def live(rows, void_type):
    """In order, without what was taken back; a void that was taken back takes nothing (rule 14)."""
    gone = set()
    for row in sorted((r for r in rows if r["type"] == void_type), key=lambda r: -r["sequence"]):
        if row["name"] not in gone: gone.add(row["other"])
    kept = [r for r in rows if r["type"] != void_type and r["name"] not in gone]
    return sorted(kept, key=lambda r: (r["day"], r["sequence"]))  # rule 16

class Divisions:
    """Codes with their history (rules 9 to 12)."""
    def __init__(self, path):
        self.by_code, self.before, self.children = {}, {}, {}
        for row in rows_of(path):
            row["from"], row["until"] = day_of(row["valid_from"]), day_of(row["valid_until"]) if row["valid_until"] else FAR
            if row["from"] >= row["until"]: raise ValueError(f"{path}: {row['code']} ends before it begins")
            row["next"] = [code for code in row["successor"].split("|") if code]
            self.by_code.setdefault(row["code"], []).append(row)
            self.children.setdefault(row["parent"], []).append(row)
            for code in row["next"]: self.before.setdefault(code, []).append(row)
    def find(self, code, day): return next((r for r in self.by_code.get(code[:9], ()) if r["from"] <= day < r["until"]), None)
    def carried(self, code, known_day, day):
        """The code on `day` of what `code` meant on `known_day`; None if nobody can say."""
        if code[:9] not in self.by_code:
            moved = self.carried(code[:6], known_day, day) if len(code) > 6 else None
            return code if moved == code[:6] else moved
        row = self.find(code, known_day)
        while row and day >= row["until"]:
            row = self.find(row["next"][0], row["until"]) if len(row["next"]) == 1 else None
        while row and day < row["from"]:
            earlier = [r for r in self.before.get(row["code"], ()) if r["until"] == row["from"]]
            row = earlier[0] if len(earlier) == 1 else None
        return row and (code if row["code"] == code[:9] else row["code"])
    @functools.cache
    def place(self, code, known_day, day):
        """(province, city, county, township, overseas) on `day`; "" where it is not that fine."""
        if not code.isdigit(): return ("", "", "", "", code != "")  # letters name a country
        code = self.carried(code, known_day, day) or code
        at, seen = {}, []
        row = self.find(code, day) or (self.find(code[:6], day) if len(code) >= 9 else None)
        while row:
            if row["code"] in seen: raise ValueError(f"divisions.csv: {row['code']} lies within itself")
            seen.append(row["code"])
            at.setdefault(row["level"], row["code"])
            if row["level"] == "city" and "county" not in at:  # one without counties is its own
                below = [r for r in self.children.get(row["code"], ()) if r["from"] <= day < r["until"]]
                if not any(r["level"] == "county" for r in below): at["county"] = row["code"]
            row = self.find(row["parent"], day)
        at.setdefault("province", code[:2] + "0000")  # the rest is judged by the digits
        if len(code) >= 6 and code[2:4] != "00": at.setdefault("city", code[:4] + "00")
        if len(code) >= 9 or len(code) >= 6 and code[4:6] != "00": at.setdefault("county", code[:6])
        if len(code) >= 9: at.setdefault("township", code[:9])
        return (*(at.get(level, "") for level in ("province", "city", "county", "township")), False)

def outside(home, work, boundary):
    """Whether `work` lies outside the boundary around `home`; too coarse to say is not outside."""
    if work[4]: return True
    for level, name in enumerate(("PROVINCE", "CITY", "COUNTY", "TOWNSHIP")):
        if home[level] and work[level] and home[level] != work[level]: return True
        if name == boundary or name != "CITY" and not (home[level] and work[level]): return False
    return False

class Facts:
    """What held of one person on a day (ratio.md, Worker facts)."""
    def __init__(self, told, day):
        rows = live(told, "FACT_VOIDED")
        self.known = bool(profiles := [r for r in rows if r["type"] == "PROFILE"])
        if not self.known: return
        # The first profile also holds for the days before it.
        for row in profiles[:1] + [r for r in rows if r is not profiles[0] and r["day"] <= day]:
            if row["type"] in ("PROFILE", "RESIDENCE_MOVED"):
                self.place, self.place_day = row["place"], row["day"]
            if row["type"] in ("PROFILE", "RURAL_STATUS"): self.rural = row["rural"] == "yes"
        by_time = sorted(rows, key=lambda r: r["sequence"])  # the latest statement holds on all days
        born = [r["birth_date"] for r in by_time if r["type"] == "BIRTH_DATE" or
                r["type"] == "PROFILE" and r["birth_date"]]
        died = [r["day"] for r in by_time if r["type"] == "DIED"]
        self.born, self.died = born[-1] if born else "", died[-1] if died else FAR
        self.name = min((r["sequence"], r["record"]) for r in told if r["type"] == "PROFILE")[1]
    def counts(self, day):
        if not self.known or not self.rural or day > self.died: return False
        on = date.fromordinal(day)
        if len(self.born) == 4: return int(self.born) + 16 < on.year  # sixteen on any reading
        return not self.born or f"{on.year - 16:04}-{on.month:02}-{on.day:02}" >= self.born

class Job:
    def __init__(self, life, row, place, local=False):
        self.life, self.row, self.start, self.end, self.place, self.local = life, row, row["day"], FAR, place, local
        self.number, self.episode = len(life.jobs), -len(life.jobs) - 1 if local else life.away
        # Of each: since when; None, () of the same arrival told again, or of what waited how many jobs there were and which was held.
        self.said = [] if local else [(said, row["day"], waited) for said, *waited in life.waiting if said["day"] >= row["day"] - BEFORE_DAYS]
        life.jobs.append(self)
    def begin(self, jobs):
        """The first job of the spell that it is part of, where `jobs` are those outside."""
        first = self
        for other in reversed(jobs):
            if other.episode == self.episode and other.start <= first.start <= other.end: first = other
        return first
    heard = functools.lru_cache(maxsize=1000)(lambda self, jobs: self.standing(FAR, jobs)[-1])
    def served(self, row, job_count, held, jobs):
        """Whether what waited was used before: by the spell open then, or by the next that opened."""
        return any(job_count <= j.number < self.number and not j.local and j.begin(jobs) is j for j in jobs) or (
            held in jobs and row["name"] in held.heard(jobs))
    def standing(self, day, jobs=None):
        """Channel, as reported, organiser, placement, grade, organiser's own record (rules 5, 6); the names of what it rests on."""
        row, rules, names = self.row, self.life.rules, []
        channel = claimed = row["channel"] or "UNKNOWN"
        organizer, placement, denied, grade, record = (row[key] for key in ("organizer", "placement", "denied", "grade", "own_record"))
        # Version 1 asks, as does what becomes of the jobs, for the start of the stay away, whatever lies outside.
        if self.said and (jobs is None or rules == 1): jobs = tuple(job for job in self.life.jobs if not job.local)
        first = self.begin(jobs) if self.said else self
        for said, _, waited in (told for told in self.said if told[1] <= day):
            in_window = (said["day"] <= first.start + AFTER_DAYS if waited is None else
                         waited == () or first is self and not self.served(said, *waited, jobs))
            proves = waited == () or channel == said["channel"] and (not said["organizer"] or organizer in ("", said["organizer"]))
            if in_window and (proves or channel == "UNKNOWN"):
                names.append(said["name"])
                organizer, placement, denied = said["organizer"] or organizer, placement or said["placement"], denied or said["denied"]
                if proves: grade, record = max(grade, said["grade"]), record or said["own_record"]
                else:  # what was attested before does not vouch for this channel
                    channel, claimed, grade, record = said["channel"], said["channel"], said["grade"], said["own_record"]
                if rules == 1: continue  # version 2 hears the word besides the proof
            if waited is None and said["type"] == "CONFIRMED": claimed = said["channel"]  # rule 5
        return (channel, claimed, organizer, placement) + ((0, False) if denied else (grade, record)) + (names,)

class Life:
    """One person's jobs, from the outcomes known at T (rules 0 to 6, 14, 16, 19, of version `rules`)."""
    def __init__(self, rows, known_day, rules):
        self.known_day, self.rules, self.jobs, self.episodes = known_day, rules, [], 0
        self.away, self.contact = None, 0  # the open episode
        self.visit, self.lost, self.waiting = None, False, []
        for row in live(rows, "VOIDED"): self.tell(row["type"], row)
        self.lapse(FAR)
    def tell(self, kind, row):
        self.lapse(row["day"])
        if kind == "OPENING_BALANCE": self.begin(row)
        elif kind == "ARRIVED": self.arrive(row)
        elif kind == "DISPATCHED": self.wait(row, None if self.away is None else self.say(row, self.meant(row)))
        elif kind == "CONFIRMED": self.confirm(row)
        elif kind == "RESUMED" and self.visit is not None: self.touch(row["day"], back=True)
        elif kind == "LOCAL_JOB_STARTED": Job(self, row, row["place"], local=True)
        elif kind == "LOCAL_JOB_ENDED":
            for job in self.open(local=True): job.end = row["day"]
        elif self.away is None: return  # an orphan
        elif kind == "JOB_CHANGED": self.change(row)
        elif kind == "HOME_VISIT" and self.visit is None: self.visit, self.contact, self.lost = row["day"], row["day"], False
        elif kind == "RETURNED": self.close(row["day"])
        elif kind == "LOST_CONTACT": self.lost = True
    def open(self, local=False): return [job for job in self.jobs if job.end == FAR and job.local == local]
    def touch(self, day, back=False): self.contact, self.lost, self.visit = day, False, None if back else self.visit
    def close(self, day):
        for job in self.open(): job.end = max(day, job.start)
        self.away, self.visit, self.lost = None, None, False
    def lapse(self, next_day):
        """Rule 0; all before `next_day` has been told."""
        if self.visit is not None and min(self.known_day, next_day) > self.visit + VISIT_DAYS: self.close(self.visit)
        elif self.lost and min(self.known_day, next_day) > self.contact + LOST_DAYS: self.close(self.contact + LOST_DAYS)
    def begin(self, row):
        same = ("day", "place", "employer", "channel", "organizer", "self_employed")
        for job in reversed(self.open()):  # two records tell of one arrival (rule 8)
            if any(job.row[key] != row[key] for key in same): continue
            place = len(job.said) if self.rules == 1 else 0  # before what was said since; by version 1 behind it
            return job.said.insert(place, (row, row["day"], ()))
        if self.away is None: self.away, self.episodes = self.episodes, self.episodes + 1
        self.touch(row["day"], back=True)
        Job(self, row, row["place"])
    def change(self, row):
        self.touch(row["day"], back=True)
        place = row["place"]
        for job in self.open(): job.end, place = row["day"], row["place"] or job.place
        Job(self, row, place)
    def by_placement(self, row):
        return next((j for j in reversed(self.open()) if row["placement"] and j.row["placement"] == row["placement"]), None)
    def meant(self, row):
        same = [j for j in self.open() if row["employer"] and j.row["employer"] == row["employer"]]
        return self.by_placement(row) or (same or self.open())[-1]
    def arrive(self, row):
        if self.away is None or not row["placement"]: self.begin(row)
        elif self.by_placement(row) is None: self.change(row)
        else: self.touch(row["day"], back=True), self.say(row, self.by_placement(row))
    def say(self, row, job):  # what it adds is asked where the spell is known
        if row["channel"] not in ("", "UNKNOWN"): job.said.append((row, row["day"], None))
        return job
    def wait(self, row, held):  # for the next spell, if it does not add to the job held now
        if row["channel"] not in ("", "UNKNOWN"): self.waiting.append((row, len(self.jobs), held))
    def confirm(self, row):
        if self.away is None: return self.wait(row, None)
        self.touch(row["day"])
        if (job := self.say(row, self.meant(row))).standing(row["day"])[0] == row["channel"] or row["channel"] in ("", "UNKNOWN"): return
        if row["placement"] and not self.by_placement(row): job.said.pop(), self.change(row)

class Pack:
    def __init__(self, folder, tables, cache):
        self.folder, tables = folder, tables or folder
        self.text, self.hash = text_of(folder, "publication.txt"), text_of(folder, "hash.txt").strip()
        lines = self.text.split("\n")
        if lines[0] != "laowu publication 1": raise ValueError("publication.txt is not of format 1: run the program of its own pack 格式不同，请用该包自带的程序")
        self.head, self.counts, self.theirs = (dict(line.split(" ", 1) for line in part if line)
                                               for part in (lines[1:10], lines[10:14], lines[14:]))
        self.day = day_of(self.head["day"])
        self.known_day = (datetime.fromisoformat(self.head["known_at"][:-1]) + timedelta(hours=8)).toordinal()  # in Shanghai
        if tables not in cache:
            cache[tables] = (Divisions(os.path.join(tables, TABLES[0])), *(list(rows_of(os.path.join(tables, n))) for n in TABLES[1:]))
        self.divisions, policies, channels = cache[tables]
        self.policy = {p["version"]: p for p in policies}[self.head["policy"]]
        self.rules = int(self.policy["rules_version"])
        if self.rules > NEWEST_RULES: raise ValueError(f"rules version {self.rules} is newer: run the program of its own pack 规则较新，请用该包自带的程序")
        self.channels = {c["channel"]: c for c in channels if c["policy"] == self.head["policy"]}
        self.organizers = {}
        for row in rows_of(os.path.join(folder, "organizers.csv"), ORGANIZERS):
            self.organizers.setdefault(row["organizer"], []).append(self.read(row, "fact", "voids"))
    def read(self, row, name="name", other="other"):
        row["name"], row["other"], row["sequence"] = row[name], row[other], int(row["sequence"])
        row["day"] = day_of(row["effective_date"]) if row["effective_date"] else 0
        if day_of(row["record_date"]) > self.known_day: raise ValueError(f"{row['name']} is after T")
        return row
    def persons(self):
        """Facts and outcomes of each person, merged as known at T (rule 8)."""
        seen = set()
        log = rows_of(os.path.join(self.folder, "log.csv"), LOG)
        for group, rows in itertools.groupby(log, key=lambda r: r["group"]):
            if group in seen: raise ValueError(f"the rows of group {group} do not stand together")
            seen.add(group)
            rows = [self.read(row) for row in rows]
            if len({(r["entry"], r["name"]) for r in rows}) < len(rows): raise ValueError(f"group {group}: a row is there twice")
            facts = [r for r in rows if r["entry"] == "FACT"]
            outcomes = {r["name"]: {**r, "grade": 0, "own_record": False, "denied": False} for r in rows if r["entry"] == "OUTCOME"}
            for row in (r for r in rows if r["entry"] == "ATTESTATION"):
                of, grade = outcomes[row["other"]], int(row["grade"])
                of["grade"] = max(of["grade"], grade)
                of["own_record"] |= row["type"] == "ORGANIZER_RECORD" and grade > 0
                of["denied"] |= row["type"] == "ORGANIZER_DENIAL"
            person_of = {r["record"]: {r["record"]} for r in rows}
            newest = {frozenset((r["record"], r["other"])): r for r in sorted(live(facts, "FACT_VOIDED"), key=lambda r: r["sequence"])
                      if r["type"] in ("MERGED", "UNMERGED")}
            for row in newest.values():
                a, b = person_of[row["record"]], person_of.get(row["other"])
                if row["type"] == "MERGED" and b and a is not b:
                    a |= b
                    person_of.update((record, a) for record in b)
            for person in {id(person): person for person in person_of.values()}.values():
                yield [[r for r in of if r["record"] in person] for of in (facts, outcomes.values())]
    def organizer_ok(self, name, channel, day):
        """Registered and licensed on the day, where the channel asks for it."""
        rows = live(self.organizers.get(name, ()), "VOIDED")
        said = [r for r in rows if r["type"] in ("REGISTERED", "DEREGISTERED")]
        last = ([r for r in said if r["day"] <= day] or said[:1])[-1:]
        registered = any(r["type"] == "REGISTERED" and r["channel"] in ("", channel) for r in last)
        licensed = any(r["type"] == "LICENCE" and r["day"] <= day and
                       (not r["licence_end"] or day < day_of(r["licence_end"])) for r in rows)
        rule = self.channels[channel]
        return (registered or rule["needs_registered_organizer"] == "no") and (licensed or rule["needs_licence_in_force"] == "no")
    def class_of(self, job, spell_start, strictness, begun):
        channel, claimed, organizer, placement, grade, record, _ = job.standing(self.day, begun)
        channel = claimed if strictness == "AS_REPORTED" else channel
        if channel == "UNKNOWN": return "UNKNOWN_CHANNEL", grade
        column = "counts_as_strict" if strictness == "STRICT" else "counts_as_broad"
        if self.channels[channel][column] != "yes": return "NOT_ORGANIZED", grade
        proven = strictness == "AS_REPORTED" or (
            grade >= int(self.policy["min_evidence_" + strictness.lower()]) and self.organizer_ok(organizer, channel, job.start) and
            (job.start <= spell_start or placement or record))  # rule 4
        return ("ORGANIZED" if proven else "UNPROVEN"), grade
    def begun(self, outcomes, home):
        """Jobs of a person begun by the day, outside, not on own account."""
        for job in Life(outcomes, self.known_day, self.rules).jobs:
            if job.start > self.day or job.row["self_employed"] == "yes": continue
            there, boundary = self.divisions.place(job.place, job.row["day"], self.day), self.head["boundary"]
            # Away, nobody told where: outside the county, as far as anybody knows.
            if outside(home, there, boundary) if job.place else not job.local and boundary != "PROVINCE": yield job
    def decide(self, begun, strictness):
        """The job that decides (rule 7), how it counts, its grade, the spell's start; None: not in D."""
        best = None
        for job in (j for j in begun if j.end > self.day):
            spell_start = job.begin(begun).start
            found, grade = self.class_of(job, spell_start, strictness, begun)
            if best is None or (-grade, RANK[found]) < (-best[2], RANK[best[1]]):
                best = (job, found, grade, spell_start)
        return best
    def judge(self, begun, strictness):
        """Where a person stands: one of RANK, or None: not in D."""
        now, standing, _, spell_start = self.decide(begun, strictness) or (None,) * 4
        if now is None: return None
        for job in begun if self.head["carry"] == "SPELL" else ():  # rule 4
            if job.episode == now.episode and spell_start <= job.start < job.end <= self.day:
                standing = max(standing, self.class_of(job, spell_start, strictness, begun)[0], key=RANK.get)
        return standing
    def recompute(self):
        """By strictness: pseudonym → standing."""
        ours = {strictness: {} for strictness in STRICTNESS}
        division = self.head["division"][:9].ljust(6, "0")
        for rows, outcomes in self.persons():
            facts = Facts(rows, self.day)
            if not outcomes or not facts.counts(self.day): continue
            home = self.divisions.place(facts.place, facts.place_day, self.day)
            if division not in home[:4]: continue
            begun = tuple(self.begun(outcomes, home))
            for strictness in STRICTNESS:
                if standing := self.judge(begun, strictness): ours[strictness][facts.name] = standing
        return ours

def counts_of(persons):
    stands, names = list(persons.values()), {"O": "ORGANIZED", "U": "UNKNOWN_CHANNEL", "C": "UNPROVEN"}
    return {"D": len(stands), **{letter: stands.count(name) for letter, name in names.items()}}
def sha256(text): return hashlib.sha256(text.encode()).hexdigest()

def verify(folder, tables, cache, quiet):
    if bare := not os.path.exists(os.path.join(folder, "SHA256SUMS")):
        print(f"{folder}: has no SHA256SUMS: an older pack, or it was removed; only the signed reading can be checked 没有 SHA256SUMS，只能核对签署的口径")
    changed = [] if bare else check_sums(folder, READ if tables else READ + TABLES)
    for name in changed: print(f"{folder}: {name} is not as SHA256SUMS says 与 SHA256SUMS 不符")
    pack = Pack(folder, tables, cache)
    ours = (everything := pack.recompute())[pack.head["strictness"]]
    fields = list(pack.head.items()) + list(counts_of(ours).items()) + sorted(ours.items())
    digest = sha256("laowu publication 1\n" + "".join(f"{k} {v}\n" for k, v in fields))
    agrees = digest == pack.hash == sha256(pack.text)
    if quiet and agrees: return not changed and not bare
    print(f"{folder}: " + ", ".join(f"{k} {v}" for k, v in pack.head.items()))
    for strictness, persons in everything.items():
        c = counts_of(persons)
        ratio = f"{1000 * c['O'] // c['D'] / 10} %" if c["D"] else "NO_DATA"  # cut, not rounded
        mark = "← published, under the hash 发布口径" if persons is ours else "not under the hash 不在散列值之内"
        print(f"  {strictness:<12}" + "".join(f"{k} {v}  " for k, v in c.items()) + ratio + "  " + mark)
    print("  published 发布 " + "  ".join(f"{k} {v}" for k, v in pack.counts.items()))
    print(f"  hash published  发布 {pack.hash}\n  hash recomputed 重算 {digest}")
    if sha256(pack.text) != pack.hash: print("  publication.txt is not what was hashed 发布文本与散列值不符")
    differing = [n for n in sorted({**ours, **pack.theirs}) if ours.get(n) != pack.theirs.get(n)]
    for n in differing[:20]: print(f"  {n}: published {pack.theirs.get(n)}, recomputed {ours.get(n)}")
    print("  the log and all else are protected by nothing 记录等其余没有任何保护" if bare else
          "  the log and all else are under SHA256SUMS alone: compare it with what another office exported; its SHA-256 is\n"
          f"  记录等其余只受 SHA256SUMS 保护，请与另一机构导出的比对，其 SHA-256 为 {file_sha256(folder, 'SHA256SUMS')}")
    print("  AGREES 一致" + ", the signed reading alone 仅签署的口径" * bare if agrees and not changed else f"  DIFFERS 不一致, {len(differing)} persons, {len(changed)} files")
    return agrees and not changed and not bare

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("packs", nargs="+", help="folders of audit packs 审计包目录")
    parser.add_argument("--tables", help="folder of your own divisions.csv, policies.csv, channels.csv")
    parser.add_argument("--quiet", action="store_true", help="tell only what differs 只报不一致")
    arguments, status, cache = parser.parse_args(), 0, {}
    for folder in arguments.packs:
        try:
            if not verify(folder, arguments.tables, cache, arguments.quiet): status = max(status, 1)
        except Exception as error:  # of whatever is damaged
            status = 2
            print(f"{folder}: cannot be read 无法读取: {type(error).__name__}: {error}", file=sys.stderr)
    return status

if __name__ == "__main__": sys.exit(main())
