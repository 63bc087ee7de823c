/** A state as a chip: its word carries the meaning, its colour repeats it. */

import Tag, { TagType } from '@jetbrains/ring-ui-built/components/tag/tag';
import type { Message } from '../../messages/message.ts';
import { textOf } from '../../messages/text.tsx';
import type { Tone } from './connection-words.ts';

const TYPES: Readonly<Record<Tone, TagType>> = {
  neutral: TagType.DEFAULT,
  busy: TagType.MAIN,
  good: TagType.SUCCESS,
  warning: TagType.WARNING,
  bad: TagType.ERROR,
};

export function StateTag({ label, tone, dataTest }: { label: Message; tone: Tone; dataTest: string }) {
  return (
    <Tag readOnly interactive={false} tagType={TYPES[tone]} data-test={dataTest}>
      {textOf(label)}
    </Tag>
  );
}
