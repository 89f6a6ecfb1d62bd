// What a clerk reads of an import under way.

#include "services/cli/import_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using v1::Import;

Import UnderWay(Import::State state) {
  Import import;
  import.set_state(state);
  import.set_done_row_count(12'000);
  import.set_row_count(state == Import::READING ? 0 : 20'000);
  import.set_read_percent(25);
  import.set_rows_per_second(1'000);
  return import;
}

TEST(ImportWordsTest, EachStepTellsItsRateAndTheTimeLeft) {
  EXPECT_EQ(ImportProgress(UnderWay(Import::RUNNING)),
            "导入 importing  12000/20000 行 rows  60 %  1000/s  余 8 s left");
  EXPECT_EQ(ImportProgress(UnderWay(Import::UNDOING)),
            "撤销 undoing  12000/20000 行 rows  60 %  1000/s  余 8 s left");
  // A quarter of the file had 12,000 rows.
  EXPECT_EQ(ImportProgress(UnderWay(Import::READING)),
            "读取 reading  12000 行 rows  25 %  1000/s  余 36 s left");
}

TEST(ImportWordsTest, TooEarlyToSayIsNotSaid) {
  Import import = UnderWay(Import::RUNNING);
  import.set_rows_per_second(0);
  EXPECT_EQ(ImportProgress(import), "导入 importing  12000/20000 行 rows  60 %");
  import.Clear();
  import.set_state(Import::READING);
  EXPECT_EQ(ImportProgress(import), "读取 reading  0 行 rows  0 %");
}

TEST(ImportWordsTest, AnUploadTellsItsRateAndTheTimeLeft) {
  EXPECT_EQ(UploadProgress(50'000'000, 200'000'000, absl::Seconds(25)),
            "上传 uploading  50.0/200.0 MB  2.0 MB/s  余 75 s left");
  EXPECT_EQ(UploadProgress(50'000'000, 200'000'000, absl::Seconds(100)),
            "上传 uploading  50.0/200.0 MB  0.5 MB/s  余 5 分 min left");
  EXPECT_THAT(UploadProgress(0, 200'000'000, absl::Milliseconds(1)), Not(HasSubstr("left")));
}

// Of a file that was not read to the end no row is kept: there is nothing to go on from.
TEST(ImportWordsTest, WhatStoppedWhileItWasReadIsReadFromTheStart) {
  const auto so_far = [](const Import& import) {
    for (const auto& [name, value] : ImportLines(import)) {
      if (absl::StartsWith(name, "进度")) return value;
    }
    return std::string();
  };
  Import import = UnderWay(Import::CANCELLED);
  EXPECT_EQ(so_far(import), "12000/20000 行 rows");
  import.set_row_count(0);
  EXPECT_THAT(so_far(import), AllOf(HasSubstr("read from the start"), Not(HasSubstr("12000"))));
}

TEST(ImportWordsTest, OfEachColumnIsToldWhyItIsReadSo) {
  Import import = UnderWay(Import::READY);
  EXPECT_EQ(ColumnTable(import), "");
  auto* column = import.add_columns();
  column->set_header("待遇");
  column->set_field("wage_text");
  column->set_reason("指定 stated");
  column->set_confidence_percent(100);
  import.add_columns()->set_header("幸运色");
  import.add_columns();
  EXPECT_THAT(ColumnTable(import), AllOf(ContainsRegex("待遇 +wage_text +指定 stated +100 %"),
                                         ContainsRegex("幸运色 +未识别 unknown"),
                                         ContainsRegex("（无表头 no header） +未识别 unknown")));
}

TEST(ImportWordsTest, WhatIsErasedOffersNothing) {
  Import import = UnderWay(Import::DONE);
  EXPECT_THAT(NextCommands(import), Not(IsEmpty()));
  import.mutable_erase_time()->set_seconds(1);
  EXPECT_THAT(NextCommands(import), IsEmpty());
}

// Of which rows stand is told, and that they can be tried again.
TEST(ImportWordsTest, AnImportThatWasUndoneInPartSaysSo) {
  Import import;
  import.set_name("imports/a");
  import.set_state(Import::UNDONE);
  import.set_undone_count(3);
  EXPECT_EQ(ImportStateWords(import), "已撤销 undone");
  EXPECT_THAT(NextCommands(import), IsEmpty());
  import.set_kept_count(2);
  EXPECT_EQ(ImportStateWords(import), "已撤销，保留 2 行 undone, 2 rows kept");
  import.set_undone_count(0);
  EXPECT_EQ(ImportStateWords(import), "未能撤销，保留 2 行 not undone, all 2 rows kept");
  ASSERT_THAT(NextCommands(import), SizeIs(1));
  EXPECT_EQ(NextCommands(import)[0].second, "laowu import undo imports/a");
}

// A vacancy that the file no longer names is no row of it.
TEST(ImportWordsTest, VacanciesThatAreClosedAreNoRowsOfTheFile) {
  v1::Import import;
  import.set_row_count(15);
  EXPECT_EQ(FileRowCount(import), 15);
  import.mutable_counts()->set_closed_count(3);
  EXPECT_EQ(FileRowCount(import), 12);
}

}  // namespace
}  // namespace laowu::cli
