// Every engine on node behind one interface:
//   PEERS[name](copies) -> {profile: 'full' | 'core', check(document), async?, mask?(document)}
// check() finds every check that fails, where nothing else is said, and gives a bit mask or whether the
// document is valid. `copies` multiplies the checks, each copy with constants of its own.
import { createRequire } from 'node:module';
import { scaledSchema, cel, P } from './rules.mjs';
const require = createRequire(import.meta.url);
const CROSS = (() => {
  // R26..R29 in plain JavaScript, for schema libraries that let you hook code in
  const id8 = /^[0-9]{8}$/,
    cid = /^nihdi-hospital-[0-9]{8}(-crt)?$/;
  return (d) => {
    let m = 0;
    const ids = d.credentials?.identifiers,
      id = Array.isArray(ids) ? ids[0]?.identifier : undefined;
    const ok = typeof id === 'string' && id8.test(id),
      o = d.organisation?.nihii,
      c = d.clientId;
    if (ok && typeof c === 'string' && cid.test(c) && c.slice(15, 23) !== id) m |= 1 << 25;
    if (ok && typeof o === 'string' && id8.test(o) && o !== id) m |= 1 << 26;
    const s = d.mail?.subject;
    if (
      typeof d.name === 'string' &&
      typeof s === 'string' &&
      s !== `Configure Client REST RCT for ${d.name} in realm M2M`
    )
      m |= 1 << 27;
    const keys = d.credentials?.jwks?.keys;
    if (Array.isArray(keys)) {
      const seen = new Set();
      for (const k of keys)
        if (typeof k?.kid === 'string') {
          if (seen.has(k.kid)) {
            m |= 1 << 28;
            break;
          }
          seen.add(k.kid);
        }
    }
    return m;
  };
})();
// ajv schema path -> rule bit
function bitOf(e) {
  const p = e.schemaPath,
    i = e.instancePath;
  if (p === '#/required') return 0;
  if (p.startsWith('#/then/')) return 24;
  if (p.startsWith('#/if')) return -1;
  if (p.startsWith('#/properties/')) {
    const t = p.slice(13);
    const H = (s) => t.startsWith(s);
    if (H('form')) return 1;
    if (H('realm')) return 2;
    if (
      H('organisation/properties/name') ||
      (H('organisation/required') && e.params.missingProperty === 'name')
    )
      return 3;
    if (H('organisation/if')) return -1;
    if (H('organisation')) return 4;
    if (H('clientId')) return 5;
    if (H('name')) return 6;
    if (H('description')) return 7;
    if (H('credentials/required'))
      return { jwksUrl: 8, identifiers: 9, jwks: 12 }[e.params.missingProperty];
    if (H('credentials/properties/jwksUrl')) return 8;
    if (H('credentials/properties/identifiers')) {
      if (t.includes('/applicationIdentifier')) return 11;
      if (
        t.includes('/properties/type') ||
        (t.endsWith('/required') && e.params.missingProperty === 'type')
      )
        return 10;
      return 9;
    }
    if (H('credentials/properties/jwks')) return t.endsWith('items/if') ? -1 : 12;
    if (H('scopes/uniqueItems') || H('scopes/items')) return 14;
    if (H('scopes')) return 13;
    if (H('contacts/contains')) return 16;
    if (H('contacts/items/required')) return e.params.missingProperty === 'phone' ? 17 : 15;
    if (t.includes('/phone')) return 17;
    if (H('contacts')) return 15;
    if (H('targetGroups')) return 18;
    if (H('mail/required'))
      return { to: 19, cc: 20, subject: 21, body: 22, attachments: 23 }[e.params.missingProperty];
    for (const [k, b] of [
      ['to', 19],
      ['cc', 20],
      ['subject', 21],
      ['body', 22],
      ['attachments', 23],
    ])
      if (H('mail/properties/' + k)) return b;
  }
  return -1;
}
export const PEERS = {
  async 'js-hand'() {
    const { validate } = await import('./hand.mjs');
    return { profile: 'full', check: validate };
  },

  async ajv(n) {
    // generated code, all errors, core profile
    const Ajv = (await import('ajv')).default,
      v = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }).compile(
        scaledSchema(n),
      );
    return {
      profile: 'core',
      check: v,
      mask(d) {
        v(d);
        let m = 0;
        for (const e of v.errors ?? []) {
          const b = bitOf(e);
          if (b >= 0) m |= 1 << b;
        }
        return m;
      },
    };
  },
  async 'ajv-cross'(n) {
    // + R26..R29 as a user keyword written in JavaScript
    const Ajv = (await import('ajv')).default,
      a = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
    a.addKeyword({ keyword: 'x-cross', validate: (_, d) => CROSS(d) === 0, errors: false });
    const s = scaledSchema(n);
    const v = a.compile({ allOf: [s, ...Array(n).fill({ 'x-cross': true })] });
    return { profile: 'full', check: v };
  },
  async 'ajv-first'(n) {
    // stops at the first error
    const Ajv = (await import('ajv')).default;
    return {
      profile: 'core',
      check: new Ajv({ strict: false, unicodeRegExp: false }).compile(scaledSchema(n)),
    };
  },
  async schemasafe(n) {
    // generated code, all errors
    const { validator } = require('@exodus/schemasafe');
    const v = validator(scaledSchema(n), { includeErrors: true, allErrors: true, mode: 'spec' });
    return { profile: 'core', check: v };
  },
  async cfworker(n) {
    // interprets the schema, all errors
    const { Validator } = await import('@cfworker/json-schema');
    const v = new Validator(scaledSchema(n), '7', false);
    return { profile: 'core', check: (d) => v.validate(d).valid };
  },
  async zod(n) {
    const { z } = await import('zod');
    const mk = (k) => {
      const p = Object.fromEntries(Object.entries(P(k)).map(([a, b]) => [a, new RegExp(b)])),
        X = k ? [`ZZ${k}`] : [];
      const key = z
        .object({
          kid: z.string().min(1),
          use: z.enum(['sig', 'enc', ...X]),
          kty: z.enum(['RSA', 'EC', ...X]),
          n: z.string().regex(p.n).optional(),
          e: z.any().optional(),
          crv: z.any().optional(),
          x: z.any().optional(),
          y: z.any().optional(),
        })
        .refine((q) =>
          q.kty === 'RSA'
            ? q.n !== undefined && q.e !== undefined
            : q.crv !== undefined && q.x !== undefined && q.y !== undefined,
        );
      const has = (s) => z.array(z.any()).refine((a) => a.includes(s));
      const uniq = (a) => new Set(a).size === a.length;
      return z
        .object({
          form: z.object({ type: z.enum(['M2M', 'HEALTHCARE', ...X]) }),
          realm: z.enum(['M2M', 'HEALTHCARE', ...X]),
          organisation: z
            .object({
              name: z
                .string()
                .min(2)
                .max(120 + k),
              kind: z.any().optional(),
              nihii: z.string().regex(p.nihii).optional(),
            })
            .refine((o) => o.kind !== 'NIHII' || o.nihii !== undefined),
          clientId: z.string().regex(p.clientId),
          name: z
            .string()
            .min(2)
            .max(120 + k),
          description: z
            .string()
            .max(500 + k)
            .optional(),
          credentials: z.object({
            jwksUrl: z.string().regex(p.jwksUrl),
            identifiers: z
              .array(
                z.object({
                  identifier: z.string().regex(p.nihii),
                  type: z.literal('NIHII-HOSPITAL'),
                  applicationIdentifier: z.string().regex(p.appId).optional(),
                }),
              )
              .min(1),
            jwks: z.object({ keys: z.array(key).min(1) }),
          }),
          scopes: z
            .array(z.string().regex(p.scope))
            .refine(uniq)
            .refine((a) => a.includes('rct:api'))
            .refine((a) => a.includes('webaccess:cacerts')),
          targetGroups: z
            .array(z.enum(['HOSPITAL', 'PHARMACY', 'NURSE_GROUP', 'LAB', ...X]))
            .min(1)
            .refine(uniq),
          contacts: z
            .array(
              z.object({
                email: z.string().regex(p.email),
                phone: z.string().regex(p.phone),
                role: z.any().optional(),
              }),
            )
            .min(1)
            .refine((a) => a.some((c) => c.role === 'TECHNICAL')),
          mail: z.object({
            to: has('integration-support@ehealth.fgov.be'),
            cc: has('wolf.wauters@ehealth.fgov.be'),
            subject: z.string().regex(p.subject),
            body: z.string().min(80),
            attachments: z
              .array(
                z.object({
                  fileName: z.string().regex(p.fileName),
                  mediaType: z.enum([
                    'application/pdf',
                    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
                    ...X,
                  ]),
                  size: z
                    .number()
                    .int()
                    .min(1)
                    .max(10485760 + k),
                }),
              )
              .min(1),
          }),
        })
        .superRefine((d, c) => {
          if (d.organisation.kind === 'NIHII' && (d.realm !== 'M2M' || d.form.type !== 'M2M'))
            c.addIssue({ code: 'custom', message: 'R25' });
          if (CROSS(d)) c.addIssue({ code: 'custom', message: 'cross' });
        });
    };
    const S = Array.from({ length: n }, (_, k) => mk(k));
    return {
      profile: 'full',
      check: (d) => {
        let ok = true;
        for (const s of S) ok = s.safeParse(d).success && ok;
        return ok;
      },
    };
  },
  async 'cel:@marcbachmann'(n) {
    const { Environment } = await import('@marcbachmann/cel-js');
    const env = new Environment({ unlistedVariablesAreDyn: true, limits: { maxAstNodes: 1e6 } });
    const R = rulesN(cel, n).map((r) => [1 << r.bit, env.parse(r.expr)]);
    return {
      profile: 'full',
      check: (d) => {
        let m = 0;
        const c = { d };
        for (const [b, f] of R) {
          try {
            if (f(c) !== true) m |= b;
          } catch {
            m |= b;
          }
        }
        return m;
      },
    };
  },
  async 'json-rules-engine'(n) {
    return jre(n);
  },
};
function rulesN(f, n) {
  const out = [];
  for (let k = 0; k < n; k++) out.push(...f(k));
  return out;
}

async function jre(n) {
  const { Engine } = await import('json-rules-engine');
  const e = new Engine([], { allowUndefinedFacts: true });
  const S = (x) => typeof x === 'string',
    A = Array.isArray,
    rx = new Map(),
    R = (p) => {
      let r = rx.get(p);
      if (!r) rx.set(p, (r = new RegExp(p)));
      return r;
    };
  const op = (name, f) => e.addOperator(name, f);
  // operators are true when the thing is WRONG; undefined (absent) is wrong only for '...Req'
  op('absent', (x) => x === undefined);
  op('notRx', (x, p) => x !== undefined && !(S(x) && R(p).test(x)));
  op('notRxReq', (x, p) => !(S(x) && R(p).test(x)));
  op('notIn_', (x, l) => x !== undefined && !l.includes(x));
  op('notInReq', (x, l) => !l.includes(x));
  op(
    'notLen',
    (x, [a, b]) => x !== undefined && !(S(x) && [...x].length >= a && [...x].length <= b),
  );
  op('notLenReq', (x, [a, b]) => !(S(x) && [...x].length >= a && [...x].length <= b));
  op(
    'someNotRx',
    (x, [key, p, opt]) =>
      A(x) &&
      x.some((i) => {
        const v = key ? i[key] : i;
        return v === undefined && opt ? false : !(S(v) && R(p).test(v));
      }),
  );
  op('someNot', (x, [key, v]) => A(x) && x.some((i) => i[key] !== v));
  op('noneIs', (x, [key, v]) => A(x) && !x.some((i) => i[key] === v));
  op('emptyOrNotArray', (x) => !A(x) || x.length < 1);
  op('lacks', (x, v) => x !== undefined && (!A(x) || !x.includes(v)));
  op('lacksReq', (x, v) => !A(x) || !x.includes(v));
  op('dup', (x, key) => {
    if (!A(x)) return false;
    const l = key ? x.map((i) => i[key]) : x;
    return new Set(l).size !== l.length;
  });
  op('someNotIn', (x, l) => A(x) && x.some((i) => !l.includes(i)));
  op(
    'badKeys',
    (x, p) =>
      A(x) &&
      x.some(
        (k) =>
          !S(k.kid) ||
          !k.kid ||
          !['sig', 'enc'].includes(k.use) ||
          (k.kty === 'RSA'
            ? k.n === undefined || k.e === undefined
            : k.kty !== 'EC' || k.crv === undefined || k.x === undefined || k.y === undefined) ||
          (k.n !== undefined && !(S(k.n) && R(p).test(k.n))),
      ),
  );
  op(
    'badAtt',
    (x, [p, mt]) =>
      A(x) &&
      x.some(
        (a) =>
          !S(a.fileName) ||
          !R(p).test(a.fileName) ||
          !mt.includes(a.mediaType) ||
          !Number.isInteger(a.size) ||
          a.size < 1 ||
          a.size > 10485760,
      ),
  );
  op(
    'digitsDiffer',
    (x, [id, p]) =>
      S(x) && R(p).test(x) && S(id) && /^[0-9]{8}$/.test(id) && x.slice(15, 23) !== id,
  );
  op(
    'differ8',
    (x, id) => S(x) && S(id) && /^[0-9]{8}$/.test(x) && /^[0-9]{8}$/.test(id) && x !== id,
  );
  op(
    'notSubjectOf',
    (s, name) => S(s) && S(name) && s !== `Configure Client REST RCT for ${name} in realm M2M`,
  );
  op('present', (x) => x !== undefined);
  op('is', (x, v) => x === v);
  op('presentNot', (x, v) => x !== undefined && x !== v);
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
  const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const c = (fact, operator, value, p) => ({
    fact,
    operator,
    value: value ?? null,
    ...(p ? { path: p } : {}),
  });
  for (let k = 0; k < n; k++) {
    const p = P(k),
      X = k ? [`ZZ${k}`] : [],
      when = (f, ...any) => ({ all: [c(f, 'present'), { any }] }),
      any = (...a) => ({ any: a });
    const rules = [
      any(...TOP.map((f) => c(f, 'absent'))),
      when('form', c('form', 'notInReq', ['M2M', 'HEALTHCARE', ...X], '$.type')),
      any(c('realm', 'notIn_', ['M2M', 'HEALTHCARE', ...X])),
      when('organisation', c('organisation', 'notLenReq', [2, 120 + k], '$.name')),
      when('organisation', c('organisation', 'notRx', p.nihii, '$.nihii'), {
        all: [
          c('organisation', 'absent', null, '$.nihii'),
          c('organisation', 'is', 'NIHII', '$.kind'),
        ],
      }),
      any(c('clientId', 'notRx', p.clientId)),
      any(c('name', 'notLen', [2, 120 + k])),
      any(c('description', 'notLen', [0, 500 + k])),
      when('credentials', c('credentials', 'notRxReq', p.jwksUrl, '$.jwksUrl')),
      when(
        'credentials',
        c('credentials', 'emptyOrNotArray', null, '$.identifiers'),
        c('credentials', 'someNotRx', ['identifier', p.nihii], '$.identifiers'),
      ),
      any(c('credentials', 'someNot', ['type', 'NIHII-HOSPITAL'], '$.identifiers')),
      any(c('credentials', 'someNotRx', ['applicationIdentifier', p.appId, true], '$.identifiers')),
      when(
        'credentials',
        c('credentials', 'emptyOrNotArray', null, '$.jwks.keys'),
        c('credentials', 'badKeys', p.n, '$.jwks.keys'),
      ),
      any(c('scopes', 'lacks', 'rct:api'), c('scopes', 'lacks', 'webaccess:cacerts')),
      any(c('scopes', 'someNotRx', [null, p.scope]), c('scopes', 'dup', null)),
      when(
        'contacts',
        c('contacts', 'emptyOrNotArray'),
        c('contacts', 'someNotRx', ['email', p.email]),
      ),
      any(c('contacts', 'noneIs', ['role', 'TECHNICAL'])),
      any(c('contacts', 'someNotRx', ['phone', p.phone])),
      when(
        'targetGroups',
        c('targetGroups', 'emptyOrNotArray'),
        c('targetGroups', 'dup', null),
        c('targetGroups', 'someNotIn', ['HOSPITAL', 'PHARMACY', 'NURSE_GROUP', 'LAB', ...X]),
      ),
      when('mail', c('mail', 'lacksReq', 'integration-support@ehealth.fgov.be', '$.to')),
      when('mail', c('mail', 'lacksReq', 'wolf.wauters@ehealth.fgov.be', '$.cc')),
      when('mail', c('mail', 'notRxReq', p.subject, '$.subject')),
      when('mail', c('mail', 'notLenReq', [80, 1e9], '$.body')),
      when(
        'mail',
        c('mail', 'emptyOrNotArray', null, '$.attachments'),
        c('mail', 'badAtt', [p.fileName, ['application/pdf', DOCX, ...X]], '$.attachments'),
      ),
      {
        all: [
          c('organisation', 'is', 'NIHII', '$.kind'),
          any(c('realm', 'presentNot', 'M2M'), c('form', 'presentNot', 'M2M', '$.type')),
        ],
      },
      any(
        c('clientId', 'digitsDiffer2', {
          fact: 'credentials',
          path: '$.identifiers[0].identifier',
        }),
      ),
      any(
        c(
          'organisation',
          'differ8',
          { fact: 'credentials', path: '$.identifiers[0].identifier' },
          '$.nihii',
        ),
      ),
      any(c('mail', 'notSubjectOf', { fact: 'name' }, '$.subject')),
      any(c('credentials', 'dup', 'kid', '$.jwks.keys')),
    ];
    op(
      'digitsDiffer2',
      (x, id) =>
        S(x) && R(p.clientId).test(x) && S(id) && /^[0-9]{8}$/.test(id) && x.slice(15, 23) !== id,
    );
    rules.forEach((conditions, i) =>
      e.addRule({ name: `R${i + 1}_${k}`, conditions, event: { type: String(i) } }),
    );
  }
  return {
    profile: 'full',
    async: true,
    sub: 1000,
    check: async (d) => {
      let m = 0;
      for (const ev of (await e.run(d)).events) m |= 1 << Number(ev.type);
      return m;
    },
  };
}
