// The checks as JSON Schema and as CEL expressions. Copy k > 0 is a variant of each with other constants
// and the same verdict, so that rule sets ten and a hundred times as large can be made.
import fs from 'node:fs';

const SCHEMA = new URL('../checks.schema.json', import.meta.url);
export const schema0 = () => JSON.parse(fs.readFileSync(SCHEMA, 'utf8'));
const TOP = [
  'form',
  'realm',
  'organisation',
  'clientId',
  'name',
  'credentials',
  'scopes',
  'targetGroups',
  'contacts',
  'mail',
];
const BASE = {
  nihii: '^[0-9]{8}$',
  clientId: '^nihdi-hospital-[0-9]{8}(-crt)?$',
  jwksUrl: '^https://[A-Za-z0-9.-]+(:[0-9]{2,5})?(/[A-Za-z0-9._~/-]*)?$',
  appId: '^[A-Z0-9][A-Z0-9._-]{0,31}$',
  n: '^[A-Za-z0-9_-]{342,}$',
  scope: '^[a-z]+:[a-z]+$',
  email: '^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}$',
  phone: '^[+][0-9 ]{8,16}$',
  subject: '^Configure Client REST RCT for .{2,120} in realm M2M$',
  fileName: '^[A-Za-z0-9 _.-]+[.](pdf|docx)$',
};
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const vary = (p, k) => (k ? p.replace(/\$$/, `(?:~q${k})?$`) : p);
export const P = (k) => Object.fromEntries(Object.entries(BASE).map(([a, b]) => [a, vary(b, k)]));

export function scaledSchema(copies) {
  const base = schema0();
  if (copies === 1) return base;
  const all = [];
  for (let k = 0; k < copies; k++) {
    const s = JSON.parse(JSON.stringify(base), (key, v) => {
      if (key === 'pattern') return vary(v, k);
      if (key === 'enum' && k) return [...v, `ZZ${k}`];
      if (key === 'maxLength') return v + k;
      return v;
    });
    delete s.$schema;
    all.push(s);
  }
  return { $schema: base.$schema, allOf: all };
}

export function cel(k = 0) {
  const p = P(k),
    q = (s) => JSON.stringify(s);
  const str = (x) => `type(${x}) == string`;
  const m = (x, pat) => `(${str(x)} && ${x}.matches(${q(pat)}))`;
  const en = (...a) => '[' + [...a, ...(k ? [`ZZ${k}`] : [])].map(q).join(', ') + ']';
  const len = (x, a, b) =>
    `(${str(x)} && size(${x}) >= ${a}${b ? ` && size(${x}) <= ${b + k}` : ''})`;
  const C = 'd.credentials',
    I = C + '.identifiers',
    K = C + '.jwks.keys',
    O = 'd.organisation',
    M = 'd.mail';
  const hasK = `has(${C}) && has(${C}.jwks) && has(${K})`,
    hasI = `has(${C}) && has(${I})`;
  const id0 = `${hasI} && size(${I}) > 0 && "identifier" in ${I}[0] && ${m(I + '[0].identifier', p.nihii)}`;
  const R = [
    TOP.map((f) => `has(d.${f})`).join(' && '),
    `has(d.form) ? ((has(d.form.type) && d.form.type in ${en('M2M', 'HEALTHCARE')})) : true`,
    `has(d.realm) ? (d.realm in ${en('M2M', 'HEALTHCARE')}) : true`,
    `has(${O}) ? ((has(${O}.name) && ${len(O + '.name', 2, 120)})) : true`,
    `has(${O}) ? ((has(${O}.nihii) ? ${m(O + '.nihii', p.nihii)} : !(has(${O}.kind) && ${O}.kind == "NIHII"))) : true`,
    `has(d.clientId) ? (${m('d.clientId', p.clientId)}) : true`,
    `has(d.name) ? (${len('d.name', 2, 120)}) : true`,
    `("description" in d) ? (${len('d.description', 0, 500)}) : true`,
    `has(${C}) ? ((has(${C}.jwksUrl) && ${m(C + '.jwksUrl', p.jwksUrl)})) : true`,
    `has(${C}) ? ((has(${I}) && size(${I}) > 0 && ${I}.all(i, has(i.identifier) && ${m('i.identifier', p.nihii)}))) : true`,
    `(${hasI}) ? (${I}.all(i, has(i.type) && i.type == "NIHII-HOSPITAL")) : true`,
    `(${hasI}) ? (${I}.all(i, has(i.applicationIdentifier) ? ${m('i.applicationIdentifier', p.appId)} : true)) : true`,
    `has(${C}) ? ((${hasK} && size(${K}) > 0 && ${K}.all(k, has(k.kid) && ${str('k.kid')} && k.kid != "" && has(k.use) && k.use in ${en('sig', 'enc')} && has(k.kty) && (k.kty == "RSA" ? (has(k.n) && has(k.e)) : (k.kty == "EC" && has(k.crv) && has(k.x) && has(k.y))) && (has(k.n) ? ${m('k.n', p.n)} : true)))) : true`,
    `has(d.scopes) ? (type(d.scopes) == list ? ("rct:api" in d.scopes && "webaccess:cacerts" in d.scopes) : false) : true`,
    `has(d.scopes) ? (type(d.scopes) == list ? d.scopes.all(s, ${m('s', p.scope)} && d.scopes.exists_one(t, t == s)) : true) : true`,
    `has(d.contacts) ? ((size(d.contacts) > 0 && d.contacts.all(c, has(c.email) && ${m('c.email', p.email)}))) : true`,
    `has(d.contacts) ? (d.contacts.exists(c, has(c.role) && c.role == "TECHNICAL")) : true`,
    `has(d.contacts) ? (d.contacts.all(c, has(c.phone) && ${m('c.phone', p.phone)})) : true`,
    `has(d.targetGroups) ? ((size(d.targetGroups) > 0 && d.targetGroups.all(t, t in ${en('HOSPITAL', 'PHARMACY', 'NURSE_GROUP', 'LAB')} && d.targetGroups.exists_one(u, u == t)))) : true`,
    `has(${M}) ? ((has(${M}.to) && "integration-support@ehealth.fgov.be" in ${M}.to)) : true`,
    `has(${M}) ? ((has(${M}.cc) && "wolf.wauters@ehealth.fgov.be" in ${M}.cc)) : true`,
    `has(${M}) ? ((has(${M}.subject) && ${m(M + '.subject', p.subject)})) : true`,
    `has(${M}) ? ((has(${M}.body) && ${len(M + '.body', 80)})) : true`,
    `has(${M}) ? ((has(${M}.attachments) && size(${M}.attachments) > 0 && ${M}.attachments.all(a, has(a.fileName) && ${m('a.fileName', p.fileName)} && has(a.mediaType) && a.mediaType in ${en('application/pdf', DOCX)} && has(a.size) && type(a.size) == double && a.size >= 1.0 && a.size <= 10485760.0))) : true`,
    `(has(${O}) && has(${O}.kind) && ${O}.kind == "NIHII") ? (((!has(d.realm) || d.realm == "M2M") && (!has(d.form) || !has(d.form.type) || d.form.type == "M2M"))) : true`,
    `(${id0}) ? (has(d.clientId) ? (${m('d.clientId', p.clientId)} ? (d.clientId == "nihdi-hospital-" + ${I}[0].identifier || d.clientId == "nihdi-hospital-" + ${I}[0].identifier + "-crt") : true) : true) : true`,
    `(${id0}) ? ((has(${O}) && has(${O}.nihii)) ? (${m(O + '.nihii', p.nihii)} ? (${O}.nihii == ${I}[0].identifier) : true) : true) : true`,
    `(has(d.name) && has(${M}) && has(${M}.subject)) ? ((${str('d.name')} && ${str(M + '.subject')}) ? (${M}.subject == "Configure Client REST RCT for " + d.name + " in realm M2M") : true) : true`,
    `(${hasK}) ? (${K}.all(k, has(k.kid) ? ${K}.exists_one(j, has(j.kid) && j.kid == k.kid) : true)) : true`,
  ];
  return R.map((e, i) => ({
    id: 'R' + String(i + 1).padStart(2, '0') + (k ? '_' + k : ''),
    bit: i,
    expr: e,
  }));
}
