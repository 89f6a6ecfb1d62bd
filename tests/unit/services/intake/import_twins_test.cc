// The same person or vacancy twice in one file: what becomes of the rows does not depend on how far
// apart they stand, nor on whether the file is looked at, run or sent again.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

// More than one message holds.
constexpr int kBetween = 510;

using Lines = std::vector<std::string>;

class ImportTwinsTest : public ImportFixture {
 protected:
  // Lines end without a line break.
  struct Table {
    std::string header;
    std::string (*filler)(int);
    std::vector<Lines> groups;
  };
  // The groups one after the other, or with others' lines between them. As many lines either way.
  static std::string Text(const Table& table, bool is_far) {
    std::string text = table.header;
    std::string others;
    for (size_t i = 0; i < table.groups.size(); ++i) {
      std::string& to = is_far ? text : others;
      for (int j = 0; i > 0 && j < kBetween; ++j) {
        absl::StrAppend(&to, table.filler(static_cast<int>(i) * kBetween + j), "\n");
      }
      for (const std::string& line : table.groups[i]) absl::StrAppend(&text, line, "\n");
    }
    return text + others;
  }
  // The rows of the groups, in order.
  std::vector<ImportRow> Special(const Table& table, const Import& import) {
    std::vector<ImportRow> special;
    v1::PreviewImportRequest request;
    request.set_name(import.name());
    request.set_page_size(500);
    request.set_purpose("核对");
    do {
      const auto page = role_.Call(sender_, &Stub::PreviewImport, request);
      EXPECT_OK(page);
      if (!page.ok()) return special;
      for (const ImportRow& row : page->rows()) {
        const std::string line = absl::StrJoin(row.cells(), ",");
        for (const Lines& lines : table.groups) {
          if (std::find(lines.begin(), lines.end(), line) == lines.end()) continue;
          special.push_back(row);
          break;
        }
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return special;
  }
  static std::vector<ImportRow::Change> Changes(const std::vector<ImportRow>& rows) {
    std::vector<ImportRow::Change> changes;
    for (const ImportRow& row : rows) changes.push_back(row.change());
    return changes;
  }
  static Lines Names(const std::vector<ImportRow>& rows) {
    Lines names;
    for (const ImportRow& row : rows) names.push_back(row.name());
    return names;
  }
  // Reads the table both ways, and gives the rows of the one with the groups apart.
  std::vector<ImportRow> ReadBothWays(const Table& table, const Import::Spec& spec) {
    const Import near = Read(Text(table, false), spec);
    far_ = Read(Text(table, true), spec);
    EXPECT_EQ(far_.state(), Import::READY) << far_.DebugString();
    EXPECT_EQ(near.counts().SerializeAsString(), far_.counts().SerializeAsString())
        << near.counts().DebugString() << far_.counts().DebugString();
    const auto rows = Special(table, far_);
    const auto expected = Special(table, near);
    EXPECT_THAT(Changes(rows), ElementsAreArray(Changes(expected)));
    EXPECT_THAT(Names(rows), ElementsAreArray(Names(expected)));
    return rows;
  }
  // Runs what ReadBothWays has read last: it comes to what the preview said. The same file again
  // changes nothing.
  void RunAndSendAgain(const Table& table, const Import::Spec& spec) {
    const Import done = Run(far_);
    EXPECT_EQ(done.state(), Import::DONE) << done.DebugString();
    EXPECT_EQ(done.counts().SerializeAsString(), far_.counts().SerializeAsString())
        << done.counts().DebugString() << far_.counts().DebugString();
    const Import again = Read(Text(table, true), spec);
    EXPECT_EQ(again.counts().created_count(), 0);
    EXPECT_EQ(again.counts().updated_count(), 0) << again.counts().DebugString();
    EXPECT_EQ(again.counts().rejected_count(), far_.counts().rejected_count());
    EXPECT_EQ(Run(again).counts().SerializeAsString(), again.counts().SerializeAsString());
  }
  std::vector<v1::WorkerFact> Facts(const std::string& worker) {
    v1::ListWorkerFactsRequest list;
    list.set_parent(worker);
    const auto facts = role_.Call(kCounty, &v1::WorkerService::Stub::ListWorkerFacts, list);
    EXPECT_OK(facts);
    if (!facts.ok()) return {};
    return {facts->facts().begin(), facts->facts().end()};
  }

  Import far_;
};

std::string OtherWorker(int i) {
  return absl::StrCat("f-", i, ",王样,,盘州市新民镇,1990-01-01,是");
}
constexpr char kPeopleHeader[] = "编号,姓名,身份证号,乡镇,出生日期,是否同意授权\n";

// Two townships' lists put together made one person move at every import, there and back.
TEST_F(ImportTwinsTest, APersonStandsOnceInAFileHoweverLongItIs) {
  const Table table = {
      kPeopleHeader,
      OtherWorker,
      {{",魏良,529999196811087997,盘州市新民镇,,是", "p-9,张样,,盘州市新民镇,1990-01-01,是"},
       {",魏良,529999196811087997,盘州市竹海镇,,是", "p-9,张样,,盘州市新民镇,1990-01-01,是",
        // Nor does what is rejected stand for whom its other columns name.
        "p-8,魏良,529999196811087997,盘州市新民镇,,是"},
       {"p-8,李样,,盘州市新民镇,1991-01-01,是"}}};
  const auto spec = Spec(Import::WORKER);
  const auto rows = ReadBothWays(table, spec);
  EXPECT_THAT(Changes(rows),
              ElementsAre(ImportRow::CREATE, ImportRow::CREATE, ImportRow::REJECT,
                          ImportRow::UNCHANGED, ImportRow::REJECT, ImportRow::CREATE));
  EXPECT_THAT(rows[2].status().message(), HasSubstr("另一行（第 2 行 line 2）是同一人"));
  RunAndSendAgain(table, spec);
  const auto after = Special(table, far_);
  ASSERT_FALSE(after.empty());
  for (const auto& fact : Facts(after[0].name())) {
    EXPECT_NE(fact.kind(), v1::WorkerFact::RESIDENCE_MOVED) << fact.DebugString();
  }
}

TEST_F(ImportTwinsTest, APersonOnRecordIsKnownByNumberInOneRowAndByReferenceInAnother) {
  Run(Read(absl::StrCat(kPeopleHeader, "p-1,魏良,529999196811087997,盘州市新民镇,,是\n"),
           Spec(Import::WORKER)));
  const Table table = {
      kPeopleHeader,
      OtherWorker,
      {{",魏良,529999196811087997,盘州市竹海镇,,是"}, {"p-1,魏良,,盘州市新民镇,1968-11-08,是"}}};
  const auto spec = Spec(Import::WORKER);
  EXPECT_THAT(Changes(ReadBothWays(table, spec)),
              ElementsAre(ImportRow::UPDATE, ImportRow::REJECT));
  RunAndSendAgain(table, spec);
}

std::string OtherVacancy(int i) {
  return absl::StrCat("f-", i, ",普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,3,装配");
}
constexpr char kPostsHeader[] = "编号,岗位名称,企业名称,工作地点,月薪,招聘人数,岗位描述\n";

// One of the two was silently gone.
TEST_F(ImportTwinsTest, VacanciesWithoutNumbersAreToldApartHoweverLongTheFileIs) {
  const Table table = {kPostsHeader,
                       OtherVacancy,
                       {{",理货员,样例超市丙,中山市小榄镇,5000元/月,3,整理货架",
                         "m-1,普工,样例五金厂,中山市小榄镇,5000元/月,3,装配",
                         ",理货员,样例超市丙,中山市小榄镇,5000元/月,3,整理货架"},
                        {",理货员,样例超市丙,中山市小榄镇,6500元/月,8,整理货架",
                         "m-1,普工,样例五金厂,中山市小榄镇,6000元/月,3,装配",
                         ",理货员,样例超市丙,中山市小榄镇,5000元/月,3,整理货架"},
                        {",理货员,样例超市丙,中山市小榄镇,5000元/月,3,收银台旁",
                         "m-1,普工,样例五金厂,中山市小榄镇,5000元/月,3,装配",
                         ",理货员,样例超市丙,中山市小榄镇,7000元/月,1,整理货架",
                         ",保洁员,样例超市丙,中山市小榄镇,4000元/月,2,打扫"}}};
  const auto spec = Spec(Import::VACANCY);
  const auto rows = ReadBothWays(table, spec);
  EXPECT_THAT(Changes(rows), ElementsAre(ImportRow::CREATE, ImportRow::CREATE, ImportRow::UNCHANGED,
                                         ImportRow::CREATE, ImportRow::REJECT, ImportRow::UNCHANGED,
                                         ImportRow::REJECT, ImportRow::UNCHANGED, ImportRow::CREATE,
                                         ImportRow::CREATE));
  EXPECT_NE(rows[0].name(), rows[3].name());
  EXPECT_THAT(rows[4].status().message(), HasSubstr("另一行（第 3 行 line 3）是同一岗位"));
  RunAndSendAgain(table, spec);
}

// Where they do not differ in what tells them apart, they are one, under the usual name.
TEST_F(ImportTwinsTest, AVacancyWithoutANumberThatStandsAgainIsOne) {
  const std::string line = ",理货员,样例超市丙,中山市小榄镇,5000元/月,3,整理货架";
  const Import alone = Read(absl::StrCat(kPostsHeader, line, "\n"));
  const Table table = {kPostsHeader, OtherVacancy, {{line}, {line}}};
  const auto rows = ReadBothWays(table, Spec(Import::VACANCY));
  EXPECT_THAT(Changes(rows), ElementsAre(ImportRow::CREATE, ImportRow::UNCHANGED));
  const std::string name = Rows(alone)[0].name();
  EXPECT_THAT(Names(rows), ElementsAre(name, name));
  RunAndSendAgain(table, Spec(Import::VACANCY));
}

// What the file named before another stood beside it is no longer named.
TEST_F(ImportTwinsTest, ASnapshotClosesByTheNamesThatHoldForTheWholeFile) {
  auto spec = Spec(Import::VACANCY);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("企业名录");
  const std::string line = ",理货员,样例超市丙,中山市小榄镇,5000元/月,3,整理货架";
  Run(Read(absl::StrCat(kPostsHeader, line, "\n"), spec));
  const Table table = {kPostsHeader,
                       OtherVacancy,
                       {{line}, {",理货员,样例超市丙,中山市小榄镇,6500元/月,8,整理货架"}}};
  EXPECT_THAT(Changes(ReadBothWays(table, spec)),
              ElementsAre(ImportRow::CREATE, ImportRow::CREATE));
  EXPECT_EQ(far_.counts().closed_count(), 1);
}

// A cancelled preview is read anew, from the first row.
TEST_F(ImportTwinsTest, ReadingAnewComesToTheSame) {
  const Table table = {kPostsHeader,
                       OtherVacancy,
                       {{",理货员,样例超市丙,中山市小榄镇,5000元/月,3,整理货架"},
                        {",理货员,样例超市丙,中山市小榄镇,6500元/月,8,整理货架"}}};
  const auto rows = ReadBothWays(table, Spec(Import::VACANCY));
  v1::CancelImportRequest cancel;
  cancel.set_name(far_.name());
  EXPECT_OK(role_.Call(kOffice, &Stub::CancelImport, cancel));
  const Import again = Run(far_);
  EXPECT_EQ(again.state(), Import::READY) << again.DebugString();
  EXPECT_EQ(again.counts().SerializeAsString(), far_.counts().SerializeAsString());
  EXPECT_THAT(Names(Special(table, again)), ElementsAreArray(Names(rows)));
}

}  // namespace
}  // namespace laowu::intake_role
