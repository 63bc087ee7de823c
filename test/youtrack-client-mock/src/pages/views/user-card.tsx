/** @jsxImportSource hono/jsx */
/** A user, with what apps show about them. */
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import { Layout } from './layout.tsx';
import { WidgetPlaces } from './widget.tsx';

export interface UserCardProps {
  readonly visit: Visit;
  readonly user: { readonly login: string; readonly name: string; readonly email: string };
  readonly widgets: readonly WidgetData[];
}

export function UserCardPage({ visit, user, widgets }: UserCardProps) {
  return (
    <Layout visit={visit} title={user.name}>
      <h1>{user.name}</h1>
      <div class="card">
        <p>{`Login: ${user.login}`}</p>
        <p>{`Email: ${user.email || 'none'}`}</p>
        <WidgetPlaces widgets={widgets} />
      </div>
    </Layout>
  );
}
