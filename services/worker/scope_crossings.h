#ifndef LAOWU_SERVICES_WORKER_SCOPE_CROSSINGS_H_
#define LAOWU_SERVICES_WORKER_SCOPE_CROSSINGS_H_

// What callers are told where, by their word alone, a person's registration crosses the border of
// their scope, and how a slip is mended: a fact that pushes a record out, a row that pulls a person
// in whom another county has registered. No store, no clock.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/principal.h"

namespace laowu::worker {

// Two records of one identity number, one of them outside the caller's scope. They were linked,
// unless one of them alone is dead, or their names do not fit; where they are linked all the same,
// the death of the one behind is left over from when both were (`linked`).
struct Joined {
  std::string elsewhere;     // workers/{worker}, the other's
  std::string county_code;   // six digits: where that one is registered
  absl::CivilDay since;      // from when the caller's record says the registration
  bool stands_here = false;  // the caller's record stands for both
  bool dead_here = false;
  bool dead_elsewhere = false;
  bool linked = false;        // of one alone that is dead: before that was so
  bool names_differ = false;  // nor do the phones agree: not linked
  bool apart = false;         // each stands for itself, whatever the reason

  // Unless `linked` each stands for itself: else who is alive would be dead for every figure and
  // placement.
  bool contradicted() const { return dead_here != dead_elsewhere; }
};

// The first six digits: of Zhongshan and its like, which have no counties, the city.
std::string CountyOf(absl::string_view division_code);

// REGISTRATION_TAKEN_OVER, SAME_PERSON_ELSEWHERE, DEATH_CONTRADICTED or NOT_LINKED. The county is
// told to who has joined the two, which both counties see (Signal); `of_a_check`, of which the
// audit alone knows, it is not, nor is it where the names do not fit, or any number would tell
// where its bearer is registered.
void WarnOfJoined(const Joined& joined, bool of_a_check,
                  google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// SAME_PERSON_ELSEWHERE, of two that were linked before.
void WarnOfLinked(const std::string& elsewhere,
                  google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// NOT_LINKED: `elsewhere`, registered in `division_code`, bears the same identity number, and the
// two count as two people, though neither is dead any more.
void WarnOfNotLinked(const std::string& elsewhere, absl::string_view division_code,
                     absl::CivilDay today,
                     google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Whether a warning is one of these: it names a record outside the caller's scope.
bool TellsOfElsewhere(const v1::Warning& warning);

// MOVED_OUT_OF_SCOPE: by `fact_name` the record is registered in `division_code` now.
void WarnOfMoveAway(const std::string& fact_name, absl::string_view division_code,
                    absl::CivilDay today,
                    google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// The caller's own fact without which the record, which lies outside the caller's scope, would lie
// in it: a move, or the taking back of one. nullptr if there is none, or if somebody else has
// changed the record since. Points into `facts`.
const v1::WorkerFact* OwnMoveAway(const internal::v1::StoredWorker& stored,
                                  const std::vector<v1::WorkerFact>& facts,
                                  const runtime::Principal& principal);

// PERMISSION_DENIED, to the very caller who recorded `move`, with its name in the metadata
// ("fact").
absl::Status MovedAway(const std::string& worker_name, const v1::WorkerFact& move,
                       absl::CivilDay today);

// FAILED_PRECONDITION: `worker_name` would be dead while `standing_name`, which it is merged into,
// is not; `division_code`: where that one is registered, which both counties are told (Signal).
absl::Status DeadBehindLiving(const std::string& worker_name, const std::string& standing_name,
                              absl::string_view division_code, absl::CivilDay today);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_SCOPE_CROSSINGS_H_
