#ifndef LAOWU_SERVICES_PLACEMENT_OUTCOME_PLAN_H_
#define LAOWU_SERVICES_PLACEMENT_OUTCOME_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/placement/confirmation_warnings.h"
#include "services/placement/ended_placements.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_records.h"
#include "services/placement/warnings.h"
#include "services/runtime/call_context.h"
#include "services/runtime/field_checks.h"
#include "storage/store.h"

namespace laowu::placement {

// What is to change of one worker's work, planned against one moment of the store: outcomes to be
// added, in order, each judged against those before it; then, with Finish, all that follows from
// them: the worker's state, the placement that they begin or end. Another change of the same
// worker, or of another record of the person by which an outcome was judged, makes the batch fail.
//
//   LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store, call, worker.name()));
//   LAOWU_RETURN_IF_ERROR(plan.Add(addition, batch));       // as often as there are outcomes
//   LAOWU_RETURN_IF_ERROR(plan.Finish(request_id, batch));  // once (outcome_finish.cc)
//
// A person may have several records, merged (ratio.md rule 8): the state of the record that stands
// for all is derived from the outcomes of all, and rule 15 is judged by all.
class OutcomePlan {
 public:
  struct Addition {
    std::string name;     // outcomes/{outcome}
    v1::Outcome outcome;  // normalised, checked, with worker_division_code
    std::string request_id;
    // Of the outcome in the request, for violations. Empty: the request has none; then all but the
    // date follows from the placement that is its `name`.
    std::string path;
    std::string date_field = "";  // such a request's word for the date; empty: it states none

    // Where the request says what stands in `field` of the outcome.
    std::string FieldOf(absl::string_view field) const;
  };

  // `reader` and `call` outlive it.
  static absl::StatusOr<OutcomePlan> Load(const storage::Reader* reader,
                                          const runtime::CallContext& call,
                                          absl::string_view worker_name);

  // Equal in all input fields, or both take back the same one: nothing can be taken back twice.
  static bool SayTheSame(const v1::Outcome& one, const v1::Outcome& other);
  // A standing outcome that says the same. nullptr if there is none.
  const v1::Outcome* FindEqual(const v1::Outcome& outcome) const;
  // What the outcomes say of a placement, its end also by another of the person's records; points
  // into this plan.
  const v1::Outcome* FindStart(absl::string_view placement_name) const;
  const v1::Outcome* FindEnd(absl::string_view placement_name) const;
  // Whether the person is away in the job that the placement began: nothing told of any of their
  // records has ended it, nor has passing of time. Of the records as loaded.
  bool IsIn(absl::string_view placement_name) const;
  const v1::Outcome* Find(absl::string_view outcome_name) const;
  // The same among the outcomes of all of the person's records.
  const v1::Outcome* FindOfPerson(absl::string_view outcome_name) const;
  // Whether one of the person's stands, and was not taken back.
  bool Stands(absl::string_view outcome_name) const;
  // Whether of the person, by whichever record, something else stands that comes after a standing
  // one of this worker (ratio.md rule 16); a VOIDED is nothing else.
  bool HasLaterThan(absl::string_view outcome_name) const;

  // What the worker role says of the worker, for the judging of outcomes; before the first Add.
  void Use(const v1::Worker& worker);
  // For the warnings, which judge by all of the person: the records that the worker role has merged
  // with this one by now, and that its feed has not told of yet. An error means that the store
  // could not be read.
  absl::Status Consider(const v1::Worker& worker);
  // Takes over death, merger and erasure as the worker's feed tells them: of the dead and the
  // erased, all that stands open ends.
  void Follow(const v1::Worker& worker);
  // INVALID_ARGUMENT: it names something that there is not, or is not this worker's; what rule 15
  // says of other fields is told with it. FAILED_PRECONDITION with OUTCOME_NOT_POSSIBLE: ratio.md
  // rule 15 alone; with WORKER_COMMITTED: it would begin a placement while one of another record of
  // the person binds them. On an error nothing is added.
  absl::Status Add(const Addition& addition, storage::Batch& batch);
  // Before an Add whose batch has a limit: reads what Finish will move besides because of it, so
  // that finish_operation_count has it.
  absl::Status Foresee(const v1::Outcome& outcome);
  // What is worth a look of one of this worker's outcomes, known or added (warnings.h,
  // confirmation_warnings.h). An error means that the store could not be read.
  absl::Status Warn(absl::string_view outcome_name, Warnings* warnings) const;
  // Of one that confirms or was attested, with all that is attested by now: see WarnOfClaim. An
  // error means that the store could not be read.
  absl::Status WarnOfUnproven(absl::string_view outcome_name, Vouching how,
                              Warnings* warnings) const;
  // Notes an attestation, planned by PlanAttestation, of one of the person's outcomes: Finish makes
  // whoever rests on its not being there plan anew.
  void Attested(absl::string_view outcome_name, const v1::Attestation& attestation);

  // Of a placement that was ended by hand: Finish has it name the outcome that tells the leaving.
  void NameEndOf(absl::string_view placement_name);
  // Finish also ends what passing of time has ended (LapseOf).
  void EndWhatIsOver() { ends_what_is_over_ = true; }
  // The record `other` is part of this person from now on, or no longer.
  absl::Status Join(absl::string_view other);
  absl::Status Part(absl::string_view other);
  // The worker was erased: texts about them are not to be kept.
  bool erased() const { return erased_; }

  absl::Status Finish(absl::string_view request_id, storage::Batch& batch);
  // Of several plans in one batch: PlanOpenings(openings) is called once behind them.
  absl::Status Finish(absl::string_view request_id, OpeningChanges& openings,
                      storage::Batch& batch);
  // Once finished: what is worth a look of the placements, where something was taken back.
  // WORKER_COMMITTED: two bind the person by now, or one that would go on stays ENDED since another
  // binds the person. OPENING_TAKEN: one takes an opening again, besides others.
  const Warnings& placement_warnings() const { return placement_warnings_; }

  // All records that it has read or will write: no other plan with one of them fits into the same
  // batch.
  const std::vector<std::string>& people() const { return people_; }
  // Something was added or attested.
  bool changed() const { return !added_.empty() || !attested_.empty(); }
  // An upper bound of the operations that Finish adds, PlanOpenings included, but for
  // EndWhatIsOver and for what was added without Foresee.
  int finish_operation_count() const;

 private:
  OutcomePlan(const storage::Reader* reader, const runtime::CallContext& call)
      : reader_(reader), call_(call) {}
  absl::Status LoadKin();
  // Few outcomes move placements that have ended: they are read where one does.
  bool Unsettles(const v1::Outcome& outcome) const;
  absl::Status LoadEndedOnce();
  absl::Status Collect(const std::string& worker, int depth, std::vector<v1::Outcome>& out);
  absl::Status CheckNamed(const Addition& addition, runtime::FieldChecks& checks,
                          std::optional<v1::Placement>* named) const;
  void CheckPossible(const Addition& addition, const std::optional<v1::Placement>& named,
                     runtime::FieldChecks& checks) const;
  // The day from which passing of time, death or erasure has ended a placement; unset: none has.
  std::optional<absl::CivilDay> OverOn(absl::string_view name, const v1::Placement& placement,
                                       absl::Span<const v1::Outcome> outcomes) const;
  // Moves the live placement to where the outcomes have got.
  absl::Status PlanLivePlacement(absl::Span<const v1::Outcome> outcomes,
                                 absl::string_view request_id, OpeningChanges& openings,
                                 storage::Batch& batch);
  // And those that are ENDED, where something was taken back: one that was ended by it goes on
  // unless another binds the person, and holds an opening only if somebody came by it.
  absl::Status SettleEnded(absl::Span<const v1::Outcome> outcomes, absl::string_view request_id,
                           OpeningChanges& openings, storage::Batch& batch);
  // Where one that is ENDED belongs by now.
  v1::Placement Settled(const EndedPlacement& ended, absl::Span<const v1::Outcome> outcomes);
  // Stored ones alone, those taken back included.
  std::vector<v1::Outcome> WithoutAdded(absl::Span<const v1::Outcome> outcomes) const;
  void WarnOfTwoBound();
  absl::Status EndProposals(OpeningChanges& openings, storage::Batch& batch);
  void WritePlacement(const std::string& name, const LoadedPlacement& old,
                      const internal::v1::StoredPlacement& changed, OpeningChanges& openings,
                      storage::Batch& batch);
  void KnowAllOf(const std::vector<v1::Outcome>& outcomes);
  // Of this record and those merged into it.
  std::vector<v1::Outcome> OfPerson() const;
  // Of the person's other records, those that were considered included.
  std::vector<v1::Outcome> OfOthers() const;
  std::vector<v1::Outcome> EveryOutcome() const;

  const storage::Reader* reader_;
  const runtime::CallContext& call_;
  OpenWork work_;
  internal::v1::StoredLivePlacements live_;
  internal::v1::StoredWorkerState stored_;
  std::vector<v1::Outcome> outcomes_;    // of this record, with the added ones
  std::vector<v1::Outcome> kin_;         // of the records merged into this one
  std::vector<v1::Outcome> elsewhere_;   // of the person's other records
  std::vector<v1::Outcome> considered_;  // of such as become the person's (Consider)
  std::vector<v1::Outcome> added_;
  std::vector<std::string> people_;                   // this record first
  std::vector<OpenWork> others_;                      // of the rest of them, in the same order
  std::optional<std::vector<EndedPlacement>> ended_;  // of this record, once they are loaded
  bool unsettled_ = false;                            // they may have to be moved
  std::string named_end_of_;      // placements/… whose end an outcome tells, NameEndOf; or empty
  bool feed_takes_back_ = false;  // a death or merger, by which some may have ended
  Warnings placement_warnings_;
  bool rests_on_others_ = false;               // what was added was judged by them too
  absl::flat_hash_set<std::string> attested_;  // workers of the outcomes
  std::optional<absl::CivilDay> birth_date_;
  std::optional<absl::CivilDay> died_;
  bool erased_ = false;
  bool ends_what_is_over_ = false;
  int height_ = 0;  // above the record that was added to
  absl::Time now_;  // of the call, but not before what the store knows
};

// WarnOfLicence of an outcome that begins a job, or of an opening balance, by what is stored of its
// organiser. An error means that the store could not be read.
absl::Status WarnOfJobsLicence(const storage::Reader& reader, const v1::Outcome& outcome,
                               Warnings* warnings);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OUTCOME_PLAN_H_
