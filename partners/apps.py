"""Partners, their letters of intent and the register."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import register_parts


class PartnersConfig(AppConfig):
    name = "partners"
    label = "partners"
    verbose_name = _("Partners, their letters of intent and the register")

    def ready(self) -> None:
        """Name the acts of this app, and say who may open its files."""
        from gmp_portal import incoming  # noqa: PLC0415
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.documents import (  # noqa: PLC0415 models are ready now
            policies,
            uploading,
        )
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from partners import file_access, step_words  # noqa: PLC0415
        from partners.actions import import_sheets, mailed_answers  # noqa: PLC0415
        from partners.acts import Act, FunderAct, ImportAct  # noqa: PLC0415
        from partners.reading import held, quality, signs, silence  # noqa: PLC0415

        policies.register(
            file_access.ORIGINAL, file_access.may_read_original, is_noted=True
        )
        policies.register(
            file_access.PUBLIC,
            file_access.may_read_public,
            landing=file_access.page_of_letter,
        )
        uploading.register_scope("partners.letter_link", file_access.link_to_upload)
        acts.register(Act)
        incoming.register(
            "letter",
            mailed_answers.take,
            policy=file_access.ORIGINAL,
            is_own=mailed_answers.is_own,
        )
        acts.register(ImportAct)
        held.register("letters", held.letters)
        signs.register_own()
        acts.register(FunderAct)
        quality.register_own()
        silence.register_checks()
        import_sheets.register_own()
        rights_table.register("partners", step_words.KINDS, step_words.RIGHTS)
        register_parts(self.name)
