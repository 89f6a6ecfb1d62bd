// StreamImportWorkers: the messages of ImportWorkers as a stream, answered in order, ended at
// shutdown.

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::testing::SizeIs;

class ImportStreamTest : public WorkerFixture {};

TEST_F(ImportStreamTest, EachMessageIsOnDiskBeforeItsAnswerAndSentAgainNothingChanges) {
  for (const auto expected : {v1::ImportResult::CREATED, v1::ImportResult::UNCHANGED}) {
    grpc::ClientContext context;
    role_.Authenticate(kPanzhou, &context);
    Stub stub(role_.channel());
    const auto stream = stub.StreamImportWorkers(&context);
    for (int i = 0; i < 3; ++i) {
      v1::ImportWorkersRequest request;
      request.set_batch_number(i + 1);
      *request.add_rows()->mutable_worker() = Row(101 + 2 * i);
      ASSERT_TRUE(stream->Write(request));
      v1::ImportWorkersResponse response;
      ASSERT_TRUE(stream->Read(&response));
      EXPECT_EQ(response.batch_number(), i + 1);
      EXPECT_THAT(response.results(0), HasResult(expected));
      if (expected == v1::ImportResult::CREATED) {
        EXPECT_EQ(response.committed_sequence(), store_->last_sequence());
        EXPECT_THAT(Records(storage::Table::kWorkers), SizeIs(i + 1));
      }
    }
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
  }
}

TEST_F(ImportStreamTest, ABadMessageEndsTheStreamAndWhatWasAnsweredStands) {
  grpc::ClientContext context;
  role_.Authenticate(kPanzhou, &context);
  Stub stub(role_.channel());
  const auto stream = stub.StreamImportWorkers(&context);
  v1::ImportWorkersRequest request;
  *request.add_rows()->mutable_worker() = Row();
  v1::ImportWorkersResponse response;
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  request.mutable_as_of_date()->set_year(2026);
  ASSERT_TRUE(stream->Write(request));
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(Records(storage::Table::kWorkers), SizeIs(1));
}

TEST_F(ImportStreamTest, AnOfficeMayNotSend) {
  grpc::ClientContext context;
  role_.Authenticate("office", &context);
  Stub stub(role_.channel());
  const auto stream = stub.StreamImportWorkers(&context);
  v1::ImportWorkersResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(ImportStreamTest, AStreamThatWaitsForItsSenderEndsAtShutdown) {
  grpc::ClientContext context;
  role_.Authenticate(kPanzhou, &context);
  Stub stub(role_.channel());
  const auto stream = stub.StreamImportWorkers(&context);
  v1::ImportWorkersRequest request;
  *request.add_rows()->mutable_worker() = Row();
  v1::ImportWorkersResponse response;
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  service_->EndStreams();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace laowu::worker
