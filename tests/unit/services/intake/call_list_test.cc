// Call lists that come back filled in: rows that name the outcome they are about, with what was
// known of it filled in before.

#include "absl/strings/str_join.h"
#include "import_fixture.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using O = v1::Outcome;

constexpr char kHeader[] = "编号,说明,就业情况,发生日期,务工地,务工渠道,组织单位,月工资,动态编号\n";
constexpr char kPlace[] = "广东省中山市小榄镇";
constexpr char kPlaceCode[] = "442000118";

struct Line {
  std::string worker, named;
  std::string type = "", date = "", place = kPlace, channel = "劳务协作站", organizer = "";
};

std::string FileOf(const std::vector<Line>& lines) {
  std::string file = kHeader;
  for (const Line& line : lines) {
    const std::vector<std::string> cells = {line.worker,    "证据不足", line.type,
                                            line.date,      line.place, line.channel,
                                            line.organizer, "",         line.named};
    absl::StrAppend(&file, absl::StrJoin(cells, ","), "\n");
  }
  return file;
}

class CallListTest : public ImportFixture {
 protected:
  CallListTest() {
    const Import roster = Run(Read(
        absl::StrCat(kWorkerHeader, "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n",
                     "王样,529999199001010019,盘州市新民镇,初中,10012345679,是\n"),
        Spec(Import::WORKER)));
    const auto rows = Rows(roster);
    EXPECT_THAT(rows, SizeIs(2));
    for (const auto& row : rows) workers_.push_back(row.name());
  }

  absl::CivilDay Today() const { return runtime::DayOf(role_.now()); }

  O Record(O::Type type, absl::CivilDay day, v1::Channel channel = v1::CHANNEL_COOPERATION_STATION,
           const std::string& organizer = "", int worker = 0) {
    v1::RecordOutcomeRequest request;
    auto& outcome = *request.mutable_outcome();
    outcome.set_type(type);
    outcome.set_worker(workers_.at(static_cast<size_t>(worker)));
    *outcome.mutable_effective_date() = runtime::ToDate(day);
    outcome.set_workplace_division_code(kPlaceCode);
    outcome.set_channel(channel);
    outcome.set_organizer(organizer);
    if (type == O::DISPATCHED) outcome.set_employer("employers/n-made-up");
    const auto recorded = role_.Call(kCounty, &v1::PlacementService::Stub::RecordOutcome, request);
    EXPECT_OK(recorded);
    return recorded.ok() ? *recorded : O();
  }
  O Told(const std::string& name) {
    v1::GetOutcomeRequest get;
    get.set_name(name);
    const auto outcome = role_.Call(kCounty, &v1::PlacementService::Stub::GetOutcome, get);
    EXPECT_OK(outcome);
    return outcome.ok() ? *outcome : O();
  }
  void Void(const O& outcome) {
    v1::RecordOutcomeRequest request;
    request.mutable_outcome()->set_type(O::VOIDED);
    request.mutable_outcome()->set_worker(outcome.worker());
    request.mutable_outcome()->set_voids(outcome.name());
    EXPECT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::RecordOutcome, request));
  }
  Import::Spec Calls(v1::Attestation::Kind kind = v1::Attestation::WORKER_CONFIRMATION) const {
    Import::Spec spec = Spec(Import::OUTCOME);
    *spec.mutable_as_of_date() = runtime::ToDate(Today());
    if (kind == v1::Attestation::KIND_UNSPECIFIED) return spec;
    spec.set_attestation_kind(kind);
    spec.set_attestation_reference("电话回访2026-06");
    return spec;
  }
  // What would become of a file of one line.
  ImportRow Preview(const Line& line, const Import::Spec& spec) {
    const auto rows = Rows(Read(FileOf({line}), spec));
    EXPECT_THAT(rows, SizeIs(1));
    return rows.empty() ? ImportRow() : rows[0];
  }
  static std::vector<std::string> Reasons(const ImportRow& row) {
    std::vector<std::string> reasons;
    for (const auto& warning : row.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }
  static std::vector<std::string> Reasons(const Import& import) {
    std::vector<std::string> reasons;
    for (const auto& warning : import.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }

  std::vector<std::string> workers_;
};

TEST_F(CallListTest, AnAnswerVouchesForTheOutcomeThatTheRowNames) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const std::string file = FileOf({{workers_[0], claim.name(), "仍在外"}});
  const Import read = Read(file, Calls());
  ASSERT_THAT(Rows(read), SizeIs(1));
  EXPECT_EQ(Rows(read)[0].attested_outcome(), claim.name());
  EXPECT_EQ(read.counts().attested_count(), 1);
  EXPECT_EQ(Told(claim.name()).attestations_size(), 0) << "not before the run";
  const Import done = Run(read);
  EXPECT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_EQ(done.counts().attested_count(), 1);
  EXPECT_THAT(Reasons(Rows(done)[0]), IsEmpty());
  EXPECT_EQ(Told(claim.name()).evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  EXPECT_THAT(Receipt(done), HasSubstr(absl::StrCat("vouches for: ", claim.name())));
  const O confirmed = Told(Rows(done)[0].name());
  EXPECT_EQ(confirmed.type(), O::CONFIRMED);
  EXPECT_EQ(confirmed.workplace_division_code(), kPlaceCode);
  EXPECT_EQ(confirmed.channel(), v1::CHANNEL_UNSPECIFIED) << "said by the outcome itself";

  const Import again = Run(Read(file, Calls()));
  EXPECT_EQ(again.counts().unchanged_count(), 1);
  EXPECT_EQ(again.counts().attested_count(), 0);
  EXPECT_EQ(Told(claim.name()).attestations_size(), 1);

  EXPECT_EQ(Undo(done).kept_count(), 1) << "the list sent again says it, too";
  Undo(again);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::UNDONE);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr(claim.name())) << "what vouches stays";
  EXPECT_EQ(Told(claim.name()).attestations_size(), 1);
  const Import once_more = Run(Read(file, Calls()));
  EXPECT_EQ(once_more.counts().created_count(), 1);
  EXPECT_EQ(once_more.counts().attested_count(), 0);
}

// Of a confirmation that stood, nothing can be taken back.
TEST_F(CallListTest, AnAttestationAloneIsToldToStay) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  Run(Read(absl::StrCat("编号,就业情况,发生日期,务工地\n", workers_[0], ",仍在外,,", kPlace, "\n"),
           Calls()));
  const Import done = Run(Read(FileOf({{workers_[0], claim.name(), "仍在外"}}), Calls()));
  EXPECT_EQ(done.counts().updated_count(), 1) << Rows(done)[0].DebugString();
  const Import undone = Undo(done);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::NOT_POSSIBLE);
}

TEST_F(CallListTest, AClaimThatStaysWithoutProofIsTold) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const std::string unnamed = absl::StrCat("编号,就业情况,发生日期\n", workers_[0], ",仍在外,\n");
  const auto rows = Rows(Read(unnamed, Calls()));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(Reasons(rows[0]), ElementsAre("CLAIM_NOT_PROVEN"));
  Line line = {workers_[0], claim.name(), "仍在外"};
  EXPECT_THAT(Reasons(Preview(line, Calls(v1::Attestation::KIND_UNSPECIFIED))),
              ElementsAre("CLAIM_NOT_PROVEN"));
  line.place = "广东省深圳市";
  EXPECT_THAT(Reasons(Preview(line, Calls())), ElementsAre("CLAIM_NOT_PROVEN"));
}

// A telephone that nobody picks up takes nobody out of the figure, and proves nothing.
TEST_F(CallListTest, WhoWasNotReachedIsLeftAsIs) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const Import done = Run(Read(FileOf({{workers_[0], claim.name(), "无人接听"}}), Calls()));
  EXPECT_EQ(done.counts().unchanged_count(), 1) << done.DebugString();
  EXPECT_EQ(done.counts().created_count(), 0);
  EXPECT_EQ(done.counts().attested_count(), 0);
  const auto rows = Rows(done);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].change(), ImportRow::UNCHANGED);
  EXPECT_FALSE(rows[0].has_outcome());
  EXPECT_THAT(Reasons(rows[0]), ElementsAre("NOT_REACHED"));
  ASSERT_THAT(Reasons(done), ElementsAre("NOT_REACHED"));
  EXPECT_EQ(done.warnings(0).row_count(), 1);
  EXPECT_THAT(Receipt(done), HasSubstr("没有打通"));
  EXPECT_EQ(Told(claim.name()).attestations_size(), 0);
}

// That contact is lost is nobody's own word; that nobody knows more, the village can say.
TEST_F(CallListTest, LostContactIsNotVouchedForByTheWorker) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const Import done = Run(Read(FileOf({{workers_[0], claim.name(), "失联"}}), Calls()));
  ASSERT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  const O lost = Told(Rows(done)[0].name());
  EXPECT_EQ(lost.type(), O::LOST_CONTACT);
  EXPECT_EQ(lost.attestations_size(), 0);
  EXPECT_EQ(Told(claim.name()).attestations_size(), 0);
  const O other = Record(O::ARRIVED, Today() - 200, v1::CHANNEL_COOPERATION_STATION, "", 1);
  const Import village = Run(Read(FileOf({{workers_[1], other.name(), "失联"}}),
                                  Calls(v1::Attestation::VILLAGE_STATEMENT)));
  ASSERT_EQ(village.counts().created_count(), 1) << Rows(village)[0].DebugString();
  EXPECT_EQ(Told(Rows(village)[0].name()).attestations_size(), 1);
}

TEST_F(CallListTest, ABareYesIsReadByWhatTheRowAsks) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  for (const char* yes : {"还在", "在", "是", "√"}) {
    const ImportRow row = Preview({workers_[0], claim.name(), yes}, Calls());
    EXPECT_EQ(row.change(), ImportRow::CREATE) << yes << row.DebugString();
    EXPECT_EQ(row.outcome().type(), O::CONFIRMED) << yes;
    EXPECT_EQ(row.attested_outcome(), claim.name()) << yes;
  }
  const O dispatch = Record(O::DISPATCHED, Today() - 5, v1::CHANNEL_COOPERATION_STATION, "", 1);
  const ImportRow arrived = Preview({workers_[1], dispatch.name(), "是"}, Calls());
  EXPECT_EQ(arrived.change(), ImportRow::REJECT);
  EXPECT_THAT(arrived.status().DebugString(), HasSubstr("type"));
  EXPECT_EQ(Preview({workers_[0], "", "还在"}, Calls()).change(), ImportRow::REJECT);
}

// 动态编号 names the outcome, and so the person.
TEST_F(CallListTest, ARowThatLostItsNumberIsOfTheOutcomesWorker) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const ImportRow row = Preview({"", claim.name(), "仍在外"}, Calls());
  EXPECT_EQ(row.change(), ImportRow::CREATE) << row.DebugString();
  EXPECT_EQ(row.outcome().worker(), workers_[0]);
  EXPECT_EQ(row.attested_outcome(), claim.name());
  const auto rows =
      Rows(Read(absl::StrCat("就业情况,发生日期,动态编号\n仍在外,,", claim.name(), "\n"), Calls()));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].outcome().worker(), workers_[0]);
  const ImportRow none = Preview({"", "outcomes/none", "仍在外"}, Calls());
  EXPECT_EQ(none.change(), ImportRow::REJECT);
  EXPECT_THAT(FieldsOf(none.status()), ElementsAre("named_outcome"));
  const ImportRow nobody = Preview({"", "", "仍在外"}, Calls());
  EXPECT_THAT(FieldsOf(nobody.status()), ElementsAre("worker"));
}

TEST_F(CallListTest, AnOutcomeOfAnotherPersonIsRefused) {
  const O others = Record(O::ARRIVED, Today() - 200, v1::CHANNEL_COOPERATION_STATION, "", 1);
  for (const std::string& name : {others.name(), std::string("outcomes/none"), std::string("?")}) {
    const ImportRow row = Preview({workers_[0], name, "仍在外"}, Calls());
    EXPECT_EQ(row.change(), ImportRow::REJECT) << name;
    EXPECT_THAT(FieldsOf(row.status()), ElementsAre("named_outcome")) << name;
  }
}

// A line that nobody has filled in is passed over, also where the list knew something.
TEST_F(CallListTest, WhatTheListHadFilledInIsNoAnswer) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const O unknown = Record(O::ARRIVED, Today() - 9, v1::CHANNEL_UNKNOWN, "", 1);
  const Import untouched =
      Read(FileOf({{workers_[0], claim.name()}, {workers_[1], unknown.name(), "", "", kPlace, ""}}),
           Calls());
  EXPECT_EQ(untouched.row_count(), 0) << untouched.DebugString();
  ASSERT_THAT(untouched.warnings(), SizeIs(1));
  EXPECT_EQ(untouched.warnings(0).reason(), "UNFILLED_ROWS");
  EXPECT_EQ(untouched.warnings(0).row_count(), 2);
  // A channel that was asked for, and nothing said of where the person is now.
  const ImportRow half = Preview({workers_[1], unknown.name()}, Calls());
  EXPECT_EQ(half.change(), ImportRow::REJECT);
  EXPECT_THAT(FieldsOf(half.status()), ElementsAre("type"));
  const ImportRow whole = Preview({workers_[1], unknown.name(), "仍在外"}, Calls());
  EXPECT_EQ(whole.change(), ImportRow::CREATE) << whole.DebugString();
  EXPECT_EQ(whole.outcome().channel(), v1::CHANNEL_COOPERATION_STATION);
  EXPECT_EQ(whole.attested_outcome(), "") << "which says that nobody knows";
}

TEST_F(CallListTest, AnArrivalTakesFromItsDispatchWhatTheRowLeavesEmpty) {
  const O dispatched = Record(O::DISPATCHED, Today() - 5);
  const std::string yesterday = runtime::DateText(Today() - 1);
  const Line line = {workers_[0], dispatched.name(), "到岗", yesterday, "", ""};
  const Import done = Run(Read(FileOf({line}), Calls()));
  ASSERT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  const O arrived = Told(Rows(done)[0].name());
  EXPECT_EQ(arrived.type(), O::ARRIVED);
  EXPECT_EQ(arrived.workplace_division_code(), kPlaceCode);
  EXPECT_EQ(arrived.channel(), v1::CHANNEL_COOPERATION_STATION);
  EXPECT_EQ(arrived.employer(), "employers/n-made-up");
  EXPECT_EQ(arrived.evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  EXPECT_EQ(Run(Read(FileOf({line}), Calls())).counts().unchanged_count(), 1);
  // Gone by another way, and elsewhere, than was promised.
  const ImportRow alone =
      Preview({workers_[0], dispatched.name(), "到岗", yesterday, "广东省深圳市", "自发"}, Calls());
  EXPECT_EQ(alone.outcome().workplace_division_code(), "440300");
  EXPECT_EQ(alone.outcome().channel(), v1::CHANNEL_SELF);
  EXPECT_EQ(alone.outcome().employer(), "");
}

// The list's word on the job before would make the next one organised.
TEST_F(CallListTest, WhatTheListHadFilledInIsNotSaidOfAnotherJob) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  const std::string yesterday = runtime::DateText(Today() - 1);
  Line line = {workers_[0], claim.name(), "换岗", yesterday};
  EXPECT_THAT(FieldsOf(Preview(line, Calls()).status()), ElementsAre("channel"));
  line.channel = "自发";
  EXPECT_EQ(Preview(line, Calls()).change(), ImportRow::CREATE);
  line.channel = "劳务协作站";
  line.named = "";
  EXPECT_EQ(Preview(line, Calls()).change(), ImportRow::CREATE);
  line.named = claim.name();
  line.type = "就近就业";
  EXPECT_THAT(FieldsOf(Preview(line, Calls()).status()), ElementsAre("workplace_division_code"));
  line.type = "返乡";
  const ImportRow returned = Preview(line, Calls());
  EXPECT_EQ(returned.change(), ImportRow::CREATE) << returned.DebugString();
  EXPECT_EQ(returned.outcome().channel(), v1::CHANNEL_UNSPECIFIED);
  EXPECT_EQ(returned.outcome().workplace_division_code(), "");
  EXPECT_EQ(returned.attested_outcome(), "");
}

// What was taken back since the list was written is vouched for by nobody, nor claimed anew.
TEST_F(CallListTest, AnOldListClaimsNothingOfWhatWasTakenBack) {
  const O claim = Record(O::ARRIVED, Today() - 200);
  Void(claim);
  Record(O::ARRIVED, Today() - 200, v1::CHANNEL_SELF);
  const ImportRow row = Preview({workers_[0], claim.name(), "仍在外"}, Calls());
  EXPECT_EQ(row.change(), ImportRow::CREATE) << row.DebugString();
  EXPECT_EQ(row.attested_outcome(), "");
  EXPECT_EQ(row.outcome().channel(), v1::CHANNEL_UNSPECIFIED);
}

TEST_F(CallListTest, AnOrganisersListVouchesForTheArrivalAlsoWhereSeveralBearItsName) {
  for (const char* id : {"coop-1", "coop-2"}) {
    v1::CreateOrganizerRequest create;
    create.set_organizer_id(id);
    create.mutable_organizer()->set_display_name("样例合作社");
    create.mutable_organizer()->set_kind(v1::Organizer::COOPERATIVE);
    create.mutable_organizer()->set_division_code("520281");
    ASSERT_OK(role_.Call(kAdmin, &v1::PlacementService::Stub::CreateOrganizer, create));
  }
  const O claim = Record(O::ARRIVED, Today() - 200, v1::CHANNEL_COOPERATIVE, "organizers/coop-2");
  const Line line = {workers_[0], claim.name(), "仍在外", "", kPlace, "合作社", "样例合作社"};
  const Import done = Run(Read(FileOf({line}), Calls(v1::Attestation::ORGANIZER_RECORD)));
  EXPECT_EQ(done.counts().attested_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_THAT(Reasons(Rows(done)[0]), IsEmpty());
  EXPECT_EQ(Told(claim.name()).evidence_grade(), v1::EVIDENCE_GRADE_ORGANIZER_RECORD);
}

// Some wrong rows of a short list are rows; all of them, or most of a long one, are a wrong file.
TEST_F(CallListTest, AFewWrongRowsAreNoWrongFile) {
  const auto file = [&](int wrong, int right) {
    std::string content = "编号,身份证号,就业情况,发生日期,务工地,务工渠道\n";
    for (int i = 0; i < wrong; ++i) {
      absl::StrAppend(&content, ",529999199001010018,到岗,2026-06-12,中山市,自发\n");
    }
    for (int i = 0; i < right; ++i) {
      absl::StrAppend(&content, workers_[0], ",,到岗,", runtime::DateText(Today() - 1 - i),
                      ",中山市,自发\n");
    }
    return Read(content, Calls());
  };
  const Import few = file(5, 1);
  EXPECT_EQ(few.counts().rejected_count(), 5);
  EXPECT_THAT(Reasons(few), Not(Contains("WHOLE_FILE")));
  EXPECT_THAT(Reasons(file(3, 0)), Contains("WHOLE_FILE"));
  EXPECT_THAT(Reasons(file(17, 3)), Contains("WHOLE_FILE"));
}

}  // namespace
}  // namespace laowu::intake_role
