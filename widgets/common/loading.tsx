/** What is being waited for, on one line wherever it stands, and told to screen readers. */
import LoaderInline from '@jetbrains/ring-ui-built/components/loader-inline/loader-inline';

export function Loading({ children, dataTest }: { children: string; dataTest: string }) {
  return (
    <div role="status" data-test={dataTest}>
      <LoaderInline>{children}</LoaderInline>
    </div>
  );
}
