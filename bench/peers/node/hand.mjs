// Hand-written JavaScript checker: the reference verdict (a bit per rule) and the "speed of light" inside V8.
export const PAT = {
  nihii: /^[0-9]{8}$/,
  clientId: /^nihdi-hospital-[0-9]{8}(-crt)?$/,
  jwksUrl: /^https:\/\/[A-Za-z0-9.-]+(:[0-9]{2,5})?(\/[A-Za-z0-9._~\/-]*)?$/,
  appId: /^[A-Z0-9][A-Z0-9._-]{0,31}$/,
  n: /^[A-Za-z0-9_-]{342,}$/,
  scope: /^[a-z]+:[a-z]+$/,
  email: /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}$/,
  phone: /^[+][0-9 ]{8,16}$/,
  subject: /^Configure Client REST RCT for .{2,120} in realm M2M$/,
  fileName: /^[A-Za-z0-9 _.-]+[.](pdf|docx)$/,
};
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
const isS = (x) => typeof x === 'string',
  isO = (x) => typeof x === 'object' && x !== null && !Array.isArray(x),
  isA = Array.isArray;
const cps = (s) => {
  let n = 0;
  for (const _ of s) n++;
  return n;
}; // characters, not UTF-16 units
const lenIn = (s, a, b) => {
  const n = s.length;
  if (n < a) return false;
  if (n <= b) return n >= 2 * a || cps(s) >= a;
  return cps(s) <= b;
};
const MT = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);
const TG = new Set(['HOSPITAL', 'PHARMACY', 'NURSE_GROUP', 'LAB']);
export function validate(d) {
  let m = 0;
  const bad = (r) => {
    m |= 1 << (r - 1);
  };
  for (const k of TOP)
    if (!(k in d)) {
      bad(1);
      break;
    }
  if (isO(d.form)) {
    if (d.form.type !== 'M2M' && d.form.type !== 'HEALTHCARE') bad(2);
  } else if ('form' in d) bad(2);
  if ('realm' in d && d.realm !== 'M2M' && d.realm !== 'HEALTHCARE') bad(3);
  const o = d.organisation;
  if (isO(o)) {
    if (!isS(o.name) || !lenIn(o.name, 2, 120)) bad(4);
    if ('nihii' in o) {
      if (!isS(o.nihii) || !PAT.nihii.test(o.nihii)) bad(5);
    } else if (o.kind === 'NIHII') bad(5);
  } else if ('organisation' in d) bad(4);
  if ('clientId' in d && !(isS(d.clientId) && PAT.clientId.test(d.clientId))) bad(6);
  if ('name' in d && !(isS(d.name) && lenIn(d.name, 2, 120))) bad(7);
  if ('description' in d && !(isS(d.description) && lenIn(d.description, 0, 500))) bad(8);
  const c = d.credentials;
  let id0;
  if (isO(c)) {
    if (!isS(c.jwksUrl) || !PAT.jwksUrl.test(c.jwksUrl)) bad(9);
    const ids = c.identifiers;
    if (!isA(ids) || ids.length < 1) {
      bad(10);
    } else {
      id0 = isO(ids[0]) ? ids[0].identifier : undefined;
      for (const i of ids) {
        if (!isO(i)) {
          bad(10);
          continue;
        }
        if (!isS(i.identifier) || !PAT.nihii.test(i.identifier)) bad(10);
        if (i.type !== 'NIHII-HOSPITAL') bad(11);
        if (
          'applicationIdentifier' in i &&
          !(isS(i.applicationIdentifier) && PAT.appId.test(i.applicationIdentifier))
        )
          bad(12);
      }
    }
    const keys = isO(c.jwks) ? c.jwks.keys : undefined;
    if (!isA(keys) || keys.length < 1) bad(13);
    else {
      const seen = new Set();
      for (const k of keys) {
        if (!isO(k) || !isS(k.kid) || k.kid.length < 1 || (k.use !== 'sig' && k.use !== 'enc')) {
          bad(13);
        } else if (k.kty === 'RSA') {
          if (!('n' in k) || !('e' in k)) bad(13);
        } else if (k.kty === 'EC') {
          if (!('crv' in k) || !('x' in k) || !('y' in k)) bad(13);
        } else bad(13);
        if (isO(k) && 'n' in k && !(isS(k.n) && PAT.n.test(k.n))) bad(13);
        if (isO(k) && isS(k.kid)) {
          if (seen.has(k.kid)) bad(29);
          else seen.add(k.kid);
        }
      }
    }
  } else if ('credentials' in d) bad(9);
  const s = d.scopes;
  if (isA(s)) {
    if (!s.includes('rct:api') || !s.includes('webaccess:cacerts')) bad(14);
    for (const x of s) if (!isS(x) || !PAT.scope.test(x)) bad(15);
    if (new Set(s).size !== s.length) bad(15);
  } else if ('scopes' in d) bad(14);
  const ct = d.contacts;
  if (isA(ct)) {
    if (ct.length < 1) bad(16);
    let tech = false;
    for (const x of ct) {
      if (!isO(x)) {
        bad(16);
        continue;
      }
      if (!isS(x.email) || !PAT.email.test(x.email)) bad(16);
      if (!isS(x.phone) || !PAT.phone.test(x.phone)) bad(18);
      if (x.role === 'TECHNICAL') tech = true;
    }
    if (!tech) bad(17);
  } else if ('contacts' in d) bad(16);
  const t = d.targetGroups;
  if (isA(t)) {
    if (t.length < 1 || new Set(t).size !== t.length) bad(19);
    for (const x of t) if (!TG.has(x)) bad(19);
  } else if ('targetGroups' in d) bad(19);
  const m_ = d.mail;
  if (isO(m_)) {
    if (!isA(m_.to) || !m_.to.includes('integration-support@ehealth.fgov.be')) bad(20);
    if (!isA(m_.cc) || !m_.cc.includes('wolf.wauters@ehealth.fgov.be')) bad(21);
    if (!isS(m_.subject) || !PAT.subject.test(m_.subject)) bad(22);
    if (!isS(m_.body) || !lenIn(m_.body, 80, Infinity)) bad(23);
    const at = m_.attachments;
    if (!isA(at) || at.length < 1) bad(24);
    else
      for (const a of at) {
        if (
          !isO(a) ||
          !isS(a.fileName) ||
          !PAT.fileName.test(a.fileName) ||
          !MT.has(a.mediaType) ||
          !Number.isInteger(a.size) ||
          a.size < 1 ||
          a.size > 10485760
        )
          bad(24);
      }
  } else if ('mail' in d) bad(20);
  if (
    isO(o) &&
    o.kind === 'NIHII' &&
    (('realm' in d && d.realm !== 'M2M') ||
      (isO(d.form) && 'type' in d.form && d.form.type !== 'M2M'))
  )
    bad(25);
  const idOk = isS(id0) && PAT.nihii.test(id0);
  if (idOk && isS(d.clientId) && PAT.clientId.test(d.clientId) && d.clientId.slice(15, 23) !== id0)
    bad(26);
  if (idOk && isO(o) && isS(o.nihii) && PAT.nihii.test(o.nihii) && o.nihii !== id0) bad(27);
  if (
    isS(d.name) &&
    isO(m_) &&
    isS(m_.subject) &&
    m_.subject !== `Configure Client REST RCT for ${d.name} in realm M2M`
  )
    bad(28);
  return m;
}
