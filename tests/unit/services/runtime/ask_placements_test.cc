// What the owners of vacancies and workers are told of placements, and what is said where nobody
// answers.

#include "services/runtime/ask_placements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "tests/support/role_fixture.h"

namespace laowu::runtime {
namespace {

class FakePlacements final : public v1::PlacementService::Service {
 public:
  grpc::Status ListPlacements(grpc::ServerContext* /*context*/,
                              const v1::ListPlacementsRequest* request,
                              v1::ListPlacementsResponse* response) override {
    if (!answer.ok()) return answer;
    asked = *request;
    const bool is_first = request->page_token().empty();
    response->add_placements()->set_name(is_first ? "placements/a" : "placements/b");
    if (is_first) response->set_next_page_token("next");
    return grpc::Status::OK;
  }

  // Set and read while nobody calls.
  grpc::Status answer;
  v1::ListPlacementsRequest asked;
};

class AskPlacementsTest : public ::testing::Test {
 protected:
  std::optional<std::vector<v1::Placement>> Ask() {
    v1::ListPlacementsRequest request;
    request.set_vacancy("offices/zhongshan/vacancies/a-1");
    return AskPlacements(*role_.environment().channels, absl::InfiniteFuture(), request,
                         &warnings_);
  }

  FakePlacements placements_;
  testing::RoleFixture role_;
  Warnings warnings_;
};

TEST_F(AskPlacementsTest, AllPagesOfWhatWasAskedFor) {
  role_.Serve({&placements_});
  const auto told = Ask();
  ASSERT_TRUE(told.has_value());
  ASSERT_EQ(told->size(), 2U);
  EXPECT_EQ((*told)[0].name(), "placements/a");
  EXPECT_EQ((*told)[1].name(), "placements/b");
  EXPECT_EQ(placements_.asked.vacancy(), "offices/zhongshan/vacancies/a-1");
  EXPECT_TRUE(warnings_.empty());
}

// Not silence, which would read as if there were none.
TEST_F(AskPlacementsTest, WhereItDoesNotAnswerThatIsSaid) {
  placements_.answer = grpc::Status(grpc::StatusCode::UNAVAILABLE, "down");
  role_.Serve({&placements_});
  EXPECT_FALSE(Ask().has_value());
  ASSERT_EQ(warnings_.size(), 1);
  EXPECT_EQ(warnings_[0].reason(), "PLACEMENTS_NOT_SEEN");
}

// A process of vacancies alone, say, which says so of no change: it is always so.
TEST_F(AskPlacementsTest, WhereThereIsNoSuchRoleNothingIsSaid) {
  v1::WorkerService::Service other;
  role_.Serve({&other});
  EXPECT_FALSE(Ask().has_value());
  EXPECT_TRUE(warnings_.empty());
}

}  // namespace
}  // namespace laowu::runtime
