#include "services/vacancy/similar_offers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "intake/vacancy/fingerprint.h"
#include "services/runtime/digest.h"

namespace laowu::vacancy {
namespace {

constexpr int kDigestChars = 26;  // 130 bits

// Of a Vacancy or a SimilarOffers.Offer. The kinds have the same numbers.
template <typename Message>
intake::Fingerprint PayOf(const Message& message) {
  intake::Fingerprint print;
  print.pay_kind = static_cast<intake::PayKind>(message.pay_kind());
  print.min_wage_cny_per_month = message.min_wage_cny_per_month();
  print.max_wage_cny_per_month = message.max_wage_cny_per_month();
  return print;
}

}  // namespace

std::string SimilarDigest(const v1::Vacancy& vacancy, absl::string_view canonical_employer) {
  const std::string title = intake::BareTitle(vacancy.title());
  if (title.empty()) return "";
  const std::string& place = vacancy.workplace_division_code();
  const std::string town = intake::TownDigits(place);
  const std::string key = absl::StrCat(
      canonical_employer, "\n", town.empty() ? intake::CityDigits(place) : town, "\n", title);
  return runtime::Base32(runtime::Sha256(key)).substr(0, kDigestChars);
}

std::string OfferToJoin(const internal::v1::SimilarOffers& similar, const v1::Vacancy& vacancy,
                        absl::string_view own, absl::string_view current) {
  const intake::Fingerprint pay = PayOf(vacancy);
  std::string first;
  bool stays = false;
  for (const auto& offer : similar.offers()) {
    if (offer.digest() == own) return offer.digest();
    if (!intake::PayMayBeSame(PayOf(offer), pay)) continue;
    if (first.empty()) first = offer.digest();
    stays = stays || offer.digest() == current;
  }
  return stays ? std::string(current) : first;
}

bool AddOffer(const v1::Vacancy& vacancy, absl::string_view digest,
              internal::v1::SimilarOffers& similar) {
  if (similar.offers_size() >= kSimilarOffersMost) return false;
  auto* offer = similar.add_offers();
  offer->set_digest(std::string(digest));
  offer->set_pay_kind(vacancy.pay_kind());
  offer->set_min_wage_cny_per_month(vacancy.min_wage_cny_per_month());
  offer->set_max_wage_cny_per_month(vacancy.max_wage_cny_per_month());
  return true;
}

bool RemoveOffer(absl::string_view digest, internal::v1::SimilarOffers& similar) {
  auto& offers = *similar.mutable_offers();
  const auto gone = std::remove_if(offers.begin(), offers.end(),
                                   [&](const auto& offer) { return offer.digest() == digest; });
  if (gone == offers.end()) return false;
  offers.erase(gone, offers.end());
  return true;
}

}  // namespace laowu::vacancy
