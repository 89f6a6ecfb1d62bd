#ifndef LAOWU_SERVICES_RUNTIME_FIELD_WORDS_H_
#define LAOWU_SERVICES_RUNTIME_FIELD_WORDS_H_

#include <string>

namespace laowu::runtime {

// "住宿 accommodation_provided": the field's path stays, since it is what one sets. Of a part of a
// field, "skills[2].level", the word is that of the field. The path alone where there is no word.
std::string FieldWords(const std::string& path);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FIELD_WORDS_H_
