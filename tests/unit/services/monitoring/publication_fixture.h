#ifndef LAOWU_TESTS_UNIT_SERVICES_MONITORING_PUBLICATION_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_MONITORING_PUBLICATION_FIXTURE_H_

// A county with three persons away, of which figures are published and signals are told.

#include <string>
#include <vector>

#include "feed_fixture.h"

namespace laowu::monitoring {

inline constexpr char kTown[] = "520281001";
inline constexpr char kRequestId[] = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b";

// Away on 30 June as known at 11: "organised" with the office's word, "claimed" and "self".
class PublicationFixture : public FeedFixture {
 protected:
  PublicationFixture() {
    role_.AddPrincipal("admin", "administrator", "");
    std::vector<v1::WorkerFact> facts;
    for (const char* worker : {"organised", "claimed", "self", "late"}) {
      facts.push_back(Profile(worker, kTown, At(8)));
    }
    SendWorkers(facts, At(11));
    std::vector<v1::Outcome> outcomes = {Arrival("organised", v1::CHANNEL_PUBLIC_SERVICE, At(9)),
                                         Arrival("claimed", v1::CHANNEL_TRAINING, At(9)),
                                         Arrival("self", v1::CHANNEL_SELF, At(9))};
    outcomes[2].set_wage_cny_per_month(5200);
    auto* proof = outcomes[0].add_attestations();
    proof->set_name(outcomes[0].name() + "/attestations/a");
    proof->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
    proof->set_grade(v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
    *proof->mutable_record_time() = runtime::ToTimestamp(At(9));
    SendOutcomes(outcomes, At(11));
    WaitUntilComplete(At(11));
  }

  // Known at 11:30: "late" was away as well, and "self" never was.
  void TellMore() {
    v1::Outcome voided = Arrival("self", v1::CHANNEL_UNSPECIFIED, At(11, 10));
    voided.set_name("outcomes/void");
    voided.set_type(v1::Outcome::VOIDED);
    voided.set_voids("outcomes/arrival-self");
    SendWorkers({}, At(11, 30));
    SendOutcomes({Arrival("late", v1::CHANNEL_UNKNOWN, At(11, 5)), voided}, At(11, 30));
    WaitUntilComplete(At(11, 30));
  }

  static v1::CreatePublicationRequest Create() {
    v1::CreatePublicationRequest request;
    request.set_outbound_ratio(Ratio().name());
    request.set_request_id(kRequestId);
    return request;
  }
  absl::StatusOr<v1::Publication> Publish(const std::string& principal = kPanzhou) {
    return role_.Call(principal, &Stub::CreatePublication, Create());
  }
  absl::StatusOr<v1::Publication> Advance(const std::string& principal, const std::string& name,
                                          v1::Publication::State state,
                                          const std::string& comment = "") {
    v1::AdvancePublicationRequest request;
    request.set_name(name);
    request.set_state(state);
    request.set_comment(comment);
    return role_.Call(principal, &Stub::AdvancePublication, request);
  }
  absl::StatusOr<v1::ListRevisionsResponse> Revisions(const std::string& principal,
                                                      const std::string& name) {
    v1::ListRevisionsRequest request;
    request.set_parent(name);
    return role_.Call(principal, &Stub::ListRevisions, request);
  }
};

}  // namespace laowu::monitoring

#endif  // LAOWU_TESTS_UNIT_SERVICES_MONITORING_PUBLICATION_FIXTURE_H_
