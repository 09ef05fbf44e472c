#include "submission/parts.h"

#include <algorithm>
#include <utility>

#include "formats/format.h"
#include "formats/secrets.h"
#include "submission/part_reader.h"

namespace intake {
namespace {

bool is_plain_text(const Reading& reading) {
  return reading.format == "yaml" || reading.format == "json";
}

bool has_form_fields(const Reading& reading) {
  return reading.format == "docx" || reading.format == "pdf";
}

Reading plain_reading(const DossierFile& file, const Format& format, const Limits& limits) {
  Reading reading;
  reading.name = file.name.substr(file.name.find_last_of("/\\") + 1);
  reading.format = format.name;
  reading.bytes = file.bytes.size();
  reading.text = hide_secrets(file.name, file.bytes, limits);
  return reading;
}

/// `mail.eml » form.yaml`.
std::string shown_name(const PartPlace& place) {
  std::string name = place.source;
  for (const OriginStep& step : place.steps) name += " » " + step.name;
  return name;
}

class Taker {
 public:
  explicit Taker(const PartRules& rules) : rules_(rules) {}

  Result<DossierParts> run(const std::vector<DossierFile>& files, std::string_view from) {
    for (std::uint32_t i = 0; i < files.size(); ++i) {
      INTAKE_RETURN_IF_ERROR(take(files[i], i, from));
    }
    for (DossierPart& part : parts_.all) recognise(part);
    return std::move(parts_);
  }

 private:
  Status take(const DossierFile& file, std::uint32_t index, std::string_view from) {
    auto reading = std::make_shared<Reading>();
    if (file.reading.empty()) {
      const Format* format =
          from.empty() ? &recognise_format(file.name, file.bytes) : find_format(from);
      if (format == nullptr) {
        return Error{ErrorCode::kUsage,
                     "`" + std::string(from) + "` is no format that can be read",
                     "yaml or json",
                     {}};
      }
      *reading = plain_reading(file, *format, *rules_.limits);
    } else {
      auto read = reading_from_json(file.reading, *rules_.limits);
      if (!read) {
        Error error = std::move(read).error();
        error.where.source = file.name;
        return error;
      }
      *reading = std::move(*read);
    }
    parts_.readings.push_back(reading);
    PartPlace place;
    place.source = file.name;
    place.file = index;
    const std::size_t first = parts_.all.size();
    INTAKE_RETURN_IF_ERROR(flatten(*reading, std::move(place)));
    DossierPart& whole = parts_.all[first];
    if (is_plain_text(*whole.reading)) return read_text(whole, true);
    return Done{};
  }

  Status flatten(const Reading& top, PartPlace top_place) {
    struct Open {
      const Reading* reading;
      PartPlace place;
      std::uint32_t mail;
    };
    std::vector<Open> open{{&top, std::move(top_place), DossierPart::kNoMail}};
    while (!open.empty()) {
      Open next = std::move(open.back());
      open.pop_back();
      if (parts_.all.size() >= rules_.limits->parts + 1000) {
        return Error{ErrorCode::kLimit,
                     "there are more than " + std::to_string(rules_.limits->parts) + " parts",
                     "send fewer files at a time",
                     {next.place.source, 0, 0, 0}};
      }
      const auto index = static_cast<std::uint32_t>(parts_.all.size());
      const std::vector<Reading>& inner = next.reading->parts;
      const std::uint32_t mail = next.reading->format == "eml" ? index : next.mail;
      for (std::size_t i = inner.size(); i-- > 0;) {
        const auto number = static_cast<std::uint32_t>(i);
        open.push_back({&inner[i], next.place.inside(number, inner[i].name), mail});
      }
      DossierPart part;
      part.reading = next.reading;
      part.place = std::move(next.place);
      part.mail = next.mail;
      parts_.all.push_back(std::move(part));
    }
    return Done{};
  }

  /// Reads YAML or JSON. Of an attachment that is none, or says nothing of the tree: no tree.
  Status read_text(DossierPart& part, bool whole_file) {
    Limits limits = *rules_.limits;
    limits.scalar_bytes = std::max(limits.scalar_bytes, limits.mail_text_bytes);
    auto source = std::make_shared<Source>(shown_name(part.place), part.reading->text);
    std::vector<HiddenSecret> hidden;
    auto document = read_hiding(*find_format(part.reading->format), source, limits, hidden);
    if (!document) {
      if (whole_file) return std::move(document).error();
      unreadable(part, document.error());
      return Done{};
    }
    for (const HiddenSecret& secret : hidden) {
      part.remarks.push_back(remark_of(secret, document->source(), part.place.origin()));
    }
    const View top(*document, document->root());
    for (std::uint32_t i = 0; top.is_object() && i < top.size(); ++i) {
      const auto& names = rules_.tree_members;
      if (std::find(names.begin(), names.end(), top.at(i).key()) == names.end()) continue;
      part.tree = std::make_shared<const Document>(std::move(*document));
      break;
    }
    return Done{};
  }

  static void unreadable(DossierPart& part, const Error& error) {
    Notice notice;
    notice.code = NoticeCode::kUnreadable;
    notice.detail = error.what;
    if (error.where.line > 0) notice.detail += ", line " + std::to_string(error.where.line);
    notice.hint = error.hint;
    part.remarks.push_back(remark_of(notice, *part.reading, part.place.origin()));
  }

  void recognise(DossierPart& part) {
    const Reading& reading = *part.reading;
    for (const Notice& notice : reading.notices) {
      part.remarks.push_back(remark_of(notice, reading, part.place.origin()));
    }
    if (part.tree == nullptr && is_plain_text(reading) && !part.place.part.empty()) {
      (void)read_text(part, false);
    }
    if (has_form_fields(reading)) find_map(part);
    if (reading.format != "eml" || !part.place.part.empty()) {
      part.kind = kind_of_attachment(
          {&reading, part.form ? part.form->map->name : std::string(), part.tree}, *rules_.spec);
    }
  }

  void find_map(DossierPart& part) {
    for (const FormMapPtr& map : rules_.maps) {
      FormSight sight = look_at_form(*part.reading, *map);
      if (!sight.recognised) continue;
      if (!part.form || is_better(sight, *part.form)) {
        part.equal_maps.clear();
        part.form = std::move(sight);
      } else if (!is_better(*part.form, sight)) {
        part.equal_maps.push_back(map.get());
      }
    }
  }

  const PartRules& rules_;
  DossierParts parts_;
};

}  // namespace

bool DossierParts::holds(std::uint32_t outer, std::uint32_t index) const {
  for (std::uint32_t at = all[index].mail; at != DossierPart::kNoMail; at = all[at].mail) {
    if (at == outer) return true;
  }
  return false;
}

Result<DossierParts> take_apart(const std::vector<DossierFile>& files, std::string_view from,
                                const PartRules& rules) {
  return Taker(rules).run(files, from);
}

}  // namespace intake
