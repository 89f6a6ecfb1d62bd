// What the preview says of a row is what the run will say, and what the run says the preview has
// said: warnings are looked at before anything is written, and kept in the receipt.

#include <string>
#include <vector>

#include "laowu/v1/placement_service.grpc.pb.h"
#include "later_imports_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;

class ImportPreviewTest : public LaterImportsFixture {
 protected:
  // By rows.
  std::vector<std::vector<std::string>> ReasonsOf(const Import& import) {
    std::vector<std::vector<std::string>> reasons;
    for (const ImportRow& row : Rows(import)) {
      auto& own = reasons.emplace_back();
      for (const auto& warning : row.warnings()) own.push_back(warning.reason());
    }
    return reasons;
  }
  static std::vector<std::string> OfFile(const Import& import) {
    std::vector<std::string> reasons;
    for (const auto& warning : import.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }
  void Propose(const std::string& worker, const std::string& vacancy) {
    v1::CreatePlacementRequest propose;
    propose.mutable_placement()->set_worker(worker);
    propose.mutable_placement()->set_vacancy(absl::StrCat("offices/zhongshan/vacancies/", vacancy));
    propose.mutable_placement()->set_decided_by("经办");
    ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::CreatePlacement, propose));
  }
  static std::string Line(const std::string& reference, int opening_count) {
    return absl::StrCat(reference, ",普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,",
                        opening_count, "\n");
  }
};

TEST_F(ImportPreviewTest, ThatAnotherKindOfPayIsOnRecordIsSaidBeforeAndAfterTheRun) {
  const std::string header = "岗位名称,企业名称,工作地点,工资,招聘人数\n";
  Run(Read(absl::StrCat(header, "包装工,甲一厂,中山市小榄镇,4900元/月,3\n")));
  Tick();
  const Import read = Read(absl::StrCat(header, "包装工,甲一厂,中山市小榄镇,26元/小时,3\n"));
  ASSERT_THAT(Rows(read), SizeIs(1));
  EXPECT_EQ(Rows(read)[0].change(), ImportRow::CREATE);
  const auto before = ReasonsOf(read);
  EXPECT_THAT(before[0], Contains("OTHER_PAY_KIND"));
  const Import done = Run(read);
  EXPECT_EQ(done.counts().created_count(), 1);
  EXPECT_THAT(ReasonsOf(done)[0], UnorderedElementsAreArray(before[0]));
  const auto rows = Rows(done);
  for (const auto& warning : rows[0].warnings()) {
    if (warning.reason() != "OTHER_PAY_KIND") continue;
    EXPECT_THAT(warning.related_names(), SizeIs(1));
  }
  EXPECT_THAT(Receipt(done), HasSubstr("计薪方式不同"));
}

TEST_F(ImportPreviewTest, WhatARowWouldEmptyIsSaidBeforeTheRun) {
  RunVacancies(VacancyLine("a"));
  Tick();
  const Import read =
      Read(absl::StrCat(kVacancyHeader, "a,普工,中山市样例电器有限公司,中山市小榄镇,,3\n"));
  ASSERT_EQ(read.counts().updated_count(), 1) << Rows(read)[0].DebugString();
  EXPECT_THAT(ReasonsOf(read)[0], Contains("FIELDS_EMPTIED"));
  EXPECT_THAT(OfFile(read), Contains("FIELDS_EMPTIED"));
  const auto before = ReasonsOf(read);
  EXPECT_EQ(ReasonsOf(Run(read)), before);
}

TEST_F(ImportPreviewTest, ThatMoreAreProposedThanWouldBeWantedIsSaidBeforeTheRun) {
  RunVacancies(absl::StrCat(Line("a", 3), Line("b", 3)));
  const auto people = Rows(RunWorkers(absl::StrCat(kOne, kOther)));
  for (const ImportRow& person : people) Propose(person.name(), "a");
  Tick();
  const Import read = Read(absl::StrCat(kVacancyHeader, Line("a", 1), Line("b", 1)));
  const auto before = ReasonsOf(read);
  EXPECT_THAT(before, ElementsAre(ElementsAre("OPENINGS_TAKEN"), IsEmpty()));
  EXPECT_EQ(ReasonsOf(Run(read)), before);
}

TEST_F(ImportPreviewTest, AClosingNamesWhoIsProposedForTheVacancy) {
  auto spec = Spec(Import::VACANCY);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("名录");
  Run(Read(absl::StrCat(kVacancyHeader, Line("a", 3), Line("b", 3), Line("c", 3)), spec));
  const auto people = Rows(RunWorkers(kOne));
  Propose(people[0].name(), "b");
  Tick();
  const Import read = Read(absl::StrCat(kVacancyHeader, Line("a", 3)), spec);
  const auto before = ReasonsOf(read);
  EXPECT_THAT(before, ElementsAre(IsEmpty(), ElementsAre("OPENINGS_TAKEN"), IsEmpty()));
  EXPECT_THAT(Rows(read)[1].warnings(0).message(), HasSubstr("0 人接受或到岗，1 人待答复"));
  EXPECT_THAT(OfFile(read), Contains("OPENINGS_TAKEN"));
  const Import done = Run(read, /*confirmed_closed_count=*/2);
  EXPECT_EQ(done.counts().closed_count(), 2);
  EXPECT_EQ(ReasonsOf(done), before);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
}

}  // namespace
}  // namespace laowu::intake_role
