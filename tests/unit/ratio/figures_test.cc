// The figures themselves: whole numbers, status, divisions, series, channels and licences, and that
// neither the order nor the number of deliveries leaves a trace.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kEnd = "2027-06-30";

Figures Finished(int d, int o, int u = 0, int c = 0) {
  Figures figures;
  figures.outbound_person_count = d;
  figures.organized_person_count = o;
  figures.unknown_channel_person_count = u;
  figures.unproven_person_count = c;
  FinishFigures(reference::Policies::Get().Newest(), figures);
  return figures;
}

TEST(Finish, NobodyAwayIsNoData) {
  const Figures figures = Finished(0, 0);
  EXPECT_EQ(figures.status, RatioStatus::kNoData);
  EXPECT_EQ(figures.ratio_permille, std::nullopt);
  EXPECT_EQ(figures.high_bound_permille, std::nullopt);
  EXPECT_EQ(figures.coverage_permille, std::nullopt);
  EXPECT_EQ(figures.proof_rate_permille, std::nullopt);
  EXPECT_EQ(figures.missing_arrival_count, 0);
}

TEST(Finish, CutNotRounded) {
  EXPECT_EQ(Finished(10000, 6996).ratio_permille, 699);  // 69.96 shows 69.9
  EXPECT_EQ(Finished(3, 2).ratio_permille, 666);
}

TEST(Finish, BoundsCoverageAndProofRateAreCutToo) {
  const Figures figures = Finished(/*d=*/7, /*o=*/3, /*u=*/1, /*c=*/2);
  EXPECT_EQ(figures.ratio_permille, 428);                          // R1 = 3 / 7, the low bound
  EXPECT_EQ(figures.high_bound_permille, 857);                     // 6 / 7
  EXPECT_EQ(figures.coverage_permille, 857);                       // 1 - 1 / 7
  EXPECT_EQ(figures.proof_rate_permille, 600);                     // 3 / 5
  EXPECT_EQ(Finished(5, 0, 5).proof_rate_permille, std::nullopt);  // nothing claimed
}

TEST(Finish, TheTargetIsTestedInWholeNumbers) {
  EXPECT_EQ(Finished(10, 7).status, RatioStatus::kMet);
  EXPECT_EQ(Finished(1000000, 699999).status, RatioStatus::kMissed);
  EXPECT_EQ(Finished(1000000, 700000).status, RatioStatus::kMet);
  EXPECT_EQ(Finished(40000000, 28000000).status, RatioStatus::kMet);  // beyond 32 bits inside
}

TEST(Finish, CoverageUnderNinetyFiveIsProvisional) {
  EXPECT_EQ(Finished(100, 90, 5).status, RatioStatus::kMet);
  EXPECT_EQ(Finished(100, 90, 6).status, RatioStatus::kProvisional);
}

TEST(Finish, ChannelsMissingAreTheLeastThatEndBeingProvisional) {
  for (int d = 0; d <= 60; ++d) {
    for (int u = 0; u <= d; ++u) {
      const Figures figures = Finished(d, 0, u);
      const int missing = figures.missing_channel_count;
      EXPECT_EQ(missing > 0, figures.status == RatioStatus::kProvisional) << d << " " << u;
      EXPECT_NE(Finished(d, 0, u - missing).status, RatioStatus::kProvisional) << d << " " << u;
      if (missing > 0) {
        EXPECT_EQ(Finished(d, 0, u - missing + 1).status, RatioStatus::kProvisional) << d;
      }
    }
  }
}

TEST(Finish, ArrivalsMissingAreTheLeastThatSuffice) {
  for (int d = 1; d <= 60; ++d) {
    for (int o = 0; o <= d; ++o) {
      const int missing = Finished(d, o).missing_arrival_count;
      EXPECT_GE(100 * (o + missing), 70 * (d + missing));
      if (missing > 0) {
        EXPECT_LT(100 * (o + missing - 1), 70 * (d + missing - 1));
      }
    }
  }
}

TEST(Finish, ArrivalsMissingIfTheClaimedWereProven) {
  const Figures figures = Finished(10, 5, 0, 1);
  EXPECT_EQ(figures.missing_arrival_count, 7);  // 12 of 17
  EXPECT_EQ(figures.missing_arrival_if_proven_count, 4);
}

TEST(Finish, ATargetOfHundredIsNotReachedByArrivals) {
  reference::Policy policy = reference::Policies::Get().Newest();
  policy.target_percent = 100;
  Figures figures;
  figures.outbound_person_count = 10;
  figures.organized_person_count = 9;
  FinishFigures(policy, figures);
  EXPECT_EQ(figures.missing_arrival_count, -1);
}

class Channels : public ::testing::Test {
 protected:
  // How an arrival on 1 March 2026 stands, attested with this kind.
  Standing Of(Channel channel, Strictness strictness, AttestationKind kind,
              absl::string_view organizer = "") {
    s.Worker("a");
    const std::string name = s.Tell(
        "a", OutcomeType::kArrived, "2026-03-01",
        {.channel = channel,
         .organizer = organizer.empty() ? std::string() : absl::StrCat("organizers/", organizer)});
    if (kind != AttestationKind::kUnspecified) s.Attest(name, kind);
    const Standing standing = s.On("a", "2026-03-02", kEnd, strictness);
    s.Void("a", name);
    return standing;
  }
  Story s;
};

TEST_F(Channels, TheTableOfThePolicy) {
  s.Company("c", "2020-01-01");
  s.Company("v", "2020-01-01", "", Channel::kCooperative);
  s.Company("b", "2020-01-01", "", Channel::kBroker);
  struct Row {
    Channel channel;
    const char* organizer;
    bool broad, strict;
  };
  for (const Row& row :
       {Row{Channel::kPublicService, "", true, true},
        Row{Channel::kCooperationStation, "", true, true},
        Row{Channel::kLabourCompany, "c", true, true}, Row{Channel::kCooperative, "v", true, false},
        Row{Channel::kBroker, "b", true, false}, Row{Channel::kTraining, "", true, true},
        Row{Channel::kDirectHire, "", false, false}, Row{Channel::kSelf, "", false, false},
        Row{Channel::kRelatives, "", false, false}, Row{Channel::kApp, "", false, false}}) {
    SCOPED_TRACE(static_cast<int>(row.channel));
    const auto expected = [](bool counts) {
      return counts ? Standing::kOrganized : Standing::kNotOrganized;
    };
    const auto kind = AttestationKind::kPayrollMatch;
    EXPECT_EQ(Of(row.channel, Strictness::kAsReported, kind, row.organizer), expected(row.broad));
    EXPECT_EQ(Of(row.channel, Strictness::kBroad, kind, row.organizer), expected(row.broad));
    EXPECT_EQ(Of(row.channel, Strictness::kStrict, kind, row.organizer), expected(row.strict));
  }
}

TEST_F(Channels, UnknownAndUnsaidAreUncertainty) {
  for (const Channel channel : {Channel::kUnknown, Channel::kUnspecified}) {
    for (const Strictness strictness :
         {Strictness::kAsReported, Strictness::kBroad, Strictness::kStrict}) {
      EXPECT_EQ(Of(channel, strictness, AttestationKind::kPayrollMatch), Standing::kUnknownChannel);
    }
  }
}

TEST_F(Channels, EvidenceAskedForByStrictness) {
  const auto of = [&](Strictness strictness, AttestationKind kind) {
    return Of(Channel::kTraining, strictness, kind);
  };
  using Kind = AttestationKind;
  EXPECT_EQ(of(Strictness::kAsReported, Kind::kUnspecified), Standing::kOrganized);
  EXPECT_EQ(of(Strictness::kBroad, Kind::kUnspecified), Standing::kUnproven);
  EXPECT_EQ(of(Strictness::kBroad, Kind::kVillageStatement), Standing::kUnproven);
  EXPECT_EQ(of(Strictness::kBroad, Kind::kOrganizerRecord), Standing::kOrganized);
  EXPECT_EQ(of(Strictness::kStrict, Kind::kWorkerConfirmation), Standing::kUnproven);
  EXPECT_EQ(of(Strictness::kStrict, Kind::kOfficeConfirmation), Standing::kOrganized);
  EXPECT_EQ(of(Strictness::kStrict, Kind::kEmployerConfirmation), Standing::kOrganized);
}

TEST_F(Channels, ALabourCompanyNeedsALicenceValidThatDay) {
  s.Company("early", "2020-01-01", "2026-03-01");  // ended on the day of arrival
  s.Company("late", "2026-03-02");
  s.Company("good", "2026-03-01", "2026-03-02");
  const auto of = [&](absl::string_view organizer) {
    return Of(Channel::kLabourCompany, Strictness::kBroad, AttestationKind::kOrganizerRecord,
              organizer);
  };
  EXPECT_EQ(of("early"), Standing::kUnproven);
  EXPECT_EQ(of("late"), Standing::kUnproven);
  EXPECT_EQ(of("good"), Standing::kOrganized);
  EXPECT_EQ(of("nobody-knows"), Standing::kUnproven);
  EXPECT_EQ(of(""), Standing::kUnproven);
}

TEST_F(Channels, AnotherKindOfOrganizerDoesNotPassForALabourCompany) {
  s.Company("b", "2020-01-01", "", Channel::kBroker);
  EXPECT_EQ(Of(Channel::kLabourCompany, Strictness::kBroad, AttestationKind::kOrganizerRecord, "b"),
            Standing::kUnproven);
}

TEST_F(Channels, AnOrganizerKnownLaterCountsForLaterTOnly) {
  s.Worker("a");
  s.Attest(s.Tell("a", OutcomeType::kArrived, "2026-03-01",
                  {.channel = Channel::kLabourCompany, .organizer = "organizers/c"}),
           AttestationKind::kOrganizerRecord);
  s.KnownOn("2026-05-01").Company("c", "2020-01-01");
  EXPECT_EQ(s.On("a", "2026-03-02", "2026-04-30"), Standing::kUnproven);
  EXPECT_EQ(s.On("a", "2026-03-02", "2026-05-01"), Standing::kOrganized);
}

TEST_F(Channels, AnAttestationProvesAllDaysFromItsRecordTimeOn) {
  s.Worker("a");
  const std::string name = s.Tell("a", OutcomeType::kArrived, "2026-03-01", Channel::kTraining);
  s.KnownOn("2026-05-01").Attest(name, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(s.On("a", "2026-03-02", "2026-04-30"), Standing::kUnproven);
  EXPECT_EQ(s.On("a", "2026-03-02", "2026-05-01"), Standing::kOrganized);
}

TEST_F(Channels, AnAttestationMayComeBeforeItsOutcome) {
  Story first;
  first.Worker("a");
  const std::string name = first.Tell("a", OutcomeType::kArrived, "2026-03-01", Channel::kTraining);
  first.Attest(name, AttestationKind::kOrganizerRecord);
  RatioBook book;
  book.UpsertAttestation(first.attestations[0]);
  book.UpsertAttestation(first.attestations[0]);
  book.UpsertOutcome(first.outcomes[0]);
  book.UpsertFact(first.facts[0]);
  EXPECT_EQ(book.FiguresOf(Story::Query("2026-03-01", kEnd)).organized_person_count, 1);
  EXPECT_EQ(book.attestation_count(), 1);
}

class Divided : public ::testing::Test {
 protected:
  Divided() {
    const absl::string_view towns[] = {kTownX, kTownX, kOtherTownX, kTownY, "520204100"};
    for (int i = 0; i < 5; ++i) {
      const std::string worker = absl::StrCat("w", i);
      s.Worker(worker, towns[i]);
      if (i % 2 == 0) {
        s.ArrivedOrganized(worker, "2026-02-10");
      } else {
        s.Tell(worker, OutcomeType::kArrived, "2026-02-10", Channel::kSelf);
      }
    }
  }
  int CountIn(absl::string_view division) {
    FigureQuery query = Story::Query("2026-03-01", kEnd);
    query.division = std::string(division);
    return s.book.FiguresOf(query).outbound_person_count;
  }
  Story s;
};

TEST_F(Divided, ProvinceCityCountyTownshipAndPrefixes) {
  EXPECT_EQ(CountIn("520000"), 5);
  EXPECT_EQ(CountIn("52"), 5);
  EXPECT_EQ(CountIn("520200"), 5);
  EXPECT_EQ(CountIn("5202"), 5);
  EXPECT_EQ(CountIn(kX), 3);
  EXPECT_EQ(CountIn(kTownX), 2);
  EXPECT_EQ(CountIn(kOtherTownX), 1);
  EXPECT_EQ(CountIn("520204"), 1);
  EXPECT_EQ(CountIn("440000"), 0);
  EXPECT_EQ(CountIn(""), 0);
}

TEST_F(Divided, ChildrenAddUpAndAreInOrderOfCode) {
  FigureQuery query = Story::Query("2026-03-01", kEnd);
  query.division = "520200";
  std::vector<std::string> codes;
  std::vector<int> counts;
  for (const Figures& figures : s.book.FiguresOfChildren(query)) {
    codes.push_back(figures.division);
    counts.push_back(figures.outbound_person_count);
  }
  EXPECT_THAT(codes, ElementsAre("520201", "520203", "520204", "520281"));
  EXPECT_THAT(counts, ElementsAre(0, 1, 1, 3));
  query.division = std::string(kX);
  int total = 0;
  for (const Figures& figures : s.book.FiguresOfChildren(query)) {
    total += figures.outbound_person_count;
  }
  EXPECT_EQ(total, 3);
}

TEST_F(Divided, ACityWithoutCounties) {
  s.Worker("z", "442000100");
  s.Tell("z", OutcomeType::kArrived, "2026-02-10",
         {.channel = Channel::kSelf, .workplace = "442000101"});
  EXPECT_EQ(CountIn("442000"), 0);  // another township of the same city
  s.Worker("y", "442000100");
  s.Tell("y", OutcomeType::kArrived, "2026-02-10",
         {.channel = Channel::kSelf, .workplace = "441900"});
  EXPECT_EQ(CountIn("442000"), 1);
  EXPECT_EQ(CountIn("442000100"), 1);
  EXPECT_EQ(CountIn("440000"), 1);
}

TEST_F(Divided, VisitsLapsingInThirtyDays) {
  s.Tell("w0", OutcomeType::kHomeVisit, "2026-06-10");  // lapses after 25 July
  const auto lapsing = [&](absl::string_view known_on) {
    return s.book.FiguresOf(Story::Query("2026-06-20", known_on)).lapsing_visit_person_count;
  };
  EXPECT_EQ(lapsing("2026-06-25"), 0);  // lapsed on 26 July: 31 days
  EXPECT_EQ(lapsing("2026-06-26"), 1);
  EXPECT_EQ(lapsing("2026-07-25"), 1);
  EXPECT_EQ(lapsing("2026-07-26"), 0);  // it has lapsed
}

// A life with everything in it, for the comparisons below.
void TellMuch(Story& s, int count) {
  std::mt19937 random(7);
  const auto number = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto day = [&] { return absl::FormatCivilTime(Day("2026-01-01") + number(300)); };
  const absl::string_view towns[] = {kTownX, kOtherTownX, kTownY, kAway};
  s.Company("c", "2026-03-01", "2026-08-01");
  for (int i = 0; i < count; ++i) {
    const std::string worker = absl::StrCat("w", i);
    s.Worker(worker, towns[number(4)], number(5) == 0 ? "2010-05-05" : "1980-01-01");
    for (int k = number(8); k > 0; --k) {
      const std::string name =
          s.Tell(worker, static_cast<OutcomeType>(1 + number(11)), day(),
                 {.channel = static_cast<Channel>(number(12)),
                  .workplace = std::string(towns[number(4)]),
                  .organizer = number(2) == 0 ? "organizers/c" : "",
                  .placement = number(4) == 0 ? absl::StrCat("placements/p", number(3)) : "",
                  .self_employed = number(10) == 0});
      if (number(2) == 0) s.Attest(name, static_cast<AttestationKind>(1 + number(6)));
    }
    if (number(6) == 0) s.Moved(worker, day(), towns[number(4)]);
    if (number(9) == 0) s.Rural(worker, day(), false);
    if (number(9) == 0) s.Died(worker, day());
    if (i > 0 && number(6) == 0) s.Merged(worker, absl::StrCat("w", number(i)));
  }
}

TEST(SeriesOf, EachDayIsTheFigureOfThatDay) {
  Story s;
  TellMuch(s, 60);
  for (const absl::string_view known_on : {"2026-10-31", "2025-09-01", "2027-06-30"}) {
    for (const Boundary boundary : {Boundary::kCounty, Boundary::kTownship}) {
      const FigureQuery query = Story::Query("2026-10-31", known_on, Strictness::kBroad, boundary);
      const std::vector<Figures> series = s.book.Series(query, Day("2026-01-01"), SeriesStep::kDay);
      ASSERT_EQ(series.size(), 304);
      for (const Figures& figures : series) {
        FigureQuery one = query;
        one.day = figures.day;
        ASSERT_EQ(figures, s.book.FiguresOf(one)) << absl::FormatCivilTime(one.day);
      }
    }
  }
}

TEST(SeriesOf, AcrossTheYearInWhichTownshipsMoved) {
  Story s;
  s.Worker("m", "520221111", "1985-01-01", true, "2018-01-01");
  s.Tell("m", OutcomeType::kArrived, "2018-03-01", Channel::kSelf);
  FigureQuery query = Story::Query("2020-12-31", kEnd);
  query.division = "520201";
  for (const Figures& figures : s.book.Series(query, Day("2020-01-01"), SeriesStep::kDay)) {
    EXPECT_EQ(figures.outbound_person_count, figures.day >= Day("2020-07-18") ? 1 : 0);
  }
}

TEST(SeriesOf, MonthsAreTheirLastDaysAndTheLastDayAsked) {
  Story s;
  std::vector<absl::CivilDay> days;
  for (const Figures& figures :
       s.book.Series(Story::Query("2026-03-10", kEnd), Day("2026-01-15"), SeriesStep::kMonth)) {
    days.push_back(figures.day);
  }
  EXPECT_THAT(days, ElementsAre(Day("2026-01-31"), Day("2026-02-28"), Day("2026-03-10")));
  EXPECT_THAT(s.book.Series(Story::Query("2026-03-10", kEnd), Day("2026-03-11"), SeriesStep::kDay),
              IsEmpty());
}

TEST(Deliveries, OrderAndRepetitionLeaveNoTrace) {
  Story s;
  TellMuch(s, 60);
  const FigureQuery query = Story::Query("2026-07-01", kEnd);
  const std::vector<ExplainedPerson> expected = s.book.Explain(query, ExplainWhom::kWithNotCounted);
  ASSERT_FALSE(expected.empty());
  std::mt19937 random(11);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(s.facts.begin(), s.facts.end(), random);
    std::shuffle(s.outcomes.begin(), s.outcomes.end(), random);
    std::shuffle(s.attestations.begin(), s.attestations.end(), random);
    std::shuffle(s.organizer_facts.begin(), s.organizer_facts.end(), random);
    RatioBook book;
    for (const Attestation& attestation : s.attestations) book.UpsertAttestation(attestation);
    for (const Outcome& outcome : s.outcomes) book.UpsertOutcome(outcome);
    for (const OrganizerFact& fact : s.organizer_facts) book.UpsertOrganizerFact(fact);
    for (const WorkerFact& fact : s.facts) book.UpsertFact(fact);
    for (const Outcome& outcome : s.outcomes) book.UpsertOutcome(outcome);
    EXPECT_EQ(book.Explain(query, ExplainWhom::kWithNotCounted), expected);
  }
}

TEST(Deliveries, WhatIsRecordedAfterTChangesNothing) {
  Story s;
  TellMuch(s, 40);
  const FigureQuery query = Story::Query("2026-07-01", "2026-07-01");
  const Figures before = s.book.FiguresOf(query);
  s.KnownOn("2026-07-02");
  TellMuch(s, 40);
  EXPECT_EQ(s.book.FiguresOf(query), before);
}

TEST(Deliveries, EntriesWithoutANameOrAWorkerAreLeftAside) {
  RatioBook book;
  EXPECT_FALSE(book.UpsertFact({}));
  EXPECT_FALSE(book.UpsertOutcome({}));
  EXPECT_FALSE(book.UpsertAttestation({}));
  EXPECT_FALSE(book.UpsertOrganizerFact({}));
  EXPECT_EQ(book.worker_count(), 0);
}

TEST(Deliveries, AnOutcomePutUnderAnotherWorkerLeavesTheFirst) {
  Story s;
  s.Worker("a");
  s.Worker("b");
  s.ArrivedOrganized("a", "2026-02-01");
  Outcome outcome = s.outcomes[0];
  outcome.worker = Story::Name("b");
  s.book.UpsertOutcome(outcome);
  EXPECT_EQ(s.book.outcome_count(), 1);
  EXPECT_EQ(s.On("a", "2026-03-01", kEnd), Standing::kNotCounted);
  EXPECT_EQ(s.On("b", "2026-03-01", kEnd), Standing::kOrganized);  // its attestation came along
}

TEST(Explaining, CountedAndNotCounted) {
  Story s;
  s.Worker("a");
  s.Worker("b");
  s.Worker("idle");
  s.ArrivedOrganized("a", "2026-02-01");
  const std::string arrived = s.ArrivedOrganized("b", "2026-02-01");
  const std::string returned = s.Tell("b", OutcomeType::kReturned, "2026-02-20");
  const FigureQuery query = Story::Query("2026-03-01", kEnd);
  const std::vector<ExplainedPerson> counted = s.book.Explain(query);
  ASSERT_EQ(counted.size(), 1);
  EXPECT_EQ(counted[0].worker, "workers/a");
  EXPECT_EQ(counted[0].division_code, kTownX);
  EXPECT_EQ(counted[0].evidence_grade, 2);
  const std::vector<ExplainedPerson> all = s.book.Explain(query, ExplainWhom::kWithNotCounted);
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[1].worker, "workers/b");
  EXPECT_EQ(all[1].rule_number, 3);
  EXPECT_THAT(all[1].outcomes, ElementsAre(returned, arrived));
}

TEST(Explaining, WhoIsNotKnownYetHasNoExplanation) {
  Story s;
  s.KnownOn("2026-03-01").Worker("a");
  s.ArrivedOrganized("a", "2026-02-01");
  EXPECT_FALSE(s.book.ExplainWorker(Story::Query("2026-02-10", "2026-02-28"), "workers/a"));
  EXPECT_TRUE(s.book.ExplainWorker(Story::Query("2026-02-10", "2026-03-01"), "workers/a"));
  EXPECT_FALSE(s.book.ExplainWorker(Story::Query("2026-02-10", kEnd), "workers/nobody"));
}

TEST(Threads, ManyMayAskAtOnce) {
  Story s;
  TellMuch(s, 30);
  const FigureQuery query = Story::Query("2026-07-01", kEnd);
  const Figures expected = s.book.FiguresOf(query);
  std::vector<std::thread> threads;
  std::vector<int> agreeing(4, 0);
  for (int& count : agreeing) {
    threads.emplace_back([&s, &query, &expected, &count] {
      for (int i = 0; i < 20; ++i) {
        count += s.book.FiguresOf(query) == expected ? 1 : 0;
        count +=
            s.book.Explain(query).size() == static_cast<std::size_t>(expected.outbound_person_count)
                ? 1
                : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(agreeing, ElementsAre(40, 40, 40, 40));
}

}  // namespace
}  // namespace laowu::ratio
