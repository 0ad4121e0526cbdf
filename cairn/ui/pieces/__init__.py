"""The components: one module a family. Templates reach them as tags, which need no `{% load %}`."""
