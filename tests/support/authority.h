#ifndef LAOWU_TESTS_SUPPORT_AUTHORITY_H_
#define LAOWU_TESTS_SUPPORT_AUTHORITY_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/scratch_dir.h"

namespace laowu::testing {

// Made for a test: an authority, and certificates for 127.0.0.1 that it vouches for.
class Authority {
 public:
  Authority(const ScratchDir& scratch, const std::string& name) : scratch_(scratch), name_(name) {
    Run(
        absl::StrCat("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
                     "-subj '/CN=",
                     name, "' -keyout ", key(), " -out ", ca()));
  }
  std::string ca() const { return scratch_.file(name_ + "-ca.pem"); }

  // Writes the certificate `subject` and its key over these files, each at once. With 0 days it is
  // over when it is made.
  void Issue(const std::string& subject, const std::string& cert_file, const std::string& key_file,
             int days = 1) const {
    const std::string base = scratch_.file(name_ + "-" + subject);
    Run(absl::StrCat(
        "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=", subject,
        "' -addext 'subjectAltName=IP:127.0.0.1' -keyout ", base, ".key -out ", base, ".csr"));
    Run(absl::StrCat("openssl x509 -req -days ", days,
                     " -copy_extensions copy -CAcreateserial -in ", base, ".csr -CA ", ca(),
                     " -CAkey ", key(), " -out ", base, ".pem"));
    std::filesystem::rename(base + ".key", key_file);
    std::filesystem::rename(base + ".pem", cert_file);
  }

 private:
  std::string key() const { return scratch_.file(name_ + "-ca.key"); }
  static void Run(const std::string& command) {
    ASSERT_EQ(std::system((command + " 2>/dev/null").c_str()), 0) << command;
  }
  const ScratchDir& scratch_;
  const std::string name_;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_AUTHORITY_H_
