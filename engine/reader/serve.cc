#include "reader/serve.h"

#include <algorithm>
#include <new>
#include <utility>

#include <intake/reader.h>

#include "formats/eml/eml.h"

namespace intake {
namespace {

Result<std::string> answer_to(const ReaderRequest& request) {
  using Verb = ReaderRequest::Verb;
  switch (request.verb) {
    case Verb::kRead:
      return read_part(request.name, request.payload, request.limits);
    case Verb::kWrite:
      return write_part(request.name, request.payload, request.edits, request.limits);
    case Verb::kForm:
      return make_form(request.payload, request.limits);
    case Verb::kCompose:
      break;
  }
  return compose_mail(request.payload, request.limits);
}

ReaderAnswer serve_request(std::string bytes) {
  ReaderAnswer answer;
  const auto request = request_from_wire(std::move(bytes));
  if (!request) {
    answer.error = request.error();
    return answer;
  }
  auto payload = answer_to(*request);
  if (payload) {
    answer.payload = std::move(*payload);
  } else {
    answer.error = payload.error();
  }
  return answer;
}

}  // namespace

ReaderAnswer serve(std::string request) {
  try {
    return serve_request(std::move(request));
  } catch (const std::bad_alloc&) {
    ReaderAnswer answer;
    answer.error = Error{ErrorCode::kLimit,
                         "the file takes more memory to read than is allowed",
                         "is this the right file?",
                         {}};
    return answer;
  }
}

void warm_up(std::string_view request) {
  std::string_view payload = request.substr(std::min(request.find('\n'), request.size()));
  payload.remove_prefix(payload.empty() ? 0 : 1);
  for (const std::string_view other : {"PK\x03\x04", "%PDF", "-----BEGIN ", "\x30"}) {
    if (payload.starts_with(other)) return;
  }
  eml::prepare(payload);
}

}  // namespace intake
