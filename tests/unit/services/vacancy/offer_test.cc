// Duplicates: vacancies that say the same or nearly so, of whatever office or number, bear one
// duplicate_group once there are two (vacancy_service.proto).

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "services/vacancy/employer_rules.h"
#include "services/vacancy/vacancy_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using storage::Table;

class OfferTest : public VacancyFixture {
 protected:
  std::string GroupOf(const std::string& name) { return Get(name).duplicate_group(); }
  // Both show one group, or neither any.
  void ExpectTogether(const std::string& a, const std::string& b) {
    EXPECT_NE(GroupOf(a), "");
    EXPECT_EQ(GroupOf(a), GroupOf(b));
  }
  // What the index must be, from the records alone.
  void ExpectIndexInStep() {
    std::map<std::string, std::set<std::string>> members;
    for (const auto& record : Records(Table::kVacancies)) {
      internal::v1::StoredVacancy stored;
      ASSERT_TRUE(stored.ParseFromString(record.value));
      if (stored.offer_digest().empty()) continue;
      const VacancyIds ids = *IdsOfVacancyKey(record.key);
      members[stored.offer_digest()].insert(
          OfferMemberKey(stored.offer_digest(), ids.office, ids.vacancy));
    }
    std::set<std::string> keys;
    std::set<std::string> listed;
    for (const auto& [digest, of] : members) {
      keys.insert(OfferKey(digest));
      keys.insert(of.begin(), of.end());
      const auto head = *LoadOffer(*store_, digest);
      ASSERT_TRUE(head.has_value());
      EXPECT_EQ(head->stored.vacancy_count(), static_cast<int>(of.size()));
      const auto similar = *LoadSimilar(*store_, head->stored.similar_digest());
      ASSERT_TRUE(similar.has_value());
      for (const auto& offer : similar->stored.offers()) listed.insert(offer.digest());
      EXPECT_EQ(listed.count(digest), 1u);
      keys.insert(SimilarKey(head->stored.similar_digest()));
    }
    std::set<std::string> stored_keys;
    for (const auto& record : Records(Table::kVacanciesByContent)) stored_keys.insert(record.key);
    EXPECT_EQ(stored_keys, keys);
    EXPECT_EQ(listed.size(), members.size());  // no list names an offer that is gone
    for (const auto& record : Records(Table::kVacancies)) {
      const v1::Vacancy vacancy = *ToVacancy(record, kToday);
      internal::v1::StoredVacancy stored;
      ASSERT_TRUE(stored.ParseFromString(record.value));
      const bool shared =
          !stored.offer_digest().empty() && members[stored.offer_digest()].size() > 1;
      EXPECT_EQ(vacancy.duplicate_group(), shared ? stored.offer_digest() : "") << vacancy.name();
    }
  }
};

TEST_F(OfferTest, TwoOfficesWithOneOfferShareAGroup) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  EXPECT_EQ(GroupOf(a), "");
  v1::Vacancy row = Row("b-7");
  row.set_description("另一段文字");
  row.set_opening_count(9);
  const std::string b = Create(kDongguan, row);
  ExpectTogether(a, b);
  EXPECT_EQ(Get(a).recorded_by(), kZhongshan);  // the twin's office changed nothing that it said
  ExpectIndexInStep();
}

TEST_F(OfferTest, OneMessageOfEqualOffersIsOneGroup) {
  ASSERT_OK(Import(kZhongshan, {Row("a-1"), Row("a-2"), Row("a-3")}));
  ExpectTogether("offices/zhongshan/vacancies/a-1", "offices/zhongshan/vacancies/a-3");
  ExpectTogether("offices/zhongshan/vacancies/a-1", "offices/zhongshan/vacancies/a-2");
  ExpectIndexInStep();
}

TEST_F(OfferTest, AGroupWithOneLeftShowsNone) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  const std::string b = Create(kDongguan, Row("b-1"));
  v1::Vacancy other = Row("a-1");
  other.set_min_wage_cny_per_month(7'500);
  other.set_max_wage_cny_per_month(8'500);
  EXPECT_EQ(ImportOne(kZhongshan, other).result(), v1::ImportResult::UPDATED);
  EXPECT_EQ(GroupOf(a), "");
  EXPECT_EQ(GroupOf(b), "");
  ExpectIndexInStep();
  ImportOne(kZhongshan, Row("a-1"));
  ExpectTogether(a, b);
  ExpectIndexInStep();
}

TEST_F(OfferTest, ClosedAndExpiredOnesAreNoDuplicates) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  v1::Vacancy longer = Row("b-1");
  *longer.mutable_expire_date() = runtime::ToDate(absl::CivilDay(2026, 12, 31));
  const std::string b = Create(kDongguan, longer);
  ExpectTogether(a, b);
  ASSERT_OK(Close(b));
  EXPECT_EQ(GroupOf(a), "");
  EXPECT_EQ(GroupOf(b), "");
  ExpectIndexInStep();
  ASSERT_OK(Reopen(b));
  ExpectTogether(a, b);
  MoveTo(absl::CivilDay(2026, 9, 1));
  EXPECT_EQ(Sweep(), 1);
  EXPECT_EQ(GroupOf(a), "");
  EXPECT_EQ(GroupOf(b), "");
  ExpectIndexInStep();
}

// The same vacancy from another site is told by its content; a worker would else see it twice.
TEST_F(OfferTest, NearlyTheSameIsOneGroup) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  v1::Vacancy near = Row("b-9");
  near.set_title("【急招】电焊工（包吃住，3名）");
  near.set_min_wage_cny_per_month(6'000);
  near.set_max_wage_cny_per_month(8'000);
  near.set_accommodation_provided(true);
  const std::string b = Create(kDongguan, near);
  ExpectTogether(a, b);
  ExpectIndexInStep();
  ASSERT_OK(Close(a));
  EXPECT_EQ(GroupOf(b), "");
  ExpectIndexInStep();
  ASSERT_OK(Reopen(a));
  ExpectTogether(a, b);
  ExpectIndexInStep();
}

// A city without counties: who wants a welder in two of its towns wants two. Of a posting that
// names no town it cannot be known; shown twice is better than hidden.
TEST_F(OfferTest, TownsOfACityWithoutCountiesAreApart) {
  v1::Vacancy row = Row("a-1");
  row.set_workplace_division_code("442000118");
  const std::string a = Create(kZhongshan, row);
  for (const char* place : {"442000105", "442000"}) {
    v1::Vacancy other = Row(place);
    other.set_workplace_division_code(place);
    EXPECT_EQ(GroupOf(Create(kZhongshan, other)), "") << place;
  }
  EXPECT_EQ(GroupOf(a), "");
  v1::Vacancy same = Row("b-2");
  same.set_title("急招电焊工");
  same.set_workplace_division_code("442000118");
  ExpectTogether(a, Create(kDongguan, same));
  ExpectIndexInStep();
}

TEST_F(OfferTest, ABareSloganMakesNoOtherOffer) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  v1::Vacancy near = Row("b-9");
  near.set_title("电焊工 高薪!");
  ExpectTogether(a, Create(kDongguan, near));
  ExpectIndexInStep();
}

TEST_F(OfferTest, AnotherCityTitleOrPayIsAnotherOffer) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  v1::Vacancy city = Row("b-1");
  city.set_workplace_division_code("441900");
  v1::Vacancy title = Row("b-2");
  title.set_title("氩弧焊工");
  v1::Vacancy pay = Row("b-3");
  pay.set_min_wage_cny_per_month(7'001);
  pay.set_max_wage_cny_per_month(9'000);
  v1::Vacancy hourly = Row("b-4");
  hourly.set_pay_kind(v1::PAY_KIND_HOURLY);
  v1::Vacancy employer = Row("b-5");
  employer.set_employer_display_name("中山市样例电子厂（样例）");
  for (const v1::Vacancy& row : {city, title, pay, hourly, employer}) {
    EXPECT_EQ(GroupOf(Create(kDongguan, row)), "") << row.DebugString();
  }
  EXPECT_EQ(GroupOf(a), "");
  ExpectIndexInStep();
}

// Pay in between joins the older one and draws no two offers together.
TEST_F(OfferTest, OffersDoNotCreep) {
  const auto paid = [](const std::string& reference, int min, int max) {
    v1::Vacancy row = Row(reference);
    row.set_min_wage_cny_per_month(min);
    row.set_max_wage_cny_per_month(max);
    return row;
  };
  const std::string low = Create(kZhongshan, paid("a-1", 5'000, 6'000));
  const std::string high = Create(kZhongshan, paid("a-2", 8'000, 9'000));
  const std::string between = Create(kDongguan, paid("b-1", 6'000, 8'000));
  ExpectTogether(low, between);
  EXPECT_EQ(GroupOf(high), "");
  // The one that it began with leaves: the offer keeps its pay while anybody is in it.
  ASSERT_OK(Close(low));
  ExpectTogether(between, Create(kDongguan, paid("b-2", 5'500, 5'500)));
  ExpectIndexInStep();
}

// What was written before offers were listed is found by the sweep at a start.
TEST_F(OfferTest, OffersThatAreOnNoListAreListedBySweeping) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  internal::v1::StoredVacancy stored;
  ASSERT_TRUE(stored.ParseFromString(Records(Table::kVacancies)[0].value));
  const auto head = *LoadOffer(*store_, stored.offer_digest());
  storage::Batch batch;
  batch.Delete(Table::kVacanciesByContent, SimilarKey(head->stored.similar_digest()));
  internal::v1::StoredOffer bare;
  bare.set_vacancy_count(1);
  batch.Put(Table::kVacanciesByContent, OfferKey(stored.offer_digest()), bare.SerializeAsString());
  ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(5)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const int moved, service_->sweeper().RegroupOnce());
  EXPECT_EQ(moved, 1);
  ExpectIndexInStep();
  v1::Vacancy near = Row("b-1");
  near.set_title("急招电焊工");
  ExpectTogether(a, Create(kDongguan, near));
}

// Two who make the first and the second of an offer at once: both must see the other.
TEST_F(OfferTest, TwoWhoJoinAtOnceBothShowTheGroup) {
  v1::Vacancy other = Row("a-0");  // so that the employer's record is there, and no race of its own
  other.set_title("氩弧焊工");
  Create(kZhongshan, other);
  Overtake([&] { Create(kDongguan, Row("b-1")); });
  const std::string a = Create(kZhongshan, Row("a-1"));
  ExpectTogether(a, "offices/dongguan/vacancies/b-1");
  ExpectIndexInStep();
}

TEST_F(OfferTest, OneWhoLeavesWhileAnotherJoins) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  const std::string b = Create(kZhongshan, Row("a-2"));
  Overtake([&] { EXPECT_OK(Close(b)); });
  const std::string c = Create(kDongguan, Row("b-1"));
  ExpectTogether(a, c);
  EXPECT_EQ(GroupOf(b), "");
  ExpectIndexInStep();
}

TEST_F(OfferTest, AnAliasCountsAsTheEmployerItStandsFor) {
  v1::Vacancy coded = Row("b-1");
  coded.set_employer(EmployerOf(CreditCode(1)));
  const std::string b = Create(kDongguan, coded);
  ASSERT_OK(Block(EmployerOf(CreditCode(1)), kToday));  // links the name
  const std::string a = Create(kZhongshan, Row("a-1"));
  ExpectTogether(a, b);
  ExpectIndexInStep();
}

// A code learned later: what was written before moves with the sweep.
TEST_F(OfferTest, WhatWasWrittenBeforeTheLinkIsRegrouped) {
  const std::string a = Create(kZhongshan, Row("a-1"));
  v1::Vacancy coded = Row("b-1");
  coded.set_employer(EmployerOf(CreditCode(1)));
  const std::string b = Create(kDongguan, coded);
  EXPECT_EQ(GroupOf(a), "");
  LAOWU_ASSERT_OK_AND_ASSIGN(int moved, service_->sweeper().RegroupOnce());
  EXPECT_EQ(moved, 1);
  ExpectTogether(a, b);
  ExpectIndexInStep();
  LAOWU_ASSERT_OK_AND_ASSIGN(moved, service_->sweeper().RegroupOnce());
  EXPECT_EQ(moved, 0);
}

// Whatever happens in whatever order, index and marks are what the records say.
TEST_F(OfferTest, RandomHistoriesKeepTheIndexInStep) {
  uint32_t seed = 20'260'630;
  const auto draw = [&seed](uint32_t below) {
    seed = seed * 1'664'525u + 1'013'904'223u;
    return static_cast<int>((seed >> 16) % below);
  };
  for (int step = 0; step < 300; ++step) {
    const std::string office = draw(2) == 0 ? kZhongshan : kDongguan;
    const std::string reference = absl::StrCat("a-", draw(4));
    const std::string name = absl::StrCat("offices/", office, "/vacancies/", reference);
    if (const int what = draw(6); what < 4) {
      std::vector<v1::Vacancy> rows;
      for (int i = draw(3); i >= 0; --i) {
        rows.push_back(Row(absl::StrCat("a-", draw(4))));
        if (draw(2) == 0) rows.back().set_title("急招！电焊工（包吃住）");
        const int pay = 5'000 + 1'500 * draw(4);
        rows.back().set_min_wage_cny_per_month(pay);
        rows.back().set_max_wage_cny_per_month(pay + 1'000 * draw(3));
        if (draw(3) == 0) rows.back().set_employer(EmployerOf(CreditCode(1)));
      }
      ASSERT_OK(Import(office, rows));
    } else if (what == 4) {
      (void)Close(name);
    } else {
      (void)Reopen(name);
    }
    if (step % 20 == 0) {
      ASSERT_OK(service_->sweeper().RegroupOnce());
    }
  }
  ExpectIndexInStep();
}

// Real threads: none may lose a record, a mark or an index entry to another.
TEST_F(OfferTest, ManyWhoImportAtOnceKeepTheIndexInStep) {
  const auto send = [this](const std::string& office, int from) {
    for (int round = 0; round < 5; ++round) {
      std::vector<v1::Vacancy> rows;
      for (int i = 0; i < 20; ++i) {
        rows.push_back(Row(absl::StrCat("a-", (from + i) % 30)));
        rows.back().set_min_wage_cny_per_month(5'000 + 2'500 * ((i + round) % 3));
      }
      EXPECT_OK(Import(office, rows));
    }
  };
  std::vector<std::thread> senders;
  for (int i = 0; i < 4; ++i) {
    senders.emplace_back(send, i % 2 == 0 ? kZhongshan : kDongguan, 10 * i);
  }
  for (auto& sender : senders) sender.join();
  EXPECT_EQ(Records(Table::kVacancies).size(), 60u);
  ExpectIndexInStep();
}

}  // namespace
}  // namespace laowu::vacancy
