// Files as people wrote them: what a form saves changes the fields that were edited, and not one byte beside them.
// A record is read with its text beside the fields; when it is saved, each changed field is written into that text.
import { Document, isMap, isScalar, isSeq, parse, parseDocument } from "./yaml/index.js";

// The name of the hidden field that carries the text; alliance/editing/forms.py names it too.
export const TEXT = "_text";

const WIDTH = 120;
// Forms begin the path of a picture at the root of the site; records name it as it lies in docs/.
const PICTURE = /^\/(images\/[\w/.-]+)$/;
const FRONT = /^---\n([\s\S]*?\n)---(?:\n([\s\S]*))?$/;

export const record = {
  fromFile: (text) => ({ ...trimmed(parse(text)), [TEXT]: text }),
  toFile({ [TEXT]: text, ...fields }) {
    return text ? rewritten(`${text.trim()}\n`, fields) : fresh(fields);
  },
};

// A page: a front matter, an empty line, and its Markdown as the field "body".
export const page = {
  fromFile(text) {
    const [, head, body = ""] = FRONT.exec(text) ?? [null, "", text];
    return { ...trimmed(parse(head)), body: body.trim(), [TEXT]: text };
  },
  toFile({ [TEXT]: text, body = "", ...fields }) {
    const [, head] = FRONT.exec(text ?? "") ?? [null, ""];
    const front = head ? rewritten(head, fields) : fresh(fields);
    return `---\n${front}---\n\n${body.trim()}\n`;
  },
};

const isFields = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isEmpty = (value) =>
  value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);

// Blocks of YAML end with the end of their last line, which would be an empty line to type behind.
function trimmed(value) {
  if (Array.isArray(value)) return value.map(trimmed);
  if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, trimmed(part)]));
  return typeof value === "string" ? value.trim() : value;
}

// What the form holds without what it adds of its own: empty values, and false where nothing was said before.
function stated(value, before) {
  if (Array.isArray(value)) return value.map((item, index) => stated(item, before?.[index])).filter((item) => !isEmpty(item));
  if (typeof value === "string") return value.replace(PICTURE, "$1");
  if (!isFields(value)) return value === false && before === undefined ? null : value;
  const pairs = Object.entries(value).map(([name, part]) => [name, stated(part, before?.[name])]);
  return Object.fromEntries(pairs.filter(([, part]) => !isEmpty(part)));
}

// Forms hold dates and other plain values as texts, and cut the blanks around a text off.
function isSame(before, after) {
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((item, index) => isSame(item, after[index]));
  if (isFields(before) && isFields(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].every((name) => isSame(before[name], after[name]));
  }
  if (typeof before === "object" || typeof after === "object") return before === after;
  return String(before).trim() === String(after).trim();
}

function fresh(fields) {
  const names = Object.entries(stated(fields));
  return names.map(([name, value]) => written(name, value, undefined, 0)).join("");
}

function rewritten(text, fields) {
  const file = parseDocument(text, { keepSourceTokens: true });
  if (file.errors.length || !isMap(file.contents)) return fresh(fields);
  const edits = changes(text, file, file.contents, stated(fields, file.toJS()), 0);
  // From the last to the first, so that places before an edit stay where they are.
  return edits
    .sort((one, other) => other.from - one.from || other.order - one.order)
    .reduce((made, { from, to, by }) => made.slice(0, from) + by + made.slice(to), text);
}

// The edits that turn a block of fields into what the form holds: { from, to, by, order }.
function changes(text, file, block, fields, indent) {
  const edits = [];
  const ends = new Map();
  for (const { key, value } of block.items) {
    const name = key.value;
    const from = text.lastIndexOf("\n", key.range[0]) + 1;
    ends.set(name, lineEnd(text, value.range[1]));
    const before = value.toJS(file);
    if (!(name in fields)) edits.push({ from, to: ends.get(name), by: "" });
    else if (!isSame(before, fields[name])) edits.push(...change(text, file, { key, value }, fields[name], indent));
  }
  let place = text.lastIndexOf("\n", block.range[0]) + 1;
  Object.keys(fields).forEach((name, order) => {
    if (ends.has(name)) place = ends.get(name);
    else edits.push({ from: place, to: place, by: written(name, fields[name], undefined, indent), order });
  });
  return edits.map((edit) => ({ order: -1, ...edit }));
}

function change(text, file, { key, value }, after, indent) {
  if (isMap(value) && !value.flow && isFields(after)) return changes(text, file, value, after, value.srcToken.indent);
  if (isSeq(value) && !value.flow && value.items.length === after.length && value.items.every((item) => isMap(item) && !item.flow))
    return value.items.flatMap((item, index) => changes(text, file, item, after[index], item.srcToken.indent));
  const by = written(key.value, after, value, indent).slice(indent);
  const isLine = isScalar(value) && !value.type.startsWith("BLOCK");
  // A comment at the end of a line stays.
  return [{ from: key.range[0], to: isLine ? value.range[1] : lineEnd(text, value.range[1]), by: isLine ? by.trimEnd() : by }];
}

function lineEnd(text, place) {
  if (text[place - 1] === "\n") return place;
  const end = text.indexOf("\n", place);
  return end < 0 ? text.length : end + 1;
}

// A field as lines of YAML, in the manner of the value that it replaces.
function written(name, value, before, indent) {
  const file = new Document({ [name]: value });
  const node = file.contents.items[0].value;
  if (typeof before?.value === "number" && String(Number(value)) === value) node.value = Number(value);
  else if (isScalar(node) && typeof value === "string") shape(node, name, before, indent);
  else if (isSeq(node)) node.flow = before ? before.flow : value.every((item) => typeof item !== "object");
  else if (isMap(node)) node.flow = before?.flow;
  const lines = file.toString({ lineWidth: WIDTH - indent, flowCollectionPadding: false, minContentWidth: 0 });
  return lines.replace(/^(?=.)/gm, " ".repeat(indent));
}

function shape(node, name, before, indent) {
  const isLong = indent + name.length + 2 + node.value.length > WIDTH;
  if (node.value.includes("\n") || before?.type === "BLOCK_LITERAL") {
    node.type = "BLOCK_LITERAL";
    node.value += "\n";
  } else if (before?.type === "BLOCK_FOLDED" || isLong) node.type = "BLOCK_FOLDED";
  else if (before?.type?.startsWith("QUOTE")) node.type = before.type;
}
