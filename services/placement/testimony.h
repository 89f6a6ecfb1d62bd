#ifndef LAOWU_SERVICES_PLACEMENT_TESTIMONY_H_
#define LAOWU_SERVICES_PLACEMENT_TESTIMONY_H_

// An office's word of the workers of its own placements, and how it is known afterwards as the
// office's: by the id of its attestation. Pure.

#include <string>

#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::placement {

// An office's own word, or an administrator's in its stead.
constexpr auto kOfficeKind = v1::Attestation::OFFICE_CONFIRMATION;

// What an office tells, and can take back.
struct Word {
  const char* id;  // begins the attestation's id
  const char* zh;
  const char* zh_told;
  const char* en;
  const char* en_told;
};
inline constexpr Word kArrival = {"arrival", "到岗", "确认", "arrival", "confirmation"};
inline constexpr Word kLeaving = {"left", "离岗", "报告", "leaving", "report"};

// Of a report's attestation: one a caller and outcome, so that telling the same twice vouches once.
std::string TestimonyId(absl::string_view word, absl::string_view principal_id);

// Whether ConfirmArrival, or ReportLeft, recorded it: whoever did vouches for it by an id that no
// other method gives. Only the placement's office, or an administrator in its stead, can have
// called it.
bool IsToldAs(const Word& word, const v1::Outcome& outcome);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_TESTIMONY_H_
