"""CITATION.cff in Zenodo's words: a release on GitHub with this file beside it mints a DOI."""

from __future__ import annotations

import json

from livingsurvey.export.metadata import DATASET
from livingsurvey.model.citation import Citation

ZENODO = ".zenodo.json"


def zenodo_json(citation: Citation) -> str:
    """The deposit: of a data set, under its first licence (Zenodo takes one), beside the survey paper."""
    data, *others = citation.licences
    code = f" Code: {', '.join(others)}." if others else ""
    deposit = {
        "title": citation.title,
        "description": DATASET + code,
        "upload_type": "dataset",
        "access_right": "open",
        "license": data,
        "creators": [{"name": ", ".join(filter(None, (p.family, p.given)))} for p in citation.authors],
        "keywords": ["vision-language-action models", "efficiency", "robotics", "survey"],
        "related_identifiers": [
            {
                "identifier": f"arXiv:{citation.paper.eprint}",
                "relation": "isSupplementTo",
                "scheme": "arxiv",
            }
        ],
    }
    return json.dumps(deposit, indent=2, ensure_ascii=False) + "\n"
