"""Fictional worlds, one upon another: what the crawl, the extraction and a person's hand leave for db/ to load.

| module | world |
| --- | --- |
| `building` | no world: the reference tables, listing lines and records that the others are built of |
| `tiny` | four authorities, three boards, seven listed documents; whole in one's head |
| `harbours` | `tiny` and more boards: joint, reviewed twice, of two minds |
| `drawn` | some sixty boards whose reviews a seeded die draws, for the analysis |

The demo's world (demo/) stands apart. It comes as reports that are drawn and read, so that nothing of it is a record
before the extraction has made one; and its readings (demo/reference) hold on to its sentences as they are.
"""
