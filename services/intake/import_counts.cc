#include "services/intake/import_counts.h"

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace laowu::intake_role {

using v1::Import;

v1::ImportRow::Change ChangeOf(v1::ImportResult::Result result) {
  switch (result) {
    case v1::ImportResult::CREATED:
      return v1::ImportRow::CREATE;
    case v1::ImportResult::UPDATED:
      return v1::ImportRow::UPDATE;
    case v1::ImportResult::STALE:
      return v1::ImportRow::STALE;
    case v1::ImportResult::REJECTED:
      return v1::ImportRow::REJECT;
    default:
      return v1::ImportRow::UNCHANGED;
  }
}

void Count(const v1::ImportRow& row, Import::Counts& counts) {
  switch (row.change()) {
    case v1::ImportRow::CREATE:
      counts.set_created_count(counts.created_count() + 1);
      break;
    case v1::ImportRow::UPDATE:
      counts.set_updated_count(counts.updated_count() + 1);
      break;
    case v1::ImportRow::UNCHANGED:
      counts.set_unchanged_count(counts.unchanged_count() + 1);
      break;
    case v1::ImportRow::STALE:
      counts.set_stale_count(counts.stale_count() + 1);
      break;
    case v1::ImportRow::REJECT:
      counts.set_rejected_count(counts.rejected_count() + 1);
      return;
    case v1::ImportRow::CLOSE:
      counts.set_closed_count(counts.closed_count() + 1);
      return;
    default:
      return;
  }
  if (!row.attested_outcome().empty()) counts.set_attested_count(counts.attested_count() + 1);
  if (row.warnings_size() > 0) counts.set_warned_count(counts.warned_count() + 1);
}

void AddCounts(const Import::Counts& more, Import::Counts& counts) {
  counts.set_created_count(counts.created_count() + more.created_count());
  counts.set_updated_count(counts.updated_count() + more.updated_count());
  counts.set_unchanged_count(counts.unchanged_count() + more.unchanged_count());
  counts.set_stale_count(counts.stale_count() + more.stale_count());
  counts.set_rejected_count(counts.rejected_count() + more.rejected_count());
  counts.set_closed_count(counts.closed_count() + more.closed_count());
  counts.set_warned_count(counts.warned_count() + more.warned_count());
  counts.set_attested_count(counts.attested_count() + more.attested_count());
}

void SubtractCounts(const Import::Counts& less, Import::Counts& counts) {
  // All of its fields are numbers of rows.
  const auto* reflection = counts.GetReflection();
  for (int i = 0; i < Import::Counts::descriptor()->field_count(); ++i) {
    const auto* field = Import::Counts::descriptor()->field(i);
    reflection->SetInt64(&counts, field,
                         reflection->GetInt64(counts, field) - reflection->GetInt64(less, field));
  }
}

}  // namespace laowu::intake_role
