// The book against a recount. Random lives are told to a book entry by entry, in random order and
// partly twice; figures for random questions must equal those of a second, deliberately simple
// implementation. On a difference the story is shortened, entry by entry, as long as the difference
// stays, and printed.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/ratio_book.h"
#include "tests/model/random_lives.h"
#include "tests/model/recount.h"

namespace laowu::ratio {
namespace {

// ---- The comparison.

void Tell(RatioBook& book, const Told& entries, std::mt19937* random) {
  std::vector<std::pair<int, std::size_t>> order;
  for (std::size_t i = 0; i < entries.facts.size(); ++i) order.emplace_back(0, i);
  for (std::size_t i = 0; i < entries.outcomes.size(); ++i) order.emplace_back(1, i);
  for (std::size_t i = 0; i < entries.attestations.size(); ++i) order.emplace_back(2, i);
  for (std::size_t i = 0; i < entries.organizer_facts.size(); ++i) order.emplace_back(3, i);
  if (random != nullptr) {
    std::shuffle(order.begin(), order.end(), *random);
    order.insert(order.end(), order.begin(), order.begin() + static_cast<long>(order.size() / 4));
  }
  for (const auto& [kind, index] : order) {
    if (kind == 0) book.UpsertFact(entries.facts[index]);
    if (kind == 1) book.UpsertOutcome(entries.outcomes[index]);
    if (kind == 2) book.UpsertAttestation(entries.attestations[index]);
    if (kind == 3) book.UpsertOrganizerFact(entries.organizer_facts[index]);
  }
}

FigureQuery QueryOf(const RecountQuestion& question) {
  FigureQuery query;
  query.division = question.division;
  query.day = question.day;
  query.known_at = question.known_at;
  query.strictness = question.strictness;
  query.boundary = question.boundary;
  query.carry = question.carry;
  return query;
}

Figures Ask(const RatioBook& book, const RecountQuestion& question) {
  return book.FiguresOf(QueryOf(question));
}

// The sum of the parts, as figures of the whole.
Figures Sum(const RatioBook& book, const RecountQuestion& question, Breakdown breakdown) {
  Figures sum;
  sum.division = question.division;
  sum.day = question.day;
  for (const FigurePart& part : book.Parts(QueryOf(question), breakdown)) {
    sum.outbound_person_count += part.figures.outbound_person_count;
    sum.organized_person_count += part.figures.organized_person_count;
    sum.unknown_channel_person_count += part.figures.unknown_channel_person_count;
    sum.unproven_person_count += part.figures.unproven_person_count;
    sum.self_employed_person_count += part.figures.self_employed_person_count;
    sum.lapsing_visit_person_count += part.figures.lapsing_visit_person_count;
  }
  FinishFigures(reference::Policies::Get().Newest(), sum);
  return sum;
}

bool Differs(const Told& entries, const RecountQuestion& question) {
  RatioBook book;
  Tell(book, entries, nullptr);
  return Ask(book, question) != RecountFigures(entries, question);
}

// Takes entries out one by one as long as the difference stays.
void Shorten(Told& entries, const RecountQuestion& question) {
  const auto shorten_list = [&](auto& list) {
    for (std::size_t i = list.size(); i-- > 0;) {
      const auto kept = list[i];
      list.erase(list.begin() + static_cast<long>(i));
      if (!Differs(entries, question)) list.insert(list.begin() + static_cast<long>(i), kept);
    }
  };
  for (std::size_t before = entries.size() + 1; entries.size() < before;) {
    before = entries.size();
    shorten_list(entries.facts);
    shorten_list(entries.outcomes);
    shorten_list(entries.attestations);
    shorten_list(entries.organizer_facts);
  }
}

std::string Print(const Told& entries, const RecountQuestion& question) {
  std::string text = absl::StrCat(
      "F(", question.division, ", ", absl::FormatCivilTime(question.day), ", ",
      absl::FormatTime(question.known_at, absl::FixedTimeZone(8 * 3600)), ", strictness ",
      static_cast<int>(question.strictness), ", boundary ", static_cast<int>(question.boundary),
      ", carry ", static_cast<int>(question.carry), ")\n");
  const auto time = [](absl::Time t) {
    return absl::FormatTime("%Y-%m-%d %H:%M:%S", t, absl::FixedTimeZone(8 * 3600));
  };
  for (const WorkerFact& f : entries.facts) {
    absl::StrAppend(&text, f.worker, " fact ", static_cast<int>(f.kind), " ",
                    absl::FormatCivilTime(f.effective_date), " ", f.division_code, " ",
                    f.merged_worker, " rural ", f.rural, " | ", time(f.record_time), "\n");
  }
  for (const Outcome& o : entries.outcomes) {
    absl::StrAppend(&text, o.worker, " ", o.name, " type ", static_cast<int>(o.type), " ",
                    absl::FormatCivilTime(o.effective_date), " at ", o.workplace_division_code,
                    " channel ", static_cast<int>(o.channel), " ", o.organizer, " ", o.placement,
                    " ", o.employer, " own ", o.self_employed, " voids ", o.voids, " | ",
                    time(o.record_time), "\n");
  }
  for (const Attestation& a : entries.attestations) {
    absl::StrAppend(&text, a.outcome, " attested ", a.grade, " | ", time(a.record_time), "\n");
  }
  return text;
}

using Recording = std::pair<absl::Time, std::function<void()>>;

// What puts each entry into both, in the order of record times.
std::vector<Recording> InOrderOfRecording(const Told& all, RatioBook& book, Told& so_far) {
  std::vector<Recording> recordings;
  const auto add = [&](const auto& list, auto into, auto upsert) {
    for (const auto& entry : list) {
      recordings.emplace_back(entry.record_time, [&book, &so_far, &entry, into, upsert] {
        (book.*upsert)(entry);
        (so_far.*into).push_back(entry);
      });
    }
  };
  add(all.facts, &Told::facts, &RatioBook::UpsertFact);
  add(all.outcomes, &Told::outcomes, &RatioBook::UpsertOutcome);
  add(all.attestations, &Told::attestations, &RatioBook::UpsertAttestation);
  add(all.organizer_facts, &Told::organizer_facts, &RatioBook::UpsertOrganizerFact);
  std::stable_sort(recordings.begin(), recordings.end(),
                   [](const Recording& a, const Recording& b) { return a.first < b.first; });
  return recordings;
}

// Stops at the first difference.
void CompareWithRecounts(unsigned first_seed, unsigned last_seed, bool crowded, int& counted,
                         int& organized) {
  for (unsigned seed = first_seed; seed <= last_seed; ++seed) {
    RandomLives lives(seed, crowded);
    const Told entries = lives.Make(25);
    RatioBook book;
    Tell(book, entries, &lives.random());
    for (int i = 0; i < 12; ++i) {
      const RecountQuestion question = lives.Ask();
      const Figures expected = RecountFigures(entries, question);
      const Figures found = Ask(book, question);
      counted += found.outbound_person_count;
      organized += found.organized_person_count;
      if (found == expected) continue;
      Told story = entries;
      if (Differs(story, question)) Shorten(story, question);
      const Figures told = RecountFigures(story, question);
      FAIL() << "seed " << seed << ": book D " << found.outbound_person_count << " O "
             << found.organized_person_count << ", recount D " << expected.outbound_person_count
             << " O " << expected.organized_person_count << "; shortened, recount D "
             << told.outbound_person_count << " O " << told.organized_person_count << " U "
             << told.unknown_channel_person_count << " C " << told.unproven_person_count << "\n"
             << Print(story, question);
    }
  }
}

TEST(BookModel, EqualsARecountOfRandomLives) {
  int counted = 0;
  int organized = 0;
  CompareWithRecounts(1, 150, /*crowded=*/false, counted, organized);
  // The lives are worth comparing: many are away, and some are organised.
  EXPECT_GT(counted, 1000);
  EXPECT_GT(organized, 100);
}

// Rules 4 to 8, 16 and 19, where several things are said of one job within a few days.
TEST(BookModel, EqualsARecountOfCrowdedLives) {
  int counted = 0;
  int organized = 0;
  CompareWithRecounts(801, 950, /*crowded=*/true, counted, organized);
  EXPECT_GT(counted, 1000);
  EXPECT_GT(organized, 100);
}

// A series is made in one pass, from the days on which anybody's standing changes; each of its
// figures is that of the day by itself, years with other codes of places included.
TEST(BookModel, EachFigureOfASeriesEqualsARecount) {
  int counted = 0;
  for (unsigned seed = 401; seed <= 425; ++seed) {
    RandomLives lives(seed);
    const Told entries = lives.Make(20);
    RatioBook book;
    Tell(book, entries, &lives.random());
    for (const SeriesStep step : {SeriesStep::kDay, SeriesStep::kMonth}) {
      RecountQuestion question = lives.Ask();
      const absl::CivilDay first =
          step == SeriesStep::kDay ? question.day - 40 : absl::CivilDay(2019, 11, 15);
      const std::vector<Figures> series = book.Series(QueryOf(question), first, step);
      ASSERT_FALSE(series.empty());
      for (const Figures& figures : series) {
        question.day = figures.day;
        counted += figures.outbound_person_count;
        ASSERT_EQ(figures, RecountFigures(entries, question)) << "seed " << seed << "\n"
                                                              << Print(entries, question);
      }
    }
  }
  EXPECT_GT(counted, 500);
}

// A person is in one part of a breakdown, so that the parts add up to the recount, whatever the
// policy.
TEST(BookModel, PartsAddUpToARecount) {
  for (unsigned seed = 201; seed <= 230; ++seed) {
    RandomLives lives(seed);
    const Told entries = lives.Make(25);
    RatioBook book;
    Tell(book, entries, &lives.random());
    for (int i = 0; i < 6; ++i) {
      const RecountQuestion question = lives.Ask();
      const Figures expected = RecountFigures(entries, question);
      for (const Breakdown breakdown :
           {Breakdown::kChildDivision, Breakdown::kTownship, Breakdown::kDestination,
            Breakdown::kChannel, Breakdown::kOrganizer}) {
        ASSERT_EQ(Sum(book, question, breakdown), expected)
            << "seed " << seed << ", breakdown " << static_cast<int>(breakdown);
      }
    }
  }
}

// Figures of now are kept and brought up to date. Entries come as they are recorded, some of them
// ahead of the known-at asked for, some asked for before they came; every policy, boundary and
// carry takes its turn. Each answer equals a recount.
TEST(BookModel, FiguresOfNowEqualARecountAfterEveryEntry) {
  int counted = 0;
  for (unsigned seed = 301; seed <= 340; ++seed) {
    RandomLives lives(seed);
    std::mt19937& random = lives.random();
    const Told all = lives.Make(8);
    RatioBook book;
    Told so_far;
    const auto ask = [&](absl::Time known_at) {
      RecountQuestion question = lives.Ask();
      question.known_at = known_at;
      question.day = ShanghaiDay(known_at);
      const Figures expected = RecountFigures(so_far, question);
      counted += expected.outbound_person_count;
      EXPECT_EQ(Ask(book, question), expected) << "seed " << seed << "\n"
                                               << Print(so_far, question);
    };
    for (const auto& [time, put] : InOrderOfRecording(all, book, so_far)) {
      put();
      // Mostly later on the same day, so that a kept answer moves on; now and then a little before
      // the entry that has just come.
      for (int i = 0; i < 2; ++i) {
        const int step = static_cast<int>(random() % 6) - 2;
        ask(time + absl::Minutes(step));
      }
      if (testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(counted, 1000);
}

// The book is asked in between, while entries keep coming: nothing of the asking stays.
TEST(BookModel, AskedAfterEveryEntryItEqualsARecountOfWhatCameSoFar) {
  for (unsigned seed = 101; seed <= 106; ++seed) {
    RandomLives lives(seed);
    Told all = lives.Make(6);
    std::shuffle(all.outcomes.begin(), all.outcomes.end(), lives.random());
    RatioBook book;
    Told so_far = all;
    so_far.outcomes.clear();
    Tell(book, so_far, &lives.random());
    for (const Outcome& outcome : all.outcomes) {
      book.UpsertOutcome(outcome);
      so_far.outcomes.push_back(outcome);
      const RecountQuestion question = lives.Ask();
      ASSERT_EQ(Ask(book, question), RecountFigures(so_far, question)) << "seed " << seed << "\n"
                                                                       << Print(so_far, question);
    }
  }
}

}  // namespace
}  // namespace laowu::ratio
