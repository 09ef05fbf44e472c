#include "submission/label.h"

#include "support/catch.h"

using namespace intake;

namespace {

const IgnoredWords kIgnored{"the", "of", "de", "du", "l", "van", "het", "der", "des"};

int score(std::string_view written, std::string_view known) {
  return label_score(read_label(written, kIgnored), read_label(known, kIgnored));
}

}  // namespace

TEST_CASE("labels that are the same but for how they are written", "[submission]") {
  const char* rows[][2] = {
      {"Client ID", "client-id"},
      {"CLIENT ID :", "Client ID"},
      {"4.1 Client ID", "Client ID"},
      {"a) Client ID", "Client ID"},
      {"Client ID *", "Client ID"},
      {"ClientID", "Client ID"},
      {"Numéro INAMI", "Numero inami"},
      {"Cliënt-ID", "client id"},
      {"Straße", "strasse"},
      {"Client\u00a0ID", "Client ID"},
      {"  Client   ID  ", "Client ID"},
      {"№ Client ID", "no client id"},
      {"« Client ID »", "Client ID"},
      {"Client ID\uff1a", "Client ID"},
  };
  for (const auto& [written, known] : rows) {
    INFO(written);
    CHECK(score(written, known) == 100);
  }
}

TEST_CASE("how sure a label is", "[submission]") {
  struct Row {
    const char* written;
    const char* known;
    int least, most;
  };
  const Row rows[] = {
      // notes beside it
      {"Identifier (8 digits)", "Identifier", 98, 98},
      {"Identifier: the number of the hospital", "Identifier", 98, 98},
      {"Identifier\nas in the certificate", "Identifier", 98, 98},
      // words that say nothing, other order
      {"Name of the hospital", "Name hospital", 98, 98},
      {"Hospital name", "Name of the hospital", 95, 95},
      {"Nom de l’hôpital", "Nom hôpital", 98, 98},
      // slips
      {"Applicationidentifer", "Applicationidentifier", 90, 97},
      {"Cleint ID", "Client ID", 80, 89},
      {"Identifyer", "Identifier", 85, 90},
      // one in the other, a part of it
      {"Client ID of your software package", "Client ID", 60, 88},
      {"Client", "Client identifier", 60, 79},
      // others
      {"Client ID", "Client name", 0, 0},
      {"Name", "Type", 0, 0},
      {"Test 1", "Test 2", 0, 79},
      {"4", "5", 0, 0},
      {"", "Name", 0, 0},
  };
  for (const Row& row : rows) {
    INFO(row.written << " / " << row.known);
    const int found = score(row.written, row.known);
    CHECK(found >= row.least);
    CHECK(found <= row.most);
  }
}

TEST_CASE("numbers before a heading", "[submission]") {
  const char* rows[][2] = {{"5.1 Credentials", "5.1"},
                           {"4. General", "4"},
                           {"5.1. Scopes", "5.1"},
                           {"General", ""},
                           {"2026", ""},
                           {"3D model", ""}};
  for (const auto& [text, number] : rows) {
    INFO(text);
    CHECK(read_label(text, {}).number == number);
  }
}

TEST_CASE("a paragraph is no label", "[submission]") {
  const std::string paragraph(5000, 'x');
  CHECK(score(paragraph, "xxxxxxxxxx") == 0);
  CHECK(score(paragraph, paragraph) == 100);
}
