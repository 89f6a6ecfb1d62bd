#include "services/match/worker_facts.h"

#include <algorithm>
#include <string>

#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::match {
namespace {

using runtime::ToCivilDay;

matcher::LegalBasis KindOf(const v1::Worker::LegalBasis& basis) {
  switch (basis.kind()) {
    case v1::Worker::LegalBasis::CONSENT:
      return matcher::LegalBasis::kConsent;
    case v1::Worker::LegalBasis::STATUTORY_DUTY:
      return matcher::LegalBasis::kStatutoryDuty;
    default:
      return matcher::LegalBasis::kNone;
  }
}

matcher::PackedDate PackedOf(const google::type::Date& date) {
  const auto day = ToCivilDay(date);
  return day.has_value() ? matcher::PackDate(*day) : matcher::kNoDate;
}

// The first instant at which an open visit or lost contact has lapsed: the day after its last day.
int64_t LapseMicros(const WorkFacts& work) {
  if (!work.away || work.lapse_date == matcher::kNoDate) return ProfileFacts::kNever;
  return absl::ToUnixMicros(runtime::StartOfDay(matcher::UnpackDate(work.lapse_date) + 1));
}

}  // namespace

ProfileFacts ProfileFactsOf(const v1::Worker& worker) {
  ProfileFacts facts;
  facts.active = worker.state() == v1::Worker::ACTIVE;
  facts.dead = worker.has_death_date();
  const auto& basis = worker.legal_basis();
  facts.basis = KindOf(basis);
  if (basis.has_effective_time()) {
    facts.basis_begin_micros = absl::ToUnixMicros(runtime::ToTime(basis.effective_time()));
  }
  if (basis.has_withdraw_time()) {
    facts.basis_end_micros = absl::ToUnixMicros(runtime::ToTime(basis.withdraw_time()));
  }
  return facts;
}

WorkFacts WorkFactsOf(const v1::WorkerState& state, matcher::Dictionary& places) {
  WorkFacts facts;
  facts.away = state.has_away_since_date();
  facts.away_since_date = PackedOf(state.away_since_date());
  facts.lapse_date = PackedOf(state.next_lapse_date());
  facts.workplace = places.Intern(state.workplace_division_code());
  facts.proposal_count = state.proposal_count();
  facts.live_placement = !state.live_placement().empty();
  facts.gone = state.dead() || !state.merged_into().empty();
  size_t next = 0;
  for (const auto& code : state.past_occupation_codes()) {
    if (next == facts.past_occupations.size()) break;
    if (matcher::IsOccupationCode(code)) {
      facts.past_occupations[next++] = matcher::PackOccupation(code);
    }
  }
  return facts;
}

void SetTimeBound(const ProfileFacts& profile, const WorkFacts& work,
                  const matcher::Dictionary& places, absl::Time now, matcher::WorkerRow& row) {
  const int64_t now_micros = absl::ToUnixMicros(now);
  row.active = profile.active && !work.gone;
  row.dead = profile.dead;
  const bool in_force =
      profile.basis_begin_micros <= now_micros && now_micros < profile.basis_end_micros;
  row.legal_basis_in_force = in_force ? profile.basis : matcher::LegalBasis::kNone;
  row.has_live_placement = work.live_placement;
  row.currently_away = work.away && now_micros < LapseMicros(work);
  row.away_division_code = row.currently_away ? places.Text(work.workplace) : "";
  row.past_occupation_codes.clear();
  for (const auto occupation : work.past_occupations) {
    if (occupation == matcher::kNoOccupation) break;
    row.past_occupation_codes.push_back(matcher::UnpackOccupation(occupation));
  }
}

int64_t NextChangeMicros(const ProfileFacts& profile, const WorkFacts& work, absl::Time now) {
  int64_t next = ProfileFacts::kNever;
  for (const int64_t micros :
       {profile.basis_begin_micros, profile.basis_end_micros, LapseMicros(work)}) {
    if (micros > absl::ToUnixMicros(now)) next = std::min(next, micros);
  }
  return next;
}

}  // namespace laowu::match
