// The book against a recount. Random lives are told to a book entry by entry, in random order and
// partly twice; figures for random questions must equal those of a second, deliberately simple
// implementation below, which lives through every day of a person one by one and shares nothing
// with the book but the plain entries. On a difference the story is shortened, entry by entry, as
// long as the difference stays, and printed.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/ratio_book.h"

namespace laowu::ratio {
namespace {

using reference::Carry;
using reference::Channel;

const absl::CivilDay kFirst(2026, 1, 1);
const char* const kHomes[] = {"520281001", "520281002", "520203001", "442000100"};
const char* const kPlaces[] = {"520281001", "520281002", "520203001", "442000100", "442000101",
                               "520281",    "520000",    "SG",        ""};

struct Entries {
  std::vector<WorkerFact> facts;
  std::vector<Outcome> outcomes;
  std::vector<Attestation> attestations;
  std::vector<OrganizerFact> organizer_facts;

  std::size_t size() const {
    return facts.size() + outcomes.size() + attestations.size() + organizer_facts.size();
  }
};

// ---- The recount. Everything by the words of ratio.md, nothing for speed.

struct RecountQuestion {
  std::string division;
  absl::CivilDay day;
  absl::Time known_at;
  Strictness strictness;
  Boundary boundary;
  Carry carry;
};

class Recount {
 public:
  Recount(const Entries& entries, const RecountQuestion& question) : q_(question) {
    const auto keep_known = [&](const auto& from, auto& to) {
      for (const auto& entry : from) {
        if (entry.record_time <= q_.known_at) to.push_back(entry);
      }
      std::sort(to.begin(), to.end(), [](const auto& a, const auto& b) {
        return std::tie(a.record_time, a.sequence) < std::tie(b.record_time, b.sequence);
      });
    };
    keep_known(entries.facts, e_.facts);
    keep_known(entries.outcomes, e_.outcomes);
    keep_known(entries.attestations, e_.attestations);
    keep_known(entries.organizer_facts, e_.organizer_facts);
    today_ = absl::ToCivilDay(q_.known_at, absl::FixedTimeZone(8 * 3600));
  }

  Figures Count() {
    Figures figures;
    std::set<std::string> names;
    for (const WorkerFact& fact : e_.facts) names.insert(fact.worker);
    std::set<std::string> done;
    for (const std::string& name : names) {
      if (done.contains(name)) continue;
      const std::set<std::string> person = SamePerson(name);
      done.insert(person.begin(), person.end());
      CountPerson(person, figures);
    }
    FinishFigures(reference::Policies::Get().Newest(), figures);
    figures.division = q_.division;
    figures.day = q_.day;
    return figures;
  }

 private:
  struct RecountJob {
    Outcome begun;
    absl::CivilDay start;
    absl::CivilDay end = absl::CivilDay::max();
    int stay = 0;
    std::string place;
    std::vector<Outcome> said;  // CONFIRMED, DISPATCHED or told again, with counting days
  };
  struct View {
    Channel channel, reported;
    std::string organizer, placement;
    int grade = 0;
    bool own_record = false;
  };

  std::set<std::string> SamePerson(const std::string& name) {
    std::set<std::string> person = {name};
    for (bool grown = true; grown;) {
      grown = false;
      std::map<std::pair<std::string, std::string>, bool> joined;
      for (const WorkerFact& fact : e_.facts) {  // in record order: the last word stands
        if (fact.kind != FactKind::kMerged && fact.kind != FactKind::kUnmerged) continue;
        joined[std::minmax(fact.worker, fact.merged_worker)] = fact.kind == FactKind::kMerged;
      }
      for (const auto& [pair, is_joined] : joined) {
        if (!is_joined || person.contains(pair.first) == person.contains(pair.second)) continue;
        person.insert(pair.first);
        person.insert(pair.second);
        grown = true;
      }
    }
    return person;
  }

  static absl::CivilDay DayOf(const Outcome& outcome) {
    if (outcome.precision != DatePrecision::kMonth) return outcome.effective_date;
    absl::CivilDay day = outcome.effective_date;
    while (absl::CivilMonth(day + 1) == absl::CivilMonth(day)) ++day;
    return day;
  }

  void CountPerson(const std::set<std::string>& person, Figures& figures) {
    std::vector<WorkerFact> facts;
    std::vector<Outcome> outcomes;
    for (const WorkerFact& fact : e_.facts) {
      if (person.contains(fact.worker)) facts.push_back(fact);
    }
    std::set<std::string> voided;
    for (const Outcome& outcome : e_.outcomes) voided.insert(outcome.voids);
    for (const Outcome& outcome : e_.outcomes) {
      const bool counts = person.contains(outcome.worker) && !voided.contains(outcome.name);
      if (counts && outcome.type != OutcomeType::kVoided) outcomes.push_back(outcome);
    }
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const Outcome& a, const Outcome& b) { return DayOf(a) < DayOf(b); });
    std::string home;
    if (!Eligible(facts, home)) return;
    Live(outcomes);
    Judge(home, figures);
  }

  // Rural, alive, sixteen, registered in the division.
  bool Eligible(std::vector<WorkerFact>& facts, std::string& home) {
    std::optional<absl::CivilDay> birth;
    for (const WorkerFact& fact : facts) {
      if (fact.birth_date) birth = fact.birth_date;
    }
    for (auto it = facts.rbegin(); it != facts.rend(); ++it) {
      if (it->kind != FactKind::kDied) continue;
      if (q_.day > it->effective_date) return false;
      break;  // the last word on death
    }
    std::stable_sort(facts.begin(), facts.end(), [](const WorkerFact& a, const WorkerFact& b) {
      return a.effective_date < b.effective_date;
    });
    bool rural = false;
    bool first = true;
    for (const WorkerFact& fact : facts) {
      if (fact.kind != FactKind::kProfile || !first) continue;
      home = fact.division_code;  // the first profile: what is known of all earlier days
      rural = fact.rural;
      first = false;
    }
    if (first) return false;
    bool passed = false;
    for (const WorkerFact& fact : facts) {
      if (fact.kind == FactKind::kProfile && !passed) {
        passed = true;  // counted above, as from the beginning
        continue;
      }
      if (fact.effective_date > q_.day) continue;
      if (fact.kind == FactKind::kProfile || fact.kind == FactKind::kResidenceMoved) {
        home = fact.division_code;
      }
      if (fact.kind == FactKind::kProfile || fact.kind == FactKind::kRuralStatus) {
        rural = fact.rural;
      }
    }
    if (birth && q_.day < absl::CivilDay(birth->year() + 16, birth->month(), birth->day())) {
      return false;
    }
    return rural && home.starts_with(q_.division);
  }

  // Every day from before the first to the date of T, one by one.
  void Live(const std::vector<Outcome>& outcomes) {
    jobs_.clear();
    stays_ = 0;
    open_ = false;
    visit_.reset();
    lost_ = false;
    waiting_.clear();
    for (absl::CivilDay day = kFirst - 40; day <= today_; ++day) {
      if (visit_ && day > *visit_ + 45) {
        Close(*visit_);
      } else if (open_ && lost_ && day > contact_ + 180) {
        Close(contact_ + 180);
      }
      for (const Outcome& outcome : outcomes) {
        if (DayOf(outcome) == day) Happen(outcome, day);
        // A report of lost contact may itself come too late.
        if (open_ && lost_ && !visit_ && day > contact_ + 180) Close(contact_ + 180);
      }
    }
  }

  void Close(absl::CivilDay day) {
    for (RecountJob& job : jobs_) {
      if (job.stay == stays_ && job.end == absl::CivilDay::max()) {
        job.end = std::max(day, job.start);
      }
    }
    open_ = lost_ = false;
    visit_.reset();
  }
  std::vector<RecountJob*> Open() {
    std::vector<RecountJob*> open;
    for (RecountJob& job : jobs_) {
      if (job.stay == stays_ && job.end == absl::CivilDay::max()) open.push_back(&job);
    }
    return open;
  }
  void Seen(absl::CivilDay day) {
    contact_ = day;
    lost_ = false;
  }
  bool HasOpenPlacement(const std::string& placement) {
    for (RecountJob* job : Open()) {
      if (job->begun.placement == placement) return true;
    }
    return false;
  }
  RecountJob& Meant(const Outcome& outcome) {
    const std::vector<RecountJob*> open = Open();
    RecountJob* meant = open.back();
    for (RecountJob* job : open) {
      if (!outcome.employer.empty() && job->begun.employer == outcome.employer) meant = job;
    }
    for (RecountJob* job : open) {
      if (!outcome.placement.empty() && job->begun.placement == outcome.placement) meant = job;
    }
    return *meant;
  }

  void Begin(const Outcome& outcome, absl::CivilDay day, bool change) {
    std::string place = outcome.workplace_division_code;
    visit_.reset();
    if (change) {
      for (RecountJob* job : Open()) {
        job->end = day;
        if (outcome.workplace_division_code.empty()) place = job->place;
      }
    }
    const bool fresh = !open_;
    if (fresh) {
      open_ = true;
      ++stays_;
      stay_start_ = day;
    }
    Seen(day);
    RecountJob job;
    job.begun = outcome;
    job.start = day;
    job.stay = stays_;
    job.place = place;
    jobs_.push_back(job);
    if (!fresh) return;
    for (Outcome said : waiting_) {
      if (DayOf(said) < day - 60) continue;
      said.effective_date = day;  // counts from the start
      said.precision = DatePrecision::kDay;
      Say(said, jobs_.back(), /*in_window=*/true);
    }
    waiting_.clear();
  }

  static bool Speaks(const Outcome& outcome) {
    return outcome.channel != Channel::kUnspecified && outcome.channel != Channel::kUnknown;
  }

  // Rule 6; true if it replaced UNKNOWN or proves the same channel.
  bool Say(const Outcome& said, RecountJob& job, bool in_window) {
    if (!Speaks(said) || !in_window) return false;
    const View now = Look(job, DayOf(said));
    const bool proves =
        now.channel == said.channel &&
        (now.organizer.empty() || said.organizer.empty() || now.organizer == said.organizer);
    if (now.channel != Channel::kUnknown && !proves) return false;
    job.said.push_back(said);
    return true;
  }

  void Happen(const Outcome& outcome, absl::CivilDay day) {
    const bool in_window = open_ && day <= stay_start_ + 30;
    switch (outcome.type) {
      case OutcomeType::kOpeningBalance:
      case OutcomeType::kArrived:
        if (outcome.type == OutcomeType::kArrived && open_ && !outcome.placement.empty()) {
          if (!HasOpenPlacement(outcome.placement)) return Begin(outcome, day, true);
          visit_.reset();
          Seen(day);
          Say(outcome, Meant(outcome), in_window);
          return;
        }
        if (!ToldTwice(outcome, day)) Begin(outcome, day, false);
        return;
      case OutcomeType::kJobChanged:
        if (open_) Begin(outcome, day, true);
        return;
      case OutcomeType::kHomeVisit:
        if (open_ && !visit_) {
          visit_ = day;
          Seen(day);
        }
        return;
      case OutcomeType::kResumed:
        if (visit_) Seen(day);
        visit_.reset();
        return;
      case OutcomeType::kReturned:
        if (open_) Close(day);
        return;
      case OutcomeType::kLostContact:
        if (open_) lost_ = true;
        return;
      case OutcomeType::kDispatched:
        if (!(open_ && Say(outcome, Meant(outcome), in_window))) waiting_.push_back(outcome);
        return;
      case OutcomeType::kConfirmed:
        if (!open_) {
          waiting_.push_back(outcome);
          return;
        }
        Seen(day);
        if (Speaks(outcome)) Confirm(outcome, day, in_window);
        return;
      default:
        return;
    }
  }

  void Confirm(const Outcome& outcome, absl::CivilDay day, bool in_window) {
    RecountJob& job = Meant(outcome);
    if (Say(outcome, job, in_window)) return;
    const bool placed = !outcome.placement.empty() && !HasOpenPlacement(outcome.placement);
    if (placed && Look(job, day).channel != outcome.channel) return Begin(outcome, day, true);
    Outcome word = outcome;
    word.type = OutcomeType::kUnspecified;  // a mere word on the channel
    job.said.push_back(word);
  }

  bool ToldTwice(const Outcome& outcome, absl::CivilDay day) {
    bool told = false;
    for (RecountJob* job : Open()) {
      const Outcome& a = job->begun;
      if (told || job->start != day || DayOf(a) != day || a.channel != outcome.channel) continue;
      if (a.workplace_division_code != outcome.workplace_division_code) continue;
      if (a.employer != outcome.employer || a.organizer != outcome.organizer) continue;
      if (a.self_employed != outcome.self_employed) continue;
      job->said.push_back(outcome);
      told = true;
    }
    return told;
  }

  void Attested(const Outcome& outcome, int& grade, bool& own_record) const {
    for (const Attestation& attestation : e_.attestations) {
      if (attestation.outcome != outcome.name) continue;
      grade = std::max(grade, attestation.grade);
      own_record |= attestation.kind == AttestationKind::kOrganizerRecord;
    }
  }

  View Look(const RecountJob& job, absl::CivilDay day) const {
    View view;
    view.channel = Speaks(job.begun) ? job.begun.channel : Channel::kUnknown;
    view.reported = view.channel;
    view.organizer = job.begun.organizer;
    view.placement = job.begun.placement;
    Attested(job.begun, view.grade, view.own_record);
    for (const Outcome& said : job.said) {
      if (DayOf(said) > day) continue;
      if (said.type == OutcomeType::kUnspecified) {
        view.reported = said.channel;
        continue;
      }
      if (!said.organizer.empty()) view.organizer = said.organizer;
      if (view.placement.empty()) view.placement = said.placement;
      if (view.channel == Channel::kUnknown && Speaks(said)) {
        view.channel = view.reported = said.channel;
        view.grade = 0;
        view.own_record = false;
      }
      Attested(said, view.grade, view.own_record);
    }
    return view;
  }

  // All codes here lie in tables that do not change in 2026, so that their digits say it all.
  bool Outside(const std::string& home, const RecountJob& job) const {
    const std::string& place = job.place;
    if (place.empty()) return q_.boundary != Boundary::kProvince;
    if (place == "SG") return true;
    if (place.substr(0, 2) != home.substr(0, 2)) return true;
    if (q_.boundary == Boundary::kProvince || place == "520000") return false;
    if (place.substr(0, 6) != home.substr(0, 6)) return true;
    return q_.boundary == Boundary::kTownship && place.size() >= 9 && place != home;
  }

  // 3 organised, 2 claimed, 1 unknown, 0 not.
  int Class(const RecountJob& job, absl::CivilDay spell_start) const {
    const View view = Look(job, q_.day);
    const reference::Policy& policy = reference::Policies::Get().Newest();
    const bool reported = q_.strictness == Strictness::kAsReported;
    const bool strict = q_.strictness == Strictness::kStrict;
    const Channel channel = reported ? view.reported : view.channel;
    if (channel == Channel::kUnknown) return 1;
    const reference::ChannelRule& rule = policy.channels[static_cast<std::size_t>(channel)];
    if (strict ? !rule.counts_as_strict : !rule.counts_as_broad) return 0;
    if (reported) return 3;
    if (view.grade < (strict ? 4 : 2)) return 2;
    bool registered = false;
    bool licensed = false;
    for (const OrganizerFact& fact : e_.organizer_facts) {
      if (fact.organizer != view.organizer) continue;
      if (fact.kind == OrganizerFactKind::kRegistered && fact.channel == channel) registered = true;
      licensed |= fact.kind == OrganizerFactKind::kLicence && fact.effective_date <= job.start &&
                  (!fact.licence_end || job.start < *fact.licence_end);
    }
    if (rule.needs_registered_organizer && !registered) return 2;
    if (rule.needs_licence_in_force && !licensed) return 2;
    if (job.start > spell_start && view.placement.empty() && !view.own_record) return 2;
    return 3;
  }

  void Judge(const std::string& home, Figures& figures) const {
    std::vector<const RecountJob*> outside;
    bool own_account = false;
    for (const RecountJob& job : jobs_) {
      if (job.start > q_.day || !Outside(home, job)) continue;
      if (job.begun.self_employed) {
        own_account |= q_.day < job.end;
      } else {
        outside.push_back(&job);
      }
    }
    const RecountJob* decides = nullptr;
    int found = 0;
    for (const RecountJob* job : outside) {
      if (q_.day >= job->end) continue;
      const int grade = Look(*job, q_.day).grade;
      const int job_class = Class(*job, SpellStart(*job, outside));
      const int best = decides == nullptr ? -1 : Look(*decides, q_.day).grade;
      if (grade > best || (grade == best && job_class < found)) {
        decides = job;
        found = job_class;
      }
    }
    if (decides == nullptr) {
      figures.self_employed_person_count += own_account ? 1 : 0;
      return;
    }
    const absl::CivilDay start = SpellStart(*decides, outside);
    for (const RecountJob* job : outside) {
      if (q_.carry != Carry::kSpell || job->stay != decides->stay) continue;
      if (job->end > q_.day || job->start < start || job->start == job->end) continue;
      found = std::max(found, Class(*job, start));
    }
    ++figures.outbound_person_count;
    figures.organized_person_count += found == 3 ? 1 : 0;
    figures.unproven_person_count += found == 2 ? 1 : 0;
    figures.unknown_channel_person_count += found == 1 ? 1 : 0;
    // The last visit of the stay, if nothing has ended it, is the one still open at T.
    if (visit_ && decides->stay == stays_ && *visit_ <= q_.day && *visit_ + 45 < today_ + 30) {
      ++figures.lapsing_visit_person_count;
    }
  }

  // Back day by day as long as some job of the stay was held outside.
  absl::CivilDay SpellStart(const RecountJob& job,
                            const std::vector<const RecountJob*>& outside) const {
    absl::CivilDay start = job.start;
    const auto held = [&](absl::CivilDay day) {
      return std::any_of(outside.begin(), outside.end(), [&](const RecountJob* other) {
        return other->stay == job.stay && other->start <= day && day < other->end;
      });
    };
    while (held(start - 1)) --start;
    return start;
  }

  const RecountQuestion q_;
  absl::CivilDay today_;
  Entries e_;
  std::vector<RecountJob> jobs_;
  int stays_ = 0;
  bool open_ = false;
  absl::CivilDay stay_start_;
  absl::CivilDay contact_;
  std::optional<absl::CivilDay> visit_;
  bool lost_ = false;
  std::vector<Outcome> waiting_;
};

// ---- Random lives.

class Lives {
 public:
  explicit Lives(unsigned seed) : random_(seed) {}

  int Number(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  std::mt19937& random() { return random_; }

  Entries Make(int worker_count) {
    for (const auto& [id, channel] :
         {std::pair("c", Channel::kLabourCompany), std::pair("v", Channel::kCooperative)}) {
      AddOrganizer(id, channel);
    }
    for (int i = 0; i < worker_count; ++i) MakeWorker(absl::StrCat("workers/w", i), worker_count);
    return entries_;
  }

  RecountQuestion Ask() {
    const char* const divisions[] = {"520281", "520281001", "52", "442000", "520203"};
    RecountQuestion question;
    question.division = divisions[Number(5)];
    question.day = kFirst + Number(420);
    question.known_at = absl::FromCivil(kFirst + 60 + Number(500), absl::FixedTimeZone(8 * 3600)) +
                        absl::Seconds(Number(86400));
    if (Number(2) == 0) {
      const Outcome& outcome = entries_.outcomes[static_cast<std::size_t>(
          Number(static_cast<int>(entries_.outcomes.size())))];
      question.day = outcome.effective_date + Number(3);
      question.known_at =
          absl::FromCivil(AtAnEdge(outcome.effective_date) + 1, absl::FixedTimeZone(8 * 3600)) -
          absl::Nanoseconds(1);
    }
    question.strictness = static_cast<Strictness>(1 + Number(3));
    question.boundary = static_cast<Boundary>(1 + Number(3));
    question.carry = static_cast<Carry>(1 + Number(2));
    return question;
  }

 private:
  absl::CivilDay AtAnEdge(absl::CivilDay day) {
    const int edges[] = {15, 30, 45, 60, 180};
    return day + edges[Number(5)] + Number(2);
  }
  template <typename Entry>
  void Record(Entry& entry, absl::CivilDay not_before) {
    const absl::CivilDay day = not_before + Number(3) * Number(40);
    entry.record_time =
        absl::FromCivil(day, absl::FixedTimeZone(8 * 3600)) + absl::Seconds(43200 + Number(1000));
    entry.sequence = ++sequence_;
  }
  void AddOrganizer(const char* id, Channel channel) {
    OrganizerFact fact;
    fact.organizer = absl::StrCat("organizers/", id);
    fact.name = fact.organizer + "/registered";
    fact.kind = OrganizerFactKind::kRegistered;
    fact.effective_date = kFirst - 1000;
    fact.channel = channel;
    Record(fact, kFirst + 20);
    entries_.organizer_facts.push_back(fact);
    fact.name = fact.organizer + "/licence";
    fact.kind = OrganizerFactKind::kLicence;
    fact.effective_date = kFirst + 40;
    fact.licence_end = kFirst + 200;
    Record(fact, kFirst + 40);
    entries_.organizer_facts.push_back(fact);
  }
  void AddFact(const std::string& worker, FactKind kind, absl::CivilDay day, int worker_count) {
    WorkerFact fact;
    fact.worker = worker;
    fact.name = absl::StrCat(worker, "/facts/", ++name_);
    fact.kind = kind;
    fact.effective_date = day;
    fact.division_code = kHomes[Number(4)];
    fact.rural = kind == FactKind::kProfile ? Number(10) > 0 : Number(2) == 0;
    if (kind == FactKind::kProfile) fact.birth_date = absl::CivilDay(1985, 3, 1);
    if (kind == FactKind::kBirthDate) fact.birth_date = absl::CivilDay(2010, 6, 1);
    fact.merged_worker = absl::StrCat("workers/w", Number(worker_count));
    Record(fact, day);
    entries_.facts.push_back(fact);
  }
  void MakeWorker(const std::string& worker, int worker_count) {
    AddFact(worker, FactKind::kProfile, kFirst - Number(30), worker_count);
    const FactKind kinds[] = {FactKind::kResidenceMoved, FactKind::kResidenceMoved,
                              FactKind::kRuralStatus,    FactKind::kBirthDate,
                              FactKind::kMerged,         FactKind::kMerged,
                              FactKind::kUnmerged,       FactKind::kDied};
    for (int i = Number(3); i > 0; --i) {
      AddFact(worker, kinds[Number(8)], kFirst + Number(300), worker_count);
    }
    for (int i = Number(9); i > 0; --i) MakeOutcome(worker);
  }
  void MakeOutcome(const std::string& worker) {
    const OutcomeType types[] = {
        OutcomeType::kArrived,        OutcomeType::kArrived,    OutcomeType::kArrived,
        OutcomeType::kOpeningBalance, OutcomeType::kDispatched, OutcomeType::kJobChanged,
        OutcomeType::kHomeVisit,      OutcomeType::kResumed,    OutcomeType::kReturned,
        OutcomeType::kConfirmed,      OutcomeType::kConfirmed,  OutcomeType::kLostContact};
    Outcome outcome;
    outcome.worker = worker;
    outcome.name = absl::StrCat("outcomes/", ++name_);
    outcome.type = types[Number(12)];
    outcome.effective_date = kFirst + (Number(2) == 0 ? Number(60) : Number(300));
    // As often as not at the edge of a time-out or window of an earlier outcome.
    if (!entries_.outcomes.empty() && entries_.outcomes.back().worker == worker && Number(2) == 0) {
      outcome.effective_date = AtAnEdge(entries_.outcomes.back().effective_date);
    }
    if (Number(12) == 0) outcome.precision = DatePrecision::kMonth;
    outcome.workplace_division_code = kPlaces[Number(9)];
    outcome.channel = static_cast<Channel>(Number(2) == 0 ? 11 : Number(12));
    if (Number(3) == 0) outcome.channel = Channel::kLabourCompany;
    if (Number(2) == 0) outcome.organizer = Number(2) == 0 ? "organizers/c" : "organizers/v";
    if (Number(4) == 0) outcome.placement = absl::StrCat("placements/p", Number(3));
    if (Number(4) == 0) outcome.employer = absl::StrCat("employers/e", Number(2));
    outcome.self_employed = Number(12) == 0;
    Record(outcome, absl::CivilDay(absl::CivilMonth(outcome.effective_date) + 1));
    if (outcome.precision != DatePrecision::kMonth) Record(outcome, outcome.effective_date);
    entries_.outcomes.push_back(outcome);
    if (Number(10) == 0) {  // a second record of the same thing
      outcome.name += "-again";
      Record(outcome, outcome.effective_date + 31);
      entries_.outcomes.push_back(outcome);
    }
    for (int i = Number(3); i > 0; --i) {
      Attestation attestation;
      attestation.outcome = outcome.name;
      attestation.name = absl::StrCat(outcome.name, "/attestations/", ++name_);
      attestation.kind = static_cast<AttestationKind>(1 + Number(6));
      attestation.grade = GradeOfKind(attestation.kind);
      Record(attestation, outcome.effective_date);
      entries_.attestations.push_back(attestation);
    }
    if (Number(12) == 0) {
      Outcome voided;
      voided.worker = worker;
      voided.name = absl::StrCat("outcomes/", ++name_);
      voided.type = OutcomeType::kVoided;
      voided.voids = outcome.name;
      voided.effective_date = outcome.effective_date;
      Record(voided, outcome.effective_date + 100);
      entries_.outcomes.push_back(voided);
    }
  }

  std::mt19937 random_;
  Entries entries_;
  int name_ = 0;
  std::int64_t sequence_ = 0;
};

// ---- The comparison.

void Tell(RatioBook& book, const Entries& entries, std::mt19937* random) {
  std::vector<std::pair<int, std::size_t>> order;
  for (std::size_t i = 0; i < entries.facts.size(); ++i) order.emplace_back(0, i);
  for (std::size_t i = 0; i < entries.outcomes.size(); ++i) order.emplace_back(1, i);
  for (std::size_t i = 0; i < entries.attestations.size(); ++i) order.emplace_back(2, i);
  for (std::size_t i = 0; i < entries.organizer_facts.size(); ++i) order.emplace_back(3, i);
  if (random != nullptr) {
    std::shuffle(order.begin(), order.end(), *random);
    order.insert(order.end(), order.begin(), order.begin() + static_cast<long>(order.size() / 4));
  }
  for (const auto& [kind, index] : order) {
    if (kind == 0) book.UpsertFact(entries.facts[index]);
    if (kind == 1) book.UpsertOutcome(entries.outcomes[index]);
    if (kind == 2) book.UpsertAttestation(entries.attestations[index]);
    if (kind == 3) book.UpsertOrganizerFact(entries.organizer_facts[index]);
  }
}

Figures Ask(const RatioBook& book, const RecountQuestion& question) {
  FigureQuery query;
  query.division = question.division;
  query.day = question.day;
  query.known_at = question.known_at;
  query.strictness = question.strictness;
  query.boundary = question.boundary;
  query.carry = question.carry;
  return book.FiguresOf(query);
}

bool Differs(const Entries& entries, const RecountQuestion& question) {
  RatioBook book;
  Tell(book, entries, nullptr);
  return Ask(book, question) != Recount(entries, question).Count();
}

// Takes entries out one by one as long as the difference stays.
void Shorten(Entries& entries, const RecountQuestion& question) {
  const auto shorten_list = [&](auto& list) {
    for (std::size_t i = list.size(); i-- > 0;) {
      const auto kept = list[i];
      list.erase(list.begin() + static_cast<long>(i));
      if (!Differs(entries, question)) list.insert(list.begin() + static_cast<long>(i), kept);
    }
  };
  for (std::size_t before = entries.size() + 1; entries.size() < before;) {
    before = entries.size();
    shorten_list(entries.facts);
    shorten_list(entries.outcomes);
    shorten_list(entries.attestations);
    shorten_list(entries.organizer_facts);
  }
}

std::string Print(const Entries& entries, const RecountQuestion& question) {
  std::string text = absl::StrCat(
      "F(", question.division, ", ", absl::FormatCivilTime(question.day), ", ",
      absl::FormatTime(question.known_at, absl::FixedTimeZone(8 * 3600)), ", strictness ",
      static_cast<int>(question.strictness), ", boundary ", static_cast<int>(question.boundary),
      ", carry ", static_cast<int>(question.carry), ")\n");
  const auto time = [](absl::Time t) {
    return absl::FormatTime("%Y-%m-%d %H:%M:%S", t, absl::FixedTimeZone(8 * 3600));
  };
  for (const WorkerFact& f : entries.facts) {
    absl::StrAppend(&text, f.worker, " fact ", static_cast<int>(f.kind), " ",
                    absl::FormatCivilTime(f.effective_date), " ", f.division_code, " ",
                    f.merged_worker, " rural ", f.rural, " | ", time(f.record_time), "\n");
  }
  for (const Outcome& o : entries.outcomes) {
    absl::StrAppend(&text, o.worker, " ", o.name, " type ", static_cast<int>(o.type), " ",
                    absl::FormatCivilTime(o.effective_date), " at ", o.workplace_division_code,
                    " channel ", static_cast<int>(o.channel), " ", o.organizer, " ", o.placement,
                    " ", o.employer, " own ", o.self_employed, " voids ", o.voids, " | ",
                    time(o.record_time), "\n");
  }
  for (const Attestation& a : entries.attestations) {
    absl::StrAppend(&text, a.outcome, " attested ", a.grade, " | ", time(a.record_time), "\n");
  }
  return text;
}

TEST(BookModel, EqualsARecountOfRandomLives) {
  int counted = 0;
  int organized = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Lives lives(seed);
    const Entries entries = lives.Make(25);
    RatioBook book;
    Tell(book, entries, &lives.random());
    for (int i = 0; i < 12; ++i) {
      const RecountQuestion question = lives.Ask();
      const Figures expected = Recount(entries, question).Count();
      const Figures found = Ask(book, question);
      counted += found.outbound_person_count;
      organized += found.organized_person_count;
      if (found == expected) continue;
      Entries story = entries;
      if (Differs(story, question)) Shorten(story, question);
      const Figures told = Recount(story, question).Count();
      FAIL() << "seed " << seed << ": book D " << found.outbound_person_count << " O "
             << found.organized_person_count << ", recount D " << expected.outbound_person_count
             << " O " << expected.organized_person_count << "; shortened, recount D "
             << told.outbound_person_count << " O " << told.organized_person_count << " U "
             << told.unknown_channel_person_count << " C " << told.unproven_person_count << "\n"
             << Print(story, question);
    }
  }
  // The lives are worth comparing: many are away, and some are organised.
  EXPECT_GT(counted, 1000);
  EXPECT_GT(organized, 100);
}

// The book is asked in between, while entries keep coming: nothing of the asking stays.
TEST(BookModel, AskedAfterEveryEntryItEqualsARecountOfWhatCameSoFar) {
  for (unsigned seed = 101; seed <= 106; ++seed) {
    Lives lives(seed);
    Entries all = lives.Make(6);
    std::shuffle(all.outcomes.begin(), all.outcomes.end(), lives.random());
    RatioBook book;
    Entries so_far = all;
    so_far.outcomes.clear();
    Tell(book, so_far, &lives.random());
    for (const Outcome& outcome : all.outcomes) {
      book.UpsertOutcome(outcome);
      so_far.outcomes.push_back(outcome);
      const RecountQuestion question = lives.Ask();
      ASSERT_EQ(Ask(book, question), Recount(so_far, question).Count()) << "seed " << seed << "\n"
                                                                        << Print(so_far, question);
    }
  }
}

}  // namespace
}  // namespace laowu::ratio
