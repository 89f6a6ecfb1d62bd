#include "services/vacancy/vacancy_changes.h"

#include <algorithm>
#include <utility>

#include "services/vacancy/employer_rules.h"
#include "services/vacancy/similar_offers.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

using storage::Table;

// Keys and requirements beside a value.
constexpr int64_t kKeyBytes = 512;

constexpr int kVacancyOperations = 4;   // require, put, two of the index by expiry
constexpr int kEmployerOperations = 2;  // require, put
constexpr int kOfferOperations = 2;     // require, put or delete; so of a list of similar ones

}  // namespace

absl::StatusOr<VacancyChanges::VacancySlot*> VacancyChanges::LoadSlot(const VacancyIds& ids) {
  const auto [it, first] = vacancies_.try_emplace(ids);
  if (!first) return &it->second;
  auto loaded = LoadVacancy(reader_, ids);
  if (!loaded.ok()) {
    vacancies_.erase(it);
    return loaded.status();
  }
  it->second.before = *std::move(loaded);
  return &it->second;
}

absl::StatusOr<VacancyChanges::EmployerSlot*> VacancyChanges::LoadSlot(
    const std::string& employer_name) {
  const auto [it, first] = employers_.try_emplace(employer_name);
  if (!first) return &it->second;
  auto loaded = LoadEmployer(reader_, employer_name);
  if (!loaded.ok()) {
    employers_.erase(it);
    return loaded.status();
  }
  it->second.before = *std::move(loaded);
  if (it->second.before.has_value()) {
    it->second.before->stored.mutable_employer()->set_name(employer_name);
  }
  operation_count_ += kEmployerOperations;
  byte_size_ += kKeyBytes;
  return &it->second;
}

absl::StatusOr<VacancyChanges::Offer*> VacancyChanges::LoadSlotOfOffer(const std::string& digest) {
  const auto [it, first] = offers_.try_emplace(digest);
  if (!first) return &it->second;
  const auto loaded = LoadOffer(reader_, digest);
  if (!loaded.ok()) {
    offers_.erase(it);
    return loaded.status();
  }
  it->second.version = runtime::VersionOf(*loaded);
  if (loaded->has_value()) {
    it->second.count = (*loaded)->stored.vacancy_count();
    it->second.similar_digest = (*loaded)->stored.similar_digest();
  }
  operation_count_ += kOfferOperations;
  byte_size_ += kKeyBytes;
  return &it->second;
}

absl::StatusOr<VacancyChanges::Similar*> VacancyChanges::LoadSlotOfSimilar(
    const std::string& digest) {
  const auto [it, first] = similar_.try_emplace(digest);
  if (!first) return &it->second;
  auto loaded = LoadSimilar(reader_, digest);
  if (!loaded.ok()) {
    similar_.erase(it);
    return loaded.status();
  }
  it->second.version = runtime::VersionOf(*loaded);
  if (loaded->has_value()) it->second.stored = std::move((*loaded)->stored);
  operation_count_ += kOfferOperations;
  byte_size_ += static_cast<int64_t>(it->second.stored.ByteSizeLong()) + kKeyBytes;
  return &it->second;
}

template <typename Stored>
void VacancyChanges::Write(Slot<Stored>& slot, Stored stored, int operation_count) {
  if (!slot.planned.has_value()) operation_count_ += operation_count;
  byte_size_ += static_cast<int64_t>(stored.ByteSizeLong()) + kKeyBytes;
  slot.planned = std::move(stored);
}

absl::StatusOr<const internal::v1::StoredVacancy*> VacancyChanges::Vacancy(const VacancyIds& ids) {
  LAOWU_ASSIGN_OR_RETURN(const VacancySlot* slot, LoadSlot(ids));
  return slot->current();
}

absl::StatusOr<std::optional<internal::v1::StoredEmployer>> VacancyChanges::Employer(
    const std::string& name) {
  LAOWU_ASSIGN_OR_RETURN(const EmployerSlot* slot, LoadSlot(name));
  if (slot->current() == nullptr) return std::optional<internal::v1::StoredEmployer>();
  return std::optional<internal::v1::StoredEmployer>(*slot->current());
}

const std::optional<LoadedVacancy>& VacancyChanges::VacancyBefore(const VacancyIds& ids) const {
  return vacancies_.at(ids).before;
}

const std::optional<LoadedEmployer>& VacancyChanges::EmployerBefore(const std::string& name) const {
  return employers_.at(name).before;
}

absl::Status VacancyChanges::PutEmployer(const internal::v1::StoredEmployer& employer) {
  LAOWU_ASSIGN_OR_RETURN(EmployerSlot * slot, LoadSlot(employer.employer().name()));
  Write(*slot, employer, 0);
  return absl::OkStatus();
}

absl::Status VacancyChanges::PutEmployerOf(const v1::Vacancy& vacancy,
                                           const internal::v1::Provenance& provenance) {
  const std::string& name = vacancy.employer();
  LAOWU_ASSIGN_OR_RETURN(auto employer, Employer(name));
  const bool known = employer.has_value();
  if (!known) {
    employer.emplace();
    employer->mutable_employer()->set_name(name);
    employer->mutable_employer()->set_display_name(vacancy.employer_display_name());
    employer->mutable_employer()->set_credit_code(CreditCodeOf(name));
    *employer->mutable_provenance() = provenance;
  }
  if (!IsNamedByDigest(name)) {
    const std::string by_name = EmployerName("", vacancy.employer_display_name());
    LAOWU_ASSIGN_OR_RETURN(auto alias, Employer(by_name));
    if (alias.has_value() && LinkAlias(*alias->mutable_employer(), *employer->mutable_employer())) {
      linked_names_.insert(by_name);
      LAOWU_RETURN_IF_ERROR(PutEmployer(*alias));
      return PutEmployer(*employer);
    }
  }
  return known ? absl::OkStatus() : PutEmployer(*employer);
}

absl::Status VacancyChanges::LinkOwnName(internal::v1::StoredEmployer& employer,
                                         const internal::v1::Provenance& provenance) {
  if (IsNamedByDigest(employer.employer().name())) return absl::OkStatus();
  const std::string by_name = EmployerName("", employer.employer().display_name());
  LAOWU_ASSIGN_OR_RETURN(auto alias, Employer(by_name));
  if (!alias.has_value()) {
    alias.emplace();
    alias->mutable_employer()->set_name(by_name);
    alias->mutable_employer()->set_display_name(employer.employer().display_name());
    *alias->mutable_provenance() = provenance;
  }
  if (!LinkAlias(*alias->mutable_employer(), *employer.mutable_employer())) return absl::OkStatus();
  linked_names_.insert(by_name);
  return PutEmployer(*alias);
}

absl::StatusOr<VacancyChanges::Place> VacancyChanges::PlaceOf(const v1::Vacancy& vacancy,
                                                              const std::string& current) {
  if (vacancy.state() != v1::Vacancy::OPEN) return Place();
  LAOWU_ASSIGN_OR_RETURN(const EmployerSlot* employer, LoadSlot(vacancy.employer()));
  const std::string name = employer->current() == nullptr
                               ? vacancy.employer()
                               : CanonicalName(employer->current()->employer());
  Place place{OfferDigest(vacancy, name), SimilarDigest(vacancy, name)};
  if (place.similar.empty() || place.offer.empty()) return place;
  // One that is alone in its offer begins it anew with what it says now.
  LAOWU_ASSIGN_OR_RETURN(Similar * similar, LoadSlotOfSimilar(place.similar));
  internal::v1::SimilarOffers others = similar->stored;
  if (!current.empty() && current != place.offer) {
    LAOWU_ASSIGN_OR_RETURN(const Offer* offer, LoadSlotOfOffer(current));
    if (offer->count <= 1) RemoveOffer(current, others);
  }
  std::string joined = OfferToJoin(others, vacancy, place.offer, current);
  if (!joined.empty()) {
    place.offer = std::move(joined);
  } else if (AddOffer(vacancy, place.offer, similar->stored)) {
    similar->changed = true;
    byte_size_ += kKeyBytes;
  } else {
    place.similar.clear();
  }
  return place;
}

// The offer's record says which list has it, so that the last to leave can take it off, whatever
// the employer is called by then.
absl::Status VacancyChanges::NoteList(const Place& place) {
  LAOWU_ASSIGN_OR_RETURN(Offer * offer, LoadSlotOfOffer(place.offer));
  if (offer->similar_digest == place.similar) return absl::OkStatus();
  // It may stand on the list of its title as it was bared before.
  LAOWU_RETURN_IF_ERROR(Unlist(place.offer, *offer));
  offer->similar_digest = place.similar;
  offer->listed_anew = true;
  return absl::OkStatus();
}

absl::Status VacancyChanges::Unlist(const std::string& offer_digest, const Offer& offer) {
  if (offer.similar_digest.empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(Similar * similar, LoadSlotOfSimilar(offer.similar_digest));
  if (RemoveOffer(offer_digest, similar->stored)) similar->changed = true;
  return absl::OkStatus();
}

absl::Status VacancyChanges::PutVacancy(const VacancyIds& ids, internal::v1::StoredVacancy stored) {
  LAOWU_ASSIGN_OR_RETURN(VacancySlot * slot, LoadSlot(ids));
  const internal::v1::StoredVacancy* current = slot->current();
  const std::string old_offer = current == nullptr ? "" : current->offer_digest();
  LAOWU_ASSIGN_OR_RETURN(const Place place, PlaceOf(stored.vacancy(), old_offer));
  const std::string& offer = place.offer;
  if (!offer.empty()) LAOWU_RETURN_IF_ERROR(NoteList(place));
  const bool stays = offer == old_offer;
  stored.set_offer_digest(offer);
  stored.mutable_vacancy()->set_duplicate_group(
      stays && current != nullptr ? current->vacancy().duplicate_group() : "");
  Write(*slot, std::move(stored), kVacancyOperations);
  if (stays) return absl::OkStatus();
  if (!old_offer.empty()) LAOWU_RETURN_IF_ERROR(Leave(old_offer, ids));
  return offer.empty() ? absl::OkStatus() : Join(offer, ids);
}

absl::StatusOr<bool> VacancyChanges::PutInItsOffer(const VacancyIds& ids) {
  LAOWU_ASSIGN_OR_RETURN(const auto* stored, Vacancy(ids));
  if (stored == nullptr) return false;
  LAOWU_ASSIGN_OR_RETURN(const Place place, PlaceOf(stored->vacancy(), stored->offer_digest()));
  if (place.offer == stored->offer_digest()) {
    if (place.offer.empty()) return false;
    LAOWU_RETURN_IF_ERROR(NoteList(place));
    LAOWU_ASSIGN_OR_RETURN(const Offer* offer, LoadSlotOfOffer(place.offer));
    return offer->listed_anew;
  }
  LAOWU_RETURN_IF_ERROR(PutVacancy(ids, *stored));
  return true;
}

absl::Status VacancyChanges::Join(const std::string& digest, const VacancyIds& ids) {
  LAOWU_ASSIGN_OR_RETURN(Offer * offer, LoadSlotOfOffer(digest));
  if (offer->count == 1) {
    LAOWU_ASSIGN_OR_RETURN(const VacancyIds other, OnlyMember(digest, *offer));
    LAOWU_RETURN_IF_ERROR(SetGroup(other, digest));
  }
  if (offer->left.erase(ids) == 0) offer->joined.insert(ids);
  ++operation_count_;
  ++offer->count;
  return offer->count > 1 ? SetGroup(ids, digest) : absl::OkStatus();
}

absl::Status VacancyChanges::Leave(const std::string& digest, const VacancyIds& ids) {
  LAOWU_ASSIGN_OR_RETURN(Offer * offer, LoadSlotOfOffer(digest));
  if (offer->joined.erase(ids) == 0) offer->left.insert(ids);
  ++operation_count_;
  --offer->count;
  if (offer->count == 0) return Unlist(digest, *offer);
  if (offer->count != 1) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const VacancyIds other, OnlyMember(digest, *offer));
  return SetGroup(other, "");
}

absl::StatusOr<VacancyIds> VacancyChanges::OnlyMember(const std::string& digest,
                                                      const Offer& offer) const {
  if (!offer.joined.empty()) return *offer.joined.begin();
  LAOWU_ASSIGN_OR_RETURN(const auto records,
                         reader_.Scan(Table::kVacanciesByContent, OfferMemberRange(digest),
                                      static_cast<int>(offer.left.size()) + 1));
  for (const storage::Record& record : records) {
    LAOWU_ASSIGN_OR_RETURN(VacancyIds ids, IdsOfOfferMemberKey(record.key));
    if (offer.left.find(ids) == offer.left.end()) return ids;
  }
  // Read between two commits of others: the head's requirement will fail, and all is planned anew.
  return absl::AbortedError("the offer has changed");
}

absl::Status VacancyChanges::SetGroup(const VacancyIds& ids, const std::string& group) {
  LAOWU_ASSIGN_OR_RETURN(VacancySlot * slot, LoadSlot(ids));
  if (slot->current() == nullptr) return absl::AbortedError("the offer has changed");
  internal::v1::StoredVacancy stored = *slot->current();
  stored.mutable_vacancy()->set_duplicate_group(group);
  Write(*slot, std::move(stored), kVacancyOperations);
  return absl::OkStatus();
}

bool VacancyChanges::writes_blocked_employer() const {
  return std::any_of(employers_.begin(), employers_.end(), [](const auto& entry) {
    const EmployerSlot& slot = entry.second;
    return slot.planned.has_value() &&
           (slot.planned->employer().blocks_size() > 0 ||
            (slot.before.has_value() && slot.before->stored.employer().blocks_size() > 0));
  });
}

void VacancyChanges::Fill(storage::Batch& batch) const {
  for (const auto& [name, slot] : employers_) {
    if (slot.planned.has_value()) {
      PlanEmployer(slot.before, *slot.planned, batch);
    } else {
      batch.Require(Table::kEmployers, EmployerKey(name), runtime::VersionOf(slot.before));
    }
  }
  for (const auto& [ids, slot] : vacancies_) {
    if (slot.planned.has_value()) PlanVacancy(ids, slot.before, *slot.planned, batch);
  }
  for (const auto& [digest, offer] : offers_) {
    const std::string head = OfferKey(digest);
    batch.Require(Table::kVacanciesByContent, head, offer.version);
    if (offer.joined.empty() && offer.left.empty() && !offer.listed_anew) continue;
    if (offer.count > 0) {
      internal::v1::StoredOffer stored;
      stored.set_vacancy_count(offer.count);
      stored.set_similar_digest(offer.similar_digest);
      batch.Put(Table::kVacanciesByContent, head, stored.SerializeAsString());
    } else {
      batch.Delete(Table::kVacanciesByContent, head);
    }
    for (const VacancyIds& ids : offer.joined) {
      batch.Put(Table::kVacanciesByContent, OfferMemberKey(digest, ids.office, ids.vacancy), "");
    }
    for (const VacancyIds& ids : offer.left) {
      batch.Delete(Table::kVacanciesByContent, OfferMemberKey(digest, ids.office, ids.vacancy));
    }
  }
  for (const auto& [digest, similar] : similar_) {
    const std::string key = SimilarKey(digest);
    batch.Require(Table::kVacanciesByContent, key, similar.version);
    if (!similar.changed) continue;
    if (similar.stored.offers().empty()) {
      batch.Delete(Table::kVacanciesByContent, key);
    } else {
      batch.Put(Table::kVacanciesByContent, key, similar.stored.SerializeAsString());
    }
  }
}

}  // namespace laowu::vacancy
