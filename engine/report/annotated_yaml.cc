#include "report/annotated_yaml.h"

#include "document/origin.h"
#include "document/pointer.h"
#include "eval/region.h"
#include "formats/yaml/yaml.h"
#include "report/escape.h"
#include "report/labels.h"
#include "report/place.h"
#include "report/reading_findings.h"

namespace intake {
namespace {

class Annotator {
 public:
  Annotator(const Document& document, Language language)
      : document_(document), language_(language) {}

  std::string comment(View value) const {
    const std::string pointer = document_.pointer(value.id());
    std::string at;
    const Origin* origin = document_.origins()->nearest(pointer, &at);
    if (origin == nullptr) return {};
    // A map in a list has no line of its own: its members say where it stands.
    const bool list_element = parse_index(at.substr(at.rfind('/') + 1)).has_value();
    if (at != pointer && (value.size() > 0 || !list_element)) return {};
    const Region region = region_of(value);
    std::string words = how(origin->how) + place_words(region, language_);
    if (const std::string doubt = confidence_words(region, language_); !doubt.empty()) {
      words += ", " + doubt;
    }
    return escape_controls(words);
  }

 private:
  std::string how(Origin::How how) const {
    if (how == Origin::How::kDerived) return std::string(label(Label::kDerived, language_)) + " ";
    if (how == Origin::How::kImplied) return std::string(label(Label::kImplied, language_)) + " ";
    return {};
  }

  const Document& document_;
  Language language_;
};

}  // namespace

std::string annotated_yaml(const Document& document, const std::vector<ReadingRemark>& remarks,
                           Language language) {
  const Annotator annotator(document, language);
  std::string out = yaml::write_commented(View(document, document.root()),
                                          [&](View value) { return annotator.comment(value); });
  bool first = true;
  for (const ReadingRemark& remark : remarks) {
    if (remark.code == RemarkCode::kLabelDoubtful) continue;  // its value says so
    if (first) out += "# " + std::string(label(Label::kNotRead, language)) + '\n';
    first = false;
    const Finding finding = reading_finding(remark, language);
    out += "# - " + escape_controls(finding.message);
    const std::string place = place_words(finding.region, language);
    if (!place.empty()) out += " (" + escape_controls(place) + ")";
    out += '\n';
  }
  return out;
}

}  // namespace intake
