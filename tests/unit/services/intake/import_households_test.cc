// Rosters with households: by the bureau's number, or by the head and what each is to them. The
// same one sent twice changes nothing; another household is named.

#include "later_imports_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ImportHouseholdsTest : public LaterImportsFixture {
 protected:
  Import RunRoster(const std::string& content) {
    Tick();
    return Run(Read(content, Spec(Import::WORKER)));
  }
  std::vector<std::string> EtagsOf(const Import& done) {
    std::vector<std::string> etags;
    for (const ImportRow& row : Rows(done)) etags.push_back(FullWorker(row.name()).etag());
    return etags;
  }
  static std::string Numbered(const std::string& household, const std::string& skill = "电焊") {
    return absl::StrCat(
        "姓名,身份证号,手机号,乡镇,户号,技能,授权日期\n"
        "魏良,529999196811087997,10012345678,盘州市新民镇,",
        household, ",", skill,
        ",2026-05-01\n"
        "王样,529999199001010019,10012345679,盘州市新民镇,",
        household, ",", skill, ",2026-05-01\n");
  }
};

TEST_F(ImportHouseholdsTest, ARosterWithHouseholdsSentTwiceChangesNobody) {
  const std::string by_head =
      "姓名,身份证号,乡镇,户主姓名,与户主关系\n"
      "魏良,529999196811087997,盘州市新民镇,魏良,户主\n"
      "样本妻,52999919700101001X,盘州市新民镇,魏良,配偶\n";
  for (const std::string& content : {Numbered("R1"), by_head}) {
    const Import first = RunRoster(content);
    const std::vector<std::string> etags = EtagsOf(first);
    Tick();
    const Import read = Read(content, Spec(Import::WORKER));
    EXPECT_EQ(read.counts().unchanged_count(), 2) << Rows(read)[0].DebugString();
    for (const ImportRow& row : Rows(read)) EXPECT_THAT(row.changed_fields(), IsEmpty());
    const Import again = Run(read);
    EXPECT_EQ(again.counts().unchanged_count(), 2);
    EXPECT_EQ(EtagsOf(again), etags);
    // Nobody was touched since the first, which the second names all the same.
    UndoLater(again);
    EXPECT_EQ(UndoLater(first).undone_count(), 2) << Rows(first)[0].undo_message();
  }
}

TEST_F(ImportHouseholdsTest, AnotherHouseholdIsNamedAlsoBesideAnotherChange) {
  RunRoster(Numbered("R1"));
  const auto changes = [&](const std::string& content) {
    return Rows(Read(content, Spec(Import::WORKER)))[0].changed_fields();
  };
  EXPECT_THAT(changes(Numbered("R2")), ElementsAre("household"));
  const auto both = changes(Numbered("R2", "叉车"));
  EXPECT_THAT(both, Contains("household"));
  EXPECT_THAT(both, Contains("skills"));
  EXPECT_THAT(changes(Numbered("R1", "叉车")), ElementsAre("skills"));
}

}  // namespace
}  // namespace laowu::intake_role
