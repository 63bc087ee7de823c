/** The key of an issue, which opens the issue in a window of its own: a frame cannot show YouTrack. */
import Link from '@jetbrains/ring-ui-built/components/link/link';
import { youTrackPage } from '../../common/youtrack-page.ts';

interface IssueLinkProps {
  issue: string;
  /** Of this YouTrack; null while it is not known. */
  baseUrl: string | null;
}

export function IssueLink({ issue, baseUrl }: IssueLinkProps) {
  if (baseUrl === null) return <b>{issue}</b>;
  return (
    <Link
      href={youTrackPage(baseUrl, `issue/${encodeURIComponent(issue)}`)}
      target="_blank"
      rel="noreferrer"
      data-test="issue-link"
    >
      {issue}
    </Link>
  );
}
