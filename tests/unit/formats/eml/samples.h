#pragma once

#include <string>
#include <vector>

#include "mail.h"

/// Mails as the usual programs write them, shortened. `kForm` is the attached form.
namespace intake::eml {

inline constexpr std::string_view kForm = "clientId: nihdi-hospital-71012345\nname: Hôpital\n";

struct Sample {
  std::string name;
  std::string bytes;
  std::uint32_t form = 0;  // the part that is kForm
};

inline std::string outlook() {
  return lines({
      "Received: from AS8PR07MB1234.eurprd07.prod.outlook.com (2603:10a6:20b:3f1::10)",
      " by PAXPR07MB4321.eurprd07.prod.outlook.com with HTTPS; Mon, 23 Nov 2026 09:12:44 +0000",
      "From: \"Janssens, An\" <an.janssens@azvoorbeeld.be>",
      "To: \"integration-support@ehealth.fgov.be\"",
      "\t<integration-support@ehealth.fgov.be>",
      "CC: Peter Laridon <peter.laridon@ehealth.fgov.be>",
      "Subject: =?iso-8859-1?Q?Aanvraag_I.AM_Connect_=96_AZ_Voorbeeld_=28t=EAte=29?=",
      "Thread-Topic: Aanvraag",
      "Thread-Index: AdtCfQ==",
      "Date: Mon, 23 Nov 2026 09:12:40 +0000",
      "Message-ID: <AS8PR07MB1234C0FFEE@AS8PR07MB1234.eurprd07.prod.outlook.com>",
      "Accept-Language: nl-BE, en-US",
      "Content-Language: nl-BE",
      "X-MS-Has-Attach: yes",
      "Content-Type: multipart/mixed;",
      "\tboundary=\"_004_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_\"",
      "MIME-Version: 1.0",
      "",
      "--_004_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_",
      "Content-Type: multipart/alternative;",
      "\tboundary=\"_000_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_\"",
      "",
      "--_000_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_",
      "Content-Type: text/plain; charset=\"iso-8859-1\"",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Beste,",
      "",
      "Wij verwachten 2=A0000 oproepen per dag =96 het formulier gaat in bijlage, met een =",
      "lange regel.",
      "",
      "An",
      "",
      "--_000_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_",
      "Content-Type: text/html; charset=\"iso-8859-1\"",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "<html><head><style>p.MsoNormal {margin:0cm}</style></head><body>",
      "<p class=3D\"MsoNormal\">Beste,</p></body></html>",
      "",
      "--_000_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_--",
      "",
      "--_004_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_",
      "Content-Type: application/octet-stream; name=\"formulier AZ.yaml\"",
      "Content-Description: formulier AZ.yaml",
      "Content-Disposition: attachment; filename=\"formulier AZ.yaml\"; size=49;",
      "\tcreation-date=\"Mon, 23 Nov 2026 09:11:00 GMT\"",
      "Content-Transfer-Encoding: base64",
      "",
      "Y2xpZW50SWQ6IG5paGRpLWhvc3BpdGFsLTcxMDEyMzQ1Cm5hbWU6IEjDtHBpdGFsCg==",
      "",
      "--_004_AS8PR07MB1234C0FFEEAS8PR07MB1234eurp_--",
  });
}

inline std::string gmail() {
  return with_line_feeds(lines({
      "MIME-Version: 1.0",
      "From: =?UTF-8?B?RnLDqWTDqXJpYyBEdXBvbnQ=?= <f.dupont@chu-exemple.be>",
      "Date: Mon, 23 Nov 2026 10:30:00 +0100",
      "Message-ID: <CAB+abc123=xyz@mail.gmail.com>",
      "Subject: =?UTF-8?Q?Demande_d=27int=C3=A9gration_=E2=80=93_CHU_Exem?=",
      " =?UTF-8?Q?ple?=",
      "To: integration-support@ehealth.fgov.be",
      "Cc: peter.laridon@ehealth.fgov.be, stijn.deblieck@ehealth.fgov.be",
      "Content-Type: multipart/mixed; boundary=\"0000000000001a2b3c0627\"",
      "",
      "--0000000000001a2b3c0627",
      "Content-Type: multipart/alternative; boundary=\"0000000000001a2b3a0625\"",
      "",
      "--0000000000001a2b3a0625",
      "Content-Type: text/plain; charset=\"UTF-8\"",
      "Content-Transfer-Encoding: base64",
      "",
      "Qm9uam91ciwKCkxlIGZvcm11bGFpcmUgZXN0IGpvaW50LgoKRnLDqWTDqXJpYwo=",
      "--0000000000001a2b3a0625",
      "Content-Type: text/html; charset=\"UTF-8\"",
      "",
      "<div dir=\"ltr\">Bonjour,<div><br></div><div>Le formulaire est joint.</div></div>",
      "",
      "--0000000000001a2b3a0625--",
      "--0000000000001a2b3c0627",
      "Content-Type: text/yaml; charset=\"UTF-8\"; name=\"formulaire.yaml\"",
      "Content-Disposition: attachment; filename=\"formulaire.yaml\"",
      "Content-Transfer-Encoding: quoted-printable",
      "Content-ID: <f_lxyz0>",
      "X-Attachment-Id: f_lxyz0",
      "",
      "clientId: nihdi-hospital-71012345",
      "name: H=C3=B4pital",
      "",
      "--0000000000001a2b3c0627--",
  }));
}

inline std::string thunderbird() {
  return with_line_feeds(lines({
      "Message-ID: <5f1c3a52-7a7e-4a9b-8f3e-0a1b2c3d4e5f@labo.example>",
      "Date: Mon, 23 Nov 2026 11:00:00 +0100",
      "MIME-Version: 1.0",
      "User-Agent: Mozilla Thunderbird",
      "Content-Language: fr",
      "To: integration-support@ehealth.fgov.be",
      "From: Labo <labo@labo.example>",
      "Subject: Demande",
      "Content-Type: multipart/mixed; boundary=\"------------0aBcDeFgHiJkLmNoPqRsTuVw\"",
      "",
      "This is a multi-part message in MIME format.",
      "--------------0aBcDeFgHiJkLmNoPqRsTuVw",
      "Content-Type: text/plain; charset=UTF-8; format=flowed",
      "Content-Transfer-Encoding: 8bit",
      "",
      "Nous demandons l'accès pour nos 12 ",
      "utilisateurs.",
      "",
      "-- ",
      "Labo",
      "--------------0aBcDeFgHiJkLmNoPqRsTuVw",
      "Content-Type: application/x-yaml; charset=UTF-8;",
      " name*0*=UTF-8''formulaire%20de%20l%27h%C3%B4; name*1*=pital.yaml",
      "Content-Disposition: attachment;",
      " filename*0*=UTF-8''formulaire%20de%20l%27h%C3%B4;",
      " filename*1*=pital.yaml",
      "Content-Transfer-Encoding: 8bit",
      "",
      "clientId: nihdi-hospital-71012345",
      "name: Hôpital",
      "",
      "--------------0aBcDeFgHiJkLmNoPqRsTuVw--",
  }));
}

inline std::string apple() {
  return lines({
      "From: Bea <bea@kliniek.example>",
      "Content-Type: multipart/alternative;",
      "\tboundary=\"Apple-Mail=_5A1D\"",
      "Mime-Version: 1.0 (Mac OS X Mail 16.0)",
      "Subject: Formulier",
      "Message-Id: <0F1E2D3C@kliniek.example>",
      "Date: Mon, 23 Nov 2026 12:00:00 +0100",
      "To: integration-support@ehealth.fgov.be",
      "",
      "--Apple-Mail=_5A1D",
      "Content-Transfer-Encoding: 7bit",
      "Content-Type: text/plain;",
      "\tcharset=us-ascii",
      "",
      "Zie bijlage.",
      "",
      "--Apple-Mail=_5A1D",
      "Content-Type: multipart/mixed;",
      "\tboundary=\"Apple-Mail=_6B2E\"",
      "",
      "--Apple-Mail=_6B2E",
      "Content-Type: text/html; charset=us-ascii",
      "",
      "<html><body>Zie bijlage.</body></html>",
      "--Apple-Mail=_6B2E",
      "Content-Disposition: inline;",
      "\tfilename=form.yaml",
      "Content-Type: application/octet-stream;",
      "\tx-unix-mode=0644;",
      "\tname=\"form.yaml\"",
      "Content-Transfer-Encoding: base64",
      "",
      "Y2xpZW50SWQ6IG5paGRpLWhvc3BpdGFsLTcxMDEyMzQ1Cm5hbWU6IEjDtHBpdGFsCg==",
      "",
      "--Apple-Mail=_6B2E",
      "Content-Type: text/html; charset=us-ascii",
      "",
      "<html><body><br></body></html>",
      "--Apple-Mail=_6B2E--",
      "",
      "--Apple-Mail=_5A1D--",
  });
}

/// The mail with the form, forwarded as an attachment.
inline std::string forwarded() {
  return lines({
             "From: Chef <chef@ziekenhuis.example>",
             "To: integration-support@ehealth.fgov.be",
             "Subject: FW: Aanvraag",
             "Date: Mon, 23 Nov 2026 13:00:00 +0100",
             "MIME-Version: 1.0",
             "Content-Type: multipart/mixed; boundary=\"outer\"",
             "",
             "--outer",
             "Content-Type: text/plain; charset=utf-8",
             "",
             "Hierbij.",
             "--outer",
             "Content-Type: message/rfc822",
             "Content-Disposition: attachment",
             "",
         }) +
         outlook() + lines({"--outer--"});
}

inline std::vector<Sample> samples() {
  return {{"outlook", outlook(), 0},
          {"gmail", gmail(), 0},
          {"thunderbird", thunderbird(), 0},
          {"apple", apple(), 0}};
}

}  // namespace intake::eml
