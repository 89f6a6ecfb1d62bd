// Receipts are written when somebody asks: once, whole or not at all, and never beside a step.

#include "services/intake/import_receipt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "import_fixture.h"
#include "services/intake/import_jobs.h"
#include "services/intake/import_records.h"
#include "services/intake/stored_files.h"
#include "services/runtime/record_fields.h"
#include "storage/open_store.h"
#include "tests/support/gate.h"
#include "tests/support/passing_store.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake_role {
namespace {

using storage::Table;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testing::StatusIs;
using v1::Import;

constexpr char kImport[] = "a1";
constexpr char kFile[] = "f1";

bool WritesFiles(const storage::Batch& batch) {
  return std::any_of(batch.operations().begin(), batch.operations().end(), [](const auto& one) {
    return one.table == Table::kFiles && one.kind == storage::Batch::Operation::Kind::kPut;
  });
}

// Tells of files and rows, and lets the test come in between.
class WatchedStore final : public testing::PassingStore {
 public:
  using PassingStore::PassingStore;

  std::function<absl::Status()> before_file = [] { return absl::OkStatus(); };
  std::function<void(int)> before_rows = [](int) {};  // so manyeth page of rows
  std::atomic<int> file_commit_count = 0;

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    if (WritesFiles(batch)) {
      ++file_commit_count;
      const absl::Status status = before_file();
      if (!status.ok()) return status;
    }
    return below().Commit(batch, deadline);
  }
  absl::StatusOr<std::vector<storage::Record>> Scan(Table table, const storage::KeyRange& range,
                                                    int limit) const override {
    if (table == Table::kImportRows) before_rows(++page_count_);
    return PassingStore::Scan(table, range, limit);
  }

 private:
  mutable std::atomic<int> page_count_ = 0;
};

class ReceiptTest : public ::testing::Test {
 protected:
  ~ReceiptTest() override { jobs_.Stop(); }

  // An import at rest, with so many rows; of each the first cell is the person's name, and the
  // others are the header again.
  void Plant(int row_count, Import::State state = Import::DONE,
             const std::vector<std::string>& more_headers = {}) {
    internal::v1::StoredImport stored;
    auto& import = *stored.mutable_import();
    import.mutable_spec()->set_parent("offices/zhongshan");
    import.set_state(state);
    import.set_file_display_name("名单.csv");
    import.add_columns()->set_header("姓名");
    import.mutable_columns(0)->set_field("person_name");
    for (const std::string& header : more_headers) import.add_columns()->set_header(header);
    import.set_row_count(row_count);
    *import.mutable_expire_time() = runtime::ToTimestamp(role_.now() + absl::Hours(24));
    stored.set_csv_receipt(FileName(kFile));
    stored.set_xlsx_receipt(FileName("f2"));
    storage::Batch batch;
    PlanImport(kImport, std::nullopt, stored, batch);
    for (int i = 1; i <= row_count; ++i) {
      StoredRow row;
      row.mutable_row()->set_row_number(i);
      row.mutable_row()->set_line_number(i + 1);
      row.mutable_row()->add_cells(absl::StrCat("样本", i));
      for (const std::string& header : more_headers) {
        row.mutable_row()->add_cells(absl::StrCat("旧的", header));
      }
      row.mutable_row()->set_change(v1::ImportRow::CREATE);
      row.mutable_row()->set_done(true);
      PlanRow(role_.keys(), kImport, row, batch);
    }
    ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()));
    ASSERT_OK(jobs_.Start());
  }
  void SetState(Import::State state) {
    const auto old = LoadImport(*store_, kImport);
    ASSERT_OK(old);
    internal::v1::StoredImport stored = (*old)->stored;
    stored.mutable_import()->set_state(state);
    storage::Batch batch;
    PlanImport(kImport, *old, stored, batch);
    ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()));
  }
  absl::Status Await(ReceiptForm form = ReceiptForm::kCsv,
                     absl::Time until = absl::Now() + absl::Seconds(30)) {
    return jobs_.AwaitReceipt(kImport, form, until);
  }
  std::string Content() const {
    const auto piece = ReadStoredFile(*store_, role_.keys(), kFile, 0);
    EXPECT_OK(piece);
    return piece.ok() ? piece->content : "";
  }
  std::vector<storage::Record> FileRecords() const {
    const auto records = store_->Scan(Table::kFiles, {}, 100);
    EXPECT_OK(records);
    return records.ok() ? *records : std::vector<storage::Record>();
  }

  testing::RoleFixture role_;
  const std::shared_ptr<WatchedStore> store_ =
      std::make_shared<WatchedStore>(*storage::OpenStore("memory:"));
  ReaderCache<intake::VacancyReader> vacancy_readers_;
  ReaderCache<intake::WorkerReader> worker_readers_;
  ImportJobs jobs_{role_.environment(), *store_, vacancy_readers_, worker_readers_};
};

TEST_F(ReceiptTest, NothingIsWrittenBeforeSomebodyAsks) {
  Plant(3);
  EXPECT_THAT(FileRecords(), IsEmpty());
  EXPECT_OK(Await());
  EXPECT_THAT(Content(), AllOf(HasSubstr("样本1"), HasSubstr("样本3"), HasSubstr("新建 created")));
}

// Mended and sent back, an earlier receipt's own columns tell of that import.
TEST_F(ReceiptTest, AReceiptThatWasSentBackHasItsOwnColumnsOnce) {
  Plant(1, Import::DONE,
        {"行 line", "结果 result", "特长", "问题与提示 what to look at", "记录 record"});
  EXPECT_OK(Await());
  const std::string content = Content();
  EXPECT_THAT(content, AllOf(HasSubstr("行 line,结果 result,姓名,特长,问题与提示 what to look at,"),
                             HasSubstr("样本1,旧的特长,")));
  EXPECT_THAT(content, Not(HasSubstr("旧的行"))) << content;
  EXPECT_THAT(content, Not(HasSubstr("旧的记录")));
}

class ReceiptSentBackTest : public ImportFixture {
 protected:
  static std::string HeaderOf(const std::string& receipt) {
    return receipt.substr(0, receipt.find('\n'));
  }
};

// As it comes out of a reading, which knows these columns and ignores them.
TEST_F(ReceiptSentBackTest, HasItsOwnColumnsOnceHoweverOften) {
  const std::string first = Receipt(
      Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1"), "a-2,普工,,中山市小榄镇,5000,1\n")));
  EXPECT_THAT(HeaderOf(first), AllOf(HasSubstr("结果 result"), HasSubstr("岗位名称")));
  const Import again = Read(first);
  EXPECT_EQ(again.state(), Import::READY) << again.DebugString();
  const std::string second = Receipt(again);
  EXPECT_EQ(HeaderOf(second), HeaderOf(first));
  EXPECT_EQ(HeaderOf(Receipt(Read(second))), HeaderOf(first));
}

TEST_F(ReceiptTest, HoweverManyAskItIsWrittenOnce) {
  Plant(3);
  std::vector<std::thread> callers;
  std::atomic<int> served = 0;
  // As many as wait, and some who are told to ask again, and do.
  for (int i = 0; i < 2 * ImportJobs::kReceiptWaitersMost; ++i) {
    callers.emplace_back([&] {
      absl::Status status = Await();
      while (absl::IsResourceExhausted(status)) status = Await();
      EXPECT_OK(status);
      ++served;
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(served, 2 * ImportJobs::kReceiptWaitersMost);
  EXPECT_EQ(store_->file_commit_count, 2) << "the one part, and that it is whole";
}

TEST_F(ReceiptTest, WhoHasWaitedLongEnoughIsToldToAskAgain) {
  Plant(3);
  testing::Gate gate;
  store_->before_file = [&] {
    gate.Wait();
    return absl::OkStatus();
  };
  const absl::Status status = Await(ReceiptForm::kCsv, absl::Now());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("ask again")));
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  gate.Open();
  EXPECT_OK(Await());
  EXPECT_EQ(store_->file_commit_count, 2);
}

TEST_F(ReceiptTest, AFailedWritingLeavesNothingAndIsTriedAgain) {
  Plant(3);
  store_->before_file = [] { return absl::ResourceExhaustedError("the disk is full"); };
  EXPECT_THAT(Await(), StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("disk")));
  EXPECT_THAT(Await(ReceiptForm::kXlsx), StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(FileRecords(), IsEmpty());
  EXPECT_EQ((*LoadImport(*store_, kImport))->stored.import().state(), Import::DONE);
  store_->before_file = [] { return absl::OkStatus(); };
  EXPECT_OK(Await());
  EXPECT_OK(Await(ReceiptForm::kXlsx));
}

// As a process leaves it that was killed while it wrote.
TEST_F(ReceiptTest, AHalfWrittenOneIsWrittenAgain) {
  storage::Batch batch;
  PlanFile(kFile, std::nullopt, internal::v1::StoredFile(), batch);
  PlanFilePart(role_.keys(), kFile, 1, "half of an older one", batch);
  PlanFilePart(role_.keys(), kFile, 2, "and more of it", batch);
  ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()));
  Plant(3);
  EXPECT_OK(Await());
  EXPECT_THAT(Content(), AllOf(HasSubstr("样本3"), ::testing::Not(HasSubstr("half"))));
  EXPECT_THAT(FileRecords(), SizeIs(2));
}

// What is written beside a step is of no state at all.
TEST_F(ReceiptTest, AStepThatBeginsEndsTheWriting) {
  Plant(2 * kJobRows);
  store_->before_rows = [&](int page) {
    if (page == 2) SetState(Import::UNDOING);
  };
  EXPECT_THAT(Await(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("under way")));
  EXPECT_THAT(FileRecords(), IsEmpty());
}

// It would write on after its import and its rows are gone, and leave a file that nobody names.
TEST_F(ReceiptTest, ASweepPassesOverTheImportWhoseReceiptIsBeingWritten) {
  Plant(3);
  testing::Gate almost_whole;
  testing::Gate swept;
  store_->before_file = [&] {
    if (store_->file_commit_count == 2) {
      almost_whole.Open();
      swept.Wait();
    }
    return absl::OkStatus();
  };
  std::thread caller([&] { EXPECT_OK(Await()); });
  almost_whole.Wait();
  const absl::Time after_its_time = role_.now() + absl::Hours(48);
  const auto passed_over = jobs_.SweepOnce(after_its_time);
  swept.Open();
  caller.join();
  ASSERT_OK(passed_over);
  EXPECT_EQ(*passed_over, 0);
  EXPECT_THAT(Content(), HasSubstr("样本3"));

  const auto erased = jobs_.SweepOnce(after_its_time);
  ASSERT_OK(erased);
  EXPECT_EQ(*erased, 1) << "the next time";
  EXPECT_THAT(FileRecords(), IsEmpty());
  EXPECT_THAT(Await(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("90")));
}

TEST_F(ReceiptTest, OfAFileThatWasNotReadToItsEndThereIsNone) {
  Plant(0, Import::FAILED);
  EXPECT_THAT(Await(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("没有读完")));
}

}  // namespace
}  // namespace laowu::intake_role
