#include "services/runtime/audit_chain.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

using internal::v1::AuditHead;
using internal::v1::AuditLink;
using storage::Record;
using storage::Sequence;
using storage::Table;

constexpr size_t kHashBytes = 32;
constexpr int kPage = 1'000;
constexpr absl::Duration kCommitWithin = absl::Seconds(10);
const int64_t kHeadSecond = 0;

std::string LinkHash(absl::string_view previous_hash, const std::vector<SealedRecord>& records) {
  std::string text(previous_hash);
  for (const SealedRecord& record : records) {
    storage::AppendNumber(record.sequence, &text);
    text += record.hash;
  }
  return Sha256(text);
}

// The records that a link names; empty if its parts do not fit each other.
std::vector<SealedRecord> RecordsOf(const AuditLink& link) {
  std::vector<SealedRecord> records;
  const auto count = static_cast<size_t>(link.sequences_size());
  if (link.record_hashes().size() != count * kHashBytes) return records;
  records.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    records.push_back({link.sequences(static_cast<int>(i)),
                       link.record_hashes().substr(i * kHashBytes, kHashBytes)});
  }
  return records;
}

SealedRecord Seal(const Record& record) { return {record.version, AuditRecordHash(record)}; }

struct Unsealed {
  std::vector<SealedRecord> records;  // ascending
  Sequence through = 0;               // all audit records up to here are in it, or sealed before
};

// What the feed tells after `after`, up to some records more than fill a link. OUT_OF_RANGE: cut.
absl::StatusOr<Unsealed> ReadFeed(const storage::Store& store, Sequence after) {
  Unsealed out;
  out.through = after;
  while (out.records.size() < kAuditRecordsALink) {
    LAOWU_ASSIGN_OR_RETURN(const auto changes, store.ReadChanges(out.through, kPage));
    for (const storage::Change& change : changes) {
      out.through = change.sequence;
      if (change.table != Table::kAudit) continue;
      LAOWU_ASSIGN_OR_RETURN(const auto record, store.Get(change.table, change.key));
      if (!record.has_value()) {
        return absl::DataLossError(
            absl::StrCat("the audit record of sequence ", change.sequence, " is gone"));
      }
      out.records.push_back(Seal(*record));
    }
    if (static_cast<int>(changes.size()) < kPage) break;
  }
  return out;
}

// The same from the records: where the feed was cut or begun anew before they were sealed.
absl::StatusOr<Unsealed> ReadRecords(const storage::Store& store, Sequence after) {
  Unsealed out;
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store.TakeSnapshot());
  out.through = snapshot->sequence();
  storage::KeyRange range;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto page, snapshot->Scan(Table::kAudit, range, kPage));
    for (const Record& record : page) {
      if (record.version > after) out.records.push_back(Seal(record));
    }
    if (static_cast<int>(page.size()) < kPage) break;
    range = storage::ContinueAfter(range, page.back().key);
  }
  std::sort(out.records.begin(), out.records.end(),
            [](const SealedRecord& a, const SealedRecord& b) { return a.sequence < b.sequence; });
  return out;
}

struct StoredHead {
  AuditHead head;
  Sequence version = storage::kAbsent;
};

absl::StatusOr<StoredHead> ReadHead(const storage::Store& store) {
  StoredHead stored;
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         store.Get(Table::kAuditChain, storage::EncodeKey(kHeadSecond)));
  if (!record.has_value()) return stored;
  stored.version = record->version;
  LAOWU_RETURN_IF_ERROR(MergeStored(*record, "audit_chain", &stored.head));
  return stored;
}

absl::Status CommitLink(storage::Store& store, const std::vector<SealedRecord>& records,
                        Sequence through, absl::Time now, StoredHead& stored) {
  const AuditLink link = MakeAuditLink(stored.head.hash(), records);
  const int64_t second = std::max(absl::ToUnixSeconds(now), stored.head.second() + 1);
  AuditHead head;
  head.set_second(second);
  head.set_hash(link.hash());
  head.set_through_sequence(through);
  storage::Batch batch;
  const std::string head_key = storage::EncodeKey(kHeadSecond);
  const std::string key = storage::EncodeKey(second);
  batch.Require(Table::kAuditChain, head_key, stored.version);
  batch.Require(Table::kAuditChain, key, storage::kAbsent);
  batch.Put(Table::kAuditChain, key, link.SerializeAsString());
  batch.Put(Table::kAuditChain, head_key, head.SerializeAsString());
  LAOWU_ASSIGN_OR_RETURN(const auto committed, store.Commit(batch, absl::Now() + kCommitWithin));
  stored.head = std::move(head);
  stored.version = committed.last;
  return absl::OkStatus();
}

}  // namespace

std::string AuditRecordHash(const Record& record) {
  std::string text;
  text.reserve(24 + record.key.size() + record.value.size());
  storage::AppendNumber(record.version, &text);
  storage::AppendNumber(absl::ToUnixMicros(record.record_time), &text);
  storage::AppendNumber(static_cast<int64_t>(record.key.size()), &text);
  text += record.key;
  text += record.value;
  return Sha256(text);
}

AuditLink MakeAuditLink(absl::string_view previous_hash, const std::vector<SealedRecord>& records) {
  AuditLink link;
  link.set_previous_hash(std::string(previous_hash));
  for (const SealedRecord& record : records) {
    link.add_sequences(record.sequence);
    link.mutable_record_hashes()->append(record.hash);
  }
  link.set_hash(LinkHash(previous_hash, records));
  return link;
}

absl::StatusOr<AuditHead> SealAudit(storage::Store& store, absl::Time now) {
  LAOWU_ASSIGN_OR_RETURN(StoredHead stored, ReadHead(store));
  Sequence after = stored.head.through_sequence();
  while (true) {
    auto unsealed = ReadFeed(store, after);
    if (absl::IsOutOfRange(unsealed.status())) unsealed = ReadRecords(store, after);
    LAOWU_RETURN_IF_ERROR(unsealed.status());
    if (unsealed->records.empty()) return stored.head;
    const auto& records = unsealed->records;
    for (size_t begin = 0; begin < records.size(); begin += kAuditRecordsALink) {
      const size_t end = std::min<size_t>(begin + kAuditRecordsALink, records.size());
      const bool last = end == records.size();
      const std::vector<SealedRecord> part(records.begin() + static_cast<std::ptrdiff_t>(begin),
                                           records.begin() + static_cast<std::ptrdiff_t>(end));
      LAOWU_RETURN_IF_ERROR(
          CommitLink(store, part, last ? unsealed->through : part.back().sequence, now, stored));
    }
    if (unsealed->records.size() < kAuditRecordsALink) return stored.head;
    after = unsealed->through;
  }
}

void AuditCheck::Wrong(std::string what) {
  ++wrong_count_;
  if (!first_wrong_.has_value()) first_wrong_ = std::move(what);
}

void AuditCheck::Add(Table table, const Record& record) {
  if (table == Table::kAuditChain) AddLink(record);
  if (table == Table::kAudit) AddAudit(record);
}

void AuditCheck::AddLink(const Record& record) {
  int64_t second = 0;
  if (!storage::DecodeKey(record.key, &second).ok()) return Wrong("a link has a wrong key");
  if (second == kHeadSecond) {
    if (!facts_.head.ParseFromString(record.value)) Wrong("the head cannot be read");
    return;
  }
  const std::string of = absl::StrCat(
      "the link of ", absl::FormatTime(absl::FromUnixSeconds(second), absl::UTCTimeZone()));
  AuditLink link;
  if (!link.ParseFromString(record.value)) return Wrong(absl::StrCat(of, " cannot be read"));
  const auto records = RecordsOf(link);
  if (link.previous_hash() != last_hash_)
    Wrong(absl::StrCat(of, " does not follow the one before"));
  if (records.empty() || link.hash() != LinkHash(link.previous_hash(), records)) {
    Wrong(absl::StrCat(of, " was altered"));
  }
  for (const SealedRecord& sealed : records) {
    if (!expected_.empty() && sealed.sequence <= expected_.back().sequence) {
      Wrong(absl::StrCat(of, " names sequence ", sealed.sequence, " out of order"));
      continue;
    }
    Expected& expected = expected_.emplace_back();
    expected.sequence = sealed.sequence;
    expected.second = second;
    std::copy(sealed.hash.begin(), sealed.hash.end(), expected.hash.begin());
  }
  ++facts_.link_count;
  last_hash_ = link.hash();
  last_second_ = second;
}

void AuditCheck::AddAudit(const Record& record) {
  const auto found = std::lower_bound(
      expected_.begin(), expected_.end(), record.version,
      [](const Expected& one, Sequence sequence) { return one.sequence < sequence; });
  if (found == expected_.end() || found->sequence != record.version) {
    if (record.version > facts_.head.through_sequence()) {
      ++facts_.unsealed_count;
    } else {
      Wrong(absl::StrCat("the audit record of sequence ", record.version, " was put in later"));
    }
    return;
  }
  found->seen = true;
  ++facts_.sealed_count;
  const absl::string_view sealed(found->hash.data(), found->hash.size());
  if (sealed != AuditRecordHash(record)) {
    Wrong(absl::StrCat("the audit record of sequence ", record.version, " was altered"));
  }
}

absl::StatusOr<AuditCheck::Facts> AuditCheck::Finish() const {
  std::string first = first_wrong_.value_or("");
  int64_t count = wrong_count_;
  const auto wrong = [&](const std::string& what) {
    if (count++ == 0) first = what;
  };
  if (facts_.head.second() != last_second_ || facts_.head.hash() != last_hash_) {
    wrong("the newest link is not the one that the head names: links are missing at the end");
  }
  for (const Expected& expected : expected_) {
    if (expected.seen) continue;
    wrong(
        absl::StrCat("the audit record of sequence ", expected.sequence, ", sealed ",
                     absl::FormatTime(absl::FromUnixSeconds(expected.second), absl::UTCTimeZone()),
                     ", is missing"));
  }
  if (count == 0) return facts_;
  return absl::DataLossError(
      absl::StrCat("the audit does not fit its chain: ", first,
                   count == 1 ? "" : absl::StrCat(" (the first of ", count, " such findings)"),
                   ". Somebody or something changed the files: keep them, and compare with a "
                   "backup 审计记录与校验链不符，文件被改动过：请保留原样，并与备份比较"));
}

}  // namespace laowu::runtime
