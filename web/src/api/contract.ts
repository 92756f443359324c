/** What the server and the page say to each other; the server's own description is at /docs. */

export type Locale = 'en' | 'zh';

export type EvidenceKind =
  | 'history'
  | 'attribute'
  | 'text'
  | 'path'
  | 'wish'
  | 'mood'
  | 'prior'
  | 'model'
  | 'diversity'
  | 'rest';

/** One named term of a score, in log-odds of a positive response. */
export interface Evidence {
  source: string;
  kind: EvidenceKind;
  ref: string;
  label: string;
  value: number;
}

/** One recommended item, by its title in the reader's language and, where there is one, `also` in another. Its evidence sums to its
 *  score; `times` is how many times the odds are those of an item of which nothing speaks. */
export interface Card {
  item_id: string;
  title: string;
  also: string;
  year: number | null;
  labels: Record<string, string[]>;
  facts: string[];
  score: number;
  probability: number;
  times: number;
  reason: string;
  evidence: Evidence[];
}

/** What is known of an item in one field, in the reader's words. */
export interface Fact {
  name: string;
  value: string;
}

export interface Details {
  item_id: string;
  facts: Fact[];
  /** What of it a language model proposed and a person accepted, a sentence each. */
  origins: string[];
  text: string;
}

/** A term on both sides of a contrast; `value` = above - below. */
export interface Difference extends Evidence {
  above: number;
  below: number;
}

/** Why one item stands above another: the values of `terms` sum to `difference`. */
export interface Contrast {
  above: Card;
  below: Card;
  difference: number;
  terms: Difference[];
  sentence: string;
  note: string;
}

/** An item's place in a list. */
export interface Place {
  item_id: string;
  title: string;
}

/** The fewest own actions and wishes without which an item leaves the list; tried by the server before it is told. */
export interface Counterfactual {
  sentence: string;
  note: string;
  found: boolean;
  before: Place[];
  after: Place[];
}

/** A thing in the graph of what joins an item to the user's own: one of those, a fact, or the item that is shown. */
export interface PathNode {
  name: string;
  label: string;
  role: 'past' | 'fact' | 'shown';
}

/** `source` has `label` to `target`; `value` sums the terms that run along it. */
export interface PathEdge {
  source: string;
  target: string;
  label: string;
  value: number;
}

/** The terms of a score that run along facts: the strongest as chains, and how much the `others` add. */
export interface Paths {
  item: Place;
  nodes: PathNode[];
  edges: PathEdge[];
  chains: { label: string; value: number; nodes: string[] }[];
  others: number;
  rest: number;
  value: number;
}

/** What is in force in a conversation: a rule, a soft wish or a mood. `drop` is what a person would say to take it back. */
export interface Wish {
  key: string;
  label: string;
  drop?: string;
}

/** One thing that was understood; `title` names the item it is about, if it is about one. */
export interface Act {
  act: string;
  title?: string | null;
}

/** What the reply asks; the turn's suggestions are the answers to it. */
export interface Question {
  field: string;
  choices: string[];
}

/** What a press means exactly, beside the words that the conversation shows of it: one wish is taken back, or the dial is set. */
export type Pressed = { drops: string } | { dial: Dial };

/** How the lists lean, each in [-1, 1]: from well known to less known, from alike to varied; 0 = as usual. */
export interface Dial {
  novelty: number;
  variety: number;
}

export type Move =
  | 'recommend'
  | 'ask'
  | 'explain'
  | 'compare'
  | 'evaluate'
  | 'answer'
  | 'suggest'
  | 'apologise_and_relax'
  | 'chat';

/** The answer to one message or press. */
export interface Turn {
  number: number;
  locale: Locale;
  reply: string;
  acts: Act[];
  move: Move;
  /** Rules that every card keeps. */
  constraints: Wish[];
  /** What else of the conversation shapes the list; turns that an earlier version stored have none. */
  leanings?: Wish[];
  slate: Card[];
  excluded: Record<string, number>;
  decision_id: string | null;
  model_version: string;
  suggestions: string[];
  question: Question | null;
  dial: Dial;
}

/** A message, which is empty when a button was pressed, and its answer, as the server keeps them. */
export interface Exchange {
  number: number;
  message: string;
  turn: Turn;
}

export interface Conversation {
  id: string;
  user: string;
  created_at: string | number;
  turns: Exchange[];
}

export interface ConversationEntry {
  id: string;
  created_at: string | number;
  updated_at: string | number;
}

export type PressKind = 'like' | 'dislike' | 'seen' | 'retract';

/** One press of a card's button. `event_id` makes a repeated delivery harmless. */
export interface Feedback {
  event_id: string;
  user: string;
  item_id: string;
  kind: PressKind;
  conversation: string | null;
  decision: string | null;
}

/** With a conversation a press is a turn of it, with a fresh slate. */
export interface FeedbackAnswer {
  stored: boolean;
  turn: Exchange | null;
}

/** What is known of a user about one item: weight in [-1, 1], where it came from, when (seconds); what is muted does not count. */
export interface Taste {
  item_id: string;
  title: string;
  titles: Partial<Record<Locale, string>>;
  year: number | null;
  weight: number;
  kind: string;
  at: number;
  done: Record<string, number>;
  muted: boolean;
}

/** How one slider of the profile stands; at `usual` it changes nothing. */
export interface Slider {
  name: string;
  label: string;
  value: number;
  least: number;
  usual: number;
  most: number;
}

/** What a dispute is about, beside single items: an attribute, a name, a word, a chain of facts, or a kind of evidence. */
export interface Matter {
  matter: string;
  ref: string;
}

/** A dispute that is held. */
export interface Disputed extends Matter {
  label: string;
}

/** How the user steers all their lists. */
export interface Steering {
  profiling: boolean;
  note: string;
  sliders: Slider[];
  disputes: Disputed[];
}

/** What is known of a user, and how they steer; null from a server that knows no steering. */
export interface Profile {
  tastes: Taste[];
  steering: Steering | null;
}

/** An item whose place in a list is another (null = not in it); the values of `terms` sum to the change of its score. */
export interface Moved {
  item: Place;
  before: number | null;
  after: number | null;
  terms: Difference[];
}

/** The user's own list before and after a change of the profile, and why. */
export interface Change {
  sentence: string;
  before: Place[];
  after: Place[];
  moved: Moved[];
}

/** What an import came to: how many tastes there are now, and the ids of items that this catalogue does not hold. */
export interface Restored {
  tastes: number;
  unknown: string[];
}

/** An item as a search finds it. */
export interface Found {
  item_id: string;
  title: string;
  titles: Partial<Record<Locale, string>>;
  year: number | null;
}

/** What keeps an item out of a list and what would bring it in; tried by the server before it is told. */
export interface WhyNot {
  item: Place;
  place: number | null;
  sentences: string[];
  note: string;
  found: boolean;
  before: Place[];
  after: Place[];
}

/** A list as it is, and as it would be after changes; nothing is stored. */
export interface WhatIf {
  before: Place[];
  after: Place[];
}

/** An RFC 9457 problem. Status 0 means that no answer came at all. */
/** `title` and `detail` are in the language of the page where the server has words in it; `code` is the same in both. */
export interface Problem {
  type: string;
  code: string;
  title: string;
  status: number;
  detail: string;
}

/** What arrives, in this order, while a message is being answered. */
export type Progress =
  | { event: 'slate'; turn: Turn }
  | { event: 'sentence'; text: string }
  | { event: 'done'; turn: Turn };
