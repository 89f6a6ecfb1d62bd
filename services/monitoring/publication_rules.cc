#include "services/monitoring/publication_rules.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "reference/policy.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"

namespace laowu::monitoring {
namespace {

constexpr std::size_t kPseudonymBytes = 16;

absl::Time KnownAtOf(const v1::OutboundRatio& ratio) {
  return absl::FromUnixSeconds(ratio.known_at().seconds()) +
         absl::Nanoseconds(ratio.known_at().nanos());
}

}  // namespace

ratio::FigureQuery QueryOf(const v1::Publication& publication) {
  const v1::OutboundRatio& frozen = publication.outbound_ratio();
  ratio::FigureQuery query;
  query.division = frozen.division_code();
  query.day = runtime::ToCivilDay(frozen.date()).value_or(absl::CivilDay());
  query.known_at = KnownAtOf(frozen);
  query.policy = reference::Policies::Get().Find(frozen.policy().version());
  query.strictness = static_cast<ratio::Strictness>(frozen.policy().strictness());
  query.boundary = static_cast<ratio::Boundary>(frozen.policy().boundary());
  query.carry = static_cast<reference::Carry>(frozen.policy().carry());
  return query;
}

std::string PseudonymOf(absl::string_view name, const std::string& pseudonym_key) {
  const std::string mac = runtime::HmacSha256(pseudonym_key, name);
  return absl::BytesToHexString(mac.substr(0, kPseudonymBytes));
}

ratio::PublishedFigure FigureOf(const v1::Publication& publication) {
  const v1::OutboundRatio& frozen = publication.outbound_ratio();
  ratio::PublishedFigure figure;
  figure.division = frozen.division_code();
  figure.day = runtime::ToCivilDay(frozen.date()).value_or(absl::CivilDay());
  figure.known_at = KnownAtOf(frozen);
  figure.policy_version = frozen.policy().version();
  figure.strictness = static_cast<ratio::Strictness>(frozen.policy().strictness());
  figure.boundary = static_cast<ratio::Boundary>(frozen.policy().boundary());
  figure.carry = static_cast<reference::Carry>(frozen.policy().carry());
  figure.worker_sequence = publication.worker_sequence();
  figure.placement_sequence = publication.placement_sequence();
  return figure;
}

std::string HashOf(const v1::Publication& publication, std::vector<ratio::PersonStanding> persons,
                   const std::string& pseudonym_key) {
  for (ratio::PersonStanding& person : persons) {
    person.worker = PseudonymOf(person.worker, pseudonym_key);
  }
  return absl::BytesToHexString(
      runtime::Sha256(ratio::CanonicalText(FigureOf(publication), std::move(persons))));
}

Refusal CheckAdvance(const v1::Publication& publication, v1::Publication::State state,
                     const runtime::Principal& principal) {
  const bool submits = state == v1::Publication::SUBMITTED;
  const auto from = submits ? v1::Publication::DRAFT : v1::Publication::SUBMITTED;
  const bool takes_back =
      state == v1::Publication::RETURNED && publication.state() == v1::Publication::ACCEPTED;
  if (publication.state() != from && !takes_back) return Refusal::kWrongState;
  if (submits) return Refusal::kNone;
  if (principal.role == runtime::PrincipalRole::kCountyBureau) return Refusal::kCountyBureau;
  for (const auto& signature : publication.signatures()) {
    const bool own = signature.signed_by() == principal.id;
    if (own && signature.state() == v1::Publication::SUBMITTED) return Refusal::kOwn;
  }
  return Refusal::kNone;
}

bool OfOneFigure(const v1::Publication& a, const v1::Publication& b) {
  // Field by field: one that was stored before a field came to be has other bytes.
  const ratio::PublishedFigure x = FigureOf(a);
  const ratio::PublishedFigure y = FigureOf(b);
  return x.division == y.division && x.day == y.day && x.policy_version == y.policy_version &&
         x.strictness == y.strictness && x.boundary == y.boundary && x.carry == y.carry;
}

void Sign(v1::Publication::State state, const std::string& signed_by, absl::Time now,
          const std::string& comment, v1::Publication& publication) {
  publication.set_state(state);
  auto* signature = publication.add_signatures();
  signature->set_state(state);
  signature->set_signed_by(signed_by);
  const int64_t micros = absl::ToUnixMicros(now);
  signature->mutable_sign_time()->set_seconds(micros / 1'000'000);
  signature->mutable_sign_time()->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
  signature->set_comment(comment);
}

}  // namespace laowu::monitoring
