"""How every form looks: `{{ form }}` and `{{ form.text.as_field_group }}` are drawn with the elements of this app."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms with `ui/elements/fields.html` and each of their fields with `ui/elements/field.html`."""

    form_template_name = "ui/elements/fields.html"
    field_template_name = "ui/elements/field.html"
