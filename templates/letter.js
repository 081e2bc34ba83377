
"use strict";
const main = document.querySelector("main");
const said = document.getElementById("said");
const box = document.getElementById("text");
// One line an answer, and no mark or number in it: so hirelog reads it back as it was meant.
const plain = (text) => text.trim().replace(/\s+/g, " ").replace(/\[/g, "(").replace(/\]/g, ")")
  .replace(/(^| )(\d+)[.):](?= )/g, "$1$2,");
function answers() {
  const letters = [];
  for (const section of document.querySelectorAll("section")) {
    const lines = [];
    const ticked = [...section.querySelectorAll("input:checked")].map((input) => input.value);
    if (ticked.length) lines.push(ticked.join(", "), "");
    [...section.querySelectorAll("textarea")].forEach((area, index) => {
      const text = plain(area.value);
      if (text) lines.push(index + 1 + ". " + text);
    });
    if (lines.length) letters.push(lines.join("\n") + "\n\n" + section.dataset.mark + "\n");
  }
  return letters.join("\n");
}
async function copy(text, why) {
  box.hidden = false;
  box.labels[0].hidden = false;
  box.value = text;
  box.select();
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    done = document.execCommand("copy");
  }
  said.textContent = why + (done ? "Copied: paste it into your reply." : "Copy the text below into your reply.");
}
function act(send) {
  const text = answers();
  if (!text) {
    said.textContent = "Nothing is written yet; the word nothing is an answer too.";
    return;
  }
  const encoded = encodeURIComponent;
  const link = "mailto:" + main.dataset.to + "?subject=" + encoded("Re: " + main.dataset.subject) + "&body=" + encoded(text.replace(/\n/g, "\r\n"));
  if (!send) copy(text, "");
  else if (link.length > Number(main.dataset.longest)) copy(text, "This is too long for a mail link. ");
  else {
    said.textContent = "Your mail program opens with the answers; if it does not, copy them.";
    location.href = link;
  }
}
document.getElementById("mail").addEventListener("click", () => act(true));
document.getElementById("copy").addEventListener("click", () => act(false));
