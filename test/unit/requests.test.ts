import { describe, expect, it } from 'vitest';
import {
  addMembers,
  BULK_LIMIT,
  connectYouTrack,
  listBoardFields,
  listBoards,
  listMembers,
  listResults,
  MOST_MEMBERS_A_CALL,
  RESULTS_PER_PAGE,
  removeIssue,
  sendIssues,
} from '../../src/ducalis/requests.ts';

const BASE = 'https://ducalis.io/api';
const ODD = 'a/b?c=d&é';
const ENCODED = 'a%2Fb%3Fc%3Dd%26%C3%A9';
const GET = { method: 'GET', base: BASE, body: null, idempotencyKey: null };

describe('a request to Ducalis', () => {
  it('asks for boards, their fields, their people and their results', () => {
    expect(listBoards(2)).toEqual({ ...GET, uri: '/boards?page=2&per-page=500' });
    expect(listBoardFields(ODD)).toEqual({ ...GET, uri: `/boards/${ENCODED}/fields` });
    expect(listMembers(ODD)).toEqual({ ...GET, uri: `/boards/${ENCODED}/members` });
    expect(listResults(ODD, null)).toEqual({ ...GET, uri: `/boards/${ENCODED}/issues?per-page=200` });
    expect(listResults('1', ODD, 10)).toEqual({
      ...GET,
      uri: `/boards/1/issues?per-page=10&cursor=${ENCODED}`,
    });
  });

  it('sends issues as they are, under a key that keeps Ducalis from taking them twice', () => {
    expect(sendIssues(ODD, ['{"a":1}', '{"b":2}'], 'key')).toEqual({
      method: 'POST',
      base: BASE,
      uri: `/boards/${ENCODED}/issues/bulk`,
      body: '{"items":[{"a":1},{"b":2}]}',
      idempotencyKey: 'key',
    });
  });

  it('removes one issue, under a key made of its id and the revision', () => {
    expect(removeIssue(ODD, ODD, 5)).toEqual({
      method: 'DELETE',
      base: BASE,
      uri: `/boards/${ENCODED}/issues/${ENCODED}?revision=5`,
      body: null,
      idempotencyKey: `${ODD}:5`,
    });
  });

  it('invites people', () => {
    expect(addMembers(ODD, ['ada@example.com'])).toEqual({
      method: 'POST',
      base: BASE,
      uri: `/boards/${ENCODED}/members`,
      body: '{"emails":["ada@example.com"]}',
      idempotencyKey: null,
    });
  });

  it('hands over the YouTrack token only where Ducalis is to read YouTrack', () => {
    const all = [
      listBoards(1),
      listBoardFields('1'),
      listMembers('1'),
      listResults('1', null),
      sendIssues('1', [], 'key'),
      removeIssue('1', 'ext', 1),
      addMembers('1', []),
    ];
    expect(all.filter((request) => request.carriesYouTrackToken)).toEqual([]);
    expect(connectYouTrack('https://here.example.com')).toEqual({
      method: 'PUT',
      base: BASE,
      uri: '/integrations/youtrack',
      body: '{"base_url":"https://here.example.com"}',
      idempotencyKey: null,
      carriesYouTrackToken: true,
    });
  });

  it('keeps to the documented limits', () => {
    expect(BULK_LIMIT).toEqual({ issues: 100, bytes: 1_000_000 });
    expect([RESULTS_PER_PAGE, MOST_MEMBERS_A_CALL]).toEqual([200, 50]);
  });
});
