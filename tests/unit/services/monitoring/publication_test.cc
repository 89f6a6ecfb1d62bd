// Publications over a server in this process: frozen, signed by whom it may be, worked out anew
// after more has become known, and told of to nobody outside their division. Baselines and periods
// beside them.

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "publication_fixture.h"
#include "services/monitoring/partner_offices.h"
#include "services/runtime/errors.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PublicationTest : public PublicationFixture {};

TEST_F(PublicationTest, FreezesTheFigureWithItsPositionsAndHash) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  EXPECT_EQ(publication.state(), v1::Publication::DRAFT);
  EXPECT_EQ(publication.outbound_ratio().outbound_person_count(), 3);
  EXPECT_EQ(publication.outbound_ratio().organized_person_count(), 1);
  EXPECT_EQ(publication.outbound_ratio().unproven_person_count(), 1);
  EXPECT_EQ(publication.outbound_ratio().policy().version(), "2026-2");
  EXPECT_GT(publication.worker_sequence(), 0);
  EXPECT_GT(publication.placement_sequence(), 0);
  EXPECT_THAT(publication.hash(), SizeIs(64));
  ASSERT_THAT(publication.signatures(), SizeIs(1));
  EXPECT_EQ(publication.signatures(0).signed_by(), kPanzhou);
  // A retry meets its own publication; the same id for another figure is refused.
  TellMore();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Publish());
  EXPECT_EQ(again.hash(), publication.hash());
  auto other = Create();
  other.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-29");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreatePublication, other),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(PublicationTest, IsReproducedToTheLastByteAfterMoreHasBecomeKnown) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  TellMore();
  v1::VerifyPublicationRequest request;
  request.set_name(publication.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto verified,
                             role_.Call(kMonitor, &Stub::VerifyPublication, request));
  EXPECT_TRUE(verified.reproduced());
  EXPECT_EQ(verified.recomputed_hash(), publication.hash());
  // Two publications of one figure bear other pseudonyms.
  auto second = Create();
  second.clear_request_id();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other,
                             role_.Call(kPanzhou, &Stub::CreatePublication, second));
  EXPECT_NE(other.hash(), publication.hash());
}

// Whatever is published can be verified: it is frozen as of what the stores have recorded through.
TEST_F(PublicationTest, UnderAClockSetBackItIsMadeAndVerifiedAllTheSame) {
  role_.set_now(At(8));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  EXPECT_EQ(runtime::ToTime(publication.outbound_ratio().known_at()), At(11));
  v1::VerifyPublicationRequest request;
  request.set_name(publication.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto verified,
                             role_.Call(kMonitor, &Stub::VerifyPublication, request));
  EXPECT_TRUE(verified.reproduced());
}

TEST_F(PublicationTest, WhoSignsWhat) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto draft, Publish());
  const auto refused = [&](const std::string& principal, v1::Publication::State state,
                           absl::StatusCode code) {
    EXPECT_THAT(Advance(principal, draft.name(), state, "a reason"), StatusIs(code))
        << principal << " " << state;
  };
  refused(kCity, v1::Publication::ACCEPTED, absl::StatusCode::kFailedPrecondition);  // no draft
  refused(kMonitor, v1::Publication::SUBMITTED, absl::StatusCode::kPermissionDenied);
  ASSERT_OK(Advance(kPanzhou, draft.name(), v1::Publication::SUBMITTED));
  refused(kPanzhou, v1::Publication::SUBMITTED, absl::StatusCode::kFailedPrecondition);
  refused(kPanzhou, v1::Publication::ACCEPTED, absl::StatusCode::kPermissionDenied);
  refused(kCity, v1::Publication::DRAFT, absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Advance(kCity, draft.name(), v1::Publication::RETURNED),
              StatusIs(absl::StatusCode::kInvalidArgument));  // says not why
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto accepted,
                             Advance(kCity, draft.name(), v1::Publication::ACCEPTED, "同意"));
  EXPECT_EQ(accepted.state(), v1::Publication::ACCEPTED);
  ASSERT_THAT(accepted.signatures(), SizeIs(3));
  EXPECT_EQ(accepted.signatures(2).signed_by(), kCity);
  EXPECT_EQ(accepted.signatures(2).comment(), "同意");
  EXPECT_EQ(accepted.hash(), draft.hash());
  refused(kCity, v1::Publication::ACCEPTED, absl::StatusCode::kFailedPrecondition);  // it is
  refused(kPanzhou, v1::Publication::RETURNED, absl::StatusCode::kPermissionDenied);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto taken_back,
                             Advance(kCity, draft.name(), v1::Publication::RETURNED, "漏报"));
  ASSERT_THAT(taken_back.signatures(), SizeIs(4));
  EXPECT_EQ(taken_back.signatures(3).comment(), "漏报");
  refused("admin", v1::Publication::ACCEPTED, absl::StatusCode::kFailedPrecondition);  // final
}

// Which figure of a day holds: the one that is accepted, and there is no second.
TEST_F(PublicationTest, OfOneFigureOneIsAccepted) {
  const auto submitted = [&](v1::RatioPolicy::Strictness strictness) -> std::string {
    auto request = Create();
    request.clear_request_id();
    request.mutable_policy()->set_strictness(strictness);
    const auto made = role_.Call(kPanzhou, &Stub::CreatePublication, request);
    EXPECT_OK(made);
    if (!made.ok()) return "";
    EXPECT_OK(Advance(kPanzhou, made->name(), v1::Publication::SUBMITTED));
    return made->name();
  };
  const std::string first = submitted(v1::RatioPolicy::BROAD);
  TellMore();
  // BROAD is what is taken where nothing is said; the known-at is another one.
  const std::string second = submitted(v1::RatioPolicy::STRICTNESS_UNSPECIFIED);
  ASSERT_OK(Advance(kCity, first, v1::Publication::ACCEPTED));
  const auto refused = Advance(kCity, second, v1::Publication::ACCEPTED);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition,
                                AllOf(HasSubstr("不能再采纳"), HasSubstr(first))));
  const auto payload = refused.status().GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  ASSERT_TRUE(payload.has_value());
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(info.ParseFromString(std::string(*payload)));
  EXPECT_EQ(info.reason(), "WRONG_STATE");
  EXPECT_EQ(info.metadata().at("accepted_publication"), first);
  // Another policy is another figure.
  EXPECT_OK(Advance(kCity, submitted(v1::RatioPolicy::STRICT), v1::Publication::ACCEPTED));
  // What mends it holds after the first was taken back.
  ASSERT_OK(Advance(kCity, first, v1::Publication::RETURNED, "漏报一人"));
  EXPECT_OK(Advance(kCity, second, v1::Publication::ACCEPTED));
  v1::ListPublicationsRequest list;
  list.set_parent("divisions/520281");
  list.set_state(v1::Publication::ACCEPTED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto holding, role_.Call(kCity, &Stub::ListPublications, list));
  EXPECT_THAT(holding.publications(), SizeIs(2));
}

TEST_F(PublicationTest, OfOneFigureOneIsAcceptedAlsoAtTheSameMoment) {
  std::vector<std::string> names;
  for (int i = 0; i < 8; ++i) {
    auto request = Create();
    request.clear_request_id();
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto made,
                               role_.Call(kPanzhou, &Stub::CreatePublication, request));
    ASSERT_OK(Advance(kPanzhou, made.name(), v1::Publication::SUBMITTED));
    names.push_back(made.name());
  }
  std::atomic<int> accepted_count = 0;
  std::vector<std::thread> threads;
  for (const std::string& name : names) {
    threads.emplace_back([this, &name, &accepted_count] {
      if (Advance(kCity, name, v1::Publication::ACCEPTED).ok()) ++accepted_count;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(accepted_count.load(), 1);
}

TEST_F(PublicationTest, WhoSubmittedNeitherReturnsNorAccepts) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto draft, Publish(kCity));
  ASSERT_OK(Advance(kCity, draft.name(), v1::Publication::SUBMITTED));
  EXPECT_THAT(Advance(kCity, draft.name(), v1::Publication::ACCEPTED),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Advance("admin", draft.name(), v1::Publication::RETURNED, "口径有误"));
}

TEST_F(PublicationTest, OneOutsideTheScopeIsNotThere) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  v1::GetPublicationRequest get;
  get.set_name(publication.name());
  EXPECT_OK(role_.Call(kMonitor, &Stub::GetPublication, get));
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::GetPublication, get),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Advance(kLiuzhi, publication.name(), v1::Publication::SUBMITTED),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Publish(kLiuzhi), StatusIs(absl::StatusCode::kPermissionDenied));
  v1::ListPublicationsRequest list;
  list.set_parent("divisions/520200");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto all, role_.Call(kCity, &Stub::ListPublications, list));
  EXPECT_THAT(all.publications(), SizeIs(1));
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListPublications, list),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(PublicationTest, ListsPageByPageAndByState) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    auto request = Create();
    request.clear_request_id();
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto made,
                               role_.Call(kPanzhou, &Stub::CreatePublication, request));
    names.push_back(made.name());
  }
  std::sort(names.begin(), names.end());
  ASSERT_OK(Advance(kPanzhou, names[3], v1::Publication::SUBMITTED));
  v1::ListPublicationsRequest list;
  list.set_parent("divisions/520281");
  list.set_page_size(2);
  std::vector<std::string> found;
  do {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto page,
                               role_.Call(kPanzhou, &Stub::ListPublications, list));
    for (const auto& publication : page.publications()) found.push_back(publication.name());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(found, names);
  list.set_state(v1::Publication::SUBMITTED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto submitted,
                             role_.Call(kPanzhou, &Stub::ListPublications, list));
  ASSERT_THAT(submitted.publications(), SizeIs(1));
  EXPECT_EQ(submitted.publications(0).name(), names[3]);
}

TEST_F(PublicationTest, RevisionsTellWhatBecameKnownAndPersonsToBureausAlone) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto none, Revisions(kPanzhou, publication.name()));
  EXPECT_THAT(none.totals(), IsEmpty());
  TellMore();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto revised, Revisions(kPanzhou, publication.name()));
  EXPECT_EQ(revised.outbound_ratio().outbound_person_count(), 3);
  EXPECT_EQ(revised.outbound_ratio().unknown_channel_person_count(), 1);
  ASSERT_THAT(revised.totals(), SizeIs(2));
  EXPECT_EQ(revised.totals(0).cause(), v1::REVISION_CAUSE_LATE);
  EXPECT_EQ(revised.totals(0).outbound_person_count(), 1);
  EXPECT_EQ(revised.totals(0).unknown_channel_person_count(), 1);
  EXPECT_EQ(revised.totals(1).cause(), v1::REVISION_CAUSE_VOIDED);
  EXPECT_EQ(revised.totals(1).outbound_person_count(), -1);
  EXPECT_THAT(revised.totals(0).outcomes(), ElementsAre("outcomes/arrival-late"));
  EXPECT_THAT(revised.totals(1).outcomes(), ElementsAre("outcomes/void"));
  ASSERT_THAT(revised.persons(), SizeIs(2));
  EXPECT_EQ(revised.persons(0).worker(), "workers/late");
  EXPECT_THAT(revised.persons(0).outcomes(), ElementsAre("outcomes/arrival-late"));
  EXPECT_THAT(revised.persons(1).outcomes(), ElementsAre("outcomes/void"));
  EXPECT_EQ(revised.persons(1).standing_before(), v1::ExplainedPerson::NOT_ORGANIZED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, Revisions(kMonitor, publication.name()));
  EXPECT_THAT(seen.totals(), SizeIs(2));
  for (const auto& total : seen.totals()) EXPECT_THAT(total.outcomes(), IsEmpty());
  EXPECT_THAT(seen.persons(), IsEmpty());
}

// The book names a person by the oldest record, which a bureau that took the person over cannot
// open.
TEST_F(PublicationTest, RevisionsNameTheRecordThatStandsInTheCallersScope) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  TellMore();
  workers_.Merge("workers/late", "workers/late-here", "520281002");
  workers_.Merge("workers/self", "workers/self-there", "520203001");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto revised, Revisions(kPanzhou, publication.name()));
  ASSERT_THAT(revised.persons(), SizeIs(2));
  EXPECT_EQ(revised.persons(0).worker(), "workers/late-here");
  EXPECT_EQ(revised.persons(1).worker(), "workers/self");
  workers_.FailBatches();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto unasked, Revisions(kPanzhou, publication.name()));
  EXPECT_EQ(unasked.persons(0).worker(), "workers/late");
}

TEST_F(PublicationTest, RevisionsNameTheEvidenceThatCameLateToBureausAlone) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  v1::Outcome claimed = Arrival("claimed", v1::CHANNEL_TRAINING, At(9));
  const std::string proof = claimed.name() + "/attestations/b";
  auto* attestation = claimed.add_attestations();
  attestation->set_name(proof);
  attestation->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
  attestation->set_grade(v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  *attestation->mutable_record_time() = runtime::ToTimestamp(At(11, 10));
  SendWorkers({}, At(11, 30));
  SendOutcomes({claimed}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto revised, Revisions(kPanzhou, publication.name()));
  ASSERT_THAT(revised.totals(), SizeIs(1));
  EXPECT_EQ(revised.totals(0).cause(), v1::REVISION_CAUSE_LATE_EVIDENCE);
  EXPECT_EQ(revised.totals(0).organized_person_count(), 1);
  EXPECT_EQ(revised.totals(0).unproven_person_count(), -1);
  EXPECT_THAT(revised.totals(0).attestations(), ElementsAre(proof));
  ASSERT_THAT(revised.persons(), SizeIs(1));
  EXPECT_THAT(revised.persons(0).outcomes(), ElementsAre(claimed.name()));
  EXPECT_THAT(revised.persons(0).attestations(), ElementsAre(proof));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, Revisions(kMonitor, publication.name()));
  ASSERT_THAT(seen.totals(), SizeIs(1));
  EXPECT_THAT(seen.totals(0).attestations(), IsEmpty());
}

// 盘州市 is 520281 since 10 April 2017, and was 520222.
TEST_F(PublicationTest, ABaselineOfTheMonthOfAChangeIsTakenUnderEitherCode) {
  v1::UpdateBaselineRequest request;
  request.mutable_baseline()->set_outbound_person_count(4);
  request.mutable_baseline()->set_source("抽样调查 2017 年二季度");
  const auto taken = [&](const char* name) {
    request.mutable_baseline()->set_name(name);
    return role_.Call(kCity, &Stub::UpdateBaseline, request).ok();
  };
  EXPECT_TRUE(taken("divisions/520222/baselines/2017-04"));
  EXPECT_TRUE(taken("divisions/520281/baselines/2017-04"));
  EXPECT_FALSE(taken("divisions/520281/baselines/2017-03"));
  EXPECT_FALSE(taken("divisions/520222/baselines/2017-05"));
}

TEST_F(PublicationTest, BaselinesStandBesideTheFigures) {
  v1::UpdateBaselineRequest request;
  request.mutable_baseline()->set_name("divisions/520281/baselines/2026-03");
  request.mutable_baseline()->set_outbound_person_count(4);
  request.mutable_baseline()->set_source("抽样调查 2026 年一季度");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto set, role_.Call(kCity, &Stub::UpdateBaseline, request));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto same, role_.Call(kCity, &Stub::UpdateBaseline, request));
  EXPECT_EQ(same.etag(), set.etag());
  request.mutable_baseline()->set_etag("\"999\"");
  EXPECT_THAT(role_.Call(kCity, &Stub::UpdateBaseline, request),
              StatusIs(absl::StatusCode::kAborted))
      << "also where nothing would change";
  request.mutable_baseline()->clear_etag();
  const auto ratio = Get(kMonitor, Ratio());
  ASSERT_OK(ratio);
  EXPECT_EQ(ratio->baseline().outbound_person_count(), 4);
  EXPECT_EQ(ratio->register_coverage_permille(), 750);
  // A later month's does not stand beside an earlier day.
  v1::GetOutboundRatioRequest february = Ratio();
  february.set_name("divisions/520281/outboundRatios/2026-02-28");
  const auto before = Get(kMonitor, february);
  ASSERT_OK(before);
  EXPECT_FALSE(before->has_baseline());
  request.mutable_baseline()->set_etag("\"999\"");
  request.mutable_baseline()->set_outbound_person_count(5);
  EXPECT_THAT(role_.Call(kCity, &Stub::UpdateBaseline, request),
              StatusIs(absl::StatusCode::kAborted));
  // A survey of nobody would only take the coverage out of sight.
  request.mutable_baseline()->clear_etag();
  request.mutable_baseline()->set_outbound_person_count(0);
  EXPECT_THAT(role_.Call(kCity, &Stub::UpdateBaseline, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("outbound_person_count")));
  const auto after = Get(kMonitor, Ratio());
  ASSERT_OK(after);
  EXPECT_EQ(after->register_coverage_permille(), 750);
  request.mutable_baseline()->set_outbound_person_count(5);
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::UpdateBaseline, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  v1::ListBaselinesRequest list;
  list.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto listed, role_.Call(kMonitor, &Stub::ListBaselines, list));
  ASSERT_THAT(listed.baselines(), SizeIs(1));
  EXPECT_EQ(listed.baselines(0).name(), "divisions/520281/baselines/2026-03");
}

// A county that writes over the survey's number lifts how much of it the register covers: what was
// said before stays, with who said it, and whoever looks is told.
TEST_F(PublicationTest, ABaselineThatIsChangedKeepsWhatItSaidAndIsASignal) {
  v1::UpdateBaselineRequest request;
  request.mutable_baseline()->set_name("divisions/520281/baselines/2026-03");
  request.mutable_baseline()->set_source("抽样调查 2026 年一季度");
  const auto set = [&](const std::string& principal, int persons) {
    request.mutable_baseline()->set_outbound_person_count(persons);
    return role_.Call(principal, &Stub::UpdateBaseline, request);
  };
  const auto revised = [&](const std::string& principal) {
    v1::ListSignalsRequest list;
    list.set_parent("divisions/520281");
    const auto signals = role_.Call(principal, &Stub::ListSignals, list);
    EXPECT_OK(signals);
    std::vector<v1::Signal> found;
    if (!signals.ok()) return found;
    for (const v1::Signal& signal : signals->signals()) {
      if (signal.kind() == v1::Signal::BASELINE_REVISED) found.push_back(signal);
    }
    return found;
  };
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, set(kCity, 5000));
  EXPECT_EQ(first.recorded_by(), kCity);
  EXPECT_THAT(first.past_versions(), IsEmpty());
  EXPECT_THAT(revised(kMonitor), IsEmpty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, set(kPanzhou, 4000));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto third, set(kPanzhou, 3000));
  EXPECT_EQ(third.outbound_person_count(), 3000);
  ASSERT_THAT(third.past_versions(), SizeIs(2));
  EXPECT_EQ(third.past_versions(0).outbound_person_count(), 5000);
  EXPECT_EQ(third.past_versions(0).recorded_by(), kCity);
  EXPECT_EQ(third.past_versions(0).source(), "抽样调查 2026 年一季度");
  EXPECT_TRUE(third.past_versions(0).has_record_time());
  EXPECT_EQ(third.past_versions(1).outbound_person_count(), 4000);
  EXPECT_EQ(third.past_versions(1).recorded_by(), kPanzhou);
  // What a caller says of the past is not listened to.
  request.mutable_baseline()->add_past_versions()->set_outbound_person_count(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto same, set(kPanzhou, 3000));
  EXPECT_EQ(same.SerializeAsString(), third.SerializeAsString());
  // Both are of noon.
  SendWorkers({}, At(12, 30));
  SendOutcomes({}, At(12, 30));
  WaitUntilComplete(At(12, 30));
  const auto told = revised(kMonitor);
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].division_code(), "520281");
  EXPECT_EQ(told[0].measured_count(), 3000);
  EXPECT_EQ(told[0].compared_count(), 5000);
  EXPECT_EQ(told[0].date().month(), 3);
  EXPECT_EQ(told[0].date().day(), 31);
  EXPECT_THAT(told[0].recorded_by(), ElementsAre(kPanzhou));
  EXPECT_THAT(told[0].reason(), HasSubstr("最初5000人，现在3000人"));
}

TEST_F(PublicationTest, ABaselineIsNotChangedWithoutEnd) {
  v1::UpdateBaselineRequest request;
  request.mutable_baseline()->set_name("divisions/520281/baselines/2026-03");
  request.mutable_baseline()->set_source("抽样调查");
  for (int persons = 1; persons <= 101; ++persons) {
    request.mutable_baseline()->set_outbound_person_count(persons);
    ASSERT_OK(role_.Call(kPanzhou, &Stub::UpdateBaseline, request));
  }
  request.mutable_baseline()->set_outbound_person_count(500);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::UpdateBaseline, request),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(PublicationTest, PeriodsByMonthAndOfChildren) {
  v1::ListOutboundPeriodsRequest request;
  request.set_parent("divisions/520281");
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 2, 15));
  request.set_step(v1::ListOutboundPeriodsRequest::QUARTER);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list,
                             role_.Call(kMonitor, &Stub::ListOutboundPeriods, request));
  ASSERT_THAT(list.periods(), SizeIs(2));
  EXPECT_EQ(list.periods(0).end_date().month(), 3);
  EXPECT_EQ(list.periods(0).outbound_person_day_count(), 3 * 31);  // since 1 March
  EXPECT_EQ(list.periods(0).organized_person_day_count(), 31);
  EXPECT_EQ(list.periods(0).person_day_ratio_permille(), 333);
  EXPECT_EQ(list.periods(0).new_spell_count(), 3);
  EXPECT_EQ(list.periods(0).self_arranged_wage_count(), 1);
  EXPECT_FALSE(list.periods(0).has_self_arranged_median_wage_cny_per_month());
  EXPECT_EQ(list.periods(1).start_date().month(), 4);
  EXPECT_EQ(list.periods(1).outbound_person_day_count(), 3 * 91);
  request.set_parent("divisions/520200");
  request.set_step(v1::ListOutboundPeriodsRequest::WHOLE);
  request.set_children(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto children,
                             role_.Call(kMonitor, &Stub::ListOutboundPeriods, request));
  int spells = 0;
  for (const auto& period : children.periods()) spells += period.new_spell_count();
  EXPECT_GT(children.periods_size(), 3);
  EXPECT_EQ(spells, 3);
}

// Offices of a county within a municipality are the municipality's.
TEST(PartnerOffices, AreThoseWhoseDivisionLiesInTheDestination) {
  const std::vector<std::string> offices = {"442000", "442000100", "310115", "429004"};
  EXPECT_EQ(CountOffices(offices, "442000"), 2);
  EXPECT_EQ(CountOffices(offices, "310000"), 1);
  EXPECT_EQ(CountOffices(offices, "429004"), 1);
  EXPECT_EQ(CountOffices(offices, "440100"), 0);
  EXPECT_EQ(CountOffices(offices, "SG"), 0);
}

TEST_F(PublicationTest, AUsedRequestIdWithOtherContentIsRefused) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication, Publish());
  auto strict = Create();
  strict.mutable_policy()->set_strictness(v1::RatioPolicy::STRICT);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreatePublication, strict),
              StatusIs(absl::StatusCode::kAlreadyExists));
  auto remarked = Create();
  remarked.set_comment("第二稿");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreatePublication, remarked),
              StatusIs(absl::StatusCode::kAlreadyExists));
  v1::AdvancePublicationRequest submit;
  submit.set_name(publication.name());
  submit.set_state(v1::Publication::SUBMITTED);
  submit.set_request_id("123e4567-e89b-12d3-a456-426614174009");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::AdvancePublication, submit));
  EXPECT_OK(role_.Call(kPanzhou, &Stub::AdvancePublication, submit)) << "a retry";
  submit.set_comment("补充说明");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::AdvancePublication, submit),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

}  // namespace
}  // namespace laowu::monitoring
