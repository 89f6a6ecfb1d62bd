#include "ratio/attestation.h"

#include <algorithm>
#include <tuple>

#include "absl/container/inlined_vector.h"
#include "absl/strings/strip.h"

namespace laowu::ratio {
namespace {

using TextIds = absl::InlinedVector<TextId, 4>;

// Facts taken back, as known at T.
TextIds VoidedBy(absl::Span<const OrganizerFactRow> rows, std::int64_t known_nanos) {
  TextIds voided;
  for (const OrganizerFactRow& row : rows) {
    if (row.kind == OrganizerFactKind::kVoided && row.record_nanos <= known_nanos) {
      voided.push_back(row.voids);
    }
  }
  return voided;
}

bool Stands(const OrganizerFactRow& row, const TextIds& voided, std::int64_t known_nanos) {
  return row.record_nanos <= known_nanos &&
         std::find(voided.begin(), voided.end(), row.name) == voided.end();
}

}  // namespace

int GradeOfKind(AttestationKind kind) {
  switch (kind) {
    case AttestationKind::kUnspecified:
    case AttestationKind::kOrganizerDenial:
      return 0;
    case AttestationKind::kVillageStatement:
      return 1;
    case AttestationKind::kOrganizerRecord:
      return 2;
    case AttestationKind::kWorkerConfirmation:
      return 3;
    case AttestationKind::kOfficeConfirmation:
    case AttestationKind::kEmployerConfirmation:
      return 4;
    case AttestationKind::kPayrollMatch:
      return 5;
  }
  return 0;
}

bool MayAttest(PrincipalRole role, AttestationKind kind) {
  if (kind == AttestationKind::kUnspecified) return false;
  if (kind == AttestationKind::kOrganizerDenial) {  // nobody says for it what it did not do
    return role == PrincipalRole::kOrganizer || role == PrincipalRole::kAdministrator;
  }
  const int grade = GradeOfKind(kind);
  switch (role) {
    case PrincipalRole::kUnspecified:
    case PrincipalRole::kMonitor:  // reads and judges, vouches for nothing
      return false;
    case PrincipalRole::kOffice:  // sees the worker arrive; passes on what the employer says
      return kind == AttestationKind::kOfficeConfirmation ||
             kind == AttestationKind::kEmployerConfirmation;
    case PrincipalRole::kCountyBureau:  // is measured by the figure
      return grade <= kMaxGradeOfCounty;
    case PrincipalRole::kCityBureau:  // keeps the social insurance, does not speak for the employer
      return grade <= kMaxGradeOfCounty || kind == AttestationKind::kPayrollMatch;
    case PrincipalRole::kOrganizer:
      return kind == AttestationKind::kOrganizerRecord;
    case PrincipalRole::kService:  // a machine's match; for anything else the caller behind it
                                   // counts
      return kind == AttestationKind::kPayrollMatch;
    case PrincipalRole::kAdministrator:  // may act for anyone; leaves an audit record
      return true;
  }
  return false;
}

int GradeOf(PrincipalRole role, AttestationKind kind) {
  if (!MayAttest(role, kind)) return 0;
  const int grade = GradeOfKind(kind);
  return role == PrincipalRole::kCountyBureau ? std::min(grade, kMaxGradeOfCounty) : grade;
}

AttestationRow MakeAttestationRow(const Attestation& attestation, TextTable& texts) {
  absl::string_view name = attestation.name;
  absl::ConsumePrefix(&name, attestation.outcome);
  return {
      .record_nanos = absl::ToUnixNanos(attestation.record_time),
      .name = texts.Add(name),
      .kind = attestation.kind,
      .grade = static_cast<std::uint8_t>(std::clamp(attestation.grade, 0, kMaxEvidenceGrade)),
      .passed_on = attestation.passed_on,
  };
}

Evidence EvidenceAt(absl::Span<const AttestationRow> attestations, std::int64_t known_nanos) {
  Evidence evidence;
  for (const AttestationRow& row : attestations) {
    if (row.record_nanos > known_nanos) continue;
    if (row.kind == AttestationKind::kOrganizerDenial) return {.denied = true};
    evidence.grade = std::max(evidence.grade, static_cast<int>(row.grade));
    if (row.kind == AttestationKind::kOrganizerRecord && row.grade > 0) {
      evidence.organizer_record = true;
      if (!row.passed_on) evidence.own_record = true;
    }
  }
  return evidence;
}

OrganizerFactRow MakeOrganizerFactRow(const OrganizerFact& fact, TextTable& texts) {
  return {
      .record_nanos = absl::ToUnixNanos(fact.record_time),
      .sequence = fact.sequence,
      .name = texts.Add(fact.name),
      .voids = texts.Add(fact.voids),
      .effective_day = DayNumberOf(fact.effective_date),
      .end_day = fact.licence_end ? DayNumberOf(*fact.licence_end) : kFarDay,
      .kind = fact.kind,
      .channel = fact.channel,
  };
}

OrganizerOnDay OrganizerOn(absl::Span<const OrganizerFactRow> rows, reference::Channel channel,
                           DayNumber day, std::int64_t known_nanos) {
  const TextIds voided = VoidedBy(rows, known_nanos);
  OrganizerOnDay result;
  // The newest statement on registration up to the day; before the first one, the first one.
  const OrganizerFactRow* newest = nullptr;
  const OrganizerFactRow* first = nullptr;
  const auto earlier = [](const OrganizerFactRow& a, const OrganizerFactRow& b) {
    return std::tie(a.effective_day, a.record_nanos, a.sequence) <
           std::tie(b.effective_day, b.record_nanos, b.sequence);
  };
  for (const OrganizerFactRow& row : rows) {
    if (!Stands(row, voided, known_nanos)) continue;
    const bool registration =
        row.kind == OrganizerFactKind::kRegistered || row.kind == OrganizerFactKind::kDeregistered;
    if (row.kind == OrganizerFactKind::kLicence) {
      result.licensed = result.licensed || (row.effective_day <= day && day < row.end_day);
    } else if (registration) {
      if (first == nullptr || earlier(row, *first)) first = &row;
      if (row.effective_day <= day && (newest == nullptr || !earlier(row, *newest))) newest = &row;
    }
  }
  const OrganizerFactRow* standing = newest != nullptr ? newest : first;
  result.registered =
      standing != nullptr && standing->kind == OrganizerFactKind::kRegistered &&
      (standing->channel == reference::Channel::kUnspecified || standing->channel == channel);
  return result;
}

const OrganizerFactRow* NearestLicence(absl::Span<const OrganizerFactRow> rows, DayNumber day,
                                       std::int64_t known_nanos) {
  const TextIds voided = VoidedBy(rows, known_nanos);
  const OrganizerFactRow* ended = nullptr;
  const OrganizerFactRow* begins = nullptr;
  for (const OrganizerFactRow& row : rows) {
    if (row.kind != OrganizerFactKind::kLicence || !Stands(row, voided, known_nanos)) continue;
    if (row.end_day <= day && (ended == nullptr || row.end_day > ended->end_day)) ended = &row;
    const bool later = row.effective_day > day;
    if (later && (begins == nullptr || row.effective_day < begins->effective_day)) begins = &row;
  }
  return ended != nullptr ? ended : begins;
}

}  // namespace laowu::ratio
