// Codes by name and names by code: `laowu skills`, `occupations`, `divisions`; and the methods of
// the API, `laowu call --list`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class LookupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.Start();
  }
  Ran Run(std::vector<std::string> arguments) {
    return RunAs(process_, "office", std::move(arguments));
  }

  testing::TestProcess process_;
};

TEST_F(LookupTest, SkillsByNameAliasEnglishOrCode) {
  for (const char* text : {"焊", "电焊工", "arc", "Arc", "welding-arc"}) {
    EXPECT_THAT(Run({"skills", text}).out, HasSubstr("welding-arc")) << text;
  }
  EXPECT_THAT(Run({"skills", "焊"}).out, Not(HasSubstr("forklift")));
  EXPECT_THAT(Run({"skills"}).out, AllOf(HasSubstr("welding-arc"), HasSubstr("forklift")));
  const Ran none = Run({"skills", "sorcery"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_THAT(none.out, IsEmpty());
  EXPECT_THAT(none.err, HasSubstr("没有找到"));
}

TEST_F(LookupTest, OccupationsByNameOrCode) {
  EXPECT_THAT(Run({"occupations", "焊工"}).out,
              AllOf(HasSubstr("6-18-02-04"), Not(HasSubstr("6-18-02-01"))));
  EXPECT_THAT(Run({"occupations", "6-18"}).out,
              AllOf(HasSubstr("6-18-02-04"), HasSubstr("6-18-02-01"), Not(HasSubstr("6-20"))));
  EXPECT_THAT(Run({"occupations"}).out, AllOf(HasSubstr("中类 middle"), Not(HasSubstr("6-18-02"))));
  EXPECT_THAT(Run({"occupations", "焊工", "--json"}).out, HasSubstr("\"code\": \"6-18-02-04\""));
}

TEST_F(LookupTest, DivisionsByNameOrCode) {
  EXPECT_THAT(Run({"divisions", "盘州"}).out,
              AllOf(HasSubstr("520281"), HasSubstr("贵州省六盘水市盘州市")));
  EXPECT_THAT(Run({"divisions", "442000"}).out,
              AllOf(HasSubstr("中山市"), HasSubstr("古镇镇"), HasSubstr("乡 township")));
  EXPECT_THAT(Run({"divisions"}).out, AllOf(HasSubstr("520000"), HasSubstr("省 province")));
  EXPECT_EQ(Run({"divisions", "529999"}).exit_code, 1);
}

TEST_F(LookupTest, MethodsWithWhoMayCallThem) {
  const Ran listed = Run({"call", "--list"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out,
              AllOf(HasSubstr("VacancyService/GetVacancy"),
                    HasSubstr("office county-bureau city-bureau administrator"),
                    HasSubstr("AdminService/CreateBackup"), Not(HasSubstr("service\n"))));
  EXPECT_THAT(listed.out, AllOf(Not(HasSubstr("WatchVacancies")), Not(HasSubstr("UploadFile"))))
      << "what streams is not called so";
  EXPECT_THAT(Run({"call", "--list", "--json"}).out, HasSubstr("\"WorkerService/GetWorker\""));
  EXPECT_EQ(Run({"call"}).exit_code, 2);
  EXPECT_EQ(Run({"call", "VacancyService/GetVacancy", "--list"}).exit_code, 2);
}

}  // namespace
}  // namespace laowu::cli
