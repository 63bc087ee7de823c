/**
 * Ring UI's icon as a plain element. Its own script stands for sizes, colours and deprecations that no widget asks for,
 * which the issue panel would load all the same.
 */

interface IconProps {
  /** One of `@jetbrains/icons`: the text of an `svg` element. */
  glyph: string;
  className?: string;
}

export function Icon({ glyph, className }: IconProps) {
  return (
    <span
      className={className === undefined ? 'ring-icon-icon' : `ring-icon-icon ${className}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: an icon is a constant of the build.
      dangerouslySetInnerHTML={{ __html: glyph.replace('<svg', '<svg class="ring-icon-glyph"') }}
    />
  );
}
