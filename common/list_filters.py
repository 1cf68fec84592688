"""How a list is narrowed by its address. What is empty or nonsense narrows nothing."""

import django_filters as filters


class ListFilter(filters.FilterSet):
    """With the classes of the site's form controls, and what is chosen for the address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            is_choice = hasattr(field, "choices")
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    @property
    def narrowed(self) -> bool:
        self.form.is_valid()
        return any(self.form.cleaned_data.values())

    @property
    def found(self):
        """The rows; one wrong field does not take away what the others narrow."""
        self.form.is_valid()
        return self.filter_queryset(self.queryset)
