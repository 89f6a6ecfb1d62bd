#ifndef LAOWU_SERVICES_PLACEMENT_PLACEMENT_SERVICE_H_
#define LAOWU_SERVICES_PLACEMENT_PLACEMENT_SERVICE_H_

// The placement role: placements (placement_service.cc, placement_list.cc), outcomes and
// attestations (outcome_service.cc), what offices tell (office_service.cc) and take back
// (retract_service.cc), imports (import_service.cc), organisers (organizer_service.cc), the feed
// (placement_watch.cc). Loads, asks the rules, commits, answers. Methods and limits are in
// placement_service.proto.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "matcher/score.h"
#include "services/placement/outcome_import.h"
#include "services/placement/outcome_plan.h"
#include "services/placement/peer_checks.h"
#include "services/placement/placement_records.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/ingest_stream.h"
#include "services/runtime/role.h"
#include "services/runtime/watch_cursor.h"
#include "storage/mutex.h"

namespace laowu::placement {

// Thread-safe. `owned` and what `environment` points to outlive it.
class PlacementService final : public v1::PlacementService::CallbackService {
 public:
  PlacementService(const runtime::Environment& environment, runtime::OwnedStore* owned);

  LAOWU_UNARY(PlacementService, CreatePlacement, CreatePlacementRequest, Placement)
  LAOWU_UNARY(PlacementService, GetPlacement, GetPlacementRequest, Placement)
  LAOWU_UNARY(PlacementService, ListPlacements, ListPlacementsRequest, ListPlacementsResponse)
  LAOWU_UNARY(PlacementService, AcceptPlacement, AcceptPlacementRequest, Placement)
  LAOWU_UNARY(PlacementService, DeclinePlacement, DeclinePlacementRequest, Placement)
  LAOWU_UNARY(PlacementService, EndPlacement, EndPlacementRequest, Placement)
  LAOWU_UNARY(PlacementService, RecordOutcome, RecordOutcomeRequest, Outcome)
  LAOWU_UNARY(PlacementService, GetOutcome, GetOutcomeRequest, Outcome)
  LAOWU_UNARY(PlacementService, ListOutcomes, ListOutcomesRequest, ListOutcomesResponse)
  LAOWU_UNARY(PlacementService, AttestOutcome, AttestOutcomeRequest, Outcome)
  LAOWU_UNARY(PlacementService, ConfirmArrival, ConfirmArrivalRequest, Outcome)
  LAOWU_UNARY(PlacementService, RetractArrival, RetractArrivalRequest, Outcome)
  LAOWU_UNARY(PlacementService, ReportLeft, ReportLeftRequest, Outcome)
  LAOWU_UNARY(PlacementService, ImportOutcomes, ImportOutcomesRequest, ImportOutcomesResponse)
  LAOWU_UNARY(PlacementService, CreateOrganizer, CreateOrganizerRequest, Organizer)
  LAOWU_UNARY(PlacementService, GetOrganizer, GetOrganizerRequest, Organizer)
  LAOWU_UNARY(PlacementService, ListOrganizers, ListOrganizersRequest, ListOrganizersResponse)
  LAOWU_UNARY(PlacementService, UpdateOrganizer, UpdateOrganizerRequest, Organizer)

  grpc::ServerBidiReactor<v1::ImportOutcomesRequest, v1::ImportOutcomesResponse>*
  StreamImportOutcomes(grpc::CallbackServerContext* context) override;
  LAOWU_WATCH(PlacementService, WatchPlacements, WatchPlacementsRequest, WatchPlacementsResponse)
  grpc::ServerWriteReactor<v1::WatchPlacementsResponse>* WatchPlacements(
      grpc::CallbackServerContext* context, const v1::WatchPlacementsRequest* request) override;

  // Ends the streamed imports; watches end with the feed hub.
  void EndStreams() { streams_.StopAll(); }
  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;
  // Of a bureau. Who is registered where, and which record stands for a person (ratio.md rule 8),
  // is asked of the worker role: what stands here may be behind.
  enum class Right {
    kRead,    // also the bureau of the proposal, or of the record that was merged away
    kDecide,  // the bureau of the registration of the record that stands for the person
  };

  absl::StatusOr<v1::Placement> CreatePlacement(const Call& call,
                                                const v1::CreatePlacementRequest& request);
  absl::StatusOr<v1::Placement> GetPlacement(const Call& call,
                                             const v1::GetPlacementRequest& request);
  absl::StatusOr<v1::ListPlacementsResponse> ListPlacements(
      const Call& call, const v1::ListPlacementsRequest& request);
  absl::StatusOr<v1::Placement> AcceptPlacement(const Call& call,
                                                const v1::AcceptPlacementRequest& request);
  absl::StatusOr<v1::Placement> DeclinePlacement(const Call& call,
                                                 const v1::DeclinePlacementRequest& request);
  absl::StatusOr<v1::Placement> EndPlacement(const Call& call,
                                             const v1::EndPlacementRequest& request);
  absl::StatusOr<v1::Outcome> RecordOutcome(const Call& call,
                                            const v1::RecordOutcomeRequest& request);
  absl::StatusOr<v1::Outcome> GetOutcome(const Call& call, const v1::GetOutcomeRequest& request);
  absl::StatusOr<v1::ListOutcomesResponse> ListOutcomes(const Call& call,
                                                        const v1::ListOutcomesRequest& request);
  absl::StatusOr<v1::ListOutcomesResponse> ListOutcomesOfMany(
      const Call& call, const v1::ListOutcomesRequest& request);
  absl::StatusOr<v1::Outcome> AttestOutcome(const Call& call,
                                            const v1::AttestOutcomeRequest& request);
  absl::StatusOr<v1::Outcome> ConfirmArrival(const Call& call,
                                             const v1::ConfirmArrivalRequest& request);
  absl::StatusOr<v1::Outcome> RetractArrival(const Call& call,
                                             const v1::RetractArrivalRequest& request);
  absl::StatusOr<v1::Outcome> ReportLeft(const Call& call, const v1::ReportLeftRequest& request);
  absl::StatusOr<v1::ImportOutcomesResponse> ImportOutcomes(
      const Call& call, const v1::ImportOutcomesRequest& request);
  absl::StatusOr<v1::Organizer> CreateOrganizer(const Call& call,
                                                const v1::CreateOrganizerRequest& request);
  absl::StatusOr<v1::Organizer> GetOrganizer(const Call& call,
                                             const v1::GetOrganizerRequest& request);
  absl::StatusOr<v1::ListOrganizersResponse> ListOrganizers(
      const Call& call, const v1::ListOrganizersRequest& request);
  absl::StatusOr<v1::Organizer> UpdateOrganizer(const Call& call,
                                                const v1::UpdateOrganizerRequest& request);

  // A caller's change of a placement's state. One that is there already, and says what the request
  // asks, is the answer.
  struct Move {
    std::string name;
    std::string etag;
    std::string request_id;
    v1::Placement::State to;
    // Sets what else changes, and lets the batch require what that rests on; an error stops the
    // change.
    std::function<absl::Status(v1::Placement&, storage::Batch&)> edit;
    // Whether a placement in that state says what the request asks for.
    std::function<bool(const v1::Placement&)> says = [](const v1::Placement&) { return true; };
    // Whether the request adds to a placement in that state what it does not say yet: `edit` then
    // changes it there.
    std::function<bool(const v1::Placement&)> adds = [](const v1::Placement&) { return false; };
  };
  // `checks`: what is wrong with the request's other fields; told together with the rest.
  absl::StatusOr<v1::Placement> Carry(const Call& call, const Move& move,
                                      runtime::FieldChecks checks = {});
  // The record that an earlier try of the same request made; ALREADY_EXISTS if it says other
  // things or is outside of the caller's scope.
  absl::StatusOr<std::optional<v1::Placement>> FindOwn(const Call& call, const std::string& name,
                                                       const v1::Placement& sent) const;
  // Expires what would stand in the way of a new proposal although its time is over.
  absl::Status FreeOverdue(const Call& call, const v1::Placement& proposal, int opening_count);
  absl::Status PlanProposal(const Call& call, const std::string& name,
                            const v1::Placement& proposal, int opening_count,
                            const std::string& request_id, storage::Batch& batch) const;

  // Why nobody may go by such a placement now, as their owners' records stand: the worker is not
  // visible, the vacancy not open, the employer blocked, or the law forbids it.
  absl::Status CheckMayGo(const Call& call, const v1::Worker& worker, const v1::Vacancy& vacancy,
                          const std::vector<matcher::FailedGate>& misfits) const;
  // The same of a proposal that stands: days lie between it and its acceptance.
  absl::Status CheckStillMayGo(const Call& call, const v1::Placement& placement,
                               storage::Batch& batch) const;
  // VACANCY_FULL if others have accepted all of openings that have become fewer since the proposal;
  // `batch` requires that nobody takes or accepts one meanwhile.
  absl::Status PlanOpeningIsLeft(const std::string& vacancy_name, int opening_count,
                                 storage::Batch& batch) const;

  absl::StatusOr<v1::Placement> ReadPlacement(const Call& call, const std::string& name) const;
  absl::StatusOr<v1::Outcome> ReadOutcome(const std::string& name) const;
  // One of the caller's scope. Else the same answer whether or not there is such a one:
  // PERMISSION_DENIED; to who has no scope, NOT_FOUND.
  absl::StatusOr<v1::Outcome> OutcomeInScope(const Call& call, const std::string& name) const;
  // An office's are those on its vacancies, whichever the right. To a bureau that may not even read
  // it the answer is the same whether or not there is such a one: PERMISSION_DENIED.
  absl::StatusOr<LoadedPlacement> PlacementInScope(const Call& call, const std::string& name,
                                                   Right right) const;
  // Whether the worker's person is the caller's by the record that stands. A call more only where
  // that is another.
  absl::StatusOr<bool> Decides(const Call& call, const v1::Worker& worker) const;
  // With what is worth a look of one that is ENDED: its worker is in that job still.
  absl::StatusOr<v1::Placement> Ended(const Call& call, v1::Placement placement) const;
  // As they are told to who has just recorded them: with their warnings. `worker`: as the worker
  // role has it.
  absl::StatusOr<v1::Outcome> Recorded(const Call& call, const v1::Worker& worker,
                                       const std::string& outcome_name) const;
  absl::StatusOr<v1::Placement> Proposed(const Call& call, const std::string& placement_name,
                                         const std::vector<matcher::FailedGate>& misfits) const;
  // Of who has accepted: by what an office finds them in its own list. Where the worker role does
  // not answer they stay empty: the list then goes by the records' numbers.
  void FillMaskedNames(const Call& call, v1::ListPlacementsResponse& response) const;
  // Placements of all `records` of one person, in order of name: what binds the person binds them
  // by whichever record.
  absl::StatusOr<v1::ListPlacementsResponse> ListOfPerson(
      const Call& call, const v1::ListPlacementsRequest& request,
      const std::vector<OpenWork>& records) const;
  // Which index a list reads, once it is sure that the caller may.
  absl::StatusOr<PlacementIndex> IndexFor(const Call& call,
                                          const v1::ListPlacementsRequest& request) const;
  // A bureau by the person's registration on the outcome's day, or by the one of the record that
  // stands for the person now; an office by the placement's vacancy, an organiser by the
  // outcome's.
  absl::Status RequireOutcome(const Call& call, const v1::Outcome& outcome) const;
  // The record itself, also where another stands for the person.
  absl::StatusOr<v1::Worker> WorkerInScope(const Call& call, const std::string& worker_name,
                                           Right right) const;
  // Where the worker's person was registered on the day, by the record that stood then.
  absl::StatusOr<std::string> RegistrationOf(const Call& call, const v1::Worker& worker,
                                             absl::CivilDay day) const;

  // What an office tells of the worker of one of its own placements.
  struct Report {
    std::string placement;
    std::string request_id;
    std::string reference;
    std::string word;        // begins the attestation's id
    std::string date_field;  // the request's word for the day
    std::string asked;       // all that tells it from other reports
    // The outcome that says so already; nullptr if there is none.
    std::function<absl::StatusOr<const v1::Outcome*>(const OutcomePlan&, const v1::Placement&)>
        find;
    // Else the one to record.
    std::function<absl::StatusOr<v1::Outcome>(const OutcomePlan&, const v1::Placement&)> make;
    // Whether an outcome that the same request id made says what this request does.
    std::function<bool(const v1::Outcome&)> says;
  };
  // Records it unless it stands, and vouches for it. ALREADY_EXISTS: the same request recorded it,
  // or was answered with it, and it was taken back since.
  absl::StatusOr<v1::Outcome> Testify(const Call& call, const Report& report);
  // An outcome that follows from the request of an office; `reported` has no path.
  absl::Status PlanReported(const Call& call, const v1::Placement& placement,
                            OutcomePlan::Addition reported, OutcomePlan& plan,
                            storage::Batch& batch) const;
  // RetractArrival of what ReportLeft recorded, named by itself.
  absl::StatusOr<v1::Outcome> RetractLeaving(const Call& call,
                                             const v1::RetractArrivalRequest& request,
                                             const std::string& name);
  // The caller's own placement that a leaving has ended. PERMISSION_DENIED: none.
  absl::StatusOr<std::string> PlacementLeftBy(const Call& call, const v1::Outcome& left,
                                              const OutcomePlan& plan) const;
  // Records the VOIDED, `name`, of what an office told.
  absl::StatusOr<v1::Outcome> TakeBack(const Call& call, const v1::RetractArrivalRequest& request,
                                       const v1::Placement& placement, const v1::Outcome& told,
                                       const std::string& name, OutcomePlan& plan);
  absl::StatusOr<v1::Outcome> ArrivalOf(const Call& call, const v1::ConfirmArrivalRequest& request,
                                        const v1::Placement& placement) const;

  // Commits the next rows of an import; ABORTED if somebody was faster.
  absl::Status CommitPiece(const Call& call, OutcomeImport& import, storage::Sequence* committed);
  // All rows of a dry run: each piece sees those before it, and nothing is written.
  absl::Status CheckRows(const Call& call, OutcomeImport& import) const;
  // Of those that the rows name, what the worker role knows.
  absl::StatusOr<OutcomeImport::Workers> WorkersOf(const Call& call,
                                                   const OutcomeImport& import) const;

  // `beside`: for what travels with an entry of the first state.
  absl::StatusOr<bool> FillChange(const runtime::WatchCursor::Entry& entry,
                                  const storage::Reader& beside, v1::PlacementChange* change) const;

  storage::Store& store_;
  runtime::FeedHub& hub_;
  runtime::Metrics& metrics_;
  runtime::Executor& feed_executor_;
  const runtime::Clock clock_;
  const PeerChecks peers_;
  // Held from the reading of an organiser to the commit of a fact about it: this role alone writes
  // them, and seldom. Of two updates that name one etag the later is refused.
  storage::Mutex organizers_mutex_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
  runtime::OpenStreams streams_;
};

// Opens the role's store. See role.h for the life of a role.
absl::StatusOr<std::unique_ptr<runtime::Role>> MakePlacementRole(
    const runtime::Environment& environment);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_PLACEMENT_SERVICE_H_
