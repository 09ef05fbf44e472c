#pragma once

// Without PointerHolder, which qpdf itself no longer uses.
#define POINTERHOLDER_TRANSITION 4
// Without its JSON, whose header clang 14 does not take as C++20: here it is only a name.
#ifdef __clang__
#define JSON_HH
class JSON;
#endif

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
