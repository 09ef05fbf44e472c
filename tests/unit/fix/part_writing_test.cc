// Changes of a tree, turned into what is written into the files that it was put together from.

#include "fix/part_writing.h"

#include "formats/reading/reading.h"
#include "support/assembled.h"

using namespace intake;
using namespace intake::assembled;

namespace {

Document tree(const std::string& json) {
  auto read = json::read(std::make_shared<Source>("after.json", json), Limits{});
  REQUIRE(read.ok());
  return std::move(*read);
}

std::vector<std::pair<std::string, Origin>> places() {
  std::vector<std::pair<std::string, Origin>> all;
  all.emplace_back("/id", cell("Client ID", "A-1", 1));
  Origin list = cell("Scopes", "a, b", 2);
  list.separator = ", ";
  all.emplace_back("/scopes", list);
  all.emplace_back("/scopes/0", list);
  all.emplace_back("/scopes/1", list);
  Origin choice = cell("Omgeving", "Productie", 3);
  choice.wordings = {{"production", "Productie", ""}, {"acceptance", "Acceptatie", ""}};
  all.emplace_back("/environment", choice);
  Origin boxes = cell("Realm", "M2M", 4);
  boxes.address.clear();
  boxes.writing = Origin::Writing::kBoxes;
  boxes.wordings = {{"M2M", "machine", "box1"}, {"healthcare", "person", "box2"}};
  all.emplace_back("/realm", boxes);
  Origin box = cell("End users", "false", 5);
  box.writing = Origin::Writing::kCheckbox;
  all.emplace_back("/endUsers", box);
  Origin to = cell("To", "x@a.be", 6);
  to.writing = Origin::Writing::kAddresses;
  to.part.clear();
  all.emplace_back("/to", to);
  to.address.clear();
  to.fixed = "no header of its own";
  all.emplace_back("/to/0", to);
  Origin twin = cell("Name", "N", 7);
  all.emplace_back("/name", twin);
  all.emplace_back("/owner", twin);
  Origin fixed = cell("Locked", "L", 8);
  fixed.fixed = "the field is locked";
  all.emplace_back("/locked", fixed);
  Origin derived = cell("Derived", "D", 9);
  derived.how = Origin::How::kDerived;
  all.emplace_back("/derived", derived);
  Origin doubtful = cell("Klantcode", "K", 10);
  doubtful.confidence = 72;
  all.emplace_back("/doubtful", doubtful);
  all.emplace_back("/blank", cell("Blank", "", 11));
  all.emplace_back("/rows/0/a", cell("A", "1", 12));
  all.emplace_back("/rows/0/b", cell("B", "2", 13));
  all.emplace_back("/rows/1/a", cell("A", "3", 14));
  all.emplace_back("/rows/1/b", cell("B", "4", 15));
  add_text(all, "/yaml", "form.yaml", "# kept\nk: 1 # one\nl: [a, b, c]\n");
  return all;
}

const std::string kBefore =
    R"({"id":"A-1","scopes":["a","b"],"environment":"production","realm":"M2M","endUsers":false,)"
    R"("to":["x@a.be"],"name":"N","owner":"N","locked":"L","derived":"D","doubtful":"K",)"
    R"("rows":[{"a":"1","b":"2"},{"a":"3","b":"4"}],"yaml":{"k":1,"l":["a","b","c"]},"free":1})";

struct Row {
  std::string from, to;  // replaced in kBefore
  std::string edits;     // as JSON; empty: refused
  ReasonCode why = ReasonCode::kNone;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::vector<Row> kRows{
    {R"("A-1")", R"("a-1")", R"([{"part":[1],"address":"cell1","value":"a-1"}])"},
    {R"("id":"A-1",)", "", R"([{"part":[1],"address":"cell1","value":""}])"},
    {R"("id":"A-1")", R"("id":["a","b"])", R"([{"part":[1],"address":"cell1","value":"a\nb"}])"},
    {R"("id":"A-1")", R"("id":{"a":1})", "", ReasonCode::kFixNotWritten},
    {R"("a","b"])", R"("a","b","c"])", R"([{"part":[1],"address":"cell2","value":"a, b, c"}])"},
    {R"("a","b"])", R"("b"])", R"([{"part":[1],"address":"cell2","value":"b"}])"},
    {R"("a","b"])", R"("B","a"])", R"([{"part":[1],"address":"cell2","value":"B, a"}])"},
    {R"("production")", R"("acceptance")",
     R"([{"part":[1],"address":"cell3","value":"Acceptatie"}])"},
    {R"("production")", R"("test")", "", ReasonCode::kFixNoChoice},
    {R"("realm":"M2M")", R"("realm":"healthcare")",
     R"([{"part":[1],"address":"box1","value":"false"},{"part":[1],"address":"box2","value":"true"}])"},
    {R"("realm":"M2M")", R"("realm":["M2M","healthcare"])",
     R"([{"part":[1],"address":"box1","value":"true"},{"part":[1],"address":"box2","value":"true"}])"},
    {R"("realm":"M2M")", R"("realm":"m2m")", "", ReasonCode::kFixNoChoice},
    {R"("endUsers":false)", R"("endUsers":true)",
     R"([{"part":[1],"address":"cell5","value":"true"}])"},
    {R"("endUsers":false)", R"("endUsers":"yes")", "", ReasonCode::kFixNotWritten},
    {R"(["x@a.be"])", R"([{"name":"Support, I.","address":"y@a.be"},"z@a.be"])",
     R"([{"address":"cell6","value":"\"Support, I.\" <y@a.be>\nz@a.be"}])"},
    {R"("name":"N","owner":"N")", R"("name":"M","owner":"N")", "", ReasonCode::kFixNotWritten},
    {R"("name":"N","owner":"N")", R"("name":"M","owner":"M")",
     R"([{"part":[1],"address":"cell7","value":"M"}])"},
    {R"("locked":"L")", R"("locked":"l")", "", ReasonCode::kFixRefused},
    {R"("free":1)", R"("free":2)", "", ReasonCode::kFixNotWritten},
    {R"("free":1)", R"("free":1,"more":1)", "", ReasonCode::kFixNotWritten},
    {R"("free":1)", R"("free":1,"blank":"x")", R"([{"part":[1],"address":"cell11","value":"x"}])"},
    {R"({"a":"1","b":"2"},)", "",
     R"([{"part":[1],"address":"cell12","value":""},{"part":[1],"address":"cell13","value":""}])"},
    {R"({"a":"3","b":"4"}])", R"({"a":"3","b":"4"},{"a":"5"}])", "", ReasonCode::kFixNotWritten},
    {R"("k":1)", R"("k":2)", R"([{"part":[2],"value":"# kept\nk: 2 # one\nl: [a, b, c]\n"}])"},
    {R"(["a","b","c"])", R"(["a","c"])",
     R"([{"part":[2],"value":"# kept\nk: 1 # one\nl: [a, c]\n"}])"},
    {R"(["a","b","c"])", R"(["a","b","x","c"])",
     R"([{"part":[2],"value":"# kept\nk: 1 # one\nl: [a, b, x, c]\n"}])"},
    {R"("k":1)", R"("k":1,"m":true)",
     R"([{"part":[2],"value":"# kept\nk: 1 # one\nl: [a, b, c]\nm: true\n"}])"},
};

}  // namespace

TEST_CASE("what a change of the tree writes into which field", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  for (const Row& row : kRows) {
    INFO(row.from << " -> " << row.to);
    const Document after = tree(replaced(kBefore, row.from, row.to));
    const auto written = write_parts(*before, View(after, after.root()), {}, {});
    if (row.edits.empty()) {
      REQUIRE(!written.ok());
      CHECK(written.error().code == row.why);
      continue;
    }
    if (!written.ok()) INFO(render_reason(written.error(), Language::kEn));
    REQUIRE(written.ok());
    REQUIRE(written->parts.size() == 1);
    CHECK(written->parts.front().edits == "{\"edits\":" + row.edits + "}");
    CHECK(!written->parts.front().fields.empty());
    const auto back = edits_from_json(written->parts.front().edits, {});
    CHECK(back.ok());
  }
}

TEST_CASE("what was read with doubt is not written", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  Change change;
  change.pointer = "/doubtful";
  change.value = Datum("k");
  const Reason why = unwritable(*before, {change}, {});
  CHECK(why.code == ReasonCode::kFixDoubtful);
  CHECK(why.args == std::vector<std::string>{"Klantcode", "72"});
  // A person who has answered has no doubt.
  const Document after = tree(replaced(kBefore, R"("K")", R"("k")"));
  CHECK(write_parts(*before, View(after, after.root()), {}, {}).ok());
}

TEST_CASE("what is derived follows and is not written itself", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  Change change;
  change.pointer = "/derived";
  change.value = Datum("d");
  CHECK(unwritable(*before, {change}, {}).code == ReasonCode::kFixNotWritten);
  const Document after = tree(replaced(kBefore, R"("D")", R"("d")"));
  const auto written = write_parts(*before, View(after, after.root()), {}, {});
  REQUIRE(written.ok());
  CHECK(written->parts.empty());
  CHECK(to_json(written->tree).find(R"("derived":"d")") != std::string::npos);
}

TEST_CASE("an offer for a list in one field shows the field", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  Change change;
  change.pointer = "/scopes";
  change.value = Datum(Datum::Array{Datum("a"), Datum("c")});
  FixOffer offer;
  offer.before = offer.after = "[]";
  show_as_fields(*before, {change}, "/scopes", offer);
  CHECK(offer.before == "a, b");
  CHECK(offer.after == "a, c");
  FixOffer other;
  show_as_fields(*before, {change}, "/id", other);
  CHECK(!other.after);
}

TEST_CASE("an answer without a place is left out", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  const Document after =
      tree(replaced(replaced(kBefore, R"("free":1)", R"("free":2)"), R"("A-1")", R"("a-1")"));
  const auto written = write_parts(*before, View(after, after.root()), {"/free"}, {});
  REQUIRE(written.ok());
  CHECK(written->parts.front().edits ==
        R"({"edits":[{"part":[1],"address":"cell1","value":"a-1"}]})");
}

TEST_CASE("places after the change are those of what was written", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  const Document after =
      tree(replaced(replaced(kBefore, R"("A-1")", R"("a-1")"), R"(["a","b","c"])", R"(["c"])"));
  const auto written = write_parts(*before, View(after, after.root()), {}, {});
  REQUIRE(written.ok());
  CHECK(region_of(*written->origins->find("/id"), "a-1").excerpt == "Client ID: a-1");
  const Origin* element = written->origins->find("/yaml/l/0");
  REQUIRE(element != nullptr);
  CHECK(element->text_source->slice(element->span) == "c");
  CHECK(written->origins->find("/yaml/l/1") == nullptr);
  REQUIRE(written->texts.size() == 1);
  CHECK(written->texts.front().after == "# kept\nk: 1 # one\nl: [c]\n");
  const FieldChange& field = written->parts.front().fields.front();
  CHECK(field.pointer == "/id");
  CHECK(field.before == "A-1");
  CHECK(field.after == "a-1");
  CHECK(field.region.label == "Client ID");
}

TEST_CASE("origins move with their values", "[fix]") {
  const DocumentPtr before = document(kBefore, places());
  Change gone;
  gone.op = Change::Op::kRemove;
  gone.pointer = "/rows/0";
  Change blank;
  blank.op = Change::Op::kRemove;
  blank.pointer = "/id";
  const OriginsPtr moved = moved_origins(*before->origins(), {gone, blank});
  CHECK(moved->find("/rows/0/a")->address == "cell14");
  CHECK(moved->find("/rows/1/a") == nullptr);
  CHECK(moved->find("/id")->address == "cell1");  // the field is still there
}
