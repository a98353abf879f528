import { afterEach, describe, expect, it, vi } from 'vitest';
import { openChangeChannel } from './change-channel.ts';
import type { ChangeChannel, ChangeNews } from './change-channel.ts';

describe('news between tabs', () => {
  const open: { close: () => void }[] = [];
  const tab = (heard: (news: ChangeNews) => void = () => undefined): ChangeChannel => {
    const channel = openChangeChannel('tagweave-test', heard);
    open.push(channel);
    return channel;
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    for (const channel of open.splice(0)) channel.close();
  });

  it('reaches every other one as it was told, and the one that tells it not at all', async () => {
    const heard = vi.fn();
    const self = vi.fn();
    tab(heard);
    const teller = tab(self);
    const news: readonly ChangeNews[] = ['changed', 7, { own: 'sets' }];
    for (const one of news) teller.tell(one);
    await vi.waitFor(() => {
      expect(heard.mock.calls.flat()).toEqual(news);
    });
    expect(self).not.toHaveBeenCalled();
  });

  it('that nobody knows, of another version of the page, says that something changed', async () => {
    const heard = vi.fn();
    tab(heard);
    const other = new BroadcastChannel('tagweave-test');
    open.push(other);
    const strange = [null, undefined, '7', { own: 7 }, { other: 'sets' }, 'forgotten', ['own']];
    for (const one of strange) other.postMessage(one);
    await vi.waitFor(() => {
      expect(heard.mock.calls.flat()).toEqual(strange.map(() => 'changed'));
    });
  });

  it('ends with the channel', async () => {
    const heard = vi.fn();
    const last = vi.fn();
    tab(heard).close();
    tab(last);
    tab().tell('changed');
    await vi.waitFor(() => {
      expect(last).toHaveBeenCalled();
    });
    expect(heard).not.toHaveBeenCalled();
  });

  it('reaches nobody where the platform has no channels, or a frame may have none, and nothing fails', () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const without = tab();
    without.tell('changed');
    without.close();
    vi.stubGlobal(
      'BroadcastChannel',
      vi.fn(() => {
        throw new DOMException('no', 'SecurityError');
      }),
    );
    const refused = tab();
    refused.tell('changed');
    refused.close();
    expect([without, refused].map((one) => Object.keys(one))).toEqual([
      ['tell', 'close'],
      ['tell', 'close'],
    ]);
  });

  it('holds no process up', () => {
    const unref = vi.fn();
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        readonly unref = unref;
        readonly close = vi.fn();
      },
    );
    tab();
    expect(unref).toHaveBeenCalledOnce();
  });
});
