#include "lang/expr/encoders_ext.h"

#include "lang/expr/library.h"
#include "text/base64.h"

namespace intake::expr {

Value run_base64_decode(Context& context, Args args) {
  const auto bytes = decode_base64(args[0].text());
  if (!bytes) return context.error("the text is no Base64");
  return context.bytes(*bytes);
}

Value run_base64_encode(Context& context, Args args) {
  return context.text(encode_base64(args[0].text()));
}

}  // namespace intake::expr
