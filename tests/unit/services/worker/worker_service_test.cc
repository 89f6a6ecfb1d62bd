// Reading workers by view and scope, recording facts, watching (worker_service.proto).

#include <map>
#include <random>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "reference/skills.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);
constexpr absl::CivilDay kToday(2026, 6, 30);
constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";

class WorkerServiceTest : public WorkerFixture {};

TEST_F(WorkerServiceTest, BasicViewHasNoPersonalDetailsAndLeavesNoAudit) {
  const std::string name = Create(kPanzhou, Row());
  const size_t audits = Audits().size();
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker, Get(kPanzhou, name));
  EXPECT_FALSE(worker.has_personal_details());
  EXPECT_EQ(worker.name(), name);
  EXPECT_NE(worker.etag(), "");
  EXPECT_THAT(Audits(), SizeIs(audits));
}

TEST_F(WorkerServiceTest, FullViewIsMaskedAndAudited) {
  const std::string name = Create(kPanzhou, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker,
                             Get(kPanzhou, name, v1::WORKER_VIEW_FULL, "arrange the trip"));
  EXPECT_EQ(worker.personal_details().display_name(), Row().personal_details().display_name());
  EXPECT_EQ(worker.personal_details().phone_number(), "13800001234");
  EXPECT_EQ(worker.personal_details().identity_number(), "529999************");
  const auto audit = Audits().back();
  EXPECT_EQ(audit.principal(), kPanzhou);
  EXPECT_EQ(audit.method(), "laowu.v1.WorkerService/GetWorker");
  EXPECT_EQ(audit.purpose(), "arrange the trip");
  EXPECT_THAT(audit.resources(), ElementsAre(name));
  EXPECT_THAT(audit.fields(), ElementsAre("display_name", "phone_number", "identity_number"));
}

// Lists that others judge from bear the first character of a name, and nothing else of a person.
TEST_F(WorkerServiceTest, TheMaskedViewHasTheFirstCharacterOfTheNameAlone) {
  const std::string name = Create(kPanzhou, Row());
  const auto audits = Audits().size();
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker, Get(kPanzhou, name, v1::WORKER_VIEW_MASKED));
  const std::string first = Row().personal_details().display_name().substr(0, 3);
  EXPECT_EQ(worker.personal_details().display_name(), first + "**");
  EXPECT_EQ(worker.personal_details().phone_number(), "");
  EXPECT_EQ(worker.personal_details().identity_number(), "");
  EXPECT_THAT(Audits(), SizeIs(audits));
  EXPECT_THAT(Get(kLiuzhi, name, v1::WORKER_VIEW_MASKED),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(WorkerServiceTest, FullViewNeedsAPurpose) {
  const std::string name = Create(kPanzhou, Row());
  EXPECT_THAT(Get(kPanzhou, name, v1::WORKER_VIEW_FULL),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("purpose")));
}

// No audit record, no answer.
TEST_F(WorkerServiceTest, DetailsAreNotGivenIfTheAuditRecordCannotBeWritten) {
  const std::string name = Create(kPanzhou, Row());
  v1::GetWorkerRequest request;
  request.set_name(name);
  request.set_view(v1::WORKER_VIEW_FULL);
  request.set_purpose("call");
  store_->fail_commits = absl::UnavailableError("refuses writes");
  const auto answer = role_.Call(kPanzhou, &Stub::GetWorker, request);
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(WorkerServiceTest, AnotherCountyAndAnOfficeSeeNothing) {
  const std::string name = Create(kPanzhou, Row());
  EXPECT_THAT(Get(kLiuzhi, name), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Get(kLiuzhi, name, v1::WORKER_VIEW_FULL, "curious"),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Get("office", name), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Get("", name), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_OK(Get(kCity, name));
}

// Whether there is a worker is not told to who may not see them: the same answer, word for word.
TEST_F(WorkerServiceTest, AForeignWorkerAndNoneAtAllGetTheSameAnswer) {
  const std::string name = Create(kPanzhou, Row());
  const auto foreign = Get(kLiuzhi, name).status();
  const auto nobody = Get(kLiuzhi, "workers/nobody").status();
  EXPECT_THAT(foreign, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(absl::StrReplaceAll(foreign.ToString(), {{name, "workers/nobody"}}), nobody.ToString());
}

TEST_F(WorkerServiceTest, NamesAreChecked) {
  EXPECT_THAT(Get(kPanzhou, "workers/UPPER"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Get(kPanzhou, ""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Get(kAdministrator, "workers/nobody"), StatusIs(absl::StatusCode::kNotFound));
}

// An envelope moved to another record by somebody with a hand on the disk does not open.
TEST_F(WorkerServiceTest, DetailsMovedToAnotherRecordAreDataLoss) {
  Create(kPanzhou, Row(101));
  const std::string second = Create(kPanzhou, Row(103));
  const auto records = Records(Table::kPersonalDetails);
  ASSERT_THAT(records, SizeIs(2));
  storage::Batch batch;
  batch.Put(Table::kPersonalDetails, WorkerKey(WorkerId(second)),
            records[0].key == WorkerKey(WorkerId(second)) ? records[1].value : records[0].value);
  ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()));
  EXPECT_THAT(Get(kPanzhou, second, v1::WORKER_VIEW_FULL, "call"),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(WorkerServiceTest, BatchGetIsInTheOrderAskedAndAllOrNothing) {
  const std::string a = Create(kPanzhou, Row(101));
  const std::string b = Create(kPanzhou, Row(103));
  v1::BatchGetWorkersRequest request;
  request.add_names(b);
  request.add_names(a);
  request.set_view(v1::WORKER_VIEW_FULL);
  request.set_purpose("roster");
  const size_t audits = Audits().size();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call(kPanzhou, &Stub::BatchGetWorkers, request));
  ASSERT_EQ(response.workers_size(), 2);
  EXPECT_EQ(response.workers(0).name(), b);
  EXPECT_EQ(response.workers(1).name(), a);
  EXPECT_TRUE(response.workers(0).has_personal_details());
  ASSERT_THAT(Audits(), SizeIs(audits + 1));
  EXPECT_THAT(Audits().back().resources(), ElementsAre(b, a));
  request.add_names("workers/nobody");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::BatchGetWorkers, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(role_.Call(kAdministrator, &Stub::BatchGetWorkers, request),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Audits(), SizeIs(audits + 1));
  for (int i = 0; i < 100; ++i) request.add_names(a);
  EXPECT_THAT(role_.Call(kAdministrator, &Stub::BatchGetWorkers, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("at most 100")));
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::BatchGetWorkers, v1::BatchGetWorkersRequest()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("names")));
}

TEST_F(WorkerServiceTest, ListGoesByDivisionInPagesWithinTheScope) {
  std::set<std::string> panzhou;
  for (int i = 0; i < 5; ++i) panzhou.insert(Create(kPanzhou, Row(101 + 2 * i)));
  v1::Worker row = Row(201);
  row.set_division_code(kYanjiao);
  Create(kLiuzhi, row);

  v1::ListWorkersRequest request;
  request.set_page_size(2);
  std::vector<std::string> seen;
  do {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto page, role_.Call(kPanzhou, &Stub::ListWorkers, request));
    EXPECT_LE(page.workers_size(), 2);
    for (const auto& worker : page.workers()) {
      EXPECT_FALSE(worker.has_personal_details());
      seen.push_back(worker.name());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(seen, SizeIs(5));
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), panzhou);

  request.set_division_code("5202");
  EXPECT_EQ(role_.Call(kCity, &Stub::ListWorkers, request)->workers_size(), 2);
  request.set_division_code("520200");  // the city by its whole code
  EXPECT_EQ(role_.Call(kCity, &Stub::ListWorkers, request)->workers_size(), 2);
  request.set_division_code("999999");
  for (const char* const caller : {kCity, kPanzhou}) {
    EXPECT_THAT(role_.Call(caller, &Stub::ListWorkers, request),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no division 999999")));
  }
  request.set_division_code(kYanjiao);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListWorkers, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  request.set_division_code("520281002");
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::ListWorkers, request)->workers_size(), 0);
}

// Who moves between two townships, or two counties of the city, comes once, before or behind the
// place where the list has got to; who leaves or comes meanwhile may come or not.
TEST_F(WorkerServiceTest, WhoMovesWhileAListIsReadComesOnce) {
  const std::vector<std::string> places = {"520281001", "520281002", "520281105", kYanjiao};
  std::mt19937 random(7);
  absl::CivilDay day(2018, 1, 1);  // each move later than the last
  const auto any = [&](size_t count) { return random() % count; };
  std::vector<std::string> names;
  std::map<std::string, std::string> place_of;
  for (int i = 0; i < 24; ++i) {
    v1::Worker row = Row(101 + 2 * i);
    row.set_division_code(places[any(places.size())]);
    names.push_back(Create(kAdministrator, row, day));
    place_of[names.back()] = row.division_code();
  }
  for (const std::string prefix : {"5202", "520281", "520281001"}) {
    for (const int page_size : {1, 3, 7, 50}) {
      const auto within = [&](const std::string& name) {
        return absl::StartsWith(place_of[name], prefix);
      };
      std::set<std::string> always;
      for (const auto& name : names) {
        if (within(name)) always.insert(name);
      }
      v1::ListWorkersRequest request;
      request.set_division_code(prefix);
      request.set_page_size(page_size);
      std::vector<std::string> seen;
      do {
        LAOWU_ASSERT_OK_AND_ASSIGN(const auto page,
                                   role_.Call(kAdministrator, &Stub::ListWorkers, request));
        EXPECT_LE(page.workers_size(), page_size);
        for (const auto& worker : page.workers()) seen.push_back(worker.name());
        request.set_page_token(page.next_page_token());
        for (int i = 0; i < 3; ++i) {
          const std::string& name = names[any(names.size())];
          const std::string& to = places[any(places.size())];
          if (to == place_of[name]) continue;
          ASSERT_OK(Record(kAdministrator, name, Moved(++day, to)));
          place_of[name] = to;
          if (!within(name)) always.erase(name);
        }
      } while (!request.page_token().empty());
      const std::set<std::string> distinct(seen.begin(), seen.end());
      EXPECT_EQ(distinct.size(), seen.size()) << prefix << ": somebody came twice";
      for (const std::string& name : always) {
        EXPECT_TRUE(distinct.contains(name)) << prefix << ": passed over " << name;
      }
    }
  }
}

TEST_F(WorkerServiceTest, AListByADeadCodeFindsWhoBearsItOrSaysWhatItBecame) {
  v1::ListWorkersRequest request;
  request.set_division_code("520222");
  for (const char* const caller : {kAdministrator, kPanzhou}) {
    EXPECT_THAT(role_.Call(caller, &Stub::ListWorkers, request),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("520281")));
  }
  v1::Worker row = Row();
  row.set_division_code("520222101");
  Create(kAdministrator, row, absl::CivilDay(2016, 5, 1));
  EXPECT_EQ(role_.Call(kAdministrator, &Stub::ListWorkers, request)->workers_size(), 1);
}

TEST_F(WorkerServiceTest, AFactChangesTheProfileAndTheIndexInTheSameBatch) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  store_->operation_counts.clear();
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::WorkerFact fact,
                             Record(kPanzhou, name, Moved(kJune, "520281002"), kRequestId));
  EXPECT_THAT(store_->operation_counts, SizeIs(1));
  EXPECT_EQ(fact.name(), absl::StrCat(name, "/facts/", kRequestId));
  EXPECT_EQ(fact.recorded_by(), kPanzhou);
  EXPECT_GT(fact.sequence(), 0);
  EXPECT_TRUE(fact.has_record_time());
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), "520281002");
  v1::ListWorkersRequest list;
  list.set_division_code("520281002");
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::ListWorkers, list)->workers_size(), 1);
  list.set_division_code(kYizi);
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::ListWorkers, list)->workers_size(), 0);
  EXPECT_THAT(Audits().back().resources(), ElementsAre(fact.name()));
}

TEST_F(WorkerServiceTest, ARetryMeetsItsOwnFactAndOtherContentIsRefused) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  const auto first = Record(kPanzhou, name, Moved(kJune, "520281002"), kRequestId);
  ASSERT_OK(first);
  const storage::Sequence before = store_->last_sequence();
  const auto again = Record(kPanzhou, name, Moved(kJune, "520281002"), kRequestId);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(store_->last_sequence(), before);
  const auto other_value = Record(kPanzhou, name, Moved(kJune, "520281003"), kRequestId);
  EXPECT_THAT(other_value, StatusIs(absl::StatusCode::kAlreadyExists));
  const auto other_date = Record(kPanzhou, name, Moved(kMay, "520281002"), kRequestId);
  EXPECT_THAT(other_date, StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(WorkerServiceTest, TheFutureIsRefusedByTheCalendarOfShanghai) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  EXPECT_THAT(Record(kPanzhou, name, Moved(kToday + 1, "520281002")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("future")));
  role_.set_now(runtime::StartOfDay(kToday + 1));  // 16:00 on the 30th in UTC
  EXPECT_OK(Record(kPanzhou, name, Moved(kToday + 1, "520281002")));
}

TEST_F(WorkerServiceTest, ABureauMayMoveAPersonOutAndThenNoLongerSeesThem) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  EXPECT_OK(Record(kPanzhou, name, Moved(kJune, kYanjiao)));
  EXPECT_THAT(Get(kPanzhou, name), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Get(kLiuzhi, name));
  EXPECT_THAT(Record(kPanzhou, name, Moved(kJune, kYizi)),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(WorkerServiceTest, DeathShowsInTheProfileAndCanBeTakenBack) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  const auto died = Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kJune));
  ASSERT_OK(died);
  EXPECT_EQ(runtime::ToCivilDay(Get(kPanzhou, name)->death_date()), kJune);
  const auto moved = Record(kPanzhou, name, Moved(kToday, "520281002"));
  EXPECT_THAT(moved, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(runtime::ReasonOf(moved.status()), "WRONG_STATE");
  v1::WorkerFact voided = Fact(v1::WorkerFact::FACT_VOIDED, kToday);
  voided.mutable_values()->set_voided_fact(died->name());
  EXPECT_OK(Record(kPanzhou, name, voided));
  EXPECT_FALSE(Get(kPanzhou, name)->has_death_date());
}

TEST_F(WorkerServiceTest, MergersWithinTheScopeUndoneAndNeverInACircle) {
  v1::Worker without_number = Row();
  without_number.mutable_personal_details()->clear_identity_number();
  *without_number.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  without_number.set_source_reference("b");
  const std::string a = Create(kPanzhou, Row(101), kMay);
  const std::string b = Create(kPanzhou, without_number, kMay);
  v1::Worker row = Row(201);
  row.set_division_code(kYanjiao);
  const std::string foreign = Create(kLiuzhi, row, kMay);
  const auto merge = [&](v1::WorkerFact::Kind kind, const std::string& from,
                         const std::string& into) {
    v1::WorkerFact fact = Fact(kind, kJune);
    fact.mutable_values()->set_worker(into);
    return Record(kPanzhou, from, fact);
  };
  EXPECT_OK(merge(v1::WorkerFact::MERGED, a, b));
  EXPECT_EQ(Get(kPanzhou, a)->merged_into(), b);
  EXPECT_THAT(merge(v1::WorkerFact::MERGED, b, a), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_OK(merge(v1::WorkerFact::UNMERGED, a, b));
  EXPECT_EQ(Get(kPanzhou, a)->merged_into(), "");
  EXPECT_OK(merge(v1::WorkerFact::MERGED, b, a));
  EXPECT_THAT(merge(v1::WorkerFact::MERGED, a, foreign),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(merge(v1::WorkerFact::MERGED, a, "workers/nobody"),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(WorkerServiceTest, ALostRaceOfFactsIsPlannedAnew) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  bool raced = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    EXPECT_OK(Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kJune)));
  };
  // Judged anew, it lies after the death that was faster.
  EXPECT_THAT(Record(kPanzhou, name, Moved(kToday, "520281002")),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(KindsOf(name), ElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::DIED));
}

TEST_F(WorkerServiceTest, FactsAreListedByEffectiveDateInPages) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, name, Moved(kToday, "520281003")));
  ASSERT_OK(Record(kPanzhou, name, Moved(kJune, "520281002")));
  v1::ListWorkerFactsRequest request;
  request.set_parent(name);
  request.set_page_size(2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first,
                             role_.Call(kPanzhou, &Stub::ListWorkerFacts, request));
  ASSERT_EQ(first.facts_size(), 2);
  EXPECT_EQ(runtime::ToCivilDay(first.facts(0).effective_date()), kMay);
  EXPECT_EQ(runtime::ToCivilDay(first.facts(1).effective_date()), kJune);
  request.set_page_token(first.next_page_token());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second,
                             role_.Call(kPanzhou, &Stub::ListWorkerFacts, request));
  ASSERT_EQ(second.facts_size(), 1);
  EXPECT_EQ(second.next_page_token(), "");
  request.clear_page_token();
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::ListWorkerFacts, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

// Reads a watch until it has caught up.
std::vector<v1::WorkerChange> Watch(const testing::RoleFixture& role,
                                    const std::vector<std::string>& kinds) {
  grpc::ClientContext context;
  role.AuthenticateService("", &context);
  v1::WatchWorkersRequest request;
  for (const std::string& kind : kinds) request.add_kinds(kind);
  v1::WorkerService::Stub stub(role.channel());
  const auto reader = stub.WatchWorkers(&context, request);
  std::vector<v1::WorkerChange> changes;
  v1::WatchWorkersResponse response;
  while (reader->Read(&response)) {
    changes.insert(changes.end(), response.changes().begin(), response.changes().end());
    if (response.progress().caught_up()) break;
  }
  context.TryCancel();
  while (reader->Read(&response)) {
  }
  reader->Finish();
  return changes;
}

// Nor what the writer worded: numbers get into such texts, and no follower reads them.
TEST_F(WorkerServiceTest, WatchSendsProfilesAndFactsAndNoPersonalDetails) {
  v1::Worker row = Row();
  row.set_source_reference("worded-1 13900001111");
  row.set_village_display_name("worded-2 村");
  row.mutable_legal_basis()->set_reference("worded-3");
  row.mutable_legal_basis()->set_scope_version("worded-4");
  auto* skill = row.add_skills();
  skill->set_skill_code(std::string(reference::Skills::Get().all().front().code));
  skill->set_certificate_number("worded-5");
  const std::string name = Create(kPanzhou, row, kMay);
  ASSERT_OK(Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kJune)));
  int worker_count = 0;
  int fact_count = 0;
  for (const auto& change : Watch(role_, {})) {
    EXPECT_EQ(change.type(), v1::CHANGE_TYPE_UPSERTED);
    const std::string text = change.SerializeAsString();
    EXPECT_FALSE(absl::StrContains(text, Row().personal_details().display_name()));
    EXPECT_FALSE(absl::StrContains(text, Row().personal_details().phone_number()));
    EXPECT_FALSE(absl::StrContains(text, Row().personal_details().identity_number()));
    EXPECT_FALSE(absl::StrContains(text, "worded")) << change.DebugString();
    if (change.has_worker()) {
      ++worker_count;
      EXPECT_EQ(change.worker().legal_basis().kind(), v1::Worker::LegalBasis::CONSENT);
      EXPECT_EQ(change.worker().skills_size(), 1);
      EXPECT_EQ(change.name(), name);
      EXPECT_EQ(runtime::ToCivilDay(change.worker().death_date()), kJune);
    } else {
      ++fact_count;
      EXPECT_EQ(change.fact().name(), change.name());
      EXPECT_TRUE(change.fact().has_record_time());
      EXPECT_EQ(change.fact().sequence(), change.sequence());
    }
  }
  EXPECT_EQ(worker_count, 1);
  EXPECT_EQ(fact_count, 2);
  EXPECT_THAT(Watch(role_, {"fact"}), SizeIs(2));
}

// Whoever follows learns that the person was erased, and nothing else of them; the facts stay.
TEST_F(WorkerServiceTest, WatchSendsATombstoneOfTheErased) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::DeleteWorkerRequest erase;
  erase.set_name(name);
  erase.set_purpose("asked for");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::DeleteWorker, erase));
  const auto workers = Watch(role_, {"worker"});
  ASSERT_THAT(workers, SizeIs(1));
  v1::Worker tombstone = workers[0].worker();
  EXPECT_EQ(workers[0].type(), v1::CHANGE_TYPE_UPSERTED);
  EXPECT_TRUE(tombstone.has_erase_time());
  EXPECT_EQ(tombstone.state(), v1::Worker::PAUSED);
  for (const char* field : {"name", "state", "division_code", "erase_time", "recorded_by",
                            "create_time", "update_time", "etag"}) {
    tombstone.GetReflection()->ClearField(&tombstone,
                                          tombstone.GetDescriptor()->FindFieldByName(field));
  }
  EXPECT_EQ(tombstone.ByteSizeLong(), 0U) << tombstone.DebugString();
  EXPECT_THAT(Watch(role_, {"fact"}), SizeIs(1));
}

TEST_F(WorkerServiceTest, OnlyOperatorsWatch) {
  grpc::ClientContext context;
  role_.Authenticate(kPanzhou, &context);
  Stub stub(role_.channel());
  const auto reader = stub.WatchWorkers(&context, v1::WatchWorkersRequest());
  v1::WatchWorkersResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST(WorkerRole, OpensItsStoreAndOffersItsService) {
  testing::RoleFixture fixture;
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto role, MakeWorkerRole(fixture.environment()));
  EXPECT_EQ(role->name(), "worker");
  EXPECT_THAT(role->services(), SizeIs(1));
  EXPECT_TRUE(role->ready());
  EXPECT_OK(role->Start());
  role->EndStreams();
  role->Stop();
}

}  // namespace
}  // namespace laowu::worker
