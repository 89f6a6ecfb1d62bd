#ifndef LAOWU_SERVICES_MONITORING_AUDIT_PACK_FILES_H_
#define LAOWU_SERVICES_MONITORING_AUDIT_PACK_FILES_H_

// Files of an audit pack that follow from stored records alone: who signed, what was drawn and what
// the calls brought. CSV in UTF-8 with a byte order mark, as spreadsheets want it. Pure.

#include <string>

#include "laowu/v1/audit_samples.pb.h"
#include "laowu/v1/publications.pb.h"

namespace laowu::monitoring {

// signatures.csv: each step, who signed it and when, and the comment.
std::string SignaturesFile(const v1::Publication& publication);

// samples.csv: a line a draw, with the file that has its persons.
std::string SamplesHeader();
std::string SampleLine(const v1::AuditSample& sample);

// "sample-1f2e….csv": the persons of a draw under pseudonyms, as the call form that audit_sample.py
// and `laowu audit-sample` write and read, with the answers that count filled in.
std::string SampleFileName(const v1::AuditSample& sample);
std::string SampleForm(const v1::AuditSample& sample);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_AUDIT_PACK_FILES_H_
