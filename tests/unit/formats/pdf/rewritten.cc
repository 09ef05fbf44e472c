#include "unit/formats/pdf/rewritten.h"

#include "formats/pdf/qpdf.h"

#include <qpdf/QPDFWriter.hh>

namespace intake::test {
namespace {

template <typename Set>
std::string written(const std::string& pdf, Set set) {
  QPDF file;
  file.processMemoryFile("test", pdf.data(), pdf.size());
  QPDFWriter writer(file);
  writer.setOutputMemory();
  set(writer);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::string encrypted(const std::string& pdf, const char* user_password) {
  return written(pdf, [&](QPDFWriter& writer) {
    writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true,
                                     qpdf_r3p_full, true);
  });
}

std::string with_object_streams(const std::string& pdf) {
  return written(pdf, [](QPDFWriter& writer) {
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setDeterministicID(true);
  });
}

}  // namespace intake::test
