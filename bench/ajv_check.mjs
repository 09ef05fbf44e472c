// ajv_check.mjs SCHEMA FILE: the usual way to check a YAML file on node: load it, compile the
// schema, validate, print what is wrong.
import {readFileSync} from "node:fs";
import Ajv from "ajv";
import {parse} from "yaml";

const [schemaFile, file] = process.argv.slice(2);
const validate = new Ajv({allErrors: true}).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
if (!validate(parse(readFileSync(file, "utf8")))) {
  for (const error of validate.errors) console.log(`${error.instancePath}: ${error.message}`);
  process.exitCode = 1;
}
