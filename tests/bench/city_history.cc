#include "tests/bench/city_history.h"

#include "absl/strings/str_cat.h"
#include "intake/generate/draw.h"
#include "services/runtime/field_checks.h"
#include "tests/bench/city_load.h"

namespace laowu::bench {
namespace {

using intake::Draw;
using v1::Outcome;

constexpr std::uint64_t kSeed = 20260701;
constexpr std::uint64_t kLives = 1;
constexpr std::uint64_t kJobs = 2;
constexpr std::uint64_t kProofs = 3;
constexpr int kOrganizersAKind = 20;

struct ChannelShare {
  v1::Channel channel;
  int share;
};
// Roughly what counties report: two thirds through a channel that counts.
constexpr ChannelShare kChannels[] = {
    {v1::CHANNEL_PUBLIC_SERVICE, 10}, {v1::CHANNEL_COOPERATION_STATION, 24},
    {v1::CHANNEL_LABOUR_COMPANY, 20}, {v1::CHANNEL_COOPERATIVE, 6},
    {v1::CHANNEL_BROKER, 3},          {v1::CHANNEL_TRAINING, 4},
    {v1::CHANNEL_DIRECT_HIRE, 7},     {v1::CHANNEL_SELF, 13},
    {v1::CHANNEL_RELATIVES, 8},       {v1::CHANNEL_APP, 3},
    {v1::CHANNEL_UNKNOWN, 2},
};
constexpr absl::string_view kWorkplaces[] = {"442000", "440300", "440100", "441900", "440600",
                                             "330100", "330200", "330300", "350200", "350500",
                                             "320500", "310000", "520100", "530100"};
constexpr absl::string_view kOccupations[] = {"4-03-02-05", "6-06-03-01", "6-29-01-01",
                                              "4-01-02-01", "4-01-06-01", "4-02-01-01"};

Draw JobDraw(std::uint64_t stream, std::int64_t worker_index, int job) {
  return Draw(kSeed, stream,
              static_cast<std::uint64_t>(worker_index) * 4 + static_cast<std::uint64_t>(job));
}

v1::Channel ChannelOf(Draw& draw) {
  return draw
      .PickWeighted(absl::MakeConstSpan(kChannels), [](const ChannelShare& c) { return c.share; })
      .channel;
}

const char* KindOf(v1::Channel channel) {
  switch (channel) {
    case v1::CHANNEL_LABOUR_COMPANY:
      return "company";
    case v1::CHANNEL_COOPERATIVE:
      return "cooperative";
    case v1::CHANNEL_BROKER:
      return "broker";
    default:
      return nullptr;
  }
}

bool BeginsJob(Outcome::Type type) {
  return type == Outcome::ARRIVED || type == Outcome::JOB_CHANGED ||
         type == Outcome::OPENING_BALANCE;
}

// Three days in order within the city's time, `least` days apart.
struct ThreeDays {
  absl::CivilDay first, second, third;
};
ThreeDays DrawDays(Draw& draw, int least) {
  const int span = static_cast<int>(kToday - kFirstDay) - 15;
  const absl::CivilDay first = kFirstDay + 14 + draw.Below(span / 2);
  const absl::CivilDay second = first + least + draw.Below(span / 4 - least);
  return {first, second, second + least + draw.Below(span / 4 - least)};
}

std::vector<Event> OpenSpell(Draw& draw) {
  const ThreeDays days = DrawDays(draw, 10);
  const int kind = draw.Below(20);
  if (kind < 10) {
    return {{Outcome::ARRIVED, days.first, 0},
            {Outcome::RETURNED, days.second, 0},
            {Outcome::ARRIVED, days.third, 1}};
  }
  if (kind < 15) {
    return {{Outcome::ARRIVED, days.first, 0},
            {Outcome::JOB_CHANGED, days.second, 1},
            {Outcome::CONFIRMED, days.third, 1}};
  }
  if (kind < 18) {
    return {{Outcome::OPENING_BALANCE, days.first, 0},
            {Outcome::CONFIRMED, days.second, 0},
            {Outcome::CONFIRMED, days.third, 0}};
  }
  // Short of the 45 days after which a visit is a return.
  return {{Outcome::ARRIVED, days.first, 0},
          {Outcome::HOME_VISIT, days.second, 0},
          {Outcome::RESUMED, days.second + 5 + draw.Below(30), 0}};
}

std::vector<Event> LifeOf(std::int64_t worker_index) {
  Draw draw(kSeed, kLives, static_cast<std::uint64_t>(worker_index));
  const int life = draw.Below(12);
  if (life < 2) return {};
  if (life < 6) {
    const ThreeDays days = DrawDays(draw, 5);
    return {{Outcome::DISPATCHED, days.first, 0},
            {Outcome::ARRIVED, days.first + 1 + draw.Below(4), 0},
            {Outcome::RETURNED, days.third, 0}};
  }
  return OpenSpell(draw);
}

// At work away after it.
bool AtWork(Outcome::Type type) {
  return BeginsJob(type) || type == Outcome::CONFIRMED || type == Outcome::RESUMED;
}

}  // namespace

std::vector<Event> HistoryOf(std::int64_t worker_index, int confirm_days) {
  const std::vector<Event> life = LifeOf(worker_index);
  if (confirm_days == 0) return life;
  std::vector<Event> events;
  for (std::size_t i = 0; i < life.size(); ++i) {
    events.push_back(life[i]);
    if (!AtWork(life[i].type)) continue;
    const absl::CivilDay until = i + 1 < life.size() ? life[i + 1].day : kToday;
    for (absl::CivilDay day = life[i].day + confirm_days; day < until; day += confirm_days) {
      events.push_back({Outcome::CONFIRMED, day, life[i].job});
    }
  }
  return events;
}

v1::Outcome OutcomeOf(std::int64_t worker_index, const Event& event) {
  Draw draw = JobDraw(kJobs, worker_index, event.job);
  v1::Outcome outcome;
  outcome.set_type(event.type);
  *outcome.mutable_effective_date() = runtime::ToDate(event.day);
  outcome.set_date_precision(v1::DATE_PRECISION_DAY);
  if (event.type == Outcome::RETURNED) return outcome;
  const v1::Channel channel = ChannelOf(draw);
  outcome.set_channel(channel);
  outcome.set_workplace_division_code(std::string(draw.Pick(kWorkplaces)));
  outcome.set_occupation_code(std::string(draw.Pick(kOccupations)));
  outcome.set_wage_cny_per_month(3'000 + 100 * draw.Below(60));
  if (const char* const kind = KindOf(channel); kind != nullptr) {
    outcome.set_organizer(absl::StrCat("organizers/", kind, "-", draw.Below(kOrganizersAKind)));
  }
  return outcome;
}

std::vector<v1::Attestation> AttestationsOf(std::int64_t worker_index, const Event& event) {
  std::vector<v1::Attestation> out;
  if (!BeginsJob(event.type)) return out;
  Draw job = JobDraw(kJobs, worker_index, event.job);
  if (ChannelOf(job) >= v1::CHANNEL_DIRECT_HIRE) return out;
  Draw draw = JobDraw(kProofs, worker_index, event.job);
  if (draw.Permille(850)) out.emplace_back().set_kind(v1::Attestation::ORGANIZER_RECORD);
  if (draw.Permille(400)) out.emplace_back().set_kind(v1::Attestation::OFFICE_CONFIRMATION);
  return out;
}

std::vector<v1::Organizer> Organizers() {
  constexpr std::pair<v1::Channel, v1::Organizer::Kind> kKinds[] = {
      {v1::CHANNEL_LABOUR_COMPANY, v1::Organizer::LABOUR_COMPANY},
      {v1::CHANNEL_COOPERATIVE, v1::Organizer::COOPERATIVE},
      {v1::CHANNEL_BROKER, v1::Organizer::BROKER}};
  std::vector<v1::Organizer> out;
  for (const auto& [channel, kind] : kKinds) {
    for (int i = 0; i < kOrganizersAKind; ++i) {
      v1::Organizer& organizer = out.emplace_back();
      organizer.set_name(absl::StrCat("organizers/", KindOf(channel), "-", i));
      organizer.set_display_name(absl::StrCat("劳务机构（样例", i, "）"));
      organizer.set_kind(kind);
      organizer.set_division_code("520200");
      *organizer.mutable_register_date() = runtime::ToDate(kFirstDay - 365);
      auto* licence = organizer.add_licences();
      licence->set_number(absl::StrCat("样例", i));
      *licence->mutable_start_date() = runtime::ToDate(kFirstDay - 365);
    }
  }
  return out;
}

}  // namespace laowu::bench
