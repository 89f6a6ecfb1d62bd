#ifndef LAOWU_RATIO_EXPLAINING_H_
#define LAOWU_RATIO_EXPLAINING_H_

// One person of a figure, and the rule that decided.

#include <optional>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/persons.h"
#include "ratio/ratio_book.h"
#include "ratio/standing.h"

namespace laowu::ratio {

// The name that stands for a person as known at T: the oldest record's.
TextId NameOf(const Entries& entries, const Person& person, KnownAt known_at);

// `era` has the division asked for as its target. nullopt: nothing is known of the person at T, or
// it was never registered there and `even_elsewhere` is false.
std::optional<ExplainedPerson> ExplainPerson(const Entries& entries, const Person& person,
                                             const Question& question, Era& era,
                                             bool even_elsewhere);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_EXPLAINING_H_
