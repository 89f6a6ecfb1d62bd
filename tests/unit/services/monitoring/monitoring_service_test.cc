// The methods of the monitoring role over a server in this process: figures in every policy,
// boundary and carry, series, breakdowns with their names, scope, bad requests, pages.

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "feed_fixture.h"
#include "services/runtime/errors.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kTown[] = "520281001";
constexpr char kOtherTown[] = "520281002";

// Away on 30 June: "organised" with the office's word, "claimed" by a channel that counts and
// nobody vouches for, "self" (in Shanghai), "unknown" (of the other township, in another city of
// the province); "own" is self-employed; "near" works in the other township of the county.
class MonitoringServiceTest : public FeedFixture {
 protected:
  MonitoringServiceTest() {
    std::vector<v1::WorkerFact> facts;
    for (const char* worker : {"organised", "claimed", "self", "own", "near"}) {
      facts.push_back(Profile(worker, kTown, At(8)));
    }
    facts.push_back(Profile("unknown", kOtherTown, At(8)));
    facts[2].mutable_values()->add_policy_groups(v1::POLICY_GROUP_RELOCATED);
    SendWorkers(facts, At(11));
    SendOrganizer("organizers/o", "盘州就业服务中心", At(9));
    std::vector<v1::Outcome> outcomes = {Arrival("organised", v1::CHANNEL_PUBLIC_SERVICE, At(9)),
                                         Arrival("claimed", v1::CHANNEL_TRAINING, At(9)),
                                         Arrival("self", v1::CHANNEL_SELF, At(9)),
                                         Arrival("unknown", v1::CHANNEL_UNKNOWN, At(9)),
                                         Arrival("own", v1::CHANNEL_SELF, At(9)),
                                         Arrival("near", v1::CHANNEL_SELF, At(9))};
    auto* proof = outcomes[0].add_attestations();
    proof->set_name(outcomes[0].name() + "/attestations/a");
    proof->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
    proof->set_grade(v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
    *proof->mutable_record_time() = runtime::ToTimestamp(At(9));
    outcomes[0].set_organizer("organizers/o");
    outcomes[2].set_workplace_division_code("310115");
    outcomes[3].set_workplace_division_code("520100");
    outcomes[4].set_self_employed(true);
    outcomes[5].set_workplace_division_code(kOtherTown);
    outcomes.push_back(ChangedAlone());
    SendOutcomes(outcomes, At(11));
    WaitUntilComplete(At(11));
  }

  // "organised" has changed the job alone since 20 June.
  v1::Outcome ChangedAlone() {
    v1::Outcome outcome = Arrival("organised", v1::CHANNEL_SELF, At(10));
    outcome.set_name("outcomes/change");
    outcome.set_type(v1::Outcome::JOB_CHANGED);
    *outcome.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 20));
    return outcome;
  }

  static v1::ListOutboundRatiosRequest List(const std::string& division = "520281") {
    v1::ListOutboundRatiosRequest request;
    request.set_parent("divisions/" + division);
    return request;
  }
  absl::StatusOr<v1::ListOutboundRatiosResponse> Call(
      const std::string& principal, const v1::ListOutboundRatiosRequest& request) {
    return role_.Call(principal, &Stub::ListOutboundRatios, request);
  }
  absl::StatusOr<v1::ExplainOutboundRatioResponse> Call(
      const std::string& principal, const v1::ExplainOutboundRatioRequest& request) {
    return role_.Call(principal, &Stub::ExplainOutboundRatio, request);
  }
  static v1::ExplainOutboundRatioRequest Explain() {
    v1::ExplainOutboundRatioRequest request;
    request.set_name(Ratio().name());
    return request;
  }
};

// D, O, U, C.
std::vector<int> Counts(const v1::OutboundRatio& ratio) {
  return {ratio.outbound_person_count(), ratio.organized_person_count(),
          ratio.unknown_channel_person_count(), ratio.unproven_person_count()};
}

TEST_F(MonitoringServiceTest, EachPolicyBoundaryAndCarry) {
  const struct {
    v1::RatioPolicy::Strictness strictness;
    v1::RatioPolicy::Boundary boundary;
    v1::RatioPolicy::Carry carry;
    std::vector<int> counts;
  } kCases[] = {
      {v1::RatioPolicy::BROAD, v1::RatioPolicy::COUNTY, v1::RatioPolicy::SPELL, {4, 1, 1, 1}},
      {v1::RatioPolicy::BROAD, v1::RatioPolicy::COUNTY, v1::RatioPolicy::JOB, {4, 0, 1, 1}},
      {v1::RatioPolicy::AS_REPORTED, v1::RatioPolicy::COUNTY, v1::RatioPolicy::SPELL, {4, 2, 1, 0}},
      {v1::RatioPolicy::AS_REPORTED, v1::RatioPolicy::COUNTY, v1::RatioPolicy::JOB, {4, 1, 1, 0}},
      {v1::RatioPolicy::STRICT, v1::RatioPolicy::COUNTY, v1::RatioPolicy::SPELL, {4, 1, 1, 1}},
      {v1::RatioPolicy::BROAD, v1::RatioPolicy::TOWNSHIP, v1::RatioPolicy::SPELL, {5, 1, 1, 1}},
      {v1::RatioPolicy::BROAD, v1::RatioPolicy::PROVINCE, v1::RatioPolicy::SPELL, {3, 1, 0, 1}},
  };
  for (const auto& c : kCases) {
    v1::GetOutboundRatioRequest request = Ratio();
    request.mutable_policy()->set_strictness(c.strictness);
    request.mutable_policy()->set_boundary(c.boundary);
    request.mutable_policy()->set_carry(c.carry);
    const auto ratio = Get(kPanzhou, request);
    ASSERT_OK(ratio);
    EXPECT_EQ(Counts(*ratio), c.counts) << request.policy().ShortDebugString();
    EXPECT_EQ(ratio->policy().strictness(), c.strictness);
    EXPECT_EQ(ratio->policy().boundary(), c.boundary);
    EXPECT_EQ(ratio->policy().carry(), c.carry);
    EXPECT_NE(ratio->policy().version(), "");
    EXPECT_EQ(ratio->self_employed_person_count(), 1);
  }
}

TEST_F(MonitoringServiceTest, DefaultsAreFilledInAndNamed) {
  const auto ratio = Get(kPanzhou, Ratio());
  ASSERT_OK(ratio);
  EXPECT_EQ(ratio->policy().strictness(), v1::RatioPolicy::BROAD);
  EXPECT_EQ(ratio->policy().boundary(), v1::RatioPolicy::COUNTY);
  EXPECT_EQ(ratio->policy().carry(), v1::RatioPolicy::SPELL);
  EXPECT_EQ(ratio->division_display_name(), "盘州市");
  EXPECT_EQ(ratio->name(), Ratio().name());
  EXPECT_EQ(ratio->status(), v1::OutboundRatio::PROVISIONAL);
  EXPECT_EQ(ratio->missing_channel_count(), 1);
  EXPECT_FALSE(ratio->has_part());
}

// A city has one name, in the answer and in what is made of it, however it is asked for.
TEST_F(MonitoringServiceTest, ACodeOfFourDigitsIsTheCityOfSix) {
  v1::GetOutboundRatioRequest request;
  request.set_name("divisions/5202/outboundRatios/2026-06-30");
  const auto ratio = Get(kCity, request);
  ASSERT_OK(ratio);
  EXPECT_EQ(ratio->name(), "divisions/520200/outboundRatios/2026-06-30");
  EXPECT_EQ(ratio->division_display_name(), "六盘水市");
  EXPECT_OK(Call(kCity, [] {
    auto list = List("5202");
    list.set_children(true);
    return list;
  }()));
  const auto wider = Get(kPanzhou, request);
  EXPECT_THAT(wider, StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr("all of division")));
}

// A sequence below nothing is no question, as it is none to the matcher.
TEST_F(MonitoringServiceTest, ANegativeSequenceToWaitForIsRefusedByEveryMethod) {
  const auto refused = [](const absl::Status& status) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                                 HasSubstr("at_least.worker_sequence")));
  };
  v1::GetOutboundRatioRequest get = Ratio();
  get.mutable_at_least()->set_worker_sequence(-1);
  refused(Get(kPanzhou, get).status());
  v1::ListOutboundRatiosRequest list = List();
  list.set_children(true);
  *list.mutable_at_least() = get.at_least();
  refused(Call(kPanzhou, list).status());
  v1::ExplainOutboundRatioRequest explain;
  explain.set_name(get.name());
  *explain.mutable_at_least() = get.at_least();
  refused(Call(kPanzhou, explain).status());
  v1::ListOutboundPeriodsRequest periods;
  periods.set_parent("divisions/520281");
  *periods.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  *periods.mutable_at_least() = get.at_least();
  refused(role_.Call(kPanzhou, &Stub::ListOutboundPeriods, periods).status());
  v1::ListWorklistRequest worklist;
  worklist.set_parent("divisions/520281");
  *worklist.mutable_at_least() = get.at_least();
  refused(role_.Call(kPanzhou, &Stub::ListWorklist, worklist).status());
  v1::ListSignalsRequest signals;
  signals.set_parent("divisions/520281");
  *signals.mutable_at_least() = get.at_least();
  refused(role_.Call(kPanzhou, &Stub::ListSignals, signals).status());
  v1::CreatePublicationRequest publish;
  publish.set_outbound_ratio(get.name());
  *publish.mutable_at_least() = get.at_least();
  refused(role_.Call(kPanzhou, &Stub::CreatePublication, publish).status());
}

TEST_F(MonitoringServiceTest, AVisitThatWillLapseIsCounted) {
  v1::Outcome visit = Arrival("self", v1::CHANNEL_UNSPECIFIED, At(10));
  visit.set_name("outcomes/visit");
  visit.set_type(v1::Outcome::HOME_VISIT);
  *visit.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 1));
  SendOutcomes({visit}, At(11, 30));
  SendWorkers({}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  const auto ratio = Get(kPanzhou, Ratio());
  ASSERT_OK(ratio);
  EXPECT_EQ(ratio->lapsing_visit_person_count(), 1);
}

// The same (division, day, known-at, policy) gives the same figure whatever came in between.
TEST_F(MonitoringServiceTest, TheSameKnownAtGivesTheSameForever) {
  v1::GetOutboundRatioRequest request = Ratio();
  *request.mutable_known_at() = runtime::ToTimestamp(At(11));
  const auto before = Get(kPanzhou, request);
  ASSERT_OK(before);
  v1::Outcome returned = Arrival("self", v1::CHANNEL_UNSPECIFIED, At(11, 10));
  returned.set_name("outcomes/return");
  returned.set_type(v1::Outcome::RETURNED);
  SendOutcomes({returned}, At(11, 30));
  SendWorkers({}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  const auto after = Get(kPanzhou, request);
  ASSERT_OK(after);
  EXPECT_EQ(Counts(*after), Counts(*before));
  const auto now = Get(kPanzhou, Ratio());
  ASSERT_OK(now);
  EXPECT_EQ(now->outbound_person_count(), before->outbound_person_count() - 1);
}

TEST_F(MonitoringServiceTest, ASeriesOfDaysAndOfMonths) {
  v1::ListOutboundRatiosRequest request = List();
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 2, 27));
  *request.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 3, 2));
  request.set_step(v1::ListOutboundRatiosRequest::DAY);
  const auto days = Call(kPanzhou, request);
  ASSERT_OK(days);
  std::vector<int> away;
  for (const auto& ratio : days->outbound_ratios()) away.push_back(ratio.outbound_person_count());
  EXPECT_THAT(away, ElementsAre(0, 0, 4, 4));  // 27 and 28 February, 1 and 2 March
  request.set_step(v1::ListOutboundRatiosRequest::MONTH);
  *request.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 4, 15));
  const auto months = Call(kPanzhou, request);
  ASSERT_OK(months);
  std::vector<std::string> names;
  for (const auto& ratio : months->outbound_ratios()) {
    names.push_back(ratio.name().substr(ratio.name().rfind('/') + 1));
  }
  EXPECT_THAT(names, ElementsAre("2026-02-28", "2026-03-31", "2026-04-15"));
}

TEST_F(MonitoringServiceTest, ChildrenIncludeThoseWithoutAnybody) {
  v1::ListOutboundRatiosRequest request = List();
  request.set_children(true);
  const auto children = Call(kPanzhou, request);
  ASSERT_OK(children);
  int away = 0;
  for (const auto& ratio : children->outbound_ratios()) away += ratio.outbound_person_count();
  EXPECT_EQ(away, 4);
  EXPECT_GT(children->outbound_ratios_size(), 2);
}

// Part by part: the key, the name people read, D.
std::vector<std::tuple<std::string, std::string, int>> PartsOf(
    const v1::ListOutboundRatiosResponse& response) {
  std::vector<std::tuple<std::string, std::string, int>> parts;
  for (const auto& ratio : response.outbound_ratios()) {
    parts.emplace_back(ratio.part().key(), ratio.part().display_name(),
                       ratio.outbound_person_count());
  }
  return parts;
}

TEST_F(MonitoringServiceTest, BreakdownsHaveKeysAndChineseNames) {
  using Part = std::tuple<std::string, std::string, int>;
  const std::map<v1::OutboundBreakdown, std::vector<Part>> kExpected = {
      {v1::OUTBOUND_BREAKDOWN_TOWNSHIP,
       {{"520281001",
         std::string(
             reference::Divisions::Get().Find("520281001", absl::CivilDay(2026, 6, 30))->name),
         3},
        {"520281002",
         std::string(
             reference::Divisions::Get().Find("520281002", absl::CivilDay(2026, 6, 30))->name),
         1}}},
      {v1::OUTBOUND_BREAKDOWN_DESTINATION,
       {{"442000", "中山市", 2}, {"310000", "上海市", 1}, {"520100", "贵阳市", 1}}},
      {v1::OUTBOUND_BREAKDOWN_CHANNEL,
       {{"CHANNEL_SELF", "自行外出", 2},
        {"CHANNEL_TRAINING", "培训机构", 1},
        {"CHANNEL_UNKNOWN", "渠道不明", 1}}},
      {v1::OUTBOUND_BREAKDOWN_POLICY_GROUP,
       {{"", "不属于任何政策群体", 3}, {"POLICY_GROUP_RELOCATED", "易地搬迁群众", 1}}},
  };
  for (const auto& [breakdown, expected] : kExpected) {
    v1::ListOutboundRatiosRequest request = List();
    request.set_breakdown(breakdown);
    const auto response = Call(kPanzhou, request);
    ASSERT_OK(response);
    EXPECT_EQ(PartsOf(*response), expected) << v1::OutboundBreakdown_Name(breakdown);
  }
}

TEST_F(MonitoringServiceTest, AnOrganizerIsNamed) {
  v1::ListOutboundRatiosRequest request = List();
  request.set_breakdown(v1::OUTBOUND_BREAKDOWN_ORGANIZER);
  *request.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 6, 19));  // before the change
  const auto response = Call(kPanzhou, request);
  ASSERT_OK(response);
  EXPECT_THAT(PartsOf(*response), ElementsAre(std::tuple("", "无组织单位", 3),
                                              std::tuple("organizers/o", "盘州就业服务中心", 1)));
}

// In every policy the parts of a breakdown add up to the whole, the memo item included.
TEST_F(MonitoringServiceTest, PartsAddUpToTheWhole) {
  for (int strictness = 1; strictness <= 3; ++strictness) {
    for (int breakdown = 1; breakdown <= 6; ++breakdown) {
      v1::ListOutboundRatiosRequest request = List();
      request.set_breakdown(static_cast<v1::OutboundBreakdown>(breakdown));
      request.mutable_policy()->set_strictness(
          static_cast<v1::RatioPolicy::Strictness>(strictness));
      v1::GetOutboundRatioRequest whole = Ratio();
      *whole.mutable_policy() = request.policy();
      const auto expected = Get(kPanzhou, whole);
      const auto response = Call(kPanzhou, request);
      ASSERT_OK(expected);
      ASSERT_OK(response);
      std::vector<int> sum = {0, 0, 0, 0};
      int own_account = 0;
      for (const auto& part : response->outbound_ratios()) {
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += Counts(part)[i];
        own_account += part.self_employed_person_count();
        EXPECT_EQ(part.part().breakdown(), breakdown);
      }
      EXPECT_EQ(sum, Counts(*expected)) << strictness << " " << breakdown;
      EXPECT_EQ(own_account, expected->self_employed_person_count());
    }
  }
}

TEST_F(MonitoringServiceTest, ScopeIsCheckedBeforeAnythingIsTold) {
  EXPECT_THAT(Get(kLiuzhi, Ratio()), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Get(kPanzhou, Ratio("520200")), StatusIs(absl::StatusCode::kPermissionDenied));
  // The tables of divisions are public: what is none is told to everybody.
  EXPECT_THAT(Get(kLiuzhi, Ratio("520281999")), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Get(kOffice, Ratio()), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Get("", Ratio()), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_OK(Get(kMonitor, Ratio()));
  EXPECT_OK(Get(kMonitor, Ratio("520200")));
  v1::ListOutboundRatiosRequest list = List();
  list.set_breakdown(v1::OUTBOUND_BREAKDOWN_DESTINATION);
  EXPECT_THAT(Call(kLiuzhi, list), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Call(kLiuzhi, Explain()), StatusIs(absl::StatusCode::kPermissionDenied));
  // Persons are not the monitor's business.
  EXPECT_THAT(Call(kMonitor, Explain()), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(MonitoringServiceTest, BadRatioRequests) {
  const struct {
    const char* what;
    std::function<void(v1::GetOutboundRatioRequest&)> spoil;
    const char* told;
  } kCases[] = {
      {"no name", [](auto& r) { r.clear_name(); }, "name"},
      {"no date", [](auto& r) { r.set_name("divisions/520281/outboundRatios/june"); }, "name"},
      {"a day that is none",
       [](auto& r) { r.set_name("divisions/520281/outboundRatios/2026-02-30"); }, "name"},
      {"a day to come", [](auto& r) { r.set_name("divisions/520281/outboundRatios/2026-07-01"); },
       "future"},
      {"a policy that is none", [](auto& r) { r.mutable_policy()->set_version("2019-9"); },
       "policy.version"},
      {"a number that is no strictness",
       [](auto& r) {
         r.mutable_policy()->set_strictness(static_cast<v1::RatioPolicy::Strictness>(9));
       },
       "policy.strictness"},
      {"a number that is no boundary",
       [](auto& r) { r.mutable_policy()->set_boundary(static_cast<v1::RatioPolicy::Boundary>(9)); },
       "policy.boundary"},
      {"a number that is no carry",
       [](auto& r) { r.mutable_policy()->set_carry(static_cast<v1::RatioPolicy::Carry>(9)); },
       "policy.carry"},
  };
  for (const auto& c : kCases) {
    v1::GetOutboundRatioRequest request = Ratio();
    c.spoil(request);
    EXPECT_THAT(Get(kPanzhou, request),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.told)))
        << c.what;
  }
}

TEST_F(MonitoringServiceTest, ADeadDivisionIsToldWhatItBecame) {
  v1::GetOutboundRatioRequest request;
  request.set_name("divisions/520222/outboundRatios/2026-06-30");
  EXPECT_THAT(Get(kMonitor, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("520281")));
}

TEST_F(MonitoringServiceTest, BadListRequests) {
  const struct {
    const char* what;
    std::function<void(v1::ListOutboundRatiosRequest&)> spoil;
    const char* told;
  } kCases[] = {
      {"no parent", [](auto& r) { r.clear_parent(); }, "parent"},
      {"a series without a start", [](auto& r) { r.clear_start_date(); }, "start_date"},
      {"start after end",
       [](auto& r) { *r.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 6, 30)); },
       "start_date"},
      {"an end to come",
       [](auto& r) { *r.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 7, 1)); },
       "end_date"},
      {"too many days",
       [](auto& r) { *r.mutable_start_date() = runtime::ToDate(absl::CivilDay(2024, 6, 1)); },
       "400"},
      {"children and a breakdown",
       [](auto& r) {
         r.set_children(true);
         r.set_breakdown(v1::OUTBOUND_BREAKDOWN_CHANNEL);
       },
       "breakdown"},
      {"a number that is no breakdown",
       [](auto& r) { r.set_breakdown(static_cast<v1::OutboundBreakdown>(99)); }, "breakdown"},
      {"a number that is no step",
       [](auto& r) { r.set_step(static_cast<v1::ListOutboundRatiosRequest::Step>(9)); }, "step"},
  };
  for (const auto& c : kCases) {
    v1::ListOutboundRatiosRequest request = List();
    *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 6, 1));
    *request.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 6, 29));
    c.spoil(request);
    EXPECT_THAT(Call(kPanzhou, request),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.told)))
        << c.what;
  }
}

// All pages are of the moment of the first, whatever comes in between.
TEST_F(MonitoringServiceTest, PagesAreOfOneMoment) {
  v1::ExplainOutboundRatioRequest request = Explain();
  request.set_page_size(3);
  const auto first = Call(kPanzhou, request);
  ASSERT_OK(first);
  EXPECT_THAT(first->persons(), SizeIs(3));
  SendOutcomes({Arrival("late", v1::CHANNEL_SELF, At(11, 10))}, At(11, 30));
  SendWorkers({Profile("late", kTown, At(11, 10))}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  request.set_page_token(first->next_page_token());
  const auto second = Call(kPanzhou, request);
  ASSERT_OK(second);
  ASSERT_THAT(second->persons(), SizeIs(1));
  EXPECT_EQ(second->persons(0).worker(), "workers/unknown");
  EXPECT_THAT(second->next_page_token(), IsEmpty());
  EXPECT_EQ(Counts(second->outbound_ratio()), Counts(first->outbound_ratio()));
  request.mutable_policy()->set_strictness(v1::RatioPolicy::STRICT);
  EXPECT_THAT(Call(kPanzhou, request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_page_token("not a token");
  EXPECT_THAT(Call(kPanzhou, request), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(MonitoringServiceTest, OneWorkerIsExplained) {
  v1::ExplainOutboundRatioRequest request = Explain();
  request.set_worker("workers/claimed");
  const auto response = Call(kPanzhou, request);
  ASSERT_OK(response);
  ASSERT_THAT(response->persons(), SizeIs(1));
  EXPECT_EQ(response->persons(0).standing(), v1::ExplainedPerson::UNPROVEN);
  EXPECT_EQ(response->persons(0).outcome(), "outcomes/arrival-claimed");
  EXPECT_EQ(response->persons(0).missing(), v1::ExplainedPerson::MISSING_EVIDENCE);
  EXPECT_THAT(response->persons(0).missing_text(), HasSubstr("佐证0级，一般口径须2级"));
  request.set_worker("workers/nobody");
  EXPECT_THAT(Call(kPanzhou, request), StatusIs(absl::StatusCode::kNotFound));
}

// By the arrival, with its organiser and who vouched, though the job was changed alone since.
TEST_F(MonitoringServiceTest, WhatAStandingRestsOnIsTold) {
  v1::ExplainOutboundRatioRequest request = Explain();
  request.set_worker("workers/organised");
  const auto response = Call(kPanzhou, request);
  ASSERT_OK(response);
  const auto& person = response->persons(0);
  EXPECT_EQ(person.standing(), v1::ExplainedPerson::ORGANIZED);
  EXPECT_THAT(person.outcomes(), ElementsAre("outcomes/arrival-organised", "outcomes/change"));
  ASSERT_THAT(person.attestations(), SizeIs(1));
  EXPECT_EQ(person.attestations(0).name(), "outcomes/arrival-organised/attestations/a");
  EXPECT_EQ(person.attestations(0).kind(), v1::Attestation::OFFICE_CONFIRMATION);
  EXPECT_EQ(person.attestations(0).grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  EXPECT_EQ(person.organizer(), "organizers/o");
  EXPECT_EQ(person.organizer_display_name(), "盘州就业服务中心");
  EXPECT_EQ(*runtime::ToCivilDay(person.job_start_date()), absl::CivilDay(2026, 6, 20));
  EXPECT_EQ(person.missing(), v1::ExplainedPerson::MISSING_UNSPECIFIED);
}

}  // namespace
}  // namespace laowu::monitoring
