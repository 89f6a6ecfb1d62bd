#ifndef LAOWU_SERVICES_VACANCY_VACANCY_CHANGES_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_CHANGES_H_

// What one commit changes of vacancies and employers: the only way in which this role writes them.
// Reads go through what is planned already, so that the rows of a message see one another.
//
// It keeps in step what hangs on a vacancy: its employer's record, the index by expiry, and the
// offers: OPEN vacancies that say the same (OfferDigest), or nearly so (similar_offers.h), bear one
// digest as duplicate_group once there are two. The second to join writes the first anew, so that
// the feed tells of both; the last one left loses the mark.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "services/vacancy/vacancy_records.h"
#include "storage/store.h"

namespace laowu::vacancy {

// Not thread-safe. `reader` outlives it.
class VacancyChanges {
 public:
  // What putting one vacancy, with its employer's names, costs at most.
  static constexpr int kOperationsAVacancy = 32;

  explicit VacancyChanges(const storage::Reader& reader) : reader_(reader) {}

  // As planned so far; no value, or nullptr: there is none. DATA_LOSS: it cannot be read. The
  // pointer is good until the next Put.
  absl::StatusOr<const internal::v1::StoredVacancy*> Vacancy(const VacancyIds& ids);
  absl::StatusOr<std::optional<internal::v1::StoredEmployer>> Employer(const std::string& name);
  // As read, before anything was planned. After Vacancy() or Employer() of the same.
  const std::optional<LoadedVacancy>& VacancyBefore(const VacancyIds& ids) const;
  const std::optional<LoadedEmployer>& EmployerBefore(const std::string& name) const;

  // Makes the employer that the vacancy names, if there is no record of it. A credit code stated
  // beside a name that has been known without one makes that name an alias.
  absl::Status PutEmployerOf(const v1::Vacancy& vacancy,
                             const internal::v1::Provenance& provenance);
  absl::Status PutEmployer(const internal::v1::StoredEmployer& employer);
  // Makes the display name of an employer named by its code a name of it, so that leaving off the
  // code leads back here; unless that name stands for another. Changes `employer`, which the caller
  // puts.
  absl::Status LinkOwnName(internal::v1::StoredEmployer& employer,
                           const internal::v1::Provenance& provenance);
  // The caller has linked the name itself, and puts both records.
  void NoteLinked(const std::string& name) { linked_names_.insert(name); }
  // `stored.vacancy` has its state; offer_digest and duplicate_group are set here. The employer's
  // record is there: PutEmployerOf().
  absl::Status PutVacancy(const VacancyIds& ids, internal::v1::StoredVacancy stored);

  // Moves a vacancy to the offer that its employer's names now make; true if it stood in another,
  // or if the offer was on no list of similar ones yet.
  absl::StatusOr<bool> PutInItsOffer(const VacancyIds& ids);

  // Adds all of it to `batch`, with what was read as requirements.
  void Fill(storage::Batch& batch) const;

  // Names that became aliases: vacancies that state them may have to move to another offer.
  const std::set<std::string>& linked_names() const { return linked_names_; }
  // An employer that has, or had, blocks is written: BlockedEmployers::Forget once it is committed.
  bool writes_blocked_employer() const;
  // Upper bounds of what Fill() adds.
  int operation_count() const { return operation_count_; }
  int64_t byte_size() const { return byte_size_; }

 private:
  template <typename Stored>
  struct Slot {
    std::optional<runtime::Loaded<Stored>> before;
    std::optional<Stored> planned;
    const Stored* current() const {
      if (planned.has_value()) return &*planned;
      return before.has_value() ? &before->stored : nullptr;
    }
  };
  using VacancySlot = Slot<internal::v1::StoredVacancy>;
  using EmployerSlot = Slot<internal::v1::StoredEmployer>;
  struct Offer {
    storage::Sequence version = storage::kAbsent;
    int count = 0;
    std::string similar_digest;
    bool listed_anew = false;     // similar_digest is not as stored
    std::set<VacancyIds> joined;  // against the store
    std::set<VacancyIds> left;
  };
  struct Similar {
    storage::Sequence version = storage::kAbsent;
    internal::v1::SimilarOffers stored;
    bool changed = false;
  };
  // Where a vacancy belongs. Empty: nowhere, since it is not OPEN.
  struct Place {
    std::string offer;
    std::string similar;  // the list that has the offer; empty: none
  };

  absl::StatusOr<VacancySlot*> LoadSlot(const VacancyIds& ids);
  absl::StatusOr<EmployerSlot*> LoadSlot(const std::string& employer_name);
  absl::StatusOr<Offer*> LoadSlotOfOffer(const std::string& digest);
  absl::StatusOr<Similar*> LoadSlotOfSimilar(const std::string& digest);
  // `current`: the offer that it stands in; empty: none. Lists an offer that begins with it.
  absl::StatusOr<Place> PlaceOf(const v1::Vacancy& vacancy, const std::string& current);
  absl::Status NoteList(const Place& place);
  absl::Status Unlist(const std::string& offer_digest, const Offer& offer);
  absl::Status Join(const std::string& digest, const VacancyIds& ids);
  absl::Status Leave(const std::string& digest, const VacancyIds& ids);
  absl::StatusOr<VacancyIds> OnlyMember(const std::string& digest, const Offer& offer) const;
  absl::Status SetGroup(const VacancyIds& ids, const std::string& group);
  template <typename Stored>
  void Write(Slot<Stored>& slot, Stored stored, int operation_count);

  const storage::Reader& reader_;
  std::map<VacancyIds, VacancySlot> vacancies_;
  std::map<std::string, EmployerSlot> employers_;
  std::map<std::string, Offer> offers_;
  std::map<std::string, Similar> similar_;
  std::set<std::string> linked_names_;
  int operation_count_ = 0;
  int64_t byte_size_ = 0;
};

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_CHANGES_H_
