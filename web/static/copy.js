// A button beside each quotation copies its words with their source. The text is the one under "Copy with source" on the
// statement's own page, where it can be selected without a script.
"use strict";

async function textOf(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById("quotable").textContent;
}

function say(button, text) {
  button.removeAttribute("aria-label");
  button.textContent = text;
}

function addButton(place, find, what = "quotation with its source") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy this ${what}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(await find());
      say(button, "Copied");
    } catch {
      say(button, "Not copied: copy it from the statement’s page");
    }
  });
  place.append(" ", button);
}

if (navigator.clipboard) {
  for (const cite of document.querySelectorAll(".cite")) {
    const link = cite.querySelector('a[href*="/lscb/statements/"]');
    const address = cite.dataset.statement || (link && link.href);
    if (address) addButton(cite, () => textOf(address));
  }
  for (const citation of document.querySelectorAll(".take-chart details > p, .cite-page > p")) {
    const words = citation.textContent;
    addButton(citation, async () => words, "citation");
  }
  const own = document.getElementById("quotable");
  if (own) addButton(own.parentElement, async () => own.textContent);
}
