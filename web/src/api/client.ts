import type {
  Contrast,
  Conversation,
  ConversationEntry,
  Counterfactual,
  Details,
  Feedback,
  FeedbackAnswer,
  Found,
  Locale,
  Paths,
  Pressed,
  Problem,
  Profile,
  Progress,
  Steering,
  Taste,
  Turn,
  WhatIf,
  WhyNot,
} from './contract.ts';
import { serverEvents, type ServerEvent } from './sse.ts';

/** The server, or the network, did not do what was asked. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'Refusal';
    this.problem = problem;
  }
}

const UNREACHABLE: Problem = { type: 'about:blank', code: 'unreachable', title: 'Unreachable', status: 0, detail: '' };

/** The problem behind a thrown value; anything but a Refusal is a defect and is thrown on. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refusal) return thrown.problem;
  throw thrown;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string';
}

async function refusal(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new Refusal({ ...body, status: response.status });
  return new Refusal({ type: 'about:blank', code: '', title: response.statusText, status: response.status, detail: '' });
}

/** Asks in the language that the page is in, so that what goes wrong is told in it. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...init.headers, 'Accept-Language': document.documentElement.lang || 'en' };
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new Refusal(UNREACHABLE);
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

export async function read<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await ask(path, init);
  return (await response.json()) as T;
}

export function posted(body: object, accept = 'application/json', method = 'POST'): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify(body),
  };
}

function progress({ name, data }: ServerEvent): Progress | null {
  switch (name) {
    case 'slate':
      return { event: 'slate', turn: JSON.parse(data) as Turn };
    case 'sentence':
      return { event: 'sentence', text: (JSON.parse(data) as { text: string }).text };
    case 'done':
      return { event: 'done', turn: JSON.parse(data) as Turn };
    case 'error':
      throw new Refusal(JSON.parse(data) as Problem);
    default:
      return null;
  }
}

export const segment = encodeURIComponent;

/** Resolves when a model is ready to answer; the Refusal says what is missing. */
export async function checkReady(): Promise<void> {
  await ask('readyz');
}

/** The name of the domain, and what may be said first in it. */
export function readWelcome(locale: Locale): Promise<{ domain: string; examples: string[] }> {
  return read(`v1/welcome?locale=${locale}`);
}

export function startConversation(user: string, locale: Locale): Promise<Conversation> {
  return read('v1/conversations', posted({ user, locale }));
}

export function readConversation(id: string): Promise<Conversation> {
  return read(`v1/conversations/${segment(id)}`);
}

export async function listConversations(user: string): Promise<ConversationEntry[]> {
  const body = await read<{ conversations: ConversationEntry[] }>(`v1/conversations?user=${segment(user)}`);
  return body.conversations;
}

/** Send a message: the slate arrives first, then the words, then the whole turn. */
export async function* sendMessage(conversation: string, message: string, pressed?: Pressed): AsyncGenerator<Progress> {
  const path = `v1/conversations/${segment(conversation)}/turns`;
  const response = await ask(path, posted({ message, ...pressed }, 'text/event-stream'));
  if (!response.body) throw new Refusal(UNREACHABLE);
  let finished = false;
  try {
    for await (const event of serverEvents(response.body)) {
      const step = progress(event);
      if (step) yield step;
      finished ||= step?.event === 'done';
    }
  } catch (thrown) {
    // A connection that breaks in the middle rejects the read with a TypeError.
    throw thrown instanceof TypeError ? new Refusal(UNREACHABLE) : thrown;
  }
  if (!finished) throw new Refusal(UNREACHABLE);
}

export function sendFeedback(feedback: Feedback): Promise<FeedbackAnswer> {
  return read('v1/feedback', posted(feedback));
}

export async function readProfile(user: string, locale: Locale): Promise<Profile> {
  const body = await read<{ tastes: Taste[]; steering?: Steering }>(`v1/users/${segment(user)}/profile?locale=${locale}`);
  return { tastes: body.tastes, steering: body.steering ?? null };
}

export function readDetails(item: string, locale: Locale): Promise<Details> {
  return read(`v1/items/${segment(item)}?locale=${locale}`);
}

/** The list that is meant: a conversation's last one, or without a conversation the user's own. */
export interface Listed {
  user: string;
  conversation: string | null;
  locale: Locale;
}

function about({ conversation, locale }: Listed, more: Record<string, string> = {}): string {
  return new URLSearchParams({ locale, ...(conversation === null ? {} : { conversation }), ...more }).toString();
}

export function readContrast(listed: Listed, item: string, against: string): Promise<Contrast> {
  return read(`v1/users/${segment(listed.user)}/explanations/${segment(item)}?${about(listed, { against })}`);
}

export function readCounterfactual(listed: Listed, item: string): Promise<Counterfactual> {
  return read(`v1/users/${segment(listed.user)}/counterfactuals/${segment(item)}?${about(listed)}`);
}

export function readPaths(listed: Listed, item: string): Promise<Paths> {
  return read(`v1/users/${segment(listed.user)}/paths/${segment(item)}?${about(listed)}`);
}

export function readWhyNot(listed: Listed, item: string): Promise<WhyNot> {
  return read(`v1/users/${segment(listed.user)}/why-not/${segment(item)}?${about(listed)}`);
}

/** The list as it is, and as it would be if what the user said of an item did not count. */
export function readWithout({ user, conversation, locale }: Listed, item_id: string): Promise<WhatIf> {
  const body = { changes: [{ kind: 'mute', item_id }], ...(conversation === null ? {} : { conversation }) };
  return read(`v1/users/${segment(user)}/what-if?locale=${locale}`, posted(body));
}

export async function findItems(query: string, limit: number): Promise<Found[]> {
  const body = await read<{ items: Found[] }>(`v1/items?query=${segment(query)}&limit=${limit}`);
  return body.items;
}

export async function forgetUser(user: string): Promise<void> {
  await ask(`v1/users/${segment(user)}`, { method: 'DELETE' });
}
