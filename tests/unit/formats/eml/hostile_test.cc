#include <chrono>

#include "samples.h"

namespace intake::eml {
namespace {

const std::string kHead = "From: a@b.be\r\nTo: c@d.be\r\nSubject: s\r\nMIME-Version: 1.0\r\n";

/// A second and more means that the time is not linear: these are a few megabytes.
class Watch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("more than the limits is a clear error, soon") {
  std::string nested = kHead;
  for (int i = 0; i < 5'000; ++i) {
    const std::string b = "b" + std::to_string(i);
    nested += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
  }
  std::string parts = kHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  parts += repeat("--b\r\nContent-Type: image/png\r\n\r\nx\r\n", 100'000);
  struct Case {
    std::string name, bytes;
    std::string_view what;
  };
  const std::vector<Case> cases{
      {"nested", nested, "the parts of the mail nest more than 200 deep"},
      {"parts", parts, "the mail has more than 500 parts"},
      {"headers", kHead + repeat("X: y\r\n", 100'000) + "\r\n",
       "the mail has more than 20000 headers"},
      {"no headers", "\r\nhello\r\n", "no headers of a mail stand at the top"},
      {"empty", "", "no headers of a mail stand at the top"},
      {"CR", "From: a@b.be\rTo: c@d.be\r\rx", ""},
      {"binary", std::string(1000, '\0'), "no headers of a mail stand at the top"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Watch watch;
    const auto reading = read("m", c.bytes, &read_attached, Limits{}, 0);
    CHECK(watch.seconds() < 2);
    CHECK(reading.ok() == c.what.empty());
    if (!reading) CHECK(reading.error().what == c.what);
  }
}

TEST_CASE("hostile mails are read in linear time") {
  const std::string multipart = kHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  const std::string html = kHead + "Content-Type: text/html\r\n\r\n";
  struct Case {
    std::string_view name;
    std::string bytes;
  };
  const std::vector<Case> cases{
      {"nested messages",
       kHead + repeat("Content-Type: message/rfc822\r\n\r\nSubject: s\r\n", 20'000)},
      {"no last boundary", multipart + "--b\r\n\r\nhello"},
      {"boundary in headers", multipart + "--b\r\nContent-Type: text/plain\r\n--b--\r\n"},
      {"lines like boundaries", multipart + repeat("--c\r\n", 500'000)},
      {"long boundary line", multipart + "--" + std::string(4 << 20, 'b')},
      {"1 MB header", kHead + "X-Long: " + std::string(1 << 20, 'x') + "\r\n\r\nbody"},
      {"1 MB type",
       kHead + "Content-Type: text/plain;" + repeat(" a*0*=x;", 1 << 17) + "\r\n\r\nbody"},
      {"1 MB subject", "From: a@b.be\r\nSubject: " + repeat("=?utf-8?Q?a", 100'000) + "\r\n\r\n"},
      {"1 MB of words",
       "From: a@b.be\r\nSubject: " + repeat("=?utf-8?Q?a?= ", 80'000) + "\r\n\r\n"},
      {"open quotes", "From: a@b.be\r\nTo: " + repeat("\"", 500'001) + "\r\n\r\n"},
      {"open comments", "From: a@b.be\r\nTo: " + repeat("(", 500'000) + "\r\n\r\n"},
      {"open angles", "From: a@b.be\r\nTo: " + repeat("<", 500'000) + "\r\n\r\n"},
      {"tags", html + repeat("<a \"", 500'000)},
      {"quotes in tags", html + repeat("<a b=\"> ", 300'001)},
      {"lists", html + repeat("<ul><li>", 200'000)},
      {"cells", html + repeat("<td>", 500'000) + "x"},
      {"entities", html + repeat("&amp", 500'000)},
      {"pre", html + repeat("<pre>\n", 200'000)},
      {"styles", html + repeat("<style></stylo>", 200'000)},
      {"flowed",
       kHead + "Content-Type: text/plain; format=flowed\r\n\r\n" + repeat("> a \r\n", 200'000)},
      {"NUL", kHead + std::string("X: \0\r\n", 7) + "\r\n" + std::string(1000, '\0')},
      {"uuencode",
       kHead + "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\n#86)C\n`\nend\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Watch watch;
    const auto reading = read("m", c.bytes, &read_attached, Limits{}, 0);
    CHECK(watch.seconds() < 2);
    CHECK(reading.ok());
  }
}

TEST_CASE("any piece of a mail is read or refused") {
  for (const Sample& sample : samples()) {
    CAPTURE(sample.name);
    for (std::size_t size = 0; size < sample.bytes.size(); size += 7) {
      const auto reading =
          read("m", std::string_view(sample.bytes).substr(0, size), &read_attached, Limits{}, 0);
      if (!reading) CHECK_FALSE(reading.error().what.empty());
    }
  }
}

TEST_CASE("what is a mail and what is not") {
  struct Case {
    std::string bytes;
    bool mail;
  };
  const std::vector<Case> cases{
      {outlook(), true},
      {gmail(), true},
      {"\xEF\xBB\xBF" + apple(), true},
      {"\r\n" + apple(), true},
      {"From a@b Mon Nov 23 12:00:00 2026\n" + thunderbird(), true},
      {"From: a@b.be\nTo: c@d.be\n\nx", true},
      {"Received: by x\n\ny", true},
      {"from: a@b.be\nto: c@d.be\nsubject: x\n", false},
      {"from: a@b.be\nto: c@d.be\n\nsubject: x\n", false},
      {"procedure: ctr-rest\n", false},
      {"{\"mail\": 1}", false},
      {"-----BEGIN CERTIFICATE-----\nMIIB\n", false},
      {"Bag Attributes\n    localKeyID: 01\nsubject=CN = x\n", false},
      {"PK\x03\x04", false},
      {"", false},
      {"From: a@b.be\nTo: c@d.be\nnot a header\n\nx", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes.substr(0, 40));
    CHECK(recognises(c.bytes) == c.mail);
  }
}

TEST_CASE("charsets are opened beforehand, whatever they are called") {
  prepare(outlook());
  prepare("charset=\"koi8-r\" =?iso-2022-jp?Q?x?= name*=big5''x charset=../../etc charset= =?");
  prepare("");
  CHECK(fact(must_read("From: a@b.be\nSubject: =?koi8-r?B?8NLJ18XU?=\n\n"), "subject") == "Привет");
}

}  // namespace intake::eml
