// Where a workplace lies on the map: matches measure by it, so a point that cannot be is refused,
// and one far from its division is told.

#include <string>
#include <vector>

#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LocationTest : public VacancyFixture {
 protected:
  static v1::Vacancy RowAt(double latitude, double longitude) {
    v1::Vacancy row = Row();
    row.mutable_location()->set_latitude(latitude);
    row.mutable_location()->set_longitude(longitude);
    return row;
  }
  template <typename Told>
  static std::vector<std::string> Reasons(const Told& told) {
    std::vector<std::string> reasons;
    for (const auto& warning : told.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }
};

TEST_F(LocationTest, FarFromTheWorkplaceItIsToldByEveryDoor) {
  const v1::ImportResult imported = ImportOne(kZhongshan, RowAt(39.9, 116.4));
  EXPECT_EQ(imported.result(), v1::ImportResult::CREATED);
  EXPECT_THAT(Reasons(imported), ElementsAre("PLACE_CONFLICT"));
  v1::Vacancy vacancy = RowAt(22.6, 113.3);
  vacancy.set_name(imported.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Vacancy mended, Update(vacancy, {"location"}));
  EXPECT_THAT(Reasons(mended), IsEmpty());
  vacancy.mutable_location()->set_longitude(100);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Vacancy moved, Update(vacancy, {"location.longitude"}));
  ASSERT_THAT(Reasons(moved), ElementsAre("PLACE_CONFLICT"));
  EXPECT_EQ(moved.warnings(0).field_path(), "location");
  EXPECT_THAT(moved.warnings(0).message(), HasSubstr(kXiaolan));
  v1::CreateVacancyRequest create;
  create.set_parent("offices/zhongshan");
  *create.mutable_vacancy() = RowAt(39.9, 116.4);
  create.mutable_vacancy()->set_source_reference("a-2");
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Vacancy made,
                             role_.Call(kZhongshan, &Stub::CreateVacancy, create));
  EXPECT_THAT(Reasons(made), ElementsAre("PLACE_CONFLICT"));
}

TEST_F(LocationTest, HalfAPointIsRefused) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row()));
  vacancy.mutable_location()->set_latitude(22.6);
  EXPECT_THAT(Update(vacancy, {"location.latitude"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("vacancy.location")));
  EXPECT_FALSE(Get(vacancy.name()).has_location());
}

TEST_F(LocationTest, NamedInTheMaskAndLeftOutItIsCleared) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, RowAt(22.6, 113.3)));
  vacancy.mutable_location();
  EXPECT_THAT(Update(vacancy, {"location"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("leave it out")));
  EXPECT_TRUE(Get(vacancy.name()).has_location());
  vacancy.clear_location();
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Vacancy cleared, Update(vacancy, {"location"}));
  EXPECT_FALSE(cleared.has_location());
  EXPECT_FALSE(Get(vacancy.name()).has_location());
}

}  // namespace
}  // namespace laowu::vacancy
