// Forms through the form maps of the repository: what a hospital writes, and what becomes of it.

#include <algorithm>

#include "submission_testing.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::submitting;

namespace {

Assembled only(const Reading& reading) {
  auto all = submitting::assemble({reading});
  REQUIRE(all.size() == 1);
  return std::move(all.front());
}

const Origin& origin(const Assembled& submission, std::string_view pointer) {
  const Origin* found = submission.document.origins()->find(pointer);
  INFO(pointer);
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("labels of real forms in four languages", "[submission]") {
  struct Row {
    const char* line;
    const char* pointer;
    const char* value;
  };
  const Row rows[] = {
      {"4 General Information|Client ID|a-1", "/form/general/clientId", "\"a-1\""},
      {"4. Informations générales|Identifiant du client :|a-1", "/form/general/clientId",
       "\"a-1\""},
      {"4 Algemene informatie|Client-ID|a-1", "/form/general/clientId", "\"a-1\""},
      {"4. Allgemeine Angaben|Client-Kennung|a-1", "/form/general/clientId", "\"a-1\""},
      {"4 Algemene informatie|Naam ziekenhuis|AZ A", "/form/general/name", "\"AZ A\""},
      {"4 Informations générales|Nom de l'hôpital|CHU A", "/form/general/name", "\"CHU A\""},
      {"4 Allgemeine Informationen|Name des Krankenhauses:|KH", "/form/general/name", "\"KH\""},
      {"5.1 Credentials|RIZIV-nummer|71000000", "/form/credentials/0/identifier", "\"71000000\""},
      {"5.1 Credentials|N° INAMI|71000000", "/form/credentials/0/identifier", "\"71000000\""},
      {"5.1 Credentials|Identifier (8 digits)|71000000", "/form/credentials/0/identifier",
       "\"71000000\""},
      {"5.1 Credentials|type|CBE", "/form/credentials/0/type", "\"CBE\""},
      {"5.1 Credentials|Toepassings-ID|APP", "/form/credentials/0/applicationIdentifier",
       "\"APP\""},
      {"5.1 Credentials|applicationidentifier (optional)|APP",
       "/form/credentials/0/applicationIdentifier", "\"APP\""},
      {"5.2 Scopes|Client scopes|rct:api ; webaccess:cacerts", "/form/scopes",
       R"(["rct:api","webaccess:cacerts"])"},
      {"5.2 Scopes|Scopes|rct:api, webaccess:cacerts", "/form/scopes",
       R"(["rct:api, webaccess:cacerts"])"},
      {"Aanvraag|Omgeving|Acceptatie (ACC)", "/environment", "\"acceptance\""},
      {"Demande|Environnement|Mise en production", "/environment", "\"production\""},
      {"Request|Environment|somewhere", "/environment", "\"somewhere\""},
      {"Tests|Date of the report|3/2/2026", "/acceptance/report/date", "\"2026-02-03\""},
      {"Tests|Date of the report|soon", "/acceptance/report/date", "\"soon\""},
      {"4 General|Description|n/a", "/form/general/description", ""},
      {"4 General|Description|—", "/form/general/description", ""},
      {"4. Algemene informatie / Informations générales|Naam / Nom|AZ A", "/form/general/name",
       "\"AZ A\""},
      {"Demande / Aanvraag|Environnement / Omgeving|Acceptation / Acceptatie", "/environment",
       "\"acceptance\""},
      {"8 Client|Client existant / Bestaande client|Non / Neen", "/form/existingClient/exists",
       "false"},
      {"4 General|Name| padded ", "/form/general/name", "\" padded \""},
  };
  for (const Row& row : rows) {
    INFO(row.line);
    const Assembled submission = only(form(row.line));
    CHECK(value(submission, row.pointer) == row.value);
    CHECK(remarks(submission) == "");
    CHECK(origin(submission, row.pointer).address == "0");
    CHECK(origin(submission, row.pointer).confidence >= kSureOfLabel);
  }
}

TEST_CASE("check boxes", "[submission]") {
  struct Row {
    const char* lines;
    const char* pointer;
    const char* value;
    const char* remark;
  };
  const char* kExists = "/form/existingClient/exists";
  const Row rows[] = {
      {"|Existing client|[x] Yes\n|Existing client|[ ] No", kExists, "true", ""},
      {"|Client existant|[ ] oui\n|Client existant|[x] non", kExists, "false", ""},
      {"|Bestaande client|[ ] ja\n|Bestaande client|[ ] neen", kExists, "", ""},
      {"|Bestehender Client|[x] Ja\n|Bestehender Client|[x] Nein", kExists, "",
       "value-not-understood /form/existingClient/exists\n"},
      {"|Existing client|[x] Yes", kExists, "true", ""},
      {"|Existing client|[ ] Yes", kExists, "", ""},
      {"||[x] A client exists already", kExists, "true", ""},
      {"||[ ] A client exists already", kExists, "false", ""},
      {"|Environment|[x] Acceptance\n|Environment|[ ] Production", "/environment", "\"acceptance\"",
       ""},
      {"|Environment|[x] Acceptance\n|Environment|[x] Production", "/environment", "",
       "value-not-understood /environment\n"},
      {"Omgeving||[ ] Acceptatie\nOmgeving||[x] Productie", "/environment", "\"production\"", ""},
      {"6. Environment|Acceptance|[x] \n6. Environment|Production|[ ] ", "/environment",
       "\"acceptance\"", ""},
      {"6. Environment|Acceptance|[ ] \n6. Environment|Production|[x] ", "/environment",
       "\"production\"", ""},
      {"|Existing client|maybe", kExists, "", "value-not-understood /form/existingClient/exists\n"},
  };
  for (const Row& row : rows) {
    INFO(row.lines);
    const Assembled submission = only(form(std::string("|Client ID|a-1\n") + row.lines));
    CHECK(value(submission, row.pointer) == row.value);
    CHECK(remarks(submission) == row.remark);
  }
}

TEST_CASE("what is written into check boxes and choices", "[submission]") {
  const Assembled submission =
      only(form("|Client ID|a-1\n|Environnement|[x] Acceptation\n|Environnement|[ ] Production\n"
                "|Nom du client|x\n|Client existant|oui"));
  const Origin& boxes = origin(submission, "/environment");
  CHECK(boxes.writing == Origin::Writing::kBoxes);
  REQUIRE(boxes.wordings.size() == 2);
  CHECK(boxes.wordings[1].value == "production");
  CHECK(boxes.wordings[1].address == "2");
  const Origin& word = origin(submission, "/form/existingClient/exists");
  REQUIRE(word.wordings.size() == 2);
  CHECK(word.wordings[1].text == "Non");  // the language of the other labels
}

TEST_CASE("how scopes are written in one place", "[submission]") {
  const char* kTwo = R"(["rct:api","webaccess:cacerts"])";
  const std::pair<const char*, const char*> rows[] = {
      {"rct:api ; webaccess:cacerts", kTwo},
      {"rct:api webaccess:cacerts", kTwo},
      {"rct:api en webaccess:cacerts", kTwo},
      {"rct:api  et  webaccess:cacerts", kTwo},
      {"rct: api ; webaccess: cacerts", kTwo},
      {"rct: api webaccess:cacerts", kTwo},
      {"1) rct:api ; 2) webaccess:cacerts", kTwo},
      {"rct:api", R"(["rct:api"])"},
      {"rct:", R"(["rct:"])"},
      {"rct:api, webaccess:cacerts", R"(["rct:api, webaccess:cacerts"])"},
      {"rct:api,webaccess:cacerts", R"(["rct:api,webaccess:cacerts"])"},
  };
  for (const auto& [written, scopes] : rows) {
    INFO(written);
    const std::string lines = std::string("|Client ID|a-1\n5.2 Scopes|Scopes|") + written;
    CHECK(value(only(form(lines)), "/form/scopes") == scopes);
  }
}

TEST_CASE("rows of a table", "[submission]") {
  const Assembled submission =
      only(form("|Client ID|a-1\n"
                "Doelgroepen|#1.2|Naam|\nDoelgroepen|#1.2|Soort|\n"
                "Doelgroepen|#1.3|Naam|Ziekenhuizen\nDoelgroepen|#1.3|Soort|Ziekenhuis\n"
                "Doelgroepen|#1.4|Naam|Apotheken\nDoelgroepen|#1.4|Soort|Apotheek\n"
                "Doelgroepen|#1.5|Naam|\nDoelgroepen|#1.5|Soort|"));
  CHECK(value(submission, "/form/targetGroups") ==
        R"([{"name":"Ziekenhuizen","kind":"hospital"},{"name":"Apotheken","kind":"pharmacy"}])");
  CHECK(remarks(submission) == "");
  // The first blank row is where another one would be written.
  CHECK(origin(submission, "/form/targetGroups/2/name").address == "1");
  CHECK(submission.document.origins()->find("/form/targetGroups/3/name") == nullptr);
}

TEST_CASE("a field that repeats begins the next of its group", "[submission]") {
  const Assembled submission =
      only(form("|Client ID|a-1\n5.1 Credentials|Identifier|1\n5.1 Credentials|Type|CBE\n"
                "5.1 Credentials|Identifier|2\n5.1 Credentials|Type|EHP"));
  CHECK(value(submission, "/form/credentials") ==
        R"([{"identifier":"1","type":"CBE"},{"identifier":"2","type":"EHP"}])");
}

TEST_CASE("a label that is not sure", "[submission]") {
  const Assembled doubtful = only(form("|Client name|x\n|Cleint ID|a-1"));
  CHECK(value(doubtful, "/form/general/clientId") == "\"a-1\"");
  CHECK(remarks(doubtful) == "label-doubtful /form/general/clientId\n");
  CHECK(origin(doubtful, "/form/general/clientId").confidence < kSureOfLabel);
  REQUIRE(doubtful.remarks.front().question);
  CHECK(doubtful.remarks.front().question->type == QuestionType::kBoolean);

  const Assembled blank = only(form("|Client name|x\n|Cleint ID|"));
  CHECK(remarks(blank) == "");
  CHECK(blank.document.origins()->find("/form/general/clientId") == nullptr);

  const Assembled elsewhere = only(form("|Client ID|x\n5.1 Credentials|Name|y"));
  CHECK(remarks(elsewhere).find("field-not-understood") == std::string::npos);
  CHECK(value(elsewhere, "/form/general/clientId") == "\"x\"");
}

TEST_CASE("a field that no map knows", "[submission]") {
  const Assembled submission = only(form("|Client ID|a-1\n|Cost centre|4711\n|Remarks|"));
  REQUIRE(remarks(submission) == "field-not-understood\n");
  CHECK(submission.remarks.front().args == std::vector<std::pair<std::string, std::string>>{
                                               {"label", "Cost centre"}, {"value", "4711"}});
}

TEST_CASE("tags and names tell more than labels", "[submission]") {
  struct Row {
    const char* name;
    const char* label;
    const char* pointer;
  };
  const Row rows[] = {
      {"client-id", "Whatever", "/form/general/clientId"},
      {"form.general.clientId", "", "/form/general/clientId"},
      {"existingClient.clientId", "", "/form/existingClient/clientId"},
      {"form1[0].#subform[0].general[0].clientId[0]", "Client ID", "/form/general/clientId"},
      {"Text1", "Client ID", "/form/general/clientId"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    Reading reading = form("|Client name|x\n||a-1");
    reading.fields[1].name = row.name;
    reading.fields[1].label = row.label;
    CHECK(value(only(reading), row.pointer) == "\"a-1\"");
  }
}

TEST_CASE("which form it is", "[submission]") {
  struct Row {
    const char* title;
    const char* lines;
    const char* kind;
  };
  const Row rows[] = {
      {"I.AM Connect M2M", "|Client ID|a", "\"m2m\""},
      {"Formulaire pour la configuration d’un client I.AM Connect dans le Healthcare realm",
       "|Client ID|a", "\"healthcare\""},
      {"IAM CONNECT — M2M", "|Client ID|a", "\"m2m\""},
      {"Onboarding form (Healthcare)\nnot for the M2M realm", "|Client ID|a", "\"healthcare\""},
      {"", "|Client ID|a\n|Realm|M2M", "\"m2m\""},
      {"", "|Client ID|a\n|Client name|b\n|Identifier type|CBE\n|Application ID|X", "\"m2m\""},
      // A realm that was filled in wrongly does not hide the fields of the other form.
      {"", "|Client ID|a\n|Realm|Healthcare\n|Identifier|1\n|Type|CBE\n|Application ID|X",
       "\"m2m\""},
      {"", "|Client ID|a\n|Realm|Healthcare\n|Client name|b\n|Environment|ACC", "\"healthcare\""},
      {"A letter", "|Client ID|a", ""},
      {"I.AM Connect M2M", "|Shoe size|44", ""},
  };
  for (const Row& row : rows) {
    INFO(row.title << row.lines);
    CHECK(value(only(form(row.lines, row.title)), "/form/kind") == row.kind);
  }
  // Nothing tells the two kinds apart: a person is asked, and nothing is implied.
  const Assembled either =
      only(form("|Client ID|a\n|Client name|b\n|Environment|ACC\n|Scopes|a:b", ""));
  CHECK(value(either, "/form/kind") == "");
  CHECK(remarks(either) == "form-ambiguous /form/kind\n");
  REQUIRE(either.remarks.front().question);
  CHECK(either.remarks.front().question->choices.size() == 2);
}

TEST_CASE("every label of the maps is read as its own field", "[submission]") {
  for (const char* name : {"iam-connect-m2m", "iam-connect-healthcare"}) {
    const FormMapPtr map = real_map(name);
    for (const MapField& field : map->fields) {
      if (field.at.empty() || field.section == MapField::kNoSection) continue;
      const MapSection& section = map->sections[field.section];
      for (std::size_t language = 0; language < kLanguages; ++language) {
        const std::string& heading = section.headings[language].front();
        for (const std::string& label : field.labels[language]) {
          INFO(name << " " << heading << " | " << label);
          Reading reading = form("|Client ID|\n");
          reading.text = text_in(map->title, Language::kEn);
          FormField one;
          one.section = heading;
          one.value = field.choices.empty() ? "1" : field.choices.front().value;
          if (field.kind == MapField::Kind::kBoolean) one.value = "Yes";
          if (map->in_table(field)) {
            // A column is known by the others of its table.
            for (const MapField& other : map->fields) {
              if (other.section != field.section || !map->in_table(other)) continue;
              FormField cell = one;
              cell.column = other.at == field.at ? label : other.labels[language].front();
              cell.value = other.at == field.at ? one.value : "";
              cell.steps = {{OriginStep::Kind::kTable, "", 1}, {OriginStep::Kind::kRow, "", 2}};
              reading.fields.push_back(cell);
            }
          } else {
            one.label = label;
            reading.fields.push_back(one);
          }
          std::string pointer = field.at;
          if (const auto at = pointer.find("{i}"); at != std::string::npos) {
            pointer.replace(at, 3, "0");
          }
          const Assembled submission = only(reading);
          CHECK(value(submission, pointer) != "");
          CHECK(remarks(submission) == "");
        }
      }
    }
  }
}
