/** A share of a hundred as a bar: Ring UI's progress bar in plain elements. */

export function PercentBar({ label, percent }: { label: string; percent: number }) {
  return (
    <div className="ring-progress-bar-progressBar ring-progress-bar-staticLineColor">
      <div
        className="ring-progress-bar-line"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        style={{ width: `${Math.min(percent, 100)}%` }}
      />
    </div>
  );
}
