// What is left on the disk of uploads: of those that were refused or broken off nothing, and of all
// of one sender no more than the room that it has.

#include "services/intake/uploads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/intake/import_records.h"
#include "storage/status_macros.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int64_t kMiB = 1 << 20;

class UploadsTest : public ::testing::Test {
 protected:
  UploadsTest() {
    threads_ = std::make_unique<runtime::RoleThreads>(role_.environment(), "intake", &store());
  }
  ~UploadsTest() override { owned_->hub->Stop(); }

  storage::Store& store() { return *owned_->store; }
  std::unique_ptr<Upload> NewUpload() {
    return std::make_unique<Upload>(store(), role_.keys(), room_, threads_->rpc);
  }
  runtime::CallContext Call(const std::string& id) const {
    runtime::CallContext call;
    call.principal = {id, runtime::PrincipalRole::kAdministrator, "", "", ""};
    call.now = role_.now();
    call.deadline = absl::Now() + absl::Seconds(60);
    return call;
  }
  static v1::UploadFileRequest Piece(bool first, bool last, int64_t byte_count = kMiB) {
    v1::UploadFileRequest request;
    if (first) request.set_display_name("名单.csv");
    request.set_content(std::string(static_cast<size_t>(byte_count), 'x'));
    request.set_last(last);
    return request;
  }
  // A whole file of one piece.
  absl::Status Send(const std::string& id, int64_t byte_count = kMiB) {
    return NewUpload()->Add(Call(id), Piece(true, true, byte_count)).status();
  }
  // Everything that was left to the role's threads is done.
  void Finish() { threads_->io.Stop(); }
  int FileCount() {
    int count = 0;
    EXPECT_OK(ForEachFile(store(), [&](const std::string&, const internal::v1::StoredFile&) {
      ++count;
      return absl::OkStatus();
    }));
    return count;
  }
  // Heads and parts.
  size_t RecordCount() {
    return store().Scan(storage::Table::kFiles, storage::KeyRange{}, 1000)->size();
  }

  testing::RoleFixture role_;
  std::unique_ptr<runtime::OwnedStore> owned_ =
      *runtime::OwnedStore::Open(role_.environment(), "intake");
  UploadRoom room_{store(), 3 * kMiB};
  std::unique_ptr<runtime::RoleThreads> threads_;
};

TEST_F(UploadsTest, OfARefusedUploadNothingIsLeft) {
  const auto upload = NewUpload();
  ASSERT_OK(upload->Add(Call("office"), Piece(true, false)));
  ASSERT_OK(upload->Add(Call("office"), Piece(false, false)));
  EXPECT_EQ(FileCount(), 1);
  EXPECT_EQ(RecordCount(), 3u);
  v1::UploadFileRequest named_again = Piece(true, false);
  EXPECT_THAT(upload->Add(Call("office"), named_again),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("display_name")));
  EXPECT_EQ(RecordCount(), 0u);
  // Nor does it take of its sender's room.
  EXPECT_OK(Send("office", 1));
  EXPECT_OK(Send("office", kMiB));
  EXPECT_OK(Send("office", kMiB));
}

TEST_F(UploadsTest, OfABrokenOffUploadNothingIsLeft) {
  auto upload = NewUpload();
  ASSERT_OK(upload->Add(Call("office"), Piece(true, false)));
  EXPECT_EQ(RecordCount(), 2u);
  upload.reset();  // the stream is over, and no message was the last
  Finish();
  EXPECT_EQ(RecordCount(), 0u);
}

TEST_F(UploadsTest, AFinishedOneStays) {
  auto upload = NewUpload();
  const auto answer = upload->Add(Call("office"), Piece(true, true));
  ASSERT_OK(answer);
  EXPECT_EQ(answer->file().byte_size(), kMiB);
  // What comes behind it is refused, and does not take it along.
  EXPECT_THAT(upload->Add(Call("office"), Piece(false, true)),
              StatusIs(absl::StatusCode::kInvalidArgument));
  upload.reset();
  Finish();
  EXPECT_EQ(FileCount(), 1);
}

// What a killed process had begun is found by the next one; what this one is at, and whole files,
// are left alone.
TEST_F(UploadsTest, AnUploadFromBeforeTheStartIsErased) {
  ASSERT_OK(Send("office"));
  FileWriter begun(store(), role_.keys(), Call("office"), "a.csv");
  ASSERT_OK(begun.Add(std::string(2 * kMiB, 'x'), absl::InfiniteFuture()));
  role_.set_now(role_.now() + absl::Seconds(1));
  FileWriter mine(store(), role_.keys(), Call("office"), "b.csv");
  ASSERT_OK(mine.Add(std::string(kMiB, 'x'), absl::InfiniteFuture()));
  EXPECT_EQ(FileCount(), 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(const int erased, EraseBrokenOff(store(), role_.now()));
  EXPECT_EQ(erased, 1);
  EXPECT_EQ(FileCount(), 2);
  EXPECT_OK(mine.Finish(absl::InfiniteFuture()));
}

// One token must not fill the disk; another's files are its own matter.
TEST_F(UploadsTest, ASenderHasSoMuchRoomAndIsToldWhatToDo) {
  ASSERT_OK(Send("office", kMiB));
  ASSERT_OK(Send("office", kMiB));
  ASSERT_OK(Send("office", kMiB));
  const absl::Status full = Send("office", 1);
  EXPECT_THAT(full, StatusIs(absl::StatusCode::kResourceExhausted,
                             AllOf(HasSubstr("3 MB"), HasSubstr("2026-09-28"), HasSubstr("上限"))));
  EXPECT_EQ(runtime::ReasonOf(full), "FILES_FULL");
  EXPECT_EQ(FileCount(), 3);
  EXPECT_OK(Send("other", kMiB));
  // A restart forgets nothing.
  UploadRoom again(store(), 3 * kMiB);
  EXPECT_THAT(again.Take("office", "x", 1, role_.now()),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_OK(again.Take("other", "x", 2 * kMiB, role_.now()));
  // What is past its time takes no room.
  role_.set_now(role_.now() + kImportKept);
  EXPECT_OK(Send("office", kMiB));
}

// It is counted as it comes: a file that would be too much is refused at its piece that is.
TEST_F(UploadsTest, TheRoomIsAskedBeforeEachPiece) {
  const auto upload = NewUpload();
  for (int i = 0; i < 3; ++i) ASSERT_OK(upload->Add(Call("office"), Piece(i == 0, false)));
  EXPECT_THAT(upload->Add(Call("office"), Piece(false, false)),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(RecordCount(), 0u);
  EXPECT_OK(Send("office", kMiB));
}

// Receipts are made by the system, and no sender can keep them from being so.
TEST_F(UploadsTest, ReceiptsTakeNoRoom) {
  v1::File head;
  head.set_display_name("回执.csv");
  head.set_recorded_by("office");
  FileWriter receipt(store(), role_.keys(), "r1", head);
  ASSERT_OK(receipt.Add(std::string(4 * kMiB, 'x'), absl::InfiniteFuture()));
  ASSERT_OK(receipt.Finish(absl::InfiniteFuture()));
  EXPECT_OK(Send("office", kMiB));
}

}  // namespace
}  // namespace laowu::intake_role
