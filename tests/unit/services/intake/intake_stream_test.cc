// The streamed door: one answer a message, in order; the headers need be said but once; every
// message is held to what a single call is.

#include <memory>
#include <string>
#include <thread>

#include "intake_fixture.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class IntakeStreamTest : public IntakeFixture {
 protected:
  using VacancyStream =
      grpc::ClientReaderWriter<v1::SubmitRawVacanciesRequest, v1::SubmitRawVacanciesResponse>;

  std::unique_ptr<VacancyStream> Open(const std::string& id = kOffice) {
    role_.Authenticate(id, &context_);
    stub_ = v1::IntakeService::NewStub(role_.channel());
    return stub_->StreamSubmitRawVacancies(&context_);
  }

  grpc::ClientContext context_;
  std::unique_ptr<Stub> stub_;
};

v1::SubmitRawVacanciesRequest WithoutHeaders(int batch, const std::string& reference) {
  v1::SubmitRawVacanciesRequest request;
  request.set_parent("offices/zhongshan");
  request.set_batch_number(batch);
  AddRow(request, VacancyRow(reference));
  return request;
}

TEST_F(IntakeStreamTest, HeadersMayStandInTheFirstMessageAlone) {
  const auto stream = Open();
  v1::SubmitRawVacanciesResponse response;
  auto first = VacancyTable();
  AddRow(first, VacancyRow("ZS-1"));
  ASSERT_TRUE(stream->Write(first));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.batch_number(), 7);
  EXPECT_THAT(response.results(0), HasResult(v1::ImportResult::CREATED));
  // The sender does not wait for an answer before the next message.
  std::thread sender([&] {
    for (int batch = 8; batch < 11; ++batch) {
      EXPECT_TRUE(stream->Write(WithoutHeaders(batch, "ZS-" + std::to_string(batch))));
    }
    EXPECT_TRUE(stream->WritesDone());
  });
  for (int batch = 8; batch < 11; ++batch) {
    EXPECT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.batch_number(), batch);
    EXPECT_THAT(response.results(), ElementsAre(HasResult(v1::ImportResult::CREATED)));
  }
  sender.join();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_OK(runtime::FromGrpc(stream->Finish()));
  EXPECT_EQ(VacancyCount(), 4);
}

TEST_F(IntakeStreamTest, HeadersSaidAgainCountFromThereOn) {
  const auto stream = Open();
  v1::SubmitRawVacanciesResponse response;
  auto first = VacancyTable();
  AddRow(first, VacancyRow("ZS-1"));
  ASSERT_TRUE(stream->Write(first));
  ASSERT_TRUE(stream->Read(&response));
  auto second = WithoutHeaders(8, "");
  second.clear_rows();
  SetHeaders(second, {"企业名称", "岗位名称", "工作地点"});
  AddRow(second, {"中山市样例电器有限公司", "焊工", "中山市小榄镇"});
  ASSERT_TRUE(stream->Write(second));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(response.results(0), HasResult(v1::ImportResult::CREATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, GetVacancy(response.results(0).name()));
  EXPECT_EQ(vacancy.title(), "焊工");
  stream->WritesDone();
  EXPECT_OK(runtime::FromGrpc(stream->Finish()));
}

TEST_F(IntakeStreamTest, AFirstMessageWithoutHeadersEndsTheStream) {
  const auto stream = Open();
  stream->Write(WithoutHeaders(1, "ZS-1"));
  v1::SubmitRawVacanciesResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(runtime::FromGrpc(stream->Finish()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("headers")));
}

TEST_F(IntakeStreamTest, WhatWasAnsweredBeforeAnErrorStands) {
  const auto stream = Open();
  v1::SubmitRawVacanciesResponse response;
  auto first = VacancyTable();
  AddRow(first, VacancyRow("ZS-1"));
  ASSERT_TRUE(stream->Write(first));
  ASSERT_TRUE(stream->Read(&response));
  auto other = WithoutHeaders(8, "ZS-2");
  other.set_parent("offices/dongguan");
  ASSERT_TRUE(stream->Write(other));
  EXPECT_FALSE(stream->Read(&response));
  const auto status = runtime::FromGrpc(stream->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(runtime::ReasonOf(status), "OUT_OF_SCOPE");
  EXPECT_EQ(VacancyCount(), 1);
}

TEST_F(IntakeStreamTest, ARoleThatMayNotSendGetsNoStream) {
  const auto stream = Open(kCounty);
  v1::SubmitRawVacanciesResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(runtime::FromGrpc(stream->Finish()), StatusIs(absl::StatusCode::kPermissionDenied));
}

// A sender that is silent must not hold the server's shutdown.
TEST_F(IntakeStreamTest, AWaitingStreamIsEndedWhenTheServerStops) {
  const auto stream = Open();
  v1::SubmitRawVacanciesResponse response;
  auto first = VacancyTable();
  AddRow(first, VacancyRow("ZS-1"));
  ASSERT_TRUE(stream->Write(first));
  ASSERT_TRUE(stream->Read(&response));
  EndStreams();
  EXPECT_FALSE(stream->Read(&response));
  const auto status = runtime::FromGrpc(stream->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(runtime::ReasonOf(status), "STOPPING");
}

TEST_F(IntakeStreamTest, WorkersToo) {
  grpc::ClientContext context;
  role_.Authenticate(kCounty, &context);
  const auto stub = v1::IntakeService::NewStub(role_.channel());
  const auto stream = stub->StreamSubmitRawWorkers(&context);
  auto request = WorkerTable();
  AddRow(request, WorkerRow());
  v1::SubmitRawWorkersResponse response;
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(response.results(0), HasResult(v1::ImportResult::CREATED));
  request.clear_headers();
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(response.results(0), HasResult(v1::ImportResult::UNCHANGED));
  stream->WritesDone();
  EXPECT_OK(runtime::FromGrpc(stream->Finish()));
  EXPECT_EQ(WorkerCount(), 1);
}

}  // namespace
}  // namespace laowu::intake_role
