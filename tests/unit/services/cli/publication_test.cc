// Publications, claims and signals on the command line, in front of a whole server: what is printed
// says which figure it is and gives it again, who signed, and what waits no longer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "ratio/reports.h"
#include "services/cli/signal_table.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/recorded_people.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// Three of Panzhou, away since March by a labour company that has not said so yet.
class PublicationCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("city", "city-bureau", "5202");
    process_.AddPrincipal("company", "organizer", "organizers/company");
    process_.Start();
    CreateCompany(process_);
    for (int serial = 1; serial <= 3; ++serial) RecordArrival(serial);
  }

  void RecordArrival(int serial) { outcomes_.push_back(RecordCompanyArrival(process_, serial)); }

  Ran Laowu(const std::vector<std::string>& command, const std::string& who = "bureau") {
    return RunAs(process_, who, command);
  }
  // Whose name it prints.
  std::string Create(const std::vector<std::string>& more = {}) {
    // Whatever was recorded until now is in the figure.
    EXPECT_EQ(Laowu({"ratio", "520281", "--date", "2026-06-30"}).exit_code, 0);
    std::vector<std::string> command = {"publication", "create", "520281", "--date", "2026-06-30"};
    command.insert(command.end(), more.begin(), more.end());
    const Ran ran = Laowu(command);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    const auto at = ran.out.find("publications/");
    return at == std::string::npos ? "" : ran.out.substr(at, ran.out.find(' ', at) - at);
  }
  v1::Publication Get(const std::string& name) {
    v1::GetPublicationRequest request;
    request.set_name(name);
    const auto publication =
        process_.Call("bureau", &v1::MonitoringService::Stub::GetPublication, request);
    EXPECT_OK(publication);
    return publication.ok() ? *publication : v1::Publication();
  }

  testing::TestProcess process_;
  std::vector<std::string> outcomes_;
};

// Asked for again by what a list prints, the figure is the published one.
TEST_F(PublicationCommandTest, TheListSaysWhoseFigureWhichPolicyAndTheWholeKnownAt) {
  const std::string name = Create({"--boundary", "province", "--carry", "job"});
  ASSERT_EQ(Laowu({"publication", "submit", name}).exit_code, 0);
  ASSERT_EQ(Laowu({"publication", "accept", name, "--comment", "同意"}, "city").exit_code, 0);
  const Ran list = Laowu({"publication", "list", "520281"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  const v1::Publication publication = Get(name);
  EXPECT_EQ(publication.outbound_ratio().policy().boundary(), v1::RatioPolicy::PROVINCE);
  EXPECT_EQ(publication.outbound_ratio().policy().carry(), v1::RatioPolicy::JOB);
  EXPECT_THAT(list.out,
              AllOf(HasSubstr("省外 province"), HasSubstr("每份工作 job"),
                    HasSubstr(publication.hash()), HasSubstr("未达标 missed"),
                    HasSubstr("草稿 draft bureau；已上报 submitted bureau；已采纳 accepted city")));
  EXPECT_THAT(list.out, ContainsRegex("20[0-9-]+T[0-9:]+[.][0-9]+[+]08:00"));
}

TEST_F(PublicationCommandTest, OneIsShownWithAllOfIt) {
  const std::string name = Create();
  ASSERT_EQ(Laowu({"publication", "submit", name, "--comment", "六月"}).exit_code, 0);
  const Ran shown = Laowu({"publication", "show", name});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr(Get(name).hash()), HasSubstr("县外 county"),
                               HasSubstr("整段 spell"), HasSubstr("距目标还差"), HasSubstr("六月"),
                               HasSubstr("已上报 submitted"), HasSubstr("workers ")));
  EXPECT_EQ(Laowu({"publication", "show", "publications/none"}).exit_code, 1);
  EXPECT_EQ(Laowu({"publication", "create", "520281", "--boundary", "village"}).exit_code, 2);
  EXPECT_EQ(Laowu({"publication", "create", "520281", "--carry", "both"}).exit_code, 2);
}

// It is of today and may be changed, where the figure and its hash may not.
TEST_F(PublicationCommandTest, ASurveyStandsBesideWhatWasFrozen) {
  const std::string name = Create();
  const std::string hash = Get(name).hash();
  EXPECT_THAT(Laowu({"publication", "show", name}).out, Not(HasSubstr("survey")));
  ASSERT_EQ(
      Laowu({"baseline", "set", "520281", "2026-06", "1000", "--source", "抽样调查"}).exit_code, 0);
  const Ran shown = Laowu({"publication", "show", name});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out,
              AllOf(HasSubstr("not part of the hash"), HasSubstr("1000（2026-06 抽样调查）"),
                    HasSubstr("登记覆盖率 of them on record: 0."), HasSubstr(hash)));
  EXPECT_EQ(Laowu({"publication", "verify", name}).exit_code, 0);
}

// Without another question before it, and what came a moment ago is among the revisions.
TEST_F(PublicationCommandTest, WhatWasJustRecordedIsFrozenAndRevised) {
  RecordArrival(5);
  const Ran created = Laowu({"publication", "create", "520281", "--date", "2026-06-30"});
  ASSERT_EQ(created.exit_code, 0) << created.err;
  const auto at = created.out.find("publications/");
  ASSERT_NE(at, std::string::npos) << created.out;
  const std::string name = created.out.substr(at, created.out.find(' ', at) - at);
  const int before = Get(name).outbound_ratio().outbound_person_count();
  EXPECT_EQ(before, 4);
  RecordArrival(6);
  EXPECT_THAT(Laowu({"publication", "revisions", name}).out,
              HasSubstr("现在 now: D " + std::to_string(before + 1)));
  EXPECT_EQ(Laowu({"publication", "create", "520281", "--date", "2026-06-30",
                   "--at-least-placement", "1"})
                .exit_code,
            0);
}

// Who is vouched for after the figure was handed in was recorded in time: the cause says so, and
// the attestation is named.
TEST_F(PublicationCommandTest, RevisionsNameTheEvidenceThatCameLate) {
  const std::string name = Create();
  ASSERT_EQ(
      Laowu({"outcome", "attest", outcomes_[0], "--kind", "organizer-record"}, "company").exit_code,
      0);
  ASSERT_EQ(Laowu({"ratio", "520281", "--date", "2026-06-30"}).exit_code, 0);
  const Ran revised = Laowu({"publication", "revisions", name});
  EXPECT_EQ(revised.exit_code, 0) << revised.err;
  EXPECT_THAT(revised.out, AllOf(HasSubstr("后补佐证 late evidence"),
                                 HasSubstr(outcomes_[0] + "/attestations/")));
}

// Revisions name the outcomes that came, and the command that names those that decide, which runs
// as it stands.
TEST_F(PublicationCommandTest, RevisionsLeadToTheOutcomesBehindThem) {
  const std::string name = Create();
  RecordArrival(4);
  ASSERT_EQ(Laowu({"ratio", "520281", "--date", "2026-06-30"}).exit_code, 0);
  const Ran revised = Laowu({"publication", "revisions", name});
  EXPECT_EQ(revised.exit_code, 0) << revised.err;
  EXPECT_THAT(revised.out, AllOf(HasSubstr("补报 late"), HasSubstr("现在 now: D 4"),
                                 HasSubstr(outcomes_.back())));
  const auto at = revised.out.find("laowu ratio ");
  ASSERT_NE(at, std::string::npos) << revised.out;
  std::vector<std::string> command;
  std::string words = revised.out.substr(at + 6, revised.out.find('\n', at) - at - 6);
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    command.push_back(words.substr(0, end));
    words.erase(0, std::min(end + 1, words.size()));
  }
  const Ran explained = Laowu(command);
  EXPECT_EQ(explained.exit_code, 0) << explained.err;
  EXPECT_THAT(explained.out, HasSubstr(outcomes_.back()));
  EXPECT_THAT(explained.out,
              ContainsRegex("^520281 盘州市  2026-06-30\n原 was: 截至 known at 20[^\n]+"
                            "\n现 is: 截至 known at 20[^\n]+\n政策 policy "));
}

// Who has just vouched is not asked again; several are vouched for by one command.
TEST_F(PublicationCommandTest, ClaimsThatWereVouchedForAreGoneAtOnce) {
  const Ran before = Laowu({"claims"}, "company");
  EXPECT_EQ(before.exit_code, 0) << before.err;
  for (const std::string& outcome : outcomes_) EXPECT_THAT(before.out, HasSubstr(outcome));
  const Ran attested = Laowu({"outcome", "attest", outcomes_[0], outcomes_[1], "--kind",
                              "organizer-record", "--reference", "名单7号"},
                             "company");
  EXPECT_EQ(attested.exit_code, 0) << attested.err;
  EXPECT_THAT(attested.out, AllOf(HasSubstr(outcomes_[0]), HasSubstr(outcomes_[1])));
  const Ran after = Laowu({"claims"}, "company");
  EXPECT_THAT(after.out, AllOf(Not(HasSubstr(outcomes_[0])), Not(HasSubstr(outcomes_[1])),
                               HasSubstr(outcomes_[2])));
  // One that is refused holds nobody back.
  const Ran some = Laowu({"outcome", "attest", "outcomes/none", outcomes_[2], "--kind",
                          "organizer-record", "--reference", "名单8号"},
                         "company");
  EXPECT_EQ(some.exit_code, 3) << some.out;
  EXPECT_THAT(some.err, HasSubstr("outcomes/none"));
  EXPECT_THAT(Laowu({"claims"}, "company").out, HasSubstr("nobody awaits"));
}

// A recorder is no organiser, and of many the first ones stand with how many there are.
TEST(SignalTableTest, RecordersHaveTheirColumnAndManyAreCounted) {
  v1::ListSignalsResponse answer;
  v1::Signal& moved = *answer.add_signals();
  moved.set_kind(v1::Signal::REGISTRATION_MOVED);
  moved.add_recorded_by("liuzhi");
  moved.set_reason("户籍转到别县");
  for (const char* worker : {"workers/a", "workers/b", "workers/c", "workers/d"}) {
    moved.add_workers(worker);
  }
  moved.add_facts("workers/a/facts/1");
  v1::Signal& alone = *answer.add_signals();
  alone.set_kind(v1::Signal::WENT_ALONE_BEFORE);
  alone.set_organizer("organizers/company");
  alone.set_organizer_display_name("劳务公司");
  for (const char* outcome : {"outcomes/1", "outcomes/2"}) {
    auto* evidence = alone.add_evidences();
    evidence->set_outcome(outcome);
    evidence->set_recorded_by("panzhou");
  }
  const std::string table = SignalTable(answer);
  EXPECT_THAT(table, AllOf(HasSubstr("组织单位 organiser"), HasSubstr("记录人 recorded by")));
  EXPECT_THAT(table, ContainsRegex("REGISTRATION_MOVED +– +liuzhi"));
  EXPECT_THAT(table, ContainsRegex("WENT_ALONE_BEFORE +劳务公司 +panzhou"));
  EXPECT_THAT(table, HasSubstr("4: workers/a、workers/b、workers/c …"));
  EXPECT_THAT(table,
              AllOf(HasSubstr("2: outcomes/1、outcomes/2"), HasSubstr("1: workers/a/facts/1")));
}

// A signal tells so many at most: there may be more.
TEST(SignalTableTest, AsManyAsASignalTellsMayBeMore) {
  v1::ListSignalsResponse answer;
  v1::Signal& moved = *answer.add_signals();
  moved.set_kind(v1::Signal::REGISTRATION_MOVED);
  const auto add_worker = [&] {
    moved.add_workers(absl::StrCat("workers/", moved.workers_size()));
  };
  while (moved.workers_size() + 1 < ratio::kEvidenceMost) add_worker();
  EXPECT_THAT(SignalTable(answer),
              HasSubstr(absl::StrCat(ratio::kEvidenceMost - 1, ": workers/0、")));
  add_worker();
  EXPECT_THAT(SignalTable(answer), HasSubstr(absl::StrCat(ratio::kEvidenceMost, "+: workers/0、")));
}

}  // namespace
}  // namespace laowu::cli
