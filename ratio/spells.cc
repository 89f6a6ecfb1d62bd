#include "ratio/spells.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace laowu::ratio {
namespace {

using reference::Channel;
using RowPointers = absl::InlinedVector<const OutcomeRow*, 24>;

bool RecordedBefore(const OutcomeRow* a, const OutcomeRow* b) {
  return std::tie(a->record_nanos, a->sequence) < std::tie(b->record_nanos, b->sequence);
}

// Rule 16.
bool StandsBefore(const OutcomeRow* a, const OutcomeRow* b) {
  return std::tie(a->day, a->record_nanos, a->sequence) <
         std::tie(b->day, b->record_nanos, b->sequence);
}

// Of VOIDED those that are not taken back themselves. The latest come first, so that one which is
// takes nothing back.
RowPointers StandingVoids(RowPointers voids) {
  std::stable_sort(voids.begin(), voids.end(),
                   [](const OutcomeRow* a, const OutcomeRow* b) { return RecordedBefore(b, a); });
  RowPointers standing;
  for (const OutcomeRow* row : voids) {
    if (std::none_of(standing.begin(), standing.end(),
                     [row](const OutcomeRow* later) { return later->voids == row->name; })) {
      standing.push_back(row);
    }
  }
  return standing;
}

// Rule 14: what is known at T and not taken back, in the order of rule 16.
RowPointers LiveRows(absl::Span<const OutcomeRow* const> rows, KnownAt known_at) {
  RowPointers live;
  RowPointers voids;
  for (const OutcomeRow* row : rows) {
    if (row->record_nanos > known_at.nanos) continue;
    (row->type == OutcomeType::kVoided ? voids : live).push_back(row);
  }
  if (!voids.empty()) {
    voids = StandingVoids(std::move(voids));
    const auto is_gone = [&voids](const OutcomeRow* row) {
      return std::any_of(voids.begin(), voids.end(),
                         [row](const OutcomeRow* by) { return by->voids == row->name; });
    };
    live.erase(std::remove_if(live.begin(), live.end(), is_gone), live.end());
  }
  if (!std::is_sorted(live.begin(), live.end(), StandsBefore)) {  // mostly they are
    std::stable_sort(live.begin(), live.end(), StandsBefore);
  }
  return live;
}

bool SaysChannel(const OutcomeRow& row) {
  return row.channel != Channel::kUnspecified && row.channel != Channel::kUnknown;
}

// Walks through the rows in order and keeps what is open.
class Walk {
 public:
  Walk(KnownAt known_at, int rules) : known_at_(known_at), rules_(rules) {}

  Timeline Run(absl::Span<const OutcomeRow* const> rows) {
    timeline_.jobs.reserve(static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [](const OutcomeRow* row) { return BeginsJob(row->type); })));
    for (const OutcomeRow* row : rows) {
      SettleLapses(row->day);
      Apply(row);
    }
    SettleLapses(kFarDay);
    GiveUpPending();
    NoteNextLapse();
    if (away_) timeline_.contact_day = contact_day_;
    return std::move(timeline_);
  }

 private:
  void Apply(const OutcomeRow* row);
  void Arrive(const OutcomeRow* row);
  void Confirm(const OutcomeRow* row);
  void Dispatch(const OutcomeRow* row);
  bool ToldBefore(const OutcomeRow* row);
  void OpenJob(const OutcomeRow* row);
  void ChangeJob(const OutcomeRow* row);
  void OpenLocalJob(const OutcomeRow* row);
  void CloseLocalJobs(const OutcomeRow* row);
  void CloseEpisode(DayNumber day, JobEnd reason, const OutcomeRow* row);
  void EndVisit(DayNumber day);
  void SettleLapses(DayNumber next_day);
  void SettleDispatches(DayNumber next_day);
  void ExpectNoLonger(const OutcomeRow* arrival);
  void UsePending(Job& job);
  Job& PushJob(const OutcomeRow* row, std::int32_t episode, bool local, TextId workplace);
  void Hear(const OutcomeRow* row, Said::Kind kind, Job& job);
  void Await(const OutcomeRow* row, std::int32_t said_of);
  void UseWaiting(Job& job);
  void GiveUpPending();
  void NoteNextLapse();

  // From the start of the stay: by version 2 for what becomes of the jobs alone (spells.h, Said).
  bool ProofWindow(DayNumber day) const { return day <= episode_start_ + kProofDaysAfter; }
  bool AddSupport(const OutcomeRow* row, bool before_start, Job& job);
  Job* OpenJobWithPlacement(TextId placement);
  Job& OpenJobMeantBy(const OutcomeRow& row);
  void Touch(DayNumber day) {
    contact_day_ = day;
    lost_ = nullptr;
  }
  void Orphan(const OutcomeRow* row) { timeline_.notes.push_back({Flag::kOrphan, row}); }

  // Whether an away job is open, whatever else happens. All open away jobs are of one episode.
  bool away() const { return away_; }
  template <typename Function>
  void ForOpenJobs(bool local, Function function) {
    for (Job& job : timeline_.jobs) {
      if (job.local == local && job.end == kFarDay) function(job);
    }
  }

  const KnownAt known_at_;
  const int rules_;  // which version
  Timeline timeline_;
  std::int32_t episode_count_ = 0;
  bool away_ = false;
  std::int32_t episode_ = 0;          // if away_
  DayNumber episode_start_ = 0;       // if away_
  DayNumber contact_day_ = 0;         // if away_: the last confirmation (rule 3)
  const OutcomeRow* lost_ = nullptr;  // LOST_CONTACT, not answered since
  Visit* visit_ = nullptr;            // open; points into timeline_.visits, renewed when that grows
  RowPointers pending_;               // CONFIRMED and DISPATCHED that await a spell (rules 0 and 6)
  RowPointers dispatches_;            // DISPATCHED that await an arrival (rule 1)
  std::vector<Said> waiting_;         // of pending_ and dispatches, for whichever job (rule 6)
};

void Walk::Apply(const OutcomeRow* row) {
  switch (row->type) {
    case OutcomeType::kOpeningBalance:
      OpenJob(row);
      break;
    case OutcomeType::kArrived:
      Arrive(row);
      break;
    case OutcomeType::kJobChanged:
      away() ? ChangeJob(row) : Orphan(row);
      break;
    case OutcomeType::kDispatched:
      Dispatch(row);
      break;
    case OutcomeType::kHomeVisit:
      if (!away()) {
        Orphan(row);
      } else if (visit_ == nullptr) {  // told twice, a visit does not last longer
        timeline_.visits.push_back({.row = row, .start = row->day, .episode = episode_});
        visit_ = &timeline_.visits.back();
        Touch(row->day);
      }
      break;
    case OutcomeType::kResumed:
      if (visit_ == nullptr) {
        Orphan(row);
      } else {
        EndVisit(row->day);
        Touch(row->day);
      }
      break;
    case OutcomeType::kReturned:
      away() ? CloseEpisode(row->day, JobEnd::kReturned, row) : Orphan(row);
      break;
    case OutcomeType::kConfirmed:
      Confirm(row);
      break;
    case OutcomeType::kLostContact:
      if (!away()) {
        Orphan(row);
      } else if (lost_ == nullptr) {
        lost_ = row;
      }
      break;
    case OutcomeType::kLocalJobStarted:
      OpenLocalJob(row);
      break;
    case OutcomeType::kLocalJobEnded:
      CloseLocalJobs(row);
      break;
    case OutcomeType::kVoided:
    case OutcomeType::kUnspecified:
      break;
  }
}

Job* Walk::OpenJobWithPlacement(TextId placement) {
  Job* found = nullptr;
  if (placement == kNoText) return found;
  ForOpenJobs(false, [&](Job& job) {
    if (job.row->placement == placement) found = &job;
  });
  return found;
}

// The job of the same placement, else of the same employer, else the newest.
Job& Walk::OpenJobMeantBy(const OutcomeRow& row) {
  if (Job* const job = OpenJobWithPlacement(row.placement)) return *job;
  Job* newest = nullptr;
  Job* same_employer = nullptr;
  ForOpenJobs(false, [&](Job& job) {
    newest = &job;
    if (row.employer != kNoText && job.row->employer == row.employer) same_employer = &job;
  });
  return same_employer != nullptr ? *same_employer : *newest;
}

// With a placement while a spell is open: a change of job by that placement. Without one: a second
// job. The same placement again: the same arrival, told twice.
void Walk::Arrive(const OutcomeRow* row) {
  if (!away() || row->placement == kNoText) {
    OpenJob(row);
    return;
  }
  Job* const same = OpenJobWithPlacement(row->placement);
  if (same == nullptr) {
    ChangeJob(row);
    return;
  }
  ExpectNoLonger(row);
  EndVisit(row->day);
  Touch(row->day);
  if (!SaysChannel(*row)) return;
  AddSupport(row, false, *same);
  Hear(row, Said::Kind::kWhile, *same);
}

// The same arrival on the same day, as two records of one person tell it (rule 8).
bool Walk::ToldBefore(const OutcomeRow* row) {
  const auto key = [](const OutcomeRow& r) {
    return std::tie(r.day, r.workplace, r.employer, r.channel, r.organizer, r.self_employed);
  };
  Job* same = nullptr;
  ForOpenJobs(false, [&](Job& job) {
    if (key(*job.row) == key(*row)) same = &job;
  });
  if (same == nullptr) return false;
  // Before what was said of the job: of a channel replaced since it proves as little as the arrival
  // that was told first.
  const auto place = rules_ == 1 ? same->supports.end() : same->supports.begin();
  same->supports.insert(place, Support{row, row->day, Support::Kind::kProof});
  Hear(row, Said::Kind::kAgain, *same);
  return true;
}

void Walk::OpenJob(const OutcomeRow* row) {
  if (row->type == OutcomeType::kArrived) ExpectNoLonger(row);
  if (ToldBefore(row)) return;
  EndVisit(row->day);  // who starts a job away is not at home
  const bool begins_episode = !away_;
  if (begins_episode) {
    away_ = true;
    episode_ = episode_count_++;
    episode_start_ = row->day;
  }
  Touch(row->day);
  Job& job = PushJob(row, episode_, false, row->workplace);
  if (begins_episode) UsePending(job);
  UseWaiting(job);
}

Job& Walk::PushJob(const OutcomeRow* row, std::int32_t episode, bool local, TextId workplace) {
  const auto number = static_cast<std::int32_t>(timeline_.jobs.size());
  Job& job = timeline_.jobs.emplace_back();  // GCC 12 warns wrongly of a moved one
  job.row = row;
  job.start = row->day;
  job.number = number;
  job.episode = episode;
  job.local = local;
  job.workplace = workplace;
  return job;
}

void Walk::ChangeJob(const OutcomeRow* row) {
  ExpectNoLonger(row);
  EndVisit(row->day);
  Touch(row->day);
  TextId workplace = row->workplace;
  ForOpenJobs(false, [&](Job& job) {
    job.end = row->day;
    job.end_reason = JobEnd::kChanged;
    job.end_row = row;
    if (row->workplace == kNoText) workplace = job.workplace;
  });
  UseWaiting(PushJob(row, episode_, false, workplace));
}

void Walk::OpenLocalJob(const OutcomeRow* row) {
  PushJob(row, episode_count_++, true, row->workplace);
}

void Walk::CloseLocalJobs(const OutcomeRow* row) {
  bool closed = false;
  ForOpenJobs(true, [&](Job& job) {
    job.end = row->day;
    job.end_reason = JobEnd::kLocalEnded;
    job.end_row = row;
    closed = true;
  });
  if (!closed) Orphan(row);
}

void Walk::CloseEpisode(DayNumber day, JobEnd reason, const OutcomeRow* row) {
  ForOpenJobs(false, [&](Job& job) {
    job.end = std::max(day, job.start);
    job.end_reason = reason;
    job.end_row = row;
  });
  EndVisit(day);
  away_ = false;
  lost_ = nullptr;
}

void Walk::EndVisit(DayNumber day) {
  if (visit_ == nullptr) return;
  visit_->end = day;
  visit_ = nullptr;
}

void Walk::Confirm(const OutcomeRow* row) {
  if (!away()) {
    pending_.push_back(row);
    Await(row, kNoJob);
    return;
  }
  Touch(row->day);
  if (!SaysChannel(*row)) return;
  Job& job = OpenJobMeantBy(*row);
  if (AddSupport(row, false, job) && rules_ == 1) return;
  const JobStanding now = StandingOf(job, row->day, known_at_.nanos);
  if (now.channel != row->channel) {
    if (row->placement != kNoText && OpenJobWithPlacement(row->placement) == nullptr) {
      ChangeJob(row);
      return;
    }
    timeline_.notes.push_back({Flag::kRelabelWithoutPlacement, row});
  }
  Hear(row, Said::Kind::kWhile, job);
  // Also where it is the channel that stands, after another was claimed: the last word is taken.
  if (now.reported_channel != row->channel) {
    job.supports.push_back({row, row->day, Support::Kind::kRelabel});
  }
}

void Walk::Dispatch(const OutcomeRow* row) {
  dispatches_.push_back(row);
  Job* const held = away() ? &OpenJobMeantBy(*row) : nullptr;
  Await(row, held != nullptr ? held->number : kNoJob);
  if (held != nullptr && SaysChannel(*row)) {
    Hear(row, Said::Kind::kWhile, *held);
    if (AddSupport(row, false, *held)) return;
  }
  pending_.push_back(row);
}

// Rule 6: within the window, a statement may replace UNKNOWN or prove the same channel; says
// whether it did.
bool Walk::AddSupport(const OutcomeRow* row, bool before_start, Job& job) {
  const DayNumber day = before_start ? job.start : row->day;
  const bool in_window =
      before_start ? row->day >= job.start - kProofDaysBefore : ProofWindow(row->day);
  if (!in_window || !SaysChannel(*row)) return false;
  const auto added = WhatItAdds(StandingOf(job, day, known_at_.nanos), *row);
  if (!added.has_value()) return false;
  job.supports.push_back({row, day, *added});
  return true;
}

// What names a channel and is said of an open job, whenever the spell began that it may be of.
void Walk::Hear(const OutcomeRow* row, Said::Kind kind, Job& job) {
  if (rules_ == 1) return;
  job.said.insert(kind == Said::Kind::kAgain ? job.said.begin() : job.said.end(),
                  Said{.row = row, .day = row->day, .kind = kind});
}

void Walk::Await(const OutcomeRow* row, std::int32_t said_of) {
  if (rules_ == 1 || !SaysChannel(*row)) return;
  waiting_.push_back({.row = row,
                      .day = row->day,
                      .kind = Said::Kind::kWaited,
                      .job_count = static_cast<std::int32_t>(timeline_.jobs.size()),
                      .said_of = said_of});
}

// Any job may turn out to begin a spell, and the first that does uses what waited.
void Walk::UseWaiting(Job& job) {
  std::erase_if(waiting_, [&job](const Said& said) {
    return said.row->day < job.start - kProofDaysBefore;  // and the more so for later jobs
  });
  for (Said said : waiting_) {
    said.day = job.start;
    job.said.push_back(said);
    timeline_.waits_across_jobs |= said.job_count < job.number || said.said_of != kNoJob;
  }
}

// What was said before the spell began, and awaited it.
void Walk::UsePending(Job& job) {
  for (const OutcomeRow* row : pending_) {
    AddSupport(row, true, job);
    if (row->type == OutcomeType::kConfirmed && row->day < job.start - kProofDaysBefore) {
      Orphan(row);
    }
  }
  pending_.clear();
}

void Walk::GiveUpPending() {
  for (const OutcomeRow* row : pending_) {
    if (row->type == OutcomeType::kConfirmed) Orphan(row);
  }
  pending_.clear();
}

// Rule 0: a lapse of n days from day s happens when date(T) > s + n and nothing that ends it is
// effective ≤ s + n. All rows before `next_day` have been seen.
void Walk::SettleLapses(DayNumber next_day) {
  const auto lapsed = [&](DayNumber last_day) {
    return known_at_.day > last_day && next_day > last_day;
  };
  SettleDispatches(next_day);
  if (visit_ != nullptr && lapsed(visit_->start + kVisitDays)) {
    CloseEpisode(visit_->start, JobEnd::kVisitLapsed, visit_->row);
  } else if (lost_ != nullptr && lapsed(contact_day_ + kLostContactDays)) {
    CloseEpisode(contact_day_ + kLostContactDays, JobEnd::kLostContact, lost_);
  }
}

// Rule 1, NO_SHOW.
void Walk::SettleDispatches(DayNumber next_day) {
  const auto given_up = [&](const OutcomeRow* row) {
    const DayNumber last_day = row->day + kNoShowDays;
    if (known_at_.day <= last_day || next_day <= last_day) return false;
    timeline_.notes.push_back({Flag::kNoShow, row});
    return true;
  };
  dispatches_.erase(std::remove_if(dispatches_.begin(), dispatches_.end(), given_up),
                    dispatches_.end());
}

// An arrival answers every dispatch but one by another placement.
void Walk::ExpectNoLonger(const OutcomeRow* arrival) {
  const auto answered = [&](const OutcomeRow* dispatch) {
    return dispatch->placement == kNoText || arrival->placement == kNoText ||
           dispatch->placement == arrival->placement;
  };
  dispatches_.erase(std::remove_if(dispatches_.begin(), dispatches_.end(), answered),
                    dispatches_.end());
}

void Walk::NoteNextLapse() {
  const auto offer = [&](Lapse::Kind kind, DayNumber last_day) {
    if (last_day < timeline_.next_lapse.last_day) timeline_.next_lapse = {kind, last_day};
  };
  if (visit_ != nullptr) offer(Lapse::Kind::kVisit, visit_->start + kVisitDays);
  if (lost_ != nullptr) offer(Lapse::Kind::kLostContact, contact_day_ + kLostContactDays);
  for (const OutcomeRow* row : dispatches_) {
    offer(Lapse::Kind::kNoShow, row->day + kNoShowDays);
    timeline_.open_dispatches.push_back(row);
  }
}

}  // namespace

std::vector<TakenBack> TakenBackOf(absl::Span<const OutcomeRow* const> rows, KnownAt known_at) {
  RowPointers voids;
  for (const OutcomeRow* row : rows) {
    if (row->type == OutcomeType::kVoided && row->record_nanos <= known_at.nanos) {
      voids.push_back(row);
    }
  }
  std::vector<TakenBack> taken_back;
  for (const OutcomeRow* by : StandingVoids(std::move(voids))) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [by](const OutcomeRow* r) { return r->name == by->voids; });
    if (row != rows.end()) taken_back.push_back({*row, by});
  }
  return taken_back;
}

Timeline DeriveTimeline(absl::Span<const OutcomeRow* const> rows, KnownAt known_at, int rules) {
  return Walk(known_at, rules).Run(LiveRows(rows, known_at));
}

}  // namespace laowu::ratio
