#ifndef LAOWU_SERVICES_VACANCY_SIMILAR_OFFERS_H_
#define LAOWU_SERVICES_VACANCY_SIMILAR_OFFERS_H_

// The same vacancy under another number, from another site, with another slogan: which offer it
// belongs to. By intake/vacancy/fingerprint.h, as far as a commit can know it: one employer, one
// city (one town, where the city has no counties), one bare title, pay that can be the same; texts
// are not compared. Pure.
//
// An offer has the pay of the vacancy that it began with, so that it does not creep: 5,000–7,000
// and 8,000–9,000 never meet by way of 6,500–8,500, which joins the older of the two.

#include <string>

#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/vacancy_service.pb.h"

namespace laowu::vacancy {

// Offers beyond these are grouped where they are exactly equal.
inline constexpr int kSimilarOffersMost = 100;

// Of the employer, the city or town and the bare title; 26 characters, empty where the title has no
// words. On disk: a changed form would leave duplicates unseen until they are written again.
std::string SimilarDigest(const v1::Vacancy& vacancy, absl::string_view canonical_employer);

// The offer that a vacancy with the digest `own` joins: the one that says the same, the one that it
// stands in (`current`), or the oldest whose pay can be the same. Empty: none of them.
std::string OfferToJoin(const internal::v1::SimilarOffers& similar, const v1::Vacancy& vacancy,
                        absl::string_view own, absl::string_view current);

// `digest` as an offer that begins with `vacancy`. False: there are too many.
bool AddOffer(const v1::Vacancy& vacancy, absl::string_view digest,
              internal::v1::SimilarOffers& similar);
// True if it was there.
bool RemoveOffer(absl::string_view digest, internal::v1::SimilarOffers& similar);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_SIMILAR_OFFERS_H_
