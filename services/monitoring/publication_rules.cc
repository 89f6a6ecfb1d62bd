#include "services/monitoring/publication_rules.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "ratio/publication.h"
#include "reference/policy.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::monitoring {
namespace {

constexpr std::size_t kPseudonymBytes = 16;

}  // namespace

absl::StatusOr<ratio::FigureQuery> QueryOf(const v1::Publication& publication) {
  const v1::OutboundRatio& frozen = publication.outbound_ratio();
  ratio::FigureQuery query;
  query.division = frozen.division_code();
  query.day = runtime::ToCivilDay(frozen.date()).value_or(absl::CivilDay());
  query.known_at = runtime::ToTime(frozen.known_at());
  query.policy = reference::Policies::Get().Find(frozen.policy().version());
  if (query.policy == nullptr) {
    return absl::InternalError(
        absl::StrCat("this build has no policy ", frozen.policy().version()));
  }
  query.strictness = static_cast<ratio::Strictness>(frozen.policy().strictness());
  query.boundary = static_cast<ratio::Boundary>(frozen.policy().boundary());
  query.carry = static_cast<reference::Carry>(frozen.policy().carry());
  return query;
}

std::string HashOf(const v1::Publication& publication, std::vector<ratio::PersonStanding> persons,
                   const std::string& pseudonym_key) {
  for (ratio::PersonStanding& person : persons) {
    const std::string mac = runtime::HmacSha256(pseudonym_key, person.worker);
    person.worker = absl::BytesToHexString(mac.substr(0, kPseudonymBytes));
  }
  const v1::OutboundRatio& frozen = publication.outbound_ratio();
  ratio::PublishedFigure figure;
  figure.division = frozen.division_code();
  figure.day = runtime::ToCivilDay(frozen.date()).value_or(absl::CivilDay());
  figure.known_at = runtime::ToTime(frozen.known_at());
  figure.policy_version = frozen.policy().version();
  figure.strictness = static_cast<ratio::Strictness>(frozen.policy().strictness());
  figure.boundary = static_cast<ratio::Boundary>(frozen.policy().boundary());
  figure.carry = static_cast<reference::Carry>(frozen.policy().carry());
  figure.worker_sequence = publication.worker_sequence();
  figure.placement_sequence = publication.placement_sequence();
  return absl::BytesToHexString(runtime::Sha256(ratio::CanonicalText(figure, std::move(persons))));
}

absl::Status CheckAdvance(const v1::Publication& publication, v1::Publication::State state,
                          const runtime::Principal& principal) {
  const bool submits = state == v1::Publication::SUBMITTED;
  const auto from = submits ? v1::Publication::DRAFT : v1::Publication::SUBMITTED;
  if (publication.state() != from) {
    return runtime::FailedPrecondition(
        runtime::reasons::kWrongState, publication.name(),
        absl::StrCat("A publication that is ", v1::Publication::State_Name(publication.state()),
                     " does not become ", v1::Publication::State_Name(state),
                     "; a new figure is a new publication."));
  }
  if (submits) return absl::OkStatus();
  if (principal.role == runtime::PrincipalRole::kCountyBureau) {
    return runtime::Error(absl::StatusCode::kPermissionDenied, runtime::reasons::kMethodNotAllowed,
                          "A city bureau returns or accepts, not a county bureau.");
  }
  for (const auto& signature : publication.signatures()) {
    if (signature.state() == v1::Publication::SUBMITTED && signature.signed_by() == principal.id) {
      return runtime::Error(absl::StatusCode::kPermissionDenied,
                            runtime::reasons::kMethodNotAllowed,
                            "Who submitted a publication neither returns nor accepts it.");
    }
  }
  return absl::OkStatus();
}

void Sign(v1::Publication::State state, const std::string& signed_by, absl::Time now,
          const std::string& comment, v1::Publication& publication) {
  publication.set_state(state);
  auto* signature = publication.add_signatures();
  signature->set_state(state);
  signature->set_signed_by(signed_by);
  *signature->mutable_sign_time() = runtime::ToTimestamp(now);
  signature->set_comment(comment);
}

}  // namespace laowu::monitoring
