// The feed of vacancies and employers: whoever follows it ends with what Get shows.

#include <map>

#include "services/vacancy/employer_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class WatchTest : public VacancyFixture {
 protected:
  struct Watched {
    std::map<std::string, v1::VacancyChange> changes;  // the last one a name
    v1::WatchProgress progress;
    std::vector<std::string> names() const {
      std::vector<std::string> out;
      for (const auto& [name, change] : changes) out.push_back(name);
      return out;
    }
  };
  // Reads until everything has been sent.
  Watched Watch(const std::vector<std::string>& kinds, const v1::WatchProgress& after = {}) {
    grpc::ClientContext context;
    role_.Authenticate(kAdministrator, &context);
    v1::WatchVacanciesRequest request;
    request.mutable_kinds()->Add(kinds.begin(), kinds.end());
    request.set_store_id(after.store_id());
    request.set_after_sequence(after.resume_sequence());
    v1::VacancyService::Stub stub(role_.channel());
    auto stream = stub.WatchVacancies(&context, request);
    Watched watched;
    v1::WatchVacanciesResponse response;
    while (stream->Read(&response)) {
      for (const auto& change : response.changes()) watched.changes[change.name()] = change;
      watched.progress = response.progress();
      if (watched.progress.caught_up()) break;
    }
    EXPECT_TRUE(watched.progress.caught_up());
    context.TryCancel();
    (void)stream->Finish();
    return watched;
  }
};

TEST_F(WatchTest, TheStateHoldsVacanciesAndEmployersAsGetShowsThem) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  const std::string b = Create(kDongguan, Row("b-1"));
  const std::string employer = EmployerName("", kFactory);
  const Watched watched = Watch({});
  EXPECT_THAT(watched.names(), UnorderedElementsAre(a, b, employer));
  EXPECT_EQ(watched.changes.at(a).vacancy().SerializeAsString(), Get(a).SerializeAsString());
  EXPECT_NE(watched.changes.at(a).vacancy().duplicate_group(), "");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, GetEmployer(employer));
  EXPECT_EQ(watched.changes.at(employer).employer().SerializeAsString(), read.SerializeAsString());
  EXPECT_THAT(Watch({"employer"}).names(), ElementsAre(employer));
}

TEST_F(WatchTest, TellsUpdatesClosingAndReopening) {
  v1::Vacancy vacancy;
  vacancy.set_name(Create(kZhongshan, Row()));
  Watched watched = Watch({"vacancy"});
  vacancy.set_opening_count(9);
  ASSERT_OK(Update(vacancy));
  watched = Watch({"vacancy"}, watched.progress);
  EXPECT_THAT(watched.names(), ElementsAre(vacancy.name()));
  EXPECT_EQ(watched.changes.at(vacancy.name()).vacancy().opening_count(), 9);
  ASSERT_OK(Close(vacancy.name()));
  watched = Watch({"vacancy"}, watched.progress);
  EXPECT_EQ(watched.changes.at(vacancy.name()).vacancy().state(), v1::Vacancy::CLOSED);
  ASSERT_OK(Reopen(vacancy.name()));
  watched = Watch({"vacancy"}, watched.progress);
  EXPECT_EQ(watched.changes.at(vacancy.name()).vacancy().state(), v1::Vacancy::OPEN);
}

TEST_F(WatchTest, TellsExpiry) {
  const std::string name = Create(kZhongshan, Row());
  Watched watched = Watch({});
  MoveTo(absl::CivilDay(2026, 9, 1));
  EXPECT_TRUE(Watch({}, watched.progress).changes.empty());
  ASSERT_EQ(Sweep(), 1);
  watched = Watch({}, watched.progress);
  EXPECT_THAT(watched.names(), ElementsAre(name));
  EXPECT_EQ(watched.changes.at(name).vacancy().state(), v1::Vacancy::EXPIRED);
}

// The second of an offer changes what the first shows, so both are told.
TEST_F(WatchTest, TellsBothTwinsOfAGroup) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  Watched watched = Watch({"vacancy"});
  const std::string b = Create(kDongguan, Row("b-1"));
  watched = Watch({"vacancy"}, watched.progress);
  EXPECT_THAT(watched.names(), UnorderedElementsAre(a, b));
  EXPECT_EQ(watched.changes.at(a).vacancy().duplicate_group(),
            watched.changes.at(b).vacancy().duplicate_group());
  ASSERT_OK(Close(b));
  watched = Watch({"vacancy"}, watched.progress);
  EXPECT_THAT(watched.names(), UnorderedElementsAre(a, b));
  EXPECT_EQ(watched.changes.at(a).vacancy().duplicate_group(), "");
}

// Both records of a link: the matcher follows alias_of.
TEST_F(WatchTest, TellsAnAliasAndWhomItStandsFor) {
  const std::string alias = EmployerName("", kFactory);
  const std::string canonical = EmployerOf(CreditCode(1));
  Create(kZhongshan, Row());
  Watched watched = Watch({"employer"});
  v1::UpdateEmployerRequest request;
  request.mutable_employer()->set_name(alias);
  request.mutable_employer()->set_credit_code(CreditCode(1));
  ASSERT_OK(role_.Call(kCity, &Stub::UpdateEmployer, request));
  watched = Watch({"employer"}, watched.progress);
  EXPECT_THAT(watched.names(), UnorderedElementsAre(alias, canonical));
  EXPECT_EQ(watched.changes.at(alias).employer().alias_of(), canonical);
  EXPECT_THAT(watched.changes.at(canonical).employer().aliases(), ElementsAre(alias));
}

// There is no method that deletes one; an operator's hand on the store is told all the same.
TEST_F(WatchTest, TellsDeletes) {
  const std::string name = Create(kZhongshan, Row());
  Watched watched = Watch({"vacancy"});
  storage::Batch batch;
  batch.Delete(storage::Table::kVacancies, VacancyKey("zhongshan", "a-1"));
  ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()));
  watched = Watch({"vacancy"}, watched.progress);
  ASSERT_THAT(watched.names(), ElementsAre(name));
  EXPECT_EQ(watched.changes.at(name).type(), v1::CHANGE_TYPE_DELETED);
  EXPECT_FALSE(watched.changes.at(name).has_vacancy());
}

}  // namespace
}  // namespace laowu::vacancy
