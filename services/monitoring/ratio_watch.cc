#include "services/monitoring/ratio_watch.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "reference/divisions.h"
#include "reference/policy.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/monitoring/target_records.h"
#include "services/runtime/log.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

constexpr absl::Duration kTellFor = absl::Hours(24);
constexpr absl::Duration kRetryFirst = absl::Seconds(10);
constexpr absl::Duration kRetryMost = absl::Minutes(10);
constexpr absl::Duration kIdle = absl::Hours(1);  // a crossing wakes it at once
constexpr int kCountiesMost = 10'000;             // there are some three thousand

// The counties (and cities without counties) in which somebody is away, all of one known-at. What
// nobody is away from is not descended into: 34 provinces in place of three thousand counties.
std::vector<ratio::Figures> FiguresOfCounties(const ratio::RatioBook& book,
                                              ratio::FigureQuery query,
                                              const std::string& division) {
  const auto& divisions = reference::Divisions::Get();
  std::vector<ratio::Figures> counties;
  query.division = division;
  for (ratio::Figures& figures : book.FiguresOfChildren(query)) {
    if (figures.outbound_person_count == 0) continue;
    if (divisions.CountyOf(figures.division, query.day) == figures.division) {
      counties.push_back(std::move(figures));
      continue;
    }
    for (ratio::Figures& below : FiguresOfCounties(book, query, figures.division)) {
      counties.push_back(std::move(below));
    }
  }
  return counties;
}

void LogCrossing(const v1::OutboundRatio& ratio) {
  const bool missed = ratio.status() == v1::OutboundRatio::MISSED;
  runtime::Log(missed ? runtime::LogLevel::kWarning : runtime::LogLevel::kInfo,
               missed ? "a county has fallen below its target" : "a county has reached its target",
               {{"division", ratio.division_code()},
                {"known_at", absl::FormatTime(runtime::ToTime(ratio.known_at()))},
                {"outbound", absl::StrCat(ratio.outbound_person_count())},
                {"organized", absl::StrCat(ratio.organized_person_count())},
                {"ratio_permille", absl::StrCat(ratio.ratio_permille())},
                {"target_percent", absl::StrCat(ratio.target_percent())}});
}

}  // namespace

RatioWatch::RatioWatch(const runtime::Environment& environment, const MonitoringFeed* feed,
                       storage::Store* store, std::unique_ptr<Webhook> webhook)
    : feed_(*feed),
      store_(*store),
      clock_(environment.clock),
      gauges_(environment.metrics),
      webhook_(std::move(webhook)) {}

void RatioWatch::Start() {
  looks_ = std::thread([this] { RunLooks(); });
  telling_ = std::thread([this] { RunTelling(); });
}

void RatioWatch::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (webhook_ != nullptr) webhook_->Stop();
  if (looks_.joinable()) looks_.join();
  if (telling_.joinable()) telling_.join();
}

bool RatioWatch::WaitOr(absl::Duration most, bool until_crossed) {
  storage::MutexLock lock(mutex_);
  const absl::Time until = absl::Now() + most;
  while (!stopping_ && !(until_crossed && crossed_) && changed_.WaitUntil(mutex_, until)) {
  }
  if (until_crossed) crossed_ = false;
  return !stopping_;
}

void RatioWatch::RunLooks() {
  absl::Duration wait = absl::ZeroDuration();
  while (WaitOr(wait, false)) {
    const auto crossed = LookOnce(clock_());
    // Soon after a start, since the feeds take a while.
    wait = absl::IsUnavailable(crossed.status()) ? absl::Seconds(1) : kInterval;
    if (!crossed.ok() && !absl::IsUnavailable(crossed.status())) {
      runtime::Log(runtime::LogLevel::kError, "the ratio cannot be watched, trying again later",
                   {{"status", std::string(crossed.status().message())}});
    }
  }
}

void RatioWatch::RunTelling() {
  absl::Duration wait = absl::ZeroDuration();  // what an earlier process left untold
  while (WaitOr(wait, true)) {
    const auto told = TellOnce(clock_());
    if (told.ok()) {
      wait = kIdle;
      continue;
    }
    wait = wait == kIdle ? kRetryFirst : std::clamp(2 * wait, kRetryFirst, kRetryMost);
    runtime::Log(runtime::LogLevel::kWarning, "a crossing cannot be told, trying again later",
                 {{"status", std::string(told.status().message())}});
  }
}

absl::StatusOr<int> RatioWatch::LookOnce(absl::Time now) {
  if (!feed_.ready()) return absl::UnavailableError("the feeds are still being read");
  ratio::FigureQuery query;
  LAOWU_ASSIGN_OR_RETURN(
      query.known_at,
      feed_.WaitForKnownAt(std::nullopt, {}, now, absl::Now() + absl::Seconds(1), "ratio-watch"));
  query.day = runtime::DayOf(query.known_at);
  query.policy = &reference::Policies::Get().Newest();
  int crossed_count = 0;
  RatioGauges::Look look = gauges_.Begin(query.known_at);
  for (const auto strictness :
       {ratio::Strictness::kAsReported, ratio::Strictness::kBroad, ratio::Strictness::kStrict}) {
    query.strictness = strictness;
    const auto counties =
        feed_.Ask([&](const ratio::RatioBook& book) { return FiguresOfCounties(book, query, ""); });
    for (const ratio::Figures& figures : counties) {
      const v1::OutboundRatio ratio = ToOutboundRatio(figures, query);
      look.Set(ratio);
      if (strictness != ratio::Strictness::kBroad) continue;
      LAOWU_ASSIGN_OR_RETURN(const bool crossed, NoteStanding(ratio));
      crossed_count += crossed ? 1 : 0;
    }
  }
  look.Finish();
  if (crossed_count > 0) {
    storage::MutexLock lock(mutex_);
    crossed_ = true;
    changed_.NotifyAll();
  }
  return crossed_count;
}

absl::StatusOr<bool> RatioWatch::NoteStanding(const v1::OutboundRatio& ratio) {
  if (ratio.status() != v1::OutboundRatio::MET && ratio.status() != v1::OutboundRatio::MISSED) {
    return false;
  }
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadTargetStanding(store_, ratio.division_code()));
  if (old.has_value() && old->stored.status() == ratio.status()) return false;
  internal::v1::StoredTargetStanding standing;
  if (old.has_value()) standing = old->stored;
  standing.set_status(ratio.status());
  if (old.has_value()) {
    standing.set_crossing_count(standing.crossing_count() + 1);
    if (webhook_ != nullptr) *standing.mutable_untold() = ratio;
  }
  storage::Batch batch;
  PlanTargetStanding(ratio.division_code(), old, standing, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, absl::InfiniteFuture()).status());
  if (old.has_value()) LogCrossing(ratio);
  return old.has_value();
}

absl::StatusOr<int> RatioWatch::TellOnce(absl::Time now) {
  if (webhook_ == nullptr) return 0;
  LAOWU_ASSIGN_OR_RETURN(const auto records,
                         store_.Scan(storage::Table::kTargetStandings, {}, kCountiesMost));
  int told_count = 0;
  absl::Status failed;
  for (const storage::Record& record : records) {
    LAOWU_ASSIGN_OR_RETURN(const LoadedTargetStanding loaded, ToTargetStanding(record));
    if (!loaded.stored.has_untold()) continue;
    const v1::OutboundRatio& ratio = loaded.stored.untold();
    const absl::Status sent = webhook_->Tell(ratio, loaded.stored.crossing_count());
    const bool too_late = now - runtime::ToTime(ratio.known_at()) > kTellFor;
    if (!sent.ok() && !too_late) {
      failed = sent;
      continue;
    }
    if (!sent.ok()) {
      runtime::Log(runtime::LogLevel::kError, "a crossing could not be told for a day, giving up",
                   {{"division", ratio.division_code()}});
    }
    internal::v1::StoredTargetStanding standing = loaded.stored;
    standing.clear_untold();
    storage::Batch batch;
    PlanTargetStanding(ratio.division_code(), loaded, standing, batch);
    const absl::Status noted = store_.Commit(batch, absl::InfiniteFuture()).status();
    // It has crossed once more meanwhile: that is told next.
    if (!noted.ok() && !runtime::LostRace(noted)) return noted;
    told_count += sent.ok() ? 1 : 0;
  }
  LAOWU_RETURN_IF_ERROR(failed);
  return told_count;
}

}  // namespace laowu::monitoring
