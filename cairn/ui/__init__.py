"""The visual language: base templates, components, CSS, fonts, icons and the style guide page."""
