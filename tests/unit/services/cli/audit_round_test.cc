// The round of an audit, from a publication to the corrected ratio, by the command line in front of
// a whole server and by the programs of the audit pack alone: both draw the same persons, and say
// the same of the answers (ratio.md, "Audit").

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::HasSubstr;

constexpr int kPersons = 60;
constexpr int kDrawn = 40;
constexpr int kSeedDigits = 32;  // of the server's seed

class AuditRoundTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("city", "city-bureau", "5202");
    process_.Start();
    ImportPersons();
    for (int i = 0; i < kPersons; ++i) RecordArrival(i);
  }

  void ImportPersons() {
    v1::ImportWorkersRequest import;
    *import.mutable_as_of_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
    for (int i = 0; i < kPersons; ++i) {
      auto* worker = import.add_rows()->mutable_worker();
      worker->mutable_personal_details()->set_display_name(testing::MadeUpName(i));
      worker->mutable_personal_details()->set_phone_number(absl::StrFormat("1380000%04d", i));
      worker->mutable_personal_details()->set_identity_number(
          testing::MadeUpIdentityNumber(absl::CivilDay(1980, 1, 1) + i, 1));
      worker->set_division_code(i % 3 == 0 ? "520281001" : "520281002");
      worker->set_rural(true);
      worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
      worker->mutable_legal_basis()->set_reference("form-1");
    }
    const auto imported = process_.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, import);
    ASSERT_OK(imported);
    for (const auto& result : imported->results()) workers_.push_back(result.name());
  }

  // Two thirds by a fair, of whom most have said so themselves in a recorded call.
  void RecordArrival(int i) {
    v1::RecordOutcomeRequest record;
    auto* outcome = record.mutable_outcome();
    outcome->set_type(v1::Outcome::ARRIVED);
    outcome->set_worker(workers_[static_cast<std::size_t>(i)]);
    *outcome->mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 3, 1));
    outcome->set_channel(i % 3 == 2 ? v1::CHANNEL_SELF : v1::CHANNEL_PUBLIC_SERVICE);
    outcome->set_workplace_division_code("442000118");
    const auto recorded =
        process_.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, record);
    ASSERT_OK(recorded);
    sequence_ = recorded->sequence();
    if (i % 3 == 2 || i % 10 == 9) return;
    v1::AttestOutcomeRequest attest;
    attest.set_name(recorded->name());
    attest.mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
    attest.mutable_attestation()->set_reference(absl::StrCat("call-", i));
    const auto attested =
        process_.Call("bureau", &v1::PlacementService::Stub::AttestOutcome, attest);
    ASSERT_OK(attested);
    sequence_ = attested->sequence();
  }

  std::string Publish() {
    v1::CreatePublicationRequest create;
    create.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-30");
    create.mutable_at_least()->set_placement_sequence(sequence_);
    const auto made =
        process_.Call("bureau", &v1::MonitoringService::Stub::CreatePublication, create);
    EXPECT_OK(made);
    return made.ok() ? made->name() : "";
  }

  // Must succeed; its output.
  std::string Laowu(const std::vector<std::string>& command) {
    const Ran ran = RunAs(process_, "bureau", command);
    EXPECT_EQ(ran.exit_code, 0) << absl::StrJoin(command, " ") << ran.err;
    return ran.out;
  }
  // A program of the pack, with arguments; its output.
  std::string Python(const std::string& arguments) {
    FILE* const pipe = popen(
        absl::StrCat("cd ", scratch_.path(), " && python3 ", arguments, " 2>&1").c_str(), "r");
    std::string out;
    char buffer[4096];
    while (const std::size_t count = fread(buffer, 1, sizeof(buffer), pipe)) {
      out.append(buffer, count);
    }
    EXPECT_EQ(pclose(pipe), 0) << out;
    return out;
  }
  static std::vector<std::vector<std::string>> ReadCsv(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.erase(0, 3);
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : absl::StrSplit(text, absl::ByAnyChar("\r\n"), absl::SkipEmpty())) {
      rows.push_back(absl::StrSplit(line, ','));
    }
    return rows;
  }
  // What the person behind row `index` of the form says: of the first `told` rows, some in Chinese.
  static std::string Answer(std::size_t index, bool recorded) {
    if (index % 9 == 8) return "未接通";
    if (recorded) return index % 5 == 0 ? "否" : "是";
    return index % 4 == 0 ? "yes" : "no";
  }
  // The rows of a form with the answers of `told` of them typed in.
  void FillForm(const std::string& from, const std::string& to, std::size_t told,
                const std::map<std::string, std::string>& answers) {
    const auto rows = ReadCsv(from);
    const auto column = [&](const char* title, const char* chinese) {
      const auto found = std::find_if(rows[0].begin(), rows[0].end(), [&](const auto& cell) {
        return cell == title || cell == chinese;
      });
      return static_cast<std::size_t>(found - rows[0].begin());
    };
    const std::size_t name = column("pseudonym", "化名"), called = column("called_on", "通话日期");
    const std::size_t truth = column("truly_organized", "是否有组织外出");
    std::ofstream out(to);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto row = rows[i];
      row.resize(rows[0].size());
      if (i > 0 && i <= told) {
        row[called] = runtime::DateText(runtime::DayOf(process_.now()));
        row[truth] = answers.at(row[name]);
      }
      out << absl::StrJoin(row, ",") << "\n";
    }
  }

  testing::TestProcess process_;
  testing::ScratchDir scratch_;
  std::vector<std::string> workers_;
  int64_t sequence_ = 0;
};

TEST_F(AuditRoundTest, CallsAndAnswersGiveTheSameByTheServerAndByThePackAlone) {
  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "there is no python3";
  const std::string publication = Publish();
  const std::string pack = scratch_.file("pack");
  Laowu({"audit-pack", publication, "--division", "520281", "--out", pack, "--no-sample"});
  EXPECT_THAT(Python("pack/verify_ratio.py pack"), HasSubstr("AGREES"));

  // Drawn by the server, and from the pack: the same persons in the same order.
  const std::string form = scratch_.file("calls.csv");
  const std::string drawn =
      Laowu({"audit-sample", "draw", publication, "--size", std::to_string(kDrawn), "--out", form});
  const std::string sample = drawn.substr(0, drawn.find('\n'));
  const std::string seed = drawn.substr(drawn.find("seed: ") + 6, kSeedDigits);
  Python(absl::StrCat("pack/audit_sample.py draw pack --seed ", seed, " --size ", kDrawn,
                      " --out theirs.csv"));
  const auto ours = ReadCsv(form);
  ASSERT_EQ(ours.size(), kDrawn + 1U);
  EXPECT_EQ(ours, ReadCsv(scratch_.file("theirs.csv")));

  // The list for who calls: names and phones, nothing of what was recorded.
  const std::string calls = scratch_.file("回访名单.csv");
  EXPECT_THAT(Laowu({"audit-reveal", "--publication", publication, "--purpose", "六月抽查",
                     "--form", form, "--out", calls}),
              HasSubstr("40 人 persons"));
  std::map<std::string, std::string> answers;
  for (std::size_t i = 1; i < ours.size(); ++i)
    answers[ours[i][0]] = Answer(i, ours[i][4] == "yes");
  const auto listed = ReadCsv(calls);
  ASSERT_EQ(listed.size(), kDrawn + 1U);
  EXPECT_THAT(listed[0], ::testing::ElementsAre("姓名", "手机号", "乡镇", "村", "问什么",
                                                "通话日期", "是否有组织外出", "备注", "化名"));
  for (std::size_t i = 1; i < listed.size(); ++i) {
    EXPECT_THAT(listed[i][0], HasSubstr("样例"));
    EXPECT_THAT(listed[i][1], HasSubstr("1380000"));
    EXPECT_THAT(listed[i][2], ::testing::Not(::testing::ContainsRegex("^[0-9]*$")));
    EXPECT_THAT(listed[i][4], HasSubstr("劳务经纪人"));
    EXPECT_THAT(answers, ::testing::Contains(::testing::Key(listed[i].back())));
  }

  // Half of it as it stands on the first evening, then all of it.
  const std::string filled = scratch_.file("filled.csv");
  FillForm(calls, filled, kDrawn / 2, answers);
  EXPECT_THAT(Laowu({"audit-sample", "answer", "--sample", sample, filled}),
              HasSubstr("drawn 抽取 40"));
  FillForm(calls, filled, kDrawn, answers);
  Laowu({"audit-sample", "answer", "--sample", sample, filled});
  const std::string result = Laowu({"audit-sample", "result", sample});
  EXPECT_THAT(result, HasSubstr("corrected ratio"));
  EXPECT_THAT(Laowu({"audit-sample", "list", publication}), HasSubstr(sample));

  // A pack taken now has the draw, its form as answered, and who signed; nobody's name.
  const std::string later = scratch_.file("later");
  Laowu({"audit-pack", publication, "--out", later});
  EXPECT_THAT(Python("later/verify_ratio.py later"), HasSubstr("AGREES"));
  const auto draws = ReadCsv(scratch_.file("later/samples.csv"));
  ASSERT_EQ(draws.size(), 2U);
  EXPECT_EQ(draws[1][1], seed);
  const auto answered = ReadCsv(absl::StrCat(later, "/", draws[1][0]));
  ASSERT_EQ(answered.size(), ours.size());
  EXPECT_EQ(answered[0], ours[0]) << "one form, whoever writes it";
  for (std::size_t i = 0; i < ours.size(); ++i) {
    for (const std::size_t column : {0U, 1U, 2U, 4U})
      EXPECT_EQ(answered[i][column], ours[i][column]);
  }
  const std::string of_pack =
      Python(absl::StrCat("later/audit_sample.py correct later later/", draws[1][0]));
  EXPECT_THAT(of_pack, HasSubstr(absl::StrCat("sample 样本: ", draws[1][0])));
  EXPECT_EQ(of_pack.substr(of_pack.find('\n')), result.substr(result.find('\n')));
  EXPECT_THAT(ReadCsv(scratch_.file("later/signatures.csv"))[1],
              ::testing::Contains(std::string("bureau")));
  // Before the first draw there was none.
  EXPECT_FALSE(std::filesystem::exists(scratch_.file("pack/samples.csv")));

  // By the pack alone, of the form that names nobody: word by word the same.
  FillForm(form, scratch_.file("theirs-filled.csv"), kDrawn, answers);
  const std::string theirs = Python(absl::StrCat(
      "pack/audit_sample.py correct pack theirs-filled.csv --seed ", seed, " --size ", kDrawn));
  EXPECT_EQ(result.substr(result.find('\n')), theirs.substr(theirs.find('\n')));
}

// A pack that nobody drew for says nothing of whether its log is true; and two who export it hold
// the same bytes, by a digest that they can tell each other.
TEST_F(AuditRoundTest, AnExportDrawsTheServersSampleOnceAndIsTheSameForAll) {
  const std::string publication = Publish();
  const std::string pack = scratch_.file("pack"), of_city = scratch_.file("of-city");
  const std::string said = Laowu({"audit-pack", publication, "--out", pack});
  EXPECT_THAT(said, HasSubstr(absl::StrCat("已抽样 drawn: ", publication, "/auditSamples/")));
  EXPECT_THAT(said, HasSubstr(absl::StrCat("  ", kPersons, " 人 persons, 种子 seed: ")));
  const auto draws = ReadCsv(scratch_.file("pack/samples.csv"));
  ASSERT_EQ(draws.size(), 2U);
  EXPECT_EQ(draws[1][2], "yes") << "the seed is the server's";
  EXPECT_EQ(draws[1][3], "323");
  EXPECT_EQ(ReadCsv(absl::StrCat(pack, "/", draws[1][0])).size(), kPersons + 1U);

  const Ran city = RunAs(process_, "city", {"audit-pack", publication, "--out", of_city});
  ASSERT_EQ(city.exit_code, 0) << city.err;
  EXPECT_THAT(city.out, ::testing::Not(HasSubstr("已抽样")));
  const std::string label = "SHA256SUMS 的 SHA-256: ";
  ASSERT_THAT(said, HasSubstr(label));
  ASSERT_THAT(city.out, HasSubstr(label));
  const std::string digest = said.substr(said.find(label) + label.size(), 64);
  EXPECT_EQ(city.out.substr(city.out.find(label) + label.size(), 64), digest);
  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "there is no python3";
  EXPECT_THAT(Python("pack/verify_ratio.py pack"), HasSubstr(digest));

  // What was changed since is named, though the figure is not touched by it.
  std::ofstream(absl::StrCat(of_city, "/signatures.csv"), std::ios::app) << "x\n";
  const std::string verify =
      absl::StrCat("cd ", scratch_.path(), " && python3 of-city/verify_ratio.py of-city > changed");
  const int status = std::system(verify.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  std::ifstream changed(scratch_.file("changed"));
  const std::string told{std::istreambuf_iterator<char>(changed), {}};
  EXPECT_THAT(told, HasSubstr("signatures.csv is not as SHA256SUMS says"));
}

// A clerk looks for a line of the file, not for an index of a call.
TEST_F(AuditRoundTest, ACallBeforeTheDrawIsToldOfItsLine) {
  const std::string publication = Publish();
  const std::string form = scratch_.file("calls.csv");
  const std::string drawn =
      Laowu({"audit-sample", "draw", publication, "--size", "3", "--out", form});
  const std::string sample = drawn.substr(0, drawn.find('\n'));
  const auto rows = ReadCsv(form);
  ASSERT_EQ(rows.size(), 4U);
  const std::string filled = scratch_.file("filled.csv");
  const std::string today = runtime::DateText(runtime::DayOf(process_.now()));
  std::ofstream(filled) << "化名,通话日期,是否有组织外出\n"
                        << rows[1][0] << ",,\n"
                        << rows[2][0] << "," << today << ",是\n"
                        << rows[3][0] << ",2020-01-01,否\n";
  const Ran ran = RunAs(process_, "bureau", {"audit-sample", "answer", "--sample", sample, filled});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("第 4 行 line 4: 通话日期"));
  EXPECT_THAT(ran.err, ::testing::Not(HasSubstr("answers[")));
}

// All that is wrong with a form, of the file and of the sample, at once; and nothing is taken.
TEST_F(AuditRoundTest, AllFaultsOfAFormAreToldAtOnceByTheirLines) {
  const std::string publication = Publish();
  const std::string form = scratch_.file("calls.csv");
  const std::string drawn =
      Laowu({"audit-sample", "draw", publication, "--size", "4", "--out", form});
  const std::string sample = drawn.substr(0, drawn.find('\n'));
  const auto rows = ReadCsv(form);
  ASSERT_EQ(rows.size(), 5U);
  const std::string filled = scratch_.file("filled.csv");
  const std::string today = runtime::DateText(runtime::DayOf(process_.now()));
  const std::string nobody(32, 'a');
  std::ofstream(filled) << "六月抽查,,\n化名,通话日期,是否有组织外出\n"
                        << rows[1][0] << "," << today << ",是的\n"
                        << rows[1][0] << "," << today << ",没接\n"
                        << nobody << "," << today << ",否。\n"
                        << rows[2][0] << ",2020-01-01,√\n"
                        << rows[3][0] << ",2199-01-01,N\n"
                        << rows[4][0] << "," << today << ",也许\n";
  const Ran ran = RunAs(process_, "bureau", {"audit-sample", "answer", "--sample", sample, filled});
  EXPECT_EQ(ran.exit_code, 1);
  for (const char* told :
       {"第 4 行 line 4: 化名", "第 5 行 line 5: 化名", "第 6 行 line 6: 通话日期",
        "第 7 行 line 7: 通话日期", "第 8 行 line 8: 是否有组织外出"}) {
    EXPECT_THAT(ran.err, HasSubstr(told));
  }
  EXPECT_THAT(ran.err, ::testing::Not(HasSubstr("line 3")));
  EXPECT_THAT(Laowu({"audit-sample", "result", sample}), HasSubstr("reached 联系上 0"));
}

// A person who was erased or has moved away since is not to be called; the others still are.
TEST_F(AuditRoundTest, WhoIsGoneKeepsNobodyFromBeingCalled) {
  const std::string publication = Publish();
  v1::DeleteWorkerRequest erase;
  erase.set_name(workers_[0]);
  erase.set_purpose("asked for");
  ASSERT_OK(process_.Call("bureau", &v1::WorkerService::Stub::DeleteWorker, erase));
  v1::RecordWorkerFactRequest moved;
  moved.set_parent(workers_[1]);
  moved.mutable_fact()->set_kind(v1::WorkerFact::RESIDENCE_MOVED);
  moved.mutable_fact()->set_reference("notice-1");
  *moved.mutable_fact()->mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 1));
  moved.mutable_fact()->mutable_values()->set_division_code("520203102");
  ASSERT_OK(process_.Call("bureau", &v1::WorkerService::Stub::RecordWorkerFact, moved));
  const std::string form = scratch_.file("calls.xlsx");
  const std::string calls = scratch_.file("calls-with-names.csv");
  Laowu({"audit-sample", "draw", publication, "--size", "1000", "--out", form});
  EXPECT_THAT(Laowu({"audit-reveal", "--publication", publication, "--purpose", "六月抽查",
                     "--form", form, "--out", calls}),
              HasSubstr(absl::StrCat(kPersons, " 人 persons")));
  int unnamed = 0;
  for (const auto& row : ReadCsv(calls)) unnamed += row[0].empty() ? 1 : 0;
  EXPECT_EQ(unnamed, 2);
}

}  // namespace
}  // namespace laowu::cli
