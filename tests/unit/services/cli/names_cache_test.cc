// Names for codes: what has none is no failure, and a failure is not taken for it.

#include "services/cli/names_cache.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/runtime/errors.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Knows 520281001 and one organiser, and nothing else; or answers with `failure`.
class References final : public v1::ReferenceService::Service {
 public:
  grpc::Status GetDivision(grpc::ServerContext* /*context*/, const v1::GetDivisionRequest* request,
                           v1::Division* division) override {
    asked.push_back(request->name());
    if (!failure.ok()) return failure;
    if (request->name() != "divisions/520281001") {
      return runtime::ToGrpc(runtime::NotFound("division", request->name()));
    }
    division->set_display_name("亦资街道");
    division->set_full_display_name("贵州省六盘水市盘州市亦资街道");
    return grpc::Status::OK;
  }
  grpc::Status ListSkills(grpc::ServerContext* /*context*/,
                          const v1::ListSkillsRequest* /*request*/,
                          v1::ListSkillsResponse* response) override {
    if (!failure.ok()) return failure;
    auto* const skill = response->add_skills();
    skill->set_code("welding");
    skill->set_display_name("焊接");
    return grpc::Status::OK;
  }
  std::vector<std::string> asked;
  grpc::Status failure;
};
class Organizers final : public v1::PlacementService::Service {
 public:
  grpc::Status GetOrganizer(grpc::ServerContext* /*context*/,
                            const v1::GetOrganizerRequest* request,
                            v1::Organizer* organizer) override {
    asked.push_back(request->name());
    if (!failure.ok()) return failure;
    if (request->name() != "organizers/coop") {
      return runtime::ToGrpc(runtime::NotFound("organizer", request->name()));
    }
    organizer->set_display_name("合作社");
    return grpc::Status::OK;
  }
  std::vector<std::string> asked;
  grpc::Status failure;
};

class NamesCacheTest : public ::testing::Test {
 protected:
  NamesCacheTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&references_);
    builder.RegisterService(&organizers_);
    server_ = builder.BuildAndStart();
    client_.server = absl::StrCat("127.0.0.1:", port);
  }
  ~NamesCacheTest() override { server_->Shutdown(); }

  // What `ask` says on standard error.
  template <typename Ask>
  static std::string Told(const Ask& ask) {
    ::testing::internal::CaptureStderr();
    ask();
    return ::testing::internal::GetCapturedStderr();
  }

  References references_;
  Organizers organizers_;
  std::unique_ptr<grpc::Server> server_;
  Client client_;
};

TEST_F(NamesCacheTest, WhatHasNoNameIsShownByItsCodeAndIsNoFailure) {
  NamesCache names(&client_);
  const std::string told = Told([&] {
    EXPECT_EQ(names.Division("520281001"), "亦资街道");
    EXPECT_EQ(names.Division("520281001207"), "亦资街道 520281001207");
    EXPECT_EQ(names.FullDivision("520281001207"), "贵州省六盘水市盘州市亦资街道 520281001207");
    EXPECT_EQ(names.Division("999999999999"), "999999999999");
    EXPECT_EQ(names.Division("52"), "52");
    EXPECT_EQ(names.Division("JPN"), "日本 JPN");
    EXPECT_EQ(names.FullDivision("JPN"), "日本 JPN") << "as an import reads it back";
    EXPECT_EQ(names.FullDivision("XYZ"), "XYZ");
    EXPECT_EQ(names.Organizer("organizers/coop"), "合作社");
    EXPECT_EQ(names.Organizer("organizers/gone"), "organizers/gone");
    EXPECT_EQ(names.Skill("welding"), "焊接");
    EXPECT_EQ(names.Skill("sorcery"), "sorcery");
  });
  EXPECT_THAT(told, IsEmpty());
  EXPECT_THAT(names.status(), IsOk());
  EXPECT_THAT(references_.asked, Not(::testing::Contains("divisions/52"))) << "is no code";
}

TEST_F(NamesCacheTest, AFailureIsToldOnceAndNothingMoreIsAskedOfThatKind) {
  references_.failure = {grpc::StatusCode::INTERNAL, "the table is gone"};
  NamesCache names(&client_);
  const std::string told = Told([&] {
    EXPECT_EQ(names.Division("520281001207"), "520281001207");
    EXPECT_EQ(names.Division("520281001"), "520281001");
    EXPECT_EQ(names.Skill("welding"), "welding");
    EXPECT_EQ(names.Organizer("organizers/coop"), "合作社") << "another role answers";
  });
  EXPECT_THAT(told, HasSubstr("codes stand in their place: the table is gone\n"));
  EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 1) << told;
  EXPECT_THAT(references_.asked, ElementsAre("divisions/520281001207"));
  EXPECT_THAT(names.status(), StatusIs(absl::StatusCode::kInternal));
}

// The command that writes the file fails, and says why itself.
TEST_F(NamesCacheTest, OfAFileAFailureIsKeptForItsWriter) {
  organizers_.failure = {grpc::StatusCode::PERMISSION_DENIED, "not for you"};
  NamesCache names(&client_, NamesFor::kFile);
  const std::string told = Told([&] {
    EXPECT_EQ(names.Organizer("organizers/coop"), "organizers/coop");
    EXPECT_EQ(names.Organizer("organizers/gone"), "organizers/gone");
    EXPECT_EQ(names.Division("520281001"), "亦资街道");
  });
  EXPECT_THAT(told, IsEmpty());
  EXPECT_THAT(organizers_.asked, ElementsAre("organizers/coop"));
  EXPECT_THAT(names.status(), StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laowu::cli
