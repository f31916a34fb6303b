"""Files as the browser sent them, for the flows that judge and keep them."""

from django.utils.datastructures import MultiValueDict

from openloket.flows.receiving.keeping_files import Upload


def uploads_of(files: MultiValueDict[str, object]) -> list[Upload]:
    """Every file of a form, with the name of its input."""
    return [
        Upload(path, file.name or "", file.size or 0, file.file)  # type: ignore[attr-defined] # the stubs say object
        for path, several in files.lists()
        for file in several
    ]
