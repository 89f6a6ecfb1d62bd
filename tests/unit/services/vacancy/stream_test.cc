// StreamImportVacancies: the same as the unary import, message by message.

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using Result = v1::ImportResult;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class StreamTest : public VacancyFixture {
 protected:
  struct Open {
    explicit Open(const std::shared_ptr<grpc::Channel>& channel) : stub(channel) {}
    grpc::ClientContext context;
    v1::VacancyService::Stub stub;
    std::unique_ptr<
        grpc::ClientReaderWriter<v1::ImportVacanciesRequest, v1::ImportVacanciesResponse>>
        stream;
  };
  std::unique_ptr<Open> OpenStream(const std::string& id) {
    auto open = std::make_unique<Open>(role_.channel());
    role_.Authenticate(id, &open->context);
    open->stream = open->stub.StreamImportVacancies(&open->context);
    return open;
  }
  static v1::ImportVacanciesRequest Numbered(int batch_number,
                                             const std::vector<v1::Vacancy>& rows) {
    auto request = Message(kZhongshan, rows);
    request.set_batch_number(batch_number);
    return request;
  }
};

TEST_F(StreamTest, OneAnswerAMessageInOrderAndABadRowCostsItself) {
  auto open = OpenStream(kZhongshan);
  v1::Vacancy wrong = Row("x");
  wrong.clear_title();
  std::thread sender([&] {  // as fast as the server takes them, whatever is read meanwhile
    for (int i = 0; i < 5; ++i) {
      EXPECT_TRUE(open->stream->Write(Numbered(i, {Row(absl::StrCat("a-", i)), wrong})));
    }
    open->stream->WritesDone();
  });
  v1::ImportVacanciesResponse response;
  int count = 0;
  int64_t last = 0;
  while (open->stream->Read(&response)) {
    EXPECT_EQ(response.batch_number(), count++);
    EXPECT_THAT(ResultsOf(response), ElementsAre(Result::CREATED, Result::REJECTED));
    EXPECT_GT(response.committed_sequence(), last);
    last = response.committed_sequence();
  }
  sender.join();
  EXPECT_EQ(count, 5);
  EXPECT_TRUE(open->stream->Finish().ok());
  EXPECT_EQ(Audits().back().method(), "laowu.v1.VacancyService/StreamImportVacancies");
}

// A client that saw no answer sends everything again: nothing changes.
TEST_F(StreamTest, SendingAllAgainAfterACutChangesNothing) {
  {
    auto open = OpenStream(kZhongshan);
    v1::ImportVacanciesResponse response;
    ASSERT_TRUE(open->stream->Write(Numbered(0, {Row("a-0"), Row("")})));
    ASSERT_TRUE(open->stream->Read(&response));
    ASSERT_TRUE(open->stream->Write(Numbered(1, {Row("a-1"), Row("")})));  // answer not seen
    open->context.TryCancel();
    (void)open->stream->Finish();
  }
  const auto send_all = [this] {
    auto open = OpenStream(kZhongshan);
    std::vector<Result::Result> results;
    for (int i = 0; i < 3; ++i) {
      EXPECT_TRUE(open->stream->Write(Numbered(i, {Row(absl::StrCat("a-", i)), Row("")})));
      v1::ImportVacanciesResponse response;
      EXPECT_TRUE(open->stream->Read(&response));
      for (const auto result : ResultsOf(response)) results.push_back(result);
    }
    open->stream->WritesDone();
    EXPECT_TRUE(open->stream->Finish().ok());
    return results;
  };
  send_all();
  const auto before = store_->last_sequence();
  EXPECT_THAT(send_all(), Each(Result::UNCHANGED));
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_THAT(Records(storage::Table::kVacancies), SizeIs(4));
}

TEST_F(StreamTest, AMessageThatIsWrongAsAWholeEndsTheStream) {
  auto open = OpenStream(kZhongshan);
  ASSERT_TRUE(open->stream->Write(Numbered(0, {Row("a-1")})));
  v1::ImportVacanciesResponse response;
  ASSERT_TRUE(open->stream->Read(&response));
  ASSERT_TRUE(open->stream->Write(Message(kDongguan, {Row("a-2")})));
  EXPECT_FALSE(open->stream->Read(&response));
  EXPECT_THAT(runtime::FromGrpc(open->stream->Finish()),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Records(storage::Table::kVacancies), SizeIs(1));  // what was answered stands
}

TEST_F(StreamTest, WhoMayNotCallGetsNoStream) {
  auto open = OpenStream(kPanzhou);
  v1::ImportVacanciesResponse response;
  EXPECT_FALSE(open->stream->Read(&response));
  EXPECT_THAT(runtime::FromGrpc(open->stream->Finish()),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

// A sender that is silent must not hold the server's shutdown; it is told to come again.
TEST_F(StreamTest, StoppingEndsIdleStreamsWithADelayToTryAgainAfter) {
  auto open = OpenStream(kZhongshan);
  ASSERT_TRUE(open->stream->Write(Numbered(0, {Row("a-1")})));
  v1::ImportVacanciesResponse response;
  ASSERT_TRUE(open->stream->Read(&response));
  service_->EndStreams();
  EXPECT_FALSE(open->stream->Read(&response));
  const absl::Status status = runtime::FromGrpc(open->stream->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(runtime::ReasonOf(status), "STOPPING");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  auto late = OpenStream(kZhongshan);
  EXPECT_FALSE(late->stream->Read(&response));
  EXPECT_THAT(runtime::FromGrpc(late->stream->Finish()), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace laowu::vacancy
