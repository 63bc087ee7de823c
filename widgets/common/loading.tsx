/** What is being waited for, on one line wherever it stands, and told to screen readers. Ring UI's loader, as plain elements. */

export function Loading({ children, dataTest }: { children: string; dataTest: string }) {
  return (
    <div role="status" data-test={dataTest}>
      <div className="ring-loader-inline-loader" />
      <span className="ring-loader-inline-children">{children}</span>
    </div>
  );
}
