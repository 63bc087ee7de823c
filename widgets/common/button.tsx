/**
 * Ring UI's button as a plain element, in the height of the widgets. Its own script brings along links, icons and
 * deprecations, which the issue panel would load all the same.
 */
import type { ComponentProps } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  'data-test': string;
  /** Looks like a link. */
  inline?: boolean;
  /** Shows that its work is under way; not for an inline button. */
  loader?: boolean;
}

export function Button({ inline = false, loader = false, children, ...props }: ButtonProps) {
  const classes = ['ring-button-button ring-button-heightS'];
  classes.push(inline ? 'ring-button-inline' : 'ring-button-block');
  if (loader) classes.push('ring-button-loader');
  if (props.disabled) classes.push('ring-button-disabled');
  return (
    <button type="button" {...props} className={classes.join(' ')}>
      {loader && <div className="ring-button-loaderBackground" />}
      {children}
    </button>
  );
}
