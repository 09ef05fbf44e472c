#pragma once

#include <memory>

#include <gmime/gmime.h>

namespace intake::eml {

/// Starts GMime, once in a process. Every function that calls GMime calls this before.
void start_gmime();

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
struct FreeText {
  void operator()(char* text) const { g_free(text); }
};

template <typename Object>
using ObjectPtr = std::unique_ptr<Object, Unref>;
using TextPtr = std::unique_ptr<char, FreeText>;

}  // namespace intake::eml
