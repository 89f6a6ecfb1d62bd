#ifndef LAOWU_TESTS_SUPPORT_SCRATCH_DIR_H_
#define LAOWU_TESTS_SUPPORT_SCRATCH_DIR_H_

#include <string>

namespace laowu::testing {

// A new empty folder below the system's temporary folder, removed with all in it on destruction.
// Tests run side by side, so none may use a fixed path.
class ScratchDir {
 public:
  ScratchDir();
  ~ScratchDir();
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_SCRATCH_DIR_H_
